public import Cases
public import JSON

/// The JSON Schema of an instrument's answer, made from the audit's own state schema.
public enum LabelSchema {
  /// The schema of a decision state; members whose dictionary is empty are left out.
  public static func decisionState(_ schema: StateSchema) -> JSONValue {
    var properties: JSONValue = ["stage": choice(schema.stages.map(\.id))]
    if !schema.emotions.isEmpty { properties["emotion"] = choice(schema.emotions) }
    if !schema.blockers.isEmpty { properties["blocker"] = choice(schema.blockers) }
    let acts = judgedExits(schema)
    if !acts.isEmpty { properties["exit"] = choice(acts) }
    properties["signal"] = ["type": .string("string")]
    properties["convergence"] = ["type": .string("number"), "minimum": .integer(-1), "maximum": .integer(1)]
    properties["rationale"] = ["type": .string("string")]
    return object(properties)
  }

  /// The schema of an agent's action.
  public static func agentAction(_ schema: StateSchema) -> JSONValue {
    object(["action": choice(schema.actions), "rationale": ["type": .string("string")]])
  }

  /// The exit acts that a judge may give: silence and abandonment follow from the record, not from a judge.
  static func judgedExits(_ schema: StateSchema) -> [String] {
    schema.exits.filter { $0 != "silence" && $0 != "abandonment" }
  }

  private static func choice(_ values: [String]) -> JSONValue {
    ["type": .string("string"), "enum": .array(values.map(JSONValue.string))]
  }

  private static func object(_ properties: JSONValue) -> JSONValue {
    [
      "type": .string("object"), "properties": properties,
      "required": .array((properties.members ?? []).map { .string($0.key) }), "additionalProperties": .bool(false),
    ]
  }
}
