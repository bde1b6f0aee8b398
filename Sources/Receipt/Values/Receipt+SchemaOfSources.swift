extension Receipt {
  /// The sections that say what was measured on, with what and by whom: further members of `$defs`.
  static let schemaOfSources = #"""
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

    """#
}
