internal import JSON

/// One line of a batch engine's result file, of either format.
public struct BatchResult: Sendable, Hashable {
  public enum Outcome: Sendable, Hashable {
    case answered(ChatAnswer)
    /// The engine's own words for what went wrong; the request may be asked again.
    case failed(String)
  }

  public var customID: String
  /// The form that the result is of, and so its request was.
  public var format: BatchFormat
  public var outcome: Outcome

  /// Reads a line.
  ///
  /// - Throws: ``ChatFailure/malformed(_:)`` where it is no JSON, or names no `custom_id`.
  public init(line: [UInt8]) throws(ChatFailure) {
    guard let (result, replaced) = try? JSONValue.mending(line), result.members != nil else {
      throw ChatFailure.malformed("the line is no JSON object: \(ChatFailure.excerpt(line))")
    }
    guard let customID = result["custom_id"]?.string else {
      throw ChatFailure.malformed("the line has no \"custom_id\"")
    }
    self.customID = customID
    format = result["result"] == nil ? .openAI : .anthropic
    outcome = result["result"].map(BatchResult.anthropic) ?? BatchResult.openAI(result)
    if case .answered(var answer) = outcome, replaced > 0 {
      answer.replaced = replaced
      outcome = .answered(answer)
    }
  }

  private static func openAI(_ line: JSONValue) -> Outcome {
    guard let response = line["response"], response != .null else {
      return .failed(ErrorWords.reading(line["error"]) ?? "no response and no error")
    }
    let words = ErrorWords.reading(response["body"]?["error"]) ?? ErrorWords.reading(line["error"])
    if let status = response["status_code"]?.integer, !(200..<300).contains(status) {
      return .failed("status \(status): " + (words ?? ErrorWords.reading(response["body"]) ?? "no message"))
    }
    if let words { return .failed(words) }
    guard let body = response["body"], body != .null else { return .failed("the response has no body") }
    do {
      return .answered(try ChatAnswer(completion: body, of: body.canonicalBytes))
    } catch {
      return .failed(error.description)
    }
  }

  private static func anthropic(_ result: JSONValue) -> Outcome {
    let type = result["type"]?.string ?? "unknown"
    guard type == "succeeded", let message = result["message"] else {
      return .failed(
        ErrorWords.reading(result["error"]) ?? "the request \(type)")
    }
    guard let content = message["content"], content != .null else { return .failed("the message has no content") }
    let words = MessageContent(content)
    var answer = ChatAnswer(
      text: words.text ?? "", refusal: words.refusal, finishReason: message["stop_reason"].flatMap(ChatAnswer.reason),
      toolCalls: words.toolCalls, problem: words.problem, model: message["model"]?.string)
    answer.take(usage: message["usage"], prompt: "input_tokens", completion: "output_tokens")
    // What came out of the engine's cache, or went into it, is a part of the prompt that it counts apart.
    for key in ["cache_read_input_tokens", "cache_creation_input_tokens"] {
      guard let count = message["usage"]?[key]?.integer, (0...ChatAnswer.Usage.most).contains(count) else { continue }
      answer.usage?.promptTokens += count
    }
    return .answered(answer)
  }
}
