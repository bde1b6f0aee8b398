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
  public var seed: Int?

  public init(temperature: Double? = nil, topP: Double? = nil, maxTokens: Int? = nil, seed: Int? = nil) {
    self.temperature = temperature
    self.topP = topP
    self.maxTokens = maxTokens
    self.seed = seed
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

  public init(model: String, messages: [ChatMessage], sampling: Sampling = Sampling(), format: ResponseFormat = .text) {
    self.model = model
    self.messages = messages
    self.sampling = sampling
    self.format = format
  }

  /// The request's JSON object; keys that are not set are left out.
  public var body: JSONValue {
    var body: JSONValue = [
      "model": .string(model),
      "messages": .array(messages.map { ["role": .string($0.role.rawValue), "content": .string($0.content)] }),
    ]
    body["temperature"] = sampling.temperature.map(JSONValue.number)
    body["top_p"] = sampling.topP.map(JSONValue.number)
    body["max_tokens"] = sampling.maxTokens.map(JSONValue.integer)
    body["seed"] = sampling.seed.map(JSONValue.integer)
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
