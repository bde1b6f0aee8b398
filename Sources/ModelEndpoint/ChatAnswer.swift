internal import JSON

/// What a model answered.
public struct ChatAnswer: Sendable, Hashable {
  public struct Usage: Sendable, Hashable, Codable {
    public var promptTokens: Int
    public var completionTokens: Int
  }

  /// `nil` where the message had no content.
  public var text: String?
  /// Whether that is silence and no failure, because whoever answered has a way to say so.
  public var isSilence = false
  /// Why it was given, in the words of whoever answered.
  public var reason: String?
  /// The model's own words for declining, where the endpoint gives them apart.
  public var refusal: String?
  /// "stop", "length", "content_filter", …
  public var finishReason: String?
  /// `nil` where the endpoint said nothing, or nothing that can be.
  public var usage: Usage?
  /// Whether it said something that cannot be.
  public var hasOddUsage = false
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
    self.init(
      text: try optional(message["content"], \.string), refusal: try optional(message["refusal"], \.string),
      finishReason: try optional(choice["finish_reason"], \.string), usage: nil,
      model: try optional(completion["model"], \.string), id: try optional(completion["id"], \.string))
    take(usage: completion["usage"], prompt: "prompt_tokens", completion: "completion_tokens")
  }

  /// Takes what an answer says of its tokens; an answer is none the worse where that makes no sense.
  mutating func take(usage: JSONValue?, prompt: String, completion: String) {
    guard let usage, usage != .null else { return }
    self.usage = Usage(usage, prompt: prompt, completion: completion)
    hasOddUsage = self.usage == nil
  }
}

extension ChatAnswer.Usage {
  /// More than any request has.
  static let most = 100_000_000

  /// Reads what an answer says under `prompt` and `completion`; `nil` where one of them is no number of tokens.
  init?(_ usage: JSONValue, prompt: String, completion: String) {
    func tokens(_ key: String) -> Int? {
      guard let value = usage[key], value != .null else { return 0 }
      guard case .number(let text) = value, let count = Int(text), (0...ChatAnswer.Usage.most).contains(count) else {
        return nil
      }
      return count
    }
    guard usage.members != nil, let first = tokens(prompt), let second = tokens(completion) else { return nil }
    (promptTokens, completionTokens) = (first, second)
  }
}

extension ChatFailure {
  fileprivate static func noCompletion(_ body: [UInt8]) -> ChatFailure {
    .malformed("the answer is no chat completion: \(excerpt(body))")
  }
}
