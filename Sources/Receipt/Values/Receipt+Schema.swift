extension Receipt {
  /// The JSON Schema (draft 2020-12) of receipts, in the layout that `walkaway receipt --schema` prints.
  ///
  /// > JSON Schema: A Media Type for Describing JSON Documents, 2020-12: https://json-schema.org/draft/2020-12
  public static let schema = schemaOfStatements + schemaOfSources + schemaOfResults

  /// The statement, its subjects and the list of its sections.
  private static let schemaOfStatements = #"""
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

    """#
}
