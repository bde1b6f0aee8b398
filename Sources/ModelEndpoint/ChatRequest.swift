public import JSON

/// One message of a chat.
public struct ChatMessage: Sendable, Hashable, Codable {
  public enum Role: String, Sendable, Codable { case system, user, assistant }

  public var role: Role
  public var content: String

  public init(role: Role, content: String) {
    self.role = role
    self.content = content
  }
}

/// How a model is told to draw its answer.
public struct Sampling: Sendable, Hashable, Codable {
  public var temperature: Double?
  public var topP: Double?
  public var maxTokens: Int?
  /// The same limit by the name that reasoning models want, their thoughts included.
  public var maxCompletionTokens: Int?
  public var seed: Int?
  /// Words at which the answer ends.
  public var stop: [String]?
  /// "low", "medium", "high", or what else the endpoint knows.
  public var reasoningEffort: String?

  public init(temperature: Double? = nil, topP: Double? = nil, maxTokens: Int? = nil, seed: Int? = nil) {
    self.temperature = temperature
    self.topP = topP
    self.maxTokens = maxTokens
    self.seed = seed
  }

  /// Puts what is set into the body of a request, under the names that OpenAI gave.
  public func put(into body: inout JSONValue) {
    body["temperature"] = temperature.map(JSONValue.number)
    body["top_p"] = topP.map(JSONValue.number)
    body["max_tokens"] = maxTokens.map(JSONValue.integer)
    body["max_completion_tokens"] = maxCompletionTokens.map(JSONValue.integer)
    body["seed"] = seed.map(JSONValue.integer)
    body["stop"] = stop.map { .array($0.map(JSONValue.string)) }
    body["reasoning_effort"] = reasoningEffort.map(JSONValue.string)
  }
}

/// What shape the answer must have.
public enum ResponseFormat: Sendable, Hashable {
  case text
  case jsonObject
  /// A JSON Schema, strict.
  case jsonSchema(name: String, schema: JSONValue)
}

/// One request to `/chat/completions`.
public struct ChatRequest: Sendable, Hashable {
  public var model: String
  public var messages: [ChatMessage]
  public var sampling: Sampling
  public var format: ResponseFormat
  /// Members of the body that only this endpoint knows.
  public var extra: [JSONValue.Member]

  public init(
    model: String, messages: [ChatMessage], sampling: Sampling = Sampling(), format: ResponseFormat = .text,
    extra: [JSONValue.Member] = []
  ) {
    self.model = model
    self.messages = messages
    self.sampling = sampling
    self.format = format
    self.extra = extra
  }

  /// The request's JSON object; keys that are not set are left out.
  public var body: JSONValue {
    var body: JSONValue = [
      "model": .string(model),
      "messages": .array(messages.map { ["role": .string($0.role.rawValue), "content": .string($0.content)] }),
    ]
    sampling.put(into: &body)
    for member in extra { body[member.key] = member.value }
    switch format {
    case .text: break
    case .jsonObject: body["response_format"] = ["type": .string("json_object")]
    case .jsonSchema(let name, let schema):
      body["response_format"] = [
        "type": .string("json_schema"),
        "json_schema": ["name": .string(name), "strict": .bool(true), ChatRequest.schemaKey: schema],
      ]
    }
    return body
  }

  /// The bytes that are sent: keys sorted, so that equal requests are equal bytes, but for those of a schema, which a
  /// constrained model writes in its order.
  public var bytes: [UInt8] { body.canonicalBytes(keepingOrderUnder: ChatRequest.schemaKey) }

  static let schemaKey = "schema"
}
