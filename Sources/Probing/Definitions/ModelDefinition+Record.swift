import AuditStore
import Digest
import JSON
import ModelEndpoint

/// What the store and `audit.json` keep of a definition.
extension ModelDefinition {
  func record(prompt: String) -> DefinitionRecord {
    var record = DefinitionRecord(
      kind: kind, id: id, model: model, prompt: prompt, promptSHA256: SHA256.hexadecimal(of: prompt.utf8), digest: "",
      at: "")
    record.baseURL = baseURL
    record.template = template
    record.task = task?.rawValue
    record.temperature = sampling.temperature
    record.topP = sampling.topP
    record.maxTokens = sampling.maxTokens
    record.seed = sampling.seed
    record.draws = draws
    record.profileFields = profileFields
    record.noReply = noReply
    if emptyIsNoReply { record.emptyIsNoReply = true }
    if kind == .instrument { record.reading = ModelDefinition.currentReading }
    record.hasOwnSilence = service?.shape.silence == nil ? nil : true
    if !deployment.isEmpty {
      record.deployment = Dictionary(deployment.map { ($0.key, ModelDefinition.short($0.value)) }) { $1 }
      // It is the prompt already.
      if self.prompt == nil, template == nil { record.deployment?["system"] = nil }
    }
    record.digest = SHA256.hexadecimal(of: identity(record).canonicalBytes)
    return record
  }

  /// How turns are shown to instruments and their answers read. 2: turns without what tells real from simulated, reasons
  /// before the stage, one object with every key.
  private static let currentReading = 2

  /// All that makes an answer. Where the endpoint stands and how many draws are wanted is no part of it.
  private func identity(_ record: DefinitionRecord) -> JSONValue {
    var members: JSONValue = [
      "kind": .string(kind.rawValue), "model": .string(model), "prompt_sha256": .string(record.promptSHA256),
    ]
    members["temperature"] = sampling.temperature.map(JSONValue.number)
    members["top_p"] = sampling.topP.map(JSONValue.number)
    members["max_tokens"] = sampling.maxTokens.map(JSONValue.integer)
    members["seed"] = sampling.seed.map(JSONValue.integer)
    members["no_reply"] = noReply.map(JSONValue.string)
    members["empty_is_no_reply"] = record.emptyIsNoReply.map(JSONValue.bool)
    members["reading"] = record.reading.map(JSONValue.integer)
    members["task"] = record.task.map(JSONValue.string)
    members["profile_fields"] = profileFields.map { .array($0.map(JSONValue.string)) }
    if window == .full { members["window"] = .string("full") }
    members["repeat"] = repetition.map(JSONValue.integer)
    for member in deployment { members[member.key] = member.value }
    return members
  }

  /// What else makes an answer, where it is given: the names of headers, never what they hold.
  private var deployment: [JSONValue.Member] {
    deployed + (headers.isEmpty ? [] : [.init("headers", .array(headers.map { .string($0.name) }))])
  }

  /// The same but for the headers, as a definition has it.
  private var deployed: [JSONValue.Member] {
    var members: JSONValue = [:]
    if form != .prompt { members["form"] = .string(form.rawValue) }
    members["system"] = system.map(JSONValue.string)
    if !messages.isEmpty {
      members["messages"] = .array(
        messages.map { ["role": .string($0.role.rawValue), "content": .string($0.content)] })
    }
    members["max_completion_tokens"] = sampling.maxCompletionTokens.map(JSONValue.integer)
    members["reasoning_effort"] = sampling.reasoningEffort.map(JSONValue.string)
    members["stop"] = sampling.stop.map { .array($0.map(JSONValue.string)) }
    if !extraBody.isEmpty { members["extra_body"] = .object(extraBody) }
    if !query.isEmpty { members["query"] = .object(query.map { .init($0.name, .string($0.value)) }) }
    members["tool_turns"] = toolTurns.map { .string($0.rawValue) }
    members["speakers"] = speakers.map { .array($0.map(JSONValue.string)) }
    if !command.isEmpty { members["command"] = .array(command.map(JSONValue.string)) }
    if let service {
      members["url"] = .string(service.url)
      members["request"] = service.request
      members["turn"] = service.turn
      members["answer"] = .string(service.shape.answer.text)
      members["silence"] = service.shape.silence.map {
        ["path": .string($0.path.text), "values": .array($0.values)]
      }
    }
    return members.members ?? []
  }

  /// A value as a line shows it; of a long one its digest.
  private static func short(_ value: JSONValue) -> String {
    let text = value.string ?? value.canonical
    return text.utf8.count <= 200 ? text : "sha256:" + SHA256.hexadecimal(of: text.utf8)
  }

  /// The JSON object that `audit.json` gets.
  func entry(_ record: DefinitionRecord) -> JSONValue {
    var members: JSONValue = [
      "id": .string(id), "prompt_sha256": .string(record.promptSHA256), "definition_sha256": .string(record.digest),
    ]
    if !model.isEmpty { members["model"] = .string(model) }
    if form == .prompt || form == .text { members["prompt"] = .string(record.prompt) }
    members["base_url"] = record.baseURL.map(JSONValue.string)
    members["api_key_env"] = keyVariable.map(JSONValue.string)
    members["template"] = record.template.map(JSONValue.string)
    members["temperature"] = record.temperature.map(JSONValue.number)
    members["top_p"] = record.topP.map(JSONValue.number)
    members["max_tokens"] = record.maxTokens.map(JSONValue.integer)
    members["seed"] = record.seed.map(JSONValue.integer)
    for member in deployed { members[member.key] = member.value }
    if !headers.isEmpty {
      members["headers"] = .array(headers.map { ["name": .string($0.name), "env": .string($0.variable)] })
    }
    members["ca_file"] = caFile.map(JSONValue.string)
    members["proxy"] = proxy.map(JSONValue.string)
    members["timeout"] = timeout.map(JSONValue.number)
    return members
  }
}
