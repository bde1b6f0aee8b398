import Foundation

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
    let completion: Completion
    do {
      completion = try JSONDecoder().decode(Completion.self, from: Data(body))
    } catch {
      throw ChatFailure.malformed("the answer is no chat completion: \(ChatFailure.excerpt(body))")
    }
    guard let choice = completion.choices.first else { throw ChatFailure.malformed("the answer has no choice") }
    self.init(
      text: choice.message.content, refusal: choice.message.refusal, finishReason: choice.finishReason,
      usage: completion.usage.map {
        Usage(promptTokens: $0.promptTokens ?? 0, completionTokens: $0.completionTokens ?? 0)
      },
      model: completion.model, id: completion.id)
  }
}

/// The body of a chat completion, as endpoints write it.
private struct Completion: Decodable {
  struct Choice: Decodable {
    struct Message: Decodable {
      var content: String?
      var refusal: String?
    }

    var message: Message
    var finishReason: String?

    enum CodingKeys: String, CodingKey {
      case message
      case finishReason = "finish_reason"
    }
  }

  struct Usage: Decodable {
    var promptTokens: Int?
    var completionTokens: Int?

    enum CodingKeys: String, CodingKey {
      case promptTokens = "prompt_tokens"
      case completionTokens = "completion_tokens"
    }
  }

  var id: String?
  var model: String?
  var choices: [Choice]
  var usage: Usage?
}
