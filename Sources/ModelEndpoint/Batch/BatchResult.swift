import Foundation

/// One line of a batch engine's result file, of either format.
public struct BatchResult: Sendable, Hashable {
  public enum Outcome: Sendable, Hashable {
    case answered(ChatAnswer)
    /// The engine's own words for what went wrong; the request may be asked again.
    case failed(String)
  }

  public var customID: String
  public var outcome: Outcome

  /// Reads a line.
  ///
  /// - Throws: ``ChatFailure/malformed(_:)`` where it is no JSON, or names no `custom_id`.
  public init(line: [UInt8]) throws(ChatFailure) {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(line)), case .object(let members) = value
    else {
      throw ChatFailure.malformed("the line is no JSON object: \(ChatFailure.excerpt(line))")
    }
    guard let customID = members["custom_id"]?.string else {
      throw ChatFailure.malformed("the line has no \"custom_id\"")
    }
    self.customID = customID
    outcome = members["result"] != nil ? BatchResult.anthropic(members) : BatchResult.openAI(members)
  }

  private static func openAI(_ members: [String: JSONValue]) -> Outcome {
    guard let response = members["response"], response != .null else {
      let error = members["error"]
      return .failed(error?["message"]?.string ?? error?["code"]?.string ?? "no response and no error")
    }
    if case .integer(let status)? = response["status_code"], status != 200 {
      return .failed("status \(status): " + (response["body"]?["error"]?["message"]?.string ?? "no message"))
    }
    guard let body = response["body"] else { return .failed("the response has no body") }
    do {
      return .answered(try ChatAnswer(completion: body.bytes))
    } catch {
      return .failed(error.description)
    }
  }

  private static func anthropic(_ members: [String: JSONValue]) -> Outcome {
    let result = members["result"]
    let type = result?["type"]?.string ?? "unknown"
    guard type == "succeeded", let message = result?["message"] else {
      return .failed(
        result?["error"]?["error"]?["message"]?.string ?? result?["error"]?["message"]?.string ?? "the request \(type)")
    }
    guard case .array(let blocks)? = message["content"] else { return .failed("the message has no content") }
    let text = blocks.filter { $0["type"]?.string == "text" }.compactMap { $0["text"]?.string }.joined()
    func tokens(_ key: String) -> Int {
      if case .integer(let count)? = message["usage"]?[key] { count } else { 0 }
    }
    return .answered(
      ChatAnswer(
        text: text, finishReason: message["stop_reason"]?.string,
        usage: ChatAnswer.Usage(promptTokens: tokens("input_tokens"), completionTokens: tokens("output_tokens")),
        model: message["model"]?.string, id: message["id"]?.string))
  }
}
