public import Cases
public import JSON

/// The JSON Schema of an instrument's answer, made from the audit's own state schema.
public enum LabelSchema {
  /// The schema of a decision state; members whose dictionary is empty are left out.
  ///
  /// A model that is held to a schema writes its keys in the schema's order: the reasons come before what follows from
  /// them, and that in the order in which the template names it.
  public static func decisionState(
    _ schema: StateSchema, order: [PromptTemplate.Placeholder] = []
  ) -> JSONValue {
    let lists: [(placeholder: PromptTemplate.Placeholder, key: String, values: [String])] = [
      (.stages, "stage", schema.stages.map(\.id)), (.emotions, "emotion", schema.emotions),
      (.blockers, "blocker", schema.blockers), (.exits, "exit", judgedExits(schema)),
    ]
    func place(_ index: Int) -> Int { order.firstIndex(of: lists[index].placeholder) ?? order.count + index }
    var properties: JSONValue = ["rationale": ["type": .string("string")], "signal": ["type": .string("string")]]
    for index in lists.indices.sorted(by: { place($0) < place($1) }) where !lists[index].values.isEmpty {
      properties[lists[index].key] = choice(lists[index].values)
    }
    properties["convergence"] = ["type": .string("number"), "minimum": .integer(-1), "maximum": .integer(1)]
    return object(properties)
  }

  /// The schema of an agent's action.
  public static func agentAction(_ schema: StateSchema) -> JSONValue {
    object(["rationale": ["type": .string("string")], "action": choice(schema.actions)])
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
