extension Receipt {
  /// The state schema and the sections with numbers: the last members of `$defs`, and the end.
  static let schemaOfResults = #"""
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
