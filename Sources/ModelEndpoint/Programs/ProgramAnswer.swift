internal import JSON

/// The line that a program answers with.
enum ProgramAnswer {
  struct Problem: Error {
    var words: String
    /// Whether the next line will still answer the next request.
    var isInStep: Bool
  }

  /// Reads `{"text": …}`: the words of the turn, or null for silence; maybe a `reason`, a `model`, and a `usage`.
  ///
  /// - Parameter request: The line that it answers; where it repeats the `probe` or `draw`, they must be the same.
  static func read(_ line: [UInt8], to request: [UInt8]) throws(Problem) -> ChatAnswer {
    let excerpt = ChatFailure.excerpt(line)
    guard let (object, replaced) = try? JSONValue.mending(line), object.members != nil else {
      throw Problem(
        words:
          "it wrote what is no object of JSON: \(excerpt) (its standard output is for answers, one a line; the rest "
          + "belongs on standard error)", isInStep: false)
    }
    if let key = object.repeatedKey {
      throw Problem(words: "its answer holds “\(key.prefix(40))” twice: \(excerpt)", isInStep: true)
    }
    let asked = try? JSONValue(parsing: request)
    for key in ["probe", "draw"] {
      guard let told = object[key], let known = asked?[key], !told.means(known) else { continue }
      throw Problem(words: "it answered another request: \(excerpt)", isInStep: false)
    }
    if let error = object["error"], error != .null {
      throw Problem(words: ChatFailure.excerpt(error.string ?? error.canonical), isInStep: true)
    }
    var answer = ChatAnswer(text: object["text"]?.string, model: object["model"]?.string)
    answer.isSilence = object["text"] == .null
    guard answer.isSilence || answer.text != nil else {
      throw Problem(
        words: "its answer has no “text” (the words of the turn, or null for silence): \(excerpt)", isInStep: true)
    }
    answer.replaced = replaced
    answer.reason = object["reason"]?.string
    answer.finishReason = object["finish_reason"]?.string
    answer.take(usage: object["usage"], prompt: "prompt_tokens", completion: "completion_tokens")
    return answer
  }
}
