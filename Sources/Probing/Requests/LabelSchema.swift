public import Cases
public import ModelEndpoint

/// The JSON Schema of an instrument's answer, made from the audit's own state schema.
public enum LabelSchema {
  /// The schema of a decision state; members whose dictionary is empty are left out.
  public static func decisionState(_ schema: StateSchema) -> JSONValue {
    var properties: [(String, JSONValue)] = [("stage", choice(schema.stages.map(\.id)))]
    if !schema.emotions.isEmpty { properties.append(("emotion", choice(schema.emotions))) }
    if !schema.blockers.isEmpty { properties.append(("blocker", choice(schema.blockers))) }
    let acts = judgedExits(schema)
    if !acts.isEmpty { properties.append(("exit", choice(acts))) }
    properties.append(("signal", .object(["type": .string("string")])))
    properties.append(
      ("convergence", .object(["type": .string("number"), "minimum": .integer(-1), "maximum": .integer(1)])))
    properties.append(("rationale", .object(["type": .string("string")])))
    return object(properties)
  }

  /// The schema of an agent's action.
  public static func agentAction(_ schema: StateSchema) -> JSONValue {
    object([("action", choice(schema.actions)), ("rationale", .object(["type": .string("string")]))])
  }

  /// The exit acts that a judge may give: silence and abandonment follow from the record, not from a judge.
  static func judgedExits(_ schema: StateSchema) -> [String] {
    schema.exits.filter { $0 != "silence" && $0 != "abandonment" }
  }

  private static func choice(_ values: [String]) -> JSONValue {
    .object(["type": .string("string"), "enum": .array(values.map { .string($0) })])
  }

  private static func object(_ properties: [(String, JSONValue)]) -> JSONValue {
    .object([
      "type": .string("object"),
      "properties": .object(Dictionary(uniqueKeysWithValues: properties)),
      "required": .array(properties.map { .string($0.0) }),
      "additionalProperties": .bool(false),
    ])
  }
}
