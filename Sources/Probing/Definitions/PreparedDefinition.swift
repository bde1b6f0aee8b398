public import AuditStore
public import Cases
import JSON

/// A definition whose prompt was found and checked: ready to be asked, and known by its digest.
public struct PreparedDefinition: Sendable {
  public let definition: ModelDefinition
  let prompts: PreparedPrompts
  /// As the store keeps it; ``DefinitionRecord/at`` is empty until it is registered.
  public let record: DefinitionRecord
  let schema: StateSchema
  /// The JSON Schema of an instrument's answers, and its text.
  let answerSchema: JSONValue
  let answerSchemaText: String
  let noReply: NoReplyWords?

  public var kind: DefinitionRecord.Kind { definition.kind }
  public var id: String { definition.id }
  public var task: ModelDefinition.Task { definition.task ?? .decisionState }
  public var draws: Int { definition.draws ?? 1 }

  /// Where the shipped templates that permit silence want a sentinel and none is given.
  public static let defaultNoReply = "[no reply]"

  /// - Throws: ``DefinitionError`` where there is no prompt, its placeholders are wrong, or it asks for what the
  ///   audit's schema does not have.
  public init(_ given: ModelDefinition, schema: StateSchema, place: String) throws(DefinitionError) {
    var definition = given
    if definition.kind == .instrument, definition.task == nil {
      definition.task = definition.template?.hasPrefix("agent-action") == true ? .agentAction : .decisionState
    }
    prompts = try PreparedPrompts(definition, place: place)
    if prompts.contains(.noReply), definition.noReply == nil {
      definition.noReply = PreparedDefinition.defaultNoReply
    }
    // What a program or a service was told of silence is its own affair.
    if let noReply = definition.noReply, definition.isModel, !prompts.tell(of: noReply) {
      throw DefinitionError(
        place: place, key: "no_reply", problem: "is given, but the prompt never tells the simulator of it",
        remedy: "put {{no_reply}} into the prompt, or leave no_reply out")
    }
    if definition.noReply?.isEmpty == true {
      throw DefinitionError(
        place: place, key: "no_reply", problem: "is empty", remedy: "write words that nobody else would write")
    }
    if definition.task == .agentAction, schema.actions.isEmpty {
      throw DefinitionError(
        place: place, key: "task", problem: "is agent-action, but the audit's schema names no actions",
        remedy: "add schema.actions to audit.json, or label decision states")
    }
    self.definition = definition
    self.schema = schema
    noReply = definition.noReply.map(NoReplyWords.init)
    answerSchema =
      definition.task == .agentAction
      ? LabelSchema.agentAction(schema) : LabelSchema.decisionState(schema, order: prompts.main?.order ?? [])
    answerSchemaText = answerSchema.json(indented: false)
    record = definition.record(prompt: prompts.text)
  }

  /// Why its requests cannot go through the files of a batch engine, and what to do; `nil` where they can.
  public var batchRefusal: (problem: String, remedy: String)? {
    switch definition.form {
    case .prompt, .chat: nil
    case .text: ("batch files are of chat requests, and form: text makes none", "run it without --batch")
    case .command, .service:
      (
        "batch files are of chat requests, and form: \(definition.form.rawValue) makes none",
        "run it without --batch, or write walkaway probes --json and take the answers with import --as simulations"
      )
    }
  }
}

extension PreparedDefinition {
  /// The JSON object that `audit.json` gets.
  public var entry: String {
    var members = definition.entry(record)
    if kind == .simulator {
      members["profile_fields"] = record.profileFields.map { .array($0.map(JSONValue.string)) }
      members["draws"] = .integer(draws)
      members["no_reply"] = record.noReply.map(JSONValue.string)
      members["empty_is_no_reply"] = record.emptyIsNoReply.map(JSONValue.bool)
    } else {
      members["task"] = .string(task.rawValue)
      members["response_format"] = definition.answers.map { .string($0.rawValue) }
      if definition.window == .full { members["window"] = .string("full") }
      members["repeat"] = definition.repetition.map(JSONValue.integer)
    }
    return members.canonical
  }
}
