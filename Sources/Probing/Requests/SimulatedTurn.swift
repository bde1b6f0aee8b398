import Cases

/// The words of a simulator's answer, and what they are beside speech.
struct SimulatedTurn {
  let text: String

  private static let endMarks = [
    "<|im_end|>", "<|eot_id|>", "<|end|>", "<|endoftext|>", "<|end_of_text|>", "<|return|>", "<end_of_turn>", "<eos>",
    "</s>", "<｜end▁of▁sentence｜>",
  ]
  private static let marks = endMarks + ["<start_of_turn>", "[INST]", "[/INST]"]

  /// A mark of a chat template: a known one, or one that is written as only such marks are, `<|word|>`.
  private static func mark(in words: String) -> String? {
    if let mark = marks.first(where: words.contains) { return mark }
    let found = words.firstMatch(of: /<[|｜][\w▁\/]{1,40}[|｜]?>|<[\w▁\/]{1,40}[|｜]>/)
    return found.map { String($0.output) }
  }

  /// Shorter prompts may be repeated by chance.
  private static let shortestPrompt = 200

  /// - Parameters:
  ///   - answer: Without reasoning.
  ///   - prompts: The messages that were sent.
  init(_ answer: String, prompts: [String]) throws(LabelAnswer.Invalid) {
    var words = answer
    // Every mark begins with one of these, and few turns hold either.
    if answer.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "[") }) {
      while let mark = SimulatedTurn.endMarks.first(where: words.hasSuffix) {
        words = String(words.dropLast(mark.count)).trimmed
      }
      if let mark = SimulatedTurn.mark(in: words) {
        throw LabelAnswer.Invalid(
          "the answer holds “\(mark)”, a mark of chat templates: the endpoint does not end turns")
      }
    }
    for prompt in prompts where prompt.utf8.count >= SimulatedTurn.shortestPrompt {
      guard words.utf8.count >= prompt.utf8.count, words.contains(prompt.trimmed) else { continue }
      throw LabelAnswer.Invalid("the answer repeats its prompt: the endpoint completes texts and does not chat")
    }
    text = words
  }

  /// Whether all of it stands between marks of what is done and not said: `*does not answer*`, `(long silence)`.
  var isStageDirection: Bool {
    guard text.count > 2, let first = text.first, let last = text.last else { return false }
    let inner = text.dropFirst().dropLast()
    return SimulatedTurn.brackets[first] == last && !inner.contains { $0 == first || $0 == last }
  }

  private static let brackets: [Character: Character] = [
    "*": "*", "_": "_", "(": ")", "[": "]", "<": ">", "（": "）", "【": "】",
  ]

  /// Whether the name of a tool says that it ends the conversation.
  static func endsCall(_ name: String) -> Bool {
    let words = name.lowercased().filter(\.isLetter)
    let ends = ["end", "hangup", "terminate", "finish", "close", "leave", "stop", "quit", "exit", "disconnect"]
    let what = ["", "call", "thecall", "chat", "conversation", "theconversation", "session", "dialog", "dialogue"]
    return ends.contains { end in what.contains { words == end + $0 } } || words == "endofcall" || words == "donotreply"
      || words == "noreply"
  }
}

/// The words by which a simulator says that it stays silent, made ready to be compared with every turn.
struct NoReplyWords: Sendable {
  private let meant: String
  private let letters: String
  /// `nil` where they are nothing but marks, such as “…”, which stand in any speech.
  private let words: SilenceWords?

  init(_ noReply: String) {
    meant = noReply.trimmed.lowercased()
    letters = meant.filter(\.isLetter)
    words = SilenceWords(meant)
  }

  enum Likeness { case same, near, beside, other }

  /// How close a turn comes to them.
  func compared(to text: String) -> Likeness {
    guard let words else { return text == meant ? .same : .other }
    if words.mean(text) { return .same }
    let own = text.lowercased()
    if own.contains(meant) { return .beside }
    return own.filter(\.isLetter) == letters ? .near : .other
  }
}
