extension Receipt {
  /// The JSON Schema (draft 2020-12) of receipts, in the layout that `walkaway receipt --schema` prints.
  ///
  /// > JSON Schema: A Media Type for Describing JSON Documents, 2020-12: https://json-schema.org/draft/2020-12
  public static let schema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:walkaway:decision-fidelity-receipt:1:schema",
      "title": "Decision-fidelity receipt",
      "type": "object",
      "properties": {
        "_type": { "const": "https://in-toto.io/Statement/v1" },
        "predicateType": { "const": "urn:walkaway:decision-fidelity-receipt:1" },
        "subject": { "type": "array", "items": { "$ref": "#/$defs/subject" }, "minItems": 4, "maxItems": 4 },
        "predicate": { "$ref": "#/$defs/predicate" }
      },
      "required": ["_type", "predicateType", "subject", "predicate"],
      "additionalProperties": false,
      "$defs": {
        "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
        "count": { "type": "integer", "minimum": 0 },
        "text": { "type": "string" },
        "texts": { "type": "array", "items": { "type": "string" } },
        "share": { "type": "number", "minimum": 0, "maximum": 1 },
        "bounds": { "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 },
        "not_stated": { "const": "not stated" },
        "stated_flag": { "anyOf": [{ "type": "boolean" }, { "$ref": "#/$defs/not_stated" }] },
        "stated_texts": { "anyOf": [{ "$ref": "#/$defs/texts" }, { "$ref": "#/$defs/not_stated" }] },
        "figure": {
          "type": "object",
          "properties": {
            "estimate": { "type": "number" }, "interval": { "$ref": "#/$defs/bounds" },
            "bootstrap": { "$ref": "#/$defs/bounds" }, "n": { "$ref": "#/$defs/count" },
            "reason": { "$ref": "#/$defs/text" }
          },
          "required": ["n"],
          "anyOf": [{ "required": ["estimate"] }, { "required": ["reason"] }],
          "additionalProperties": false
        },
        "number": {
          "type": "object",
          "properties": { "value": { "type": "number" }, "reason": { "$ref": "#/$defs/text" } },
          "oneOf": [{ "required": ["value"] }, { "required": ["reason"] }],
          "additionalProperties": false
        },
        "settings": {
          "anyOf": [
            { "$ref": "#/$defs/not_stated" },
            {
              "type": "array",
              "items": {
                "type": "object",
                "properties": { "name": { "$ref": "#/$defs/text" }, "value": { "$ref": "#/$defs/text" } },
                "required": ["name", "value"],
                "additionalProperties": false
              }
            }
          ]
        },
        "prompt_sha256": { "anyOf": [{ "$ref": "#/$defs/sha256" }, { "$ref": "#/$defs/not_stated" }] },
        "subject": {
          "type": "object",
          "properties": {
            "name": { "enum": ["conversations", "simulations", "labels", "reviews"] },
            "digest": {
              "type": "object",
              "properties": { "sha256": { "$ref": "#/$defs/sha256" } },
              "required": ["sha256"],
              "additionalProperties": false
            },
            "annotations": {
              "type": "object",
              "properties": { "records": { "$ref": "#/$defs/count" }, "form": { "const": "walkaway-records/1" } },
              "required": ["records", "form"],
              "additionalProperties": false
            }
          },
          "required": ["name", "digest", "annotations"],
          "additionalProperties": false
        },
        "predicate": {
          "type": "object",
          "properties": {
            "program": { "$ref": "#/$defs/program" },
            "method": { "$ref": "#/$defs/method" },
            "audit": { "$ref": "#/$defs/audit" },
            "outcome": { "$ref": "#/$defs/outcome" },
            "conversations": { "$ref": "#/$defs/conversations" },
            "simulator": { "$ref": "#/$defs/simulator" },
            "probes": { "$ref": "#/$defs/probes" },
            "instrument": { "$ref": "#/$defs/instrument" },
            "state_schema": { "$ref": "#/$defs/state_schema" },
            "privacy": { "$ref": "#/$defs/text" },
            "results": { "$ref": "#/$defs/results" },
            "exit_audit": { "$ref": "#/$defs/exit_audit" },
            "concentration": { "$ref": "#/$defs/concentration" },
            "power": { "$ref": "#/$defs/power" },
            "limits": { "$ref": "#/$defs/texts" },
            "completeness": {
              "type": "object",
              "properties": {
                "stated": { "$ref": "#/$defs/count" }, "of": { "$ref": "#/$defs/count" },
                "missing": { "$ref": "#/$defs/texts" }
              },
              "required": ["stated", "of", "missing"],
              "additionalProperties": false
            },
            "seals": {
              "type": "object",
              "properties": {
                "sections": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "properties": { "section": { "$ref": "#/$defs/text" }, "sha256": { "$ref": "#/$defs/sha256" } },
                    "required": ["section", "sha256"],
                    "additionalProperties": false
                  }
                }
              },
              "required": ["sections"],
              "additionalProperties": false
            }
          },
          "required": [
            "program", "method", "audit", "outcome", "conversations", "simulator", "probes", "instrument",
            "state_schema", "privacy", "results", "exit_audit", "concentration", "power", "limits", "completeness",
            "seals"
          ],
          "additionalProperties": false
        },
        "program": {
          "type": "object",
          "properties": {
            "name": { "$ref": "#/$defs/text" }, "version": { "$ref": "#/$defs/text" },
            "issued_at": { "type": "string", "format": "date-time" }
          },
          "required": ["name", "version", "issued_at"],
          "additionalProperties": false
        },
        "method": {
          "type": "object",
          "properties": {
            "simulator": { "$ref": "#/$defs/text" }, "instrument": { "$ref": "#/$defs/text" },
            "draw": { "$ref": "#/$defs/count" }, "filter": { "$ref": "#/$defs/text" },
            "seed": { "$ref": "#/$defs/count" }, "resamples": { "$ref": "#/$defs/count" },
            "permutation_draws": { "$ref": "#/$defs/count" }, "level": { "$ref": "#/$defs/share" },
            "cluster": { "enum": ["customer", "conversation"] },
            "margin": { "type": "number", "exclusiveMinimum": 0 }, "placebo": { "$ref": "#/$defs/text" },
            "notes": { "$ref": "#/$defs/texts" }
          },
          "required": [
            "simulator", "instrument", "filter", "seed", "resamples", "permutation_draws", "level", "cluster", "notes"
          ],
          "additionalProperties": false
        },
        "audit": {
          "type": "object",
          "properties": {
            "name": { "$ref": "#/$defs/text" }, "title": { "$ref": "#/$defs/text" },
            "language": { "$ref": "#/$defs/text" }, "synthetic": { "$ref": "#/$defs/stated_flag" },
            "license": { "$ref": "#/$defs/text" }
          },
          "required": ["name", "title", "language", "synthetic", "license"],
          "additionalProperties": false
        },
        "outcome": {
          "type": "object",
          "properties": {
            "name": { "$ref": "#/$defs/text" }, "evidence": { "$ref": "#/$defs/text" },
            "truncation": { "$ref": "#/$defs/text" },
            "strata": {
              "type": "array",
              "minItems": 1,
              "items": {
                "type": "object",
                "properties": {
                  "id": { "$ref": "#/$defs/text" }, "label": { "$ref": "#/$defs/text" },
                  "committed": { "type": "boolean" }, "conversations": { "$ref": "#/$defs/count" },
                  "analysed": { "$ref": "#/$defs/count" }, "pairs": { "$ref": "#/$defs/count" }
                },
                "required": ["id", "label", "committed", "conversations", "analysed", "pairs"],
                "additionalProperties": false
              }
            }
          },
          "required": ["name", "evidence", "truncation", "strata"],
          "additionalProperties": false
        },
        "conversations": {
          "type": "object",
          "properties": {
            "source": { "$ref": "#/$defs/text" }, "sampling": { "$ref": "#/$defs/text" },
            "counts": {
              "type": "array",
              "minItems": 1,
              "items": {
                "type": "object",
                "properties": {
                  "step": { "$ref": "#/$defs/text" }, "count": { "$ref": "#/$defs/count" },
                  "why": { "$ref": "#/$defs/text" }
                },
                "required": ["step", "count", "why"],
                "additionalProperties": false
              }
            }
          },
          "required": ["source", "sampling", "counts"],
          "additionalProperties": false
        },
        "simulator": {
          "type": "object",
          "properties": {
            "id": { "$ref": "#/$defs/text" }, "model": { "$ref": "#/$defs/text" },
            "prompt": { "$ref": "#/$defs/text" }, "prompt_sha256": { "$ref": "#/$defs/prompt_sha256" },
            "sampling": { "$ref": "#/$defs/settings" }, "draws": { "$ref": "#/$defs/text" },
            "profile_fields": { "$ref": "#/$defs/stated_texts" }, "may_stay_silent": { "$ref": "#/$defs/stated_flag" }
          },
          "required": [
            "id", "model", "prompt", "prompt_sha256", "sampling", "draws", "profile_fields", "may_stay_silent"
          ],
          "additionalProperties": false
        },
        "probes": {
          "type": "object",
          "properties": {
            "fractions": {
              "anyOf": [{ "type": "array", "items": { "$ref": "#/$defs/share" } }, { "$ref": "#/$defs/not_stated" }]
            },
            "exit_probe": { "$ref": "#/$defs/stated_flag" },
            "positions": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": { "id": { "$ref": "#/$defs/text" }, "pairs": { "$ref": "#/$defs/count" } },
                "required": ["id", "pairs"],
                "additionalProperties": false
              }
            }
          },
          "required": ["fractions", "exit_probe", "positions"],
          "additionalProperties": false
        },
        "instrument": {
          "type": "object",
          "properties": {
            "id": { "$ref": "#/$defs/text" }, "model": { "$ref": "#/$defs/text" },
            "prompt": { "$ref": "#/$defs/text" }, "prompt_sha256": { "$ref": "#/$defs/prompt_sha256" },
            "sampling": { "$ref": "#/$defs/settings" },
            "invalid": {
              "anyOf": [
                { "$ref": "#/$defs/not_stated" },
                {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "properties": {
                      "source": { "enum": ["real", "simulated"] }, "invalid": { "$ref": "#/$defs/count" },
                      "of": { "$ref": "#/$defs/count" }, "share": { "$ref": "#/$defs/figure" }
                    },
                    "required": ["source", "invalid", "of", "share"],
                    "additionalProperties": false
                  }
                }
              ]
            },
            "second_judge": { "$ref": "#/$defs/agreements" },
            "people": { "$ref": "#/$defs/agreements" }
          },
          "required": ["id", "model", "prompt", "prompt_sha256", "sampling", "invalid", "second_judge", "people"],
          "additionalProperties": false
        },
        "agreements": {
          "anyOf": [
            { "$ref": "#/$defs/not_stated" },
            {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "with": { "$ref": "#/$defs/text" }, "real": { "$ref": "#/$defs/coefficients" },
                  "simulated": { "$ref": "#/$defs/coefficients" }
                },
                "required": ["with", "real", "simulated"],
                "additionalProperties": false
              }
            }
          ]
        },
        "coefficients": {
          "type": "object",
          "properties": {
            "turns": { "$ref": "#/$defs/count" }, "agreement": { "$ref": "#/$defs/number" },
            "kappa": { "$ref": "#/$defs/number" }, "kappa_quadratic": { "$ref": "#/$defs/number" },
            "alpha_ordinal": { "$ref": "#/$defs/number" }
          },
          "required": ["turns", "agreement", "kappa", "kappa_quadratic", "alpha_ordinal"],
          "additionalProperties": false
        },
        "state_schema": {
          "type": "object",
          "properties": {
            "id": { "$ref": "#/$defs/text" },
            "stages": {
              "type": "array",
              "minItems": 1,
              "items": {
                "type": "object",
                "properties": { "id": { "$ref": "#/$defs/text" }, "depth": { "type": "number" } },
                "required": ["id", "depth"],
                "additionalProperties": false
              }
            },
            "resistance": { "$ref": "#/$defs/texts" }, "deliberation": { "$ref": "#/$defs/texts" },
            "commitment": { "$ref": "#/$defs/texts" }, "emotions": { "$ref": "#/$defs/texts" },
            "blockers": { "$ref": "#/$defs/texts" }, "exits": { "$ref": "#/$defs/texts" },
            "actions": { "$ref": "#/$defs/texts" }
          },
          "required": [
            "id", "stages", "resistance", "deliberation", "commitment", "emotions", "blockers", "exits", "actions"
          ],
          "additionalProperties": false
        },
        "results": {
          "type": "object",
          "properties": {
            "strata": { "type": "array", "items": { "$ref": "#/$defs/stratum" } },
            "contrast": { "$ref": "#/$defs/contrast" },
            "calibration": { "$ref": "#/$defs/figure" },
            "positions": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "id": { "$ref": "#/$defs/text" },
                  "depth_bias": { "type": "array", "items": { "$ref": "#/$defs/figure" } },
                  "contrast": { "$ref": "#/$defs/figure" }, "p": { "$ref": "#/$defs/number" }
                },
                "required": ["id", "depth_bias", "contrast", "p"],
                "additionalProperties": false
              }
            }
          },
          "required": ["strata", "calibration", "positions"],
          "additionalProperties": false
        },
        "stage_share": {
          "type": "object",
          "properties": {
            "id": { "$ref": "#/$defs/text" }, "stages": { "$ref": "#/$defs/texts" },
            "real": { "$ref": "#/$defs/figure" }, "simulated": { "$ref": "#/$defs/figure" },
            "shift": { "$ref": "#/$defs/figure" }
          },
          "required": ["id", "real", "simulated", "shift"],
          "additionalProperties": false
        },
        "stratum": {
          "type": "object",
          "properties": {
            "id": { "$ref": "#/$defs/text" }, "pairs": { "$ref": "#/$defs/count" },
            "headlines": { "type": "array", "items": { "$ref": "#/$defs/stage_share" } },
            "stages": { "type": "array", "items": { "$ref": "#/$defs/stage_share" } },
            "depth_bias": { "$ref": "#/$defs/figure" },
            "equivalence": { "enum": ["faithful", "unfaithful", "undecided"] },
            "disengagement_misses": { "$ref": "#/$defs/count" }, "disengagements": { "$ref": "#/$defs/count" },
            "agreement": { "$ref": "#/$defs/figure" }, "wasserstein": { "$ref": "#/$defs/figure" },
            "wasserstein_noise": { "$ref": "#/$defs/number" }
          },
          "required": [
            "id", "pairs", "headlines", "stages", "depth_bias", "disengagement_misses", "disengagements", "agreement",
            "wasserstein", "wasserstein_noise"
          ],
          "additionalProperties": false
        },
        "contrast": {
          "type": "object",
          "properties": {
            "estimate": { "$ref": "#/$defs/figure" }, "cohen_d": { "$ref": "#/$defs/figure" },
            "hedges_g": { "$ref": "#/$defs/number" }, "cliffs_delta": { "$ref": "#/$defs/number" },
            "welch_p": { "$ref": "#/$defs/number" }, "permutation_p": { "$ref": "#/$defs/number" },
            "permutation_p_one_sided": { "$ref": "#/$defs/number" }, "permutation_p_raw": { "$ref": "#/$defs/number" },
            "floors": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "reference": { "enum": ["position", "previous-stage", "action", "placebo"] },
                  "estimate": { "$ref": "#/$defs/figure" }, "excess": { "$ref": "#/$defs/figure" },
                  "fallbacks": { "$ref": "#/$defs/count" }, "without_reference": { "$ref": "#/$defs/count" }
                },
                "required": ["reference", "estimate", "excess", "fallbacks", "without_reference"],
                "additionalProperties": false
              }
            },
            "verdict": { "enum": ["above", "not-shown", "below"] },
            "verdict_reference": { "enum": ["position", "previous-stage", "action", "placebo"] }
          },
          "required": [
            "estimate", "cohen_d", "hedges_g", "cliffs_delta", "welch_p", "permutation_p", "permutation_p_one_sided",
            "permutation_p_raw", "floors"
          ],
          "additionalProperties": false
        },
        "concentration": {
          "type": "object",
          "properties": {
            "verdict": { "enum": ["concentrated", "not-beyond-reference", "undecided"] },
            "sentence": { "$ref": "#/$defs/text" }, "p": { "$ref": "#/$defs/number" },
            "contrast": { "$ref": "#/$defs/figure" }, "excess": { "$ref": "#/$defs/figure" },
            "reference": { "enum": ["position", "previous-stage", "action", "placebo"] }
          },
          "required": ["verdict", "sentence", "p", "contrast", "excess"],
          "additionalProperties": false
        },
        "power": {
          "type": "object",
          "properties": {
            "power": { "$ref": "#/$defs/share" }, "minimum_detectable_d": { "$ref": "#/$defs/number" },
            "minimum_detectable_contrast": { "$ref": "#/$defs/number" }, "design_effect": { "$ref": "#/$defs/number" },
            "conversations_for_observed_d": { "$ref": "#/$defs/number" }
          },
          "required": [
            "power", "minimum_detectable_d", "minimum_detectable_contrast", "design_effect",
            "conversations_for_observed_d"
          ],
          "additionalProperties": false
        },
        "exit_audit": {
          "type": "object",
          "properties": {
            "silent_turns": { "$ref": "#/$defs/count" }, "simulated_turns": { "$ref": "#/$defs/count" },
            "silence": { "$ref": "#/$defs/text" },
            "strata": { "type": "array", "items": { "$ref": "#/$defs/exit_stratum" } }
          },
          "required": ["silent_turns", "simulated_turns", "silence", "strata"],
          "additionalProperties": false
        },
        "exit_stratum": {
          "type": "object",
          "properties": {
            "id": { "$ref": "#/$defs/text" },
            "acts": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "act": { "$ref": "#/$defs/text" }, "derived_from": { "enum": ["record", "instrument"] },
                  "real": { "$ref": "#/$defs/figure" }, "simulated": { "$ref": "#/$defs/figure" },
                  "shift": { "$ref": "#/$defs/figure" }
                },
                "required": ["act", "derived_from", "real", "simulated", "shift"],
                "additionalProperties": false
              }
            },
            "record": {
              "type": "object",
              "properties": {
                "conversations": { "$ref": "#/$defs/count" }, "agent_turns": { "$ref": "#/$defs/count" },
                "silence": { "$ref": "#/$defs/figure" }, "abandonment": { "$ref": "#/$defs/figure" }
              },
              "required": ["conversations", "agent_turns", "silence", "abandonment"],
              "additionalProperties": false
            },
            "exit_recall": { "$ref": "#/$defs/figure" }, "silent_at_exit": { "$ref": "#/$defs/figure" },
            "false_exits": { "$ref": "#/$defs/figure" },
            "positions": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "id": { "$ref": "#/$defs/text" }, "recall": { "$ref": "#/$defs/figure" },
                  "false_exits": { "$ref": "#/$defs/figure" }
                },
                "required": ["id", "recall", "false_exits"],
                "additionalProperties": false
              }
            },
            "median_real": { "$ref": "#/$defs/number" }, "median_simulated": { "$ref": "#/$defs/number" },
            "log_rank_p": { "$ref": "#/$defs/number" }
          },
          "required": [
            "id", "acts", "exit_recall", "silent_at_exit", "false_exits", "positions", "median_real",
            "median_simulated", "log_rank_p"
          ],
          "additionalProperties": false
        }
      }
    }

    """#
}
