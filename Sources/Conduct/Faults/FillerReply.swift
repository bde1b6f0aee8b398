internal import Cases

/// Nothing, marks alone, words that stand for silence; or an acknowledgement where a question asks for something.
enum FillerReply {
  static let rule = FaultRule(
    fault: .filler,
    look: .turn { turn in
      if turn.text.body.isEmpty { return turn.finding(.filler, "empty") }
      if turn.reading.isEmpty {
        return isPicture(turn) ? nil : turn.finding(.filler, "marks alone")
      }
      if let words = turn.reading.first(.silence) { return turn.finding(.filler, at: words, "words for silence") }
      guard turn.reading.lists.contains(.filler), let answered = turn.answered, answered.text.hasQuestionMark,
        let last = answered.hits.last(where: { $0.list == .asks }),
        answered.text.body.upperBound - last.range.upperBound <= 90,
        !answered.hits.contains(where: { $0.list == .question && $0.range.lowerBound > last.range.lowerBound })
      else { return nil }
      return turn.finding(.filler, "an acknowledgement where something was asked")
    })

  /// An emoji is an answer: a character of four bytes, or of U+2600 and after.
  private static func isPicture(_ turn: JudgedTurn) -> Bool {
    let bytes = turn.bytes[turn.text.body]
    var before: UInt8 = 0
    for byte in bytes {
      if byte >= 0xF0 || before == 0xE2 && (0x98...0x9E).contains(byte) { return true }
      before = byte
    }
    // "?", "!!", "100%" and ":)" say something.
    return turn.text.hasQuestionMark || bytes.contains(UInt8(ascii: "!")) || bytes.contains(UInt8(ascii: ":"))
      || bytes.contains(UInt8(ascii: ";"))
  }
}
