public import AuditStore
public import Cases
import Digest
import JSON
import ModelEndpoint

/// A definition whose prompt was found and checked: ready to be asked, and known by its digest.
public struct PreparedDefinition: Sendable {
  public let definition: ModelDefinition
  public let template: PromptTemplate
  /// As the store keeps it; ``DefinitionRecord/at`` is empty until it is registered.
  public let record: DefinitionRecord
  let schema: StateSchema
  /// The JSON Schema of an instrument's answers, and its text.
  let answerSchema: JSONValue
  let answerSchemaText: String

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
    let text = try PreparedDefinition.prompt(of: definition, place: place)
    if definition.kind == .instrument, definition.task == nil {
      definition.task = definition.template?.hasPrefix("agent-action") == true ? .agentAction : .decisionState
    }
    do throws(TemplateError) {
      template = try PromptTemplate(
        text, allowed: definition.kind == .simulator ? [.profile, .transcript, .noReply] : PreparedDefinition.judged,
        required: [.transcript])
    } catch {
      throw DefinitionError(
        place: place, key: definition.template == nil ? "prompt" : "template", problem: "is no template: \(error)",
        remedy: "correct the placeholder")
    }
    if template.contains(.noReply), definition.noReply == nil {
      definition.noReply = PreparedDefinition.defaultNoReply
    }
    if let noReply = definition.noReply, !template.contains(.noReply), !text.contains(noReply) {
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
    answerSchema =
      definition.task == .agentAction ? LabelSchema.agentAction(schema) : LabelSchema.decisionState(schema)
    answerSchemaText = answerSchema.canonical
    record = PreparedDefinition.record(of: definition, prompt: text)
  }

  private static let judged: Set<PromptTemplate.Placeholder> = [
    .transcript, .schema, .stages, .emotions, .blockers, .exits, .actions,
  ]

  private static func prompt(of definition: ModelDefinition, place: String) throws(DefinitionError) -> String {
    let shipped = definition.template.map { ShippedTemplates.all[$0] }
    if let template = definition.template, shipped == .some(nil) {
      throw DefinitionError(
        place: place, key: "template", problem: "is “\(template)”, which does not come with the program",
        remedy: "choose from \(ShippedTemplates.names(definition.kind).joined(separator: ", "))")
    }
    switch (definition.prompt, shipped ?? nil) {
    case (let prompt?, nil): return prompt
    case (nil, let text?): return text
    case (let prompt?, let text?):
      if prompt == text { return text }
      throw DefinitionError(
        place: place, key: "prompt", problem: "and “template” are both given and differ",
        remedy: "leave one of them out")
    case (nil, nil):
      throw DefinitionError(
        place: place, key: "prompt", problem: "is missing",
        remedy: "write one, or name a template: \(ShippedTemplates.names(definition.kind).joined(separator: ", "))")
    }
  }

  private static func record(of definition: ModelDefinition, prompt: String) -> DefinitionRecord {
    var record = DefinitionRecord(
      kind: definition.kind, id: definition.id, model: definition.model, prompt: prompt,
      promptSHA256: SHA256.hexadecimal(of: prompt.utf8), digest: "", at: "")
    record.baseURL = definition.baseURL
    record.template = definition.template
    record.task = definition.task?.rawValue
    record.temperature = definition.sampling.temperature
    record.topP = definition.sampling.topP
    record.maxTokens = definition.sampling.maxTokens
    record.seed = definition.sampling.seed
    record.draws = definition.draws
    record.profileFields = definition.profileFields
    record.noReply = definition.noReply
    record.digest = SHA256.hexadecimal(of: identity(of: definition, record).canonicalBytes)
    return record
  }

  /// All that makes an answer. Where the endpoint stands and how many draws are wanted is no part of it.
  private static func identity(of definition: ModelDefinition, _ record: DefinitionRecord) -> JSONValue {
    var members: JSONValue = [
      "kind": .string(record.kind.rawValue), "model": .string(record.model),
      "prompt_sha256": .string(record.promptSHA256),
    ]
    members["temperature"] = record.temperature.map(JSONValue.number)
    members["top_p"] = record.topP.map(JSONValue.number)
    members["max_tokens"] = record.maxTokens.map(JSONValue.integer)
    members["seed"] = record.seed.map(JSONValue.integer)
    members["no_reply"] = record.noReply.map(JSONValue.string)
    members["task"] = record.task.map(JSONValue.string)
    members["profile_fields"] = record.profileFields.map { .array($0.map(JSONValue.string)) }
    if definition.window == .full { members["window"] = .string("full") }
    members["repeat"] = definition.repetition.map(JSONValue.integer)
    return members
  }

  /// The JSON object that `audit.json` gets.
  public var entry: String {
    var members: JSONValue = [
      "id": .string(id), "model": .string(record.model), "prompt": .string(record.prompt),
      "prompt_sha256": .string(record.promptSHA256), "definition_sha256": .string(record.digest),
    ]
    members["base_url"] = record.baseURL.map(JSONValue.string)
    members["api_key_env"] = definition.keyVariable.map(JSONValue.string)
    members["template"] = record.template.map(JSONValue.string)
    members["temperature"] = record.temperature.map(JSONValue.number)
    members["top_p"] = record.topP.map(JSONValue.number)
    members["max_tokens"] = record.maxTokens.map(JSONValue.integer)
    members["seed"] = record.seed.map(JSONValue.integer)
    if kind == .simulator {
      members["profile_fields"] = record.profileFields.map { .array($0.map(JSONValue.string)) }
      members["draws"] = .integer(draws)
      members["no_reply"] = record.noReply.map(JSONValue.string)
    } else {
      members["task"] = .string(task.rawValue)
      members["response_format"] = definition.answers.map { .string($0.rawValue) }
      if definition.window == .full { members["window"] = .string("full") }
      members["repeat"] = definition.repetition.map(JSONValue.integer)
    }
    return members.canonical
  }
}
