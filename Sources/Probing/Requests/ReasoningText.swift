/// An answer without what the model thought on its way to it.
///
/// Models that reason write their thoughts into the answer where the server has no parser for them: between tags, whose
/// opening one the chat template may have eaten, or in channels.
struct ReasoningText {
  /// What is left, which is the answer.
  let answer: String
  /// Whether it breaks off within a thought, so that there is no answer.
  let isUnfinished: Bool

  init(_ text: String) {
    if !ReasoningText.mayHoldMarks(text) {
      self.init(answer: text.trimmed, isUnfinished: false)
    } else if let channels = Channels(text) {
      self.init(tagged: channels.final ?? "", isUnfinished: channels.final == nil)
    } else {
      self.init(tagged: text, isUnfinished: false)
    }
  }

  private init(answer: String, isUnfinished: Bool) {
    self.answer = answer
    self.isUnfinished = isUnfinished
  }

  private init(tagged text: String, isUnfinished: Bool) {
    var kept = ""
    var depth = 0
    var rest = Substring(text)
    while let (mark, place) = ReasoningText.firstMark(in: rest) {
      if depth == 0 { kept += rest[..<place.lowerBound] }
      rest = rest[place.upperBound...]
      if mark == .opening {
        depth += 1
      } else if depth > 0 {
        depth -= 1
      } else {
        // All that came before was thought.
        kept = ""
      }
    }
    if depth == 0 { kept += rest }
    answer = kept.trimmed
    self.isUnfinished = isUnfinished || depth > 0
  }

  /// Whether a text has one of the characters that all marks and channels begin with, or begins like channels without
  /// their marks.
  private static func mayHoldMarks(_ text: String) -> Bool {
    // “◁” begins with E2, and channels without their marks with “assistant” or “analysis”.
    text.utf8.first == UInt8(ascii: "a")
      || text.utf8.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "[") || $0 == 0xE2 }
  }

  private enum Mark { case opening, closing }

  private static let names: Set<String> = [
    "think", "thinking", "thought", "thoughts", "reasoning", "reason", "reflection", "analysis", "scratchpad",
    "seed:think", "inner_monologue", "inner_thoughts", "chain_of_thought",
  ]

  /// Marks that are no tags.
  private static let marks: [(text: String, mark: Mark)] = [
    ("[THINK]", .opening), ("[/THINK]", .closing), ("◁think▷", .opening), ("◁/think▷", .closing),
    ("<|begin_of_thought|>", .opening), ("<|end_of_thought|>", .closing), ("<|START_THINKING|>", .opening),
    ("<|END_THINKING|>", .closing),
  ]

  private static func firstMark(in text: Substring) -> (Mark, Range<Substring.Index>)? {
    var place = text.startIndex
    while let start = text[place...].firstIndex(where: { $0 == "<" || $0 == "[" || $0 == "◁" }) {
      let rest = text[start...]
      if let known = marks.first(where: { rest.hasPrefix($0.text) }) {
        return (known.mark, start..<text.index(start, offsetBy: known.text.count))
      }
      if rest.first == "<", let (mark, end) = tag(rest) { return (mark, start..<end) }
      place = text.index(after: start)
    }
    return nil
  }

  /// `<think>`, `</think>`, `<reasoning effort="high">` at the start of `text`, in any case.
  private static func tag(_ text: Substring) -> (Mark, Substring.Index)? {
    guard let end = text.prefix(80).firstIndex(of: ">") else { return nil }
    var inner = text[text.index(after: text.startIndex)..<end]
    let isClosing = inner.first == "/"
    if isClosing { inner = inner.dropFirst() }
    let name = inner.prefix { !$0.isWhitespace }.lowercased()
    guard names.contains(name) else { return nil }
    return (isClosing ? .closing : .opening, text.index(after: end))
  }
}

/// The channels of harmony: `<|channel|>analysis<|message|>…<|end|><|start|>assistant<|channel|>final<|message|>…`, or
/// the same without its marks, as a server leaves it that drops special tokens.
private struct Channels {
  /// What the last final channel says; `nil` where there is none.
  var final: String?

  /// `nil` where the text has no channels.
  init?(_ text: String) {
    let mark = "<|channel|>"
    guard text.contains(mark) else {
      let body = text.hasPrefix("assistant") ? text.dropFirst("assistant".count) : Substring(text)
      guard body.hasPrefix("analysis") else { return nil }
      if let start = text.ranges(of: "assistantfinal").last?.upperBound {
        final = String(text[start...])
      } else if body.dropFirst("analysis".count).first?.isUppercase != true {
        // A person's word.
        return nil
      }
      return
    }
    for part in text.split(separator: mark, omittingEmptySubsequences: true) {
      guard let header = part.firstRange(of: "<|message|>"),
        part[..<header.lowerBound].prefix(while: { $0.isLetter }) == "final"
      else { continue }
      let words = part[header.upperBound...]
      let end = ["<|return|>", "<|end|>", "<|call|>", "<|start|>"].compactMap { words.firstRange(of: $0)?.lowerBound }
      final = String(words[..<(end.min() ?? words.endIndex)])
    }
  }
}
