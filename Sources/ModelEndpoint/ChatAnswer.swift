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
  /// The names of the tools that the model called.
  public var toolCalls: [String]
  /// What went wrong after the answer had begun, in the endpoint's words, or why its content is no text.
  public var problem: String?
  /// Characters that no text can hold, U+0000 and halves of surrogate pairs; U+FFFD stands in their place.
  public var replaced = 0
  /// Whether it repeated the key of the endpoint. Its words were then thrown away.
  public var heldKey = false
  /// `nil` where the endpoint said nothing, or nothing that can be.
  public var usage: Usage?
  /// Whether it said something that cannot be.
  public var hasOddUsage = false
  public var model: String?

  public init(
    text: String?, refusal: String? = nil, finishReason: String? = nil, toolCalls: [String] = [],
    problem: String? = nil, usage: Usage? = nil, model: String? = nil
  ) {
    self.text = text
    self.refusal = refusal
    self.finishReason = finishReason
    self.toolCalls = toolCalls
    self.problem = problem
    self.usage = usage
    self.model = model
  }

  /// Reads the body of a successful chat completion. What nobody needs of it may be odd or missing.
  ///
  /// - Throws: ``ChatFailure`` where it is no JSON, is an error, or has no choice with a message.
  public init(completion body: [UInt8]) throws(ChatFailure) {
    guard let (completion, replaced) = try? JSONValue.mending(body) else { throw .noCompletion(body) }
    try self.init(completion: completion, of: body)
    self.replaced = replaced
  }

  /// - Parameter body: What messages quote.
  init(completion: JSONValue, of body: [UInt8]) throws(ChatFailure) {
    let choices = completion["choices"]?.elements
    if choices?.isEmpty ?? true, let error = completion["error"], error != .null { throw .answered(error) }
    guard let choices else { throw .noCompletion(body) }
    guard let choice = choices.first(where: \.isFirstChoice) ?? choices.first else {
      throw .malformed("the answer has no choice")
    }
    let message = choice["message"]
    // Completions without a chat have the text in the choice itself.
    guard message?.members != nil || choice["text"]?.string != nil else { throw .noCompletion(body) }
    let content = MessageContent(message?["content"] ?? choice["text"])
    let calls = (message?["tool_calls"]?.elements ?? []).map { $0["function"] ?? $0 } + [message?["function_call"]]
    let refusal = message?["refusal"]?.string ?? content.refusal
    self.init(
      text: content.text, refusal: refusal?.isEmpty == true ? nil : refusal,
      finishReason: choice["finish_reason"].flatMap(ChatAnswer.reason),
      toolCalls: content.toolCalls + calls.compactMap { $0?["name"]?.string },
      problem: choice["error"].flatMap { $0 == .null ? nil : ChatFailure.words(of: $0) } ?? content.problem,
      model: completion["model"]?.string)
    take(usage: completion["usage"], prompt: "prompt_tokens", completion: "completion_tokens")
  }

  /// Why an answer ends, as text: what is no text is nothing that anybody knows.
  static func reason(_ value: JSONValue) -> String? {
    if value == .null { return nil }
    return value.string ?? value.canonical
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

extension JSONValue {
  fileprivate var isFirstChoice: Bool { self["index"]?.double == 0 || self["index"]?.string == "0" }
}

extension ChatFailure {
  fileprivate static func noCompletion(_ body: [UInt8]) -> ChatFailure {
    .malformed("the answer is no chat completion: \(excerpt(body))")
  }
}
