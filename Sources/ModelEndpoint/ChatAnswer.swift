internal import JSON

/// What a model answered.
public struct ChatAnswer: Sendable, Hashable {
  public struct Usage: Sendable, Hashable, Codable {
    public var promptTokens: Int
    public var completionTokens: Int
  }

  /// `nil` where the message had no content.
  public var text: String?
  /// The model's own words for declining, where the endpoint gives them apart.
  public var refusal: String?
  /// "stop", "length", "content_filter", …
  public var finishReason: String?
  public var usage: Usage?
  public var model: String?
  public var id: String?

  public init(
    text: String?, refusal: String? = nil, finishReason: String? = nil, usage: Usage? = nil, model: String? = nil,
    id: String? = nil
  ) {
    self.text = text
    self.refusal = refusal
    self.finishReason = finishReason
    self.usage = usage
    self.model = model
    self.id = id
  }

  /// Reads the body of a successful chat completion.
  ///
  /// - Throws: ``ChatFailure/malformed(_:)`` where it is no JSON, or has no choice with a message.
  public init(completion body: [UInt8]) throws(ChatFailure) {
    guard let completion = try? JSONValue(parsing: body) else { throw .noCompletion(body) }
    try self.init(completion: completion, of: body)
  }

  /// - Parameter body: What messages quote.
  init(completion: JSONValue, of body: [UInt8]) throws(ChatFailure) {
    /// `nil` where nothing is there; a value of another type makes the whole answer unusable.
    func optional<Value>(_ value: JSONValue?, _ read: (JSONValue) -> Value?) throws(ChatFailure) -> Value? {
      guard let value, value != .null else { return nil }
      guard let read = read(value) else { throw .noCompletion(body) }
      return read
    }
    guard let choices = completion["choices"]?.elements else { throw .noCompletion(body) }
    guard let choice = choices.first else { throw .malformed("the answer has no choice") }
    guard let message = choice["message"], message.members != nil else { throw .noCompletion(body) }
    let usage = try optional(completion["usage"]) { $0.members == nil ? nil : $0 }
    self.init(
      text: try optional(message["content"], \.string), refusal: try optional(message["refusal"], \.string),
      finishReason: try optional(choice["finish_reason"], \.string), usage: nil,
      model: try optional(completion["model"], \.string), id: try optional(completion["id"], \.string))
    if let usage {
      self.usage = Usage(
        promptTokens: try optional(usage["prompt_tokens"], \.integer) ?? 0,
        completionTokens: try optional(usage["completion_tokens"], \.integer) ?? 0)
    }
  }
}

extension ChatFailure {
  fileprivate static func noCompletion(_ body: [UInt8]) -> ChatFailure {
    .malformed("the answer is no chat completion: \(excerpt(body))")
  }
}
