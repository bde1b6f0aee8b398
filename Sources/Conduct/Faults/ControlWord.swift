internal import Cases

/// A word that a harness reads and no person says, alone or glued to text: those of the list, `###ANY###`, the audit's
/// own end word; or the harness's JSON where words are expected.
enum ControlWord {
  static let rule = FaultRule(
    fault: .controlWord,
    look: .turn { turn in
      if let word = turn.reading.controlWord {
        let isAlone = word == turn.text.body
        return turn.finding(
          .controlWord, at: word, "the control word “\(turn.words(word))” \(isAlone ? "alone" : "beside text")")
      }
      if let object = envelope(turn) { return turn.finding(.controlWord, at: object, "JSON in the place of words") }
      return nil
    })

  static func place(
    in text: UnsafeRawBufferPointer, hits: [PhraseHit], endWord: UnsafeRawBufferPointer?
  ) -> Range<Int>? {
    // "[end of chat]" with its brackets, in which "end of chat" is found first.
    let listed = hits.lazy.filter { $0.list == .control }.map(\.range)
      .min { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }
    if let endWord, let start = ByteSearch.first(endWord, in: text), !isPlainWord(endWord) {
      return start..<start + endWord.count
    }
    return listed ?? betweenHashes(text) ?? namedEnd(text)
  }

  /// An end word that is a word of the language ("bye") ends a conversation as a person may.
  private static func isPlainWord(_ word: UnsafeRawBufferPointer) -> Bool {
    word.allSatisfy { TextReading.isBlank($0) || (0x61...0x7A).contains($0) || $0 >= 0x80 }
  }

  /// `###WORD###`
  private static func betweenHashes(_ text: UnsafeRawBufferPointer) -> Range<Int>? {
    let hash = UInt8(ascii: "#")
    var place = 0
    while place + 6 < text.count {
      guard text[place] == hash else {
        place += 1
        continue
      }
      let start = place
      while place < text.count, text[place] == hash { place += 1 }
      guard place - start == 3 else { continue }
      var end = place
      while end < text.count, end - place < 40, isOfControlWord(text[end]) { end += 1 }
      if end > place, end + 3 <= text.count, text[end..<end + 3].allSatisfy({ $0 == hash }) { return start..<end + 3 }
    }
    return nil
  }

  /// `[CONVERSATION_END]`, `<EXIT>`, `<|any|>`; or such a name as all of a turn.
  private static func namedEnd(_ text: UnsafeRawBufferPointer) -> Range<Int>? {
    for place in 0..<text.count where text[place] == UInt8(ascii: "[") || text[place] == UInt8(ascii: "<") {
      let closing = text[place] == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: ">")
      guard let end = text[place...].prefix(longestName).firstIndex(of: closing) else { continue }
      let name = UnsafeRawBufferPointer(rebasing: text[place + 1..<end])
      let isMark = name.count > 4 && name.first == UInt8(ascii: "|") && name.last == UInt8(ascii: "|")
      if isMark || isNameOfEnd(name) { return place..<end + 1 }
    }
    guard text.count <= longestName, let start = text.firstIndex(where: { !TextReading.isBlank($0) }),
      let last = text.lastIndex(where: { !TextReading.isBlank($0) })
    else { return nil }
    let all = UnsafeRawBufferPointer(rebasing: text[start...last])
    return all.contains(UInt8(ascii: "_")) && isNameOfEnd(all) ? start..<last + 1 : nil
  }

  private static let longestName = 48
  private static let ends: Set<String> = [
    "END", "ENDED", "STOP", "DONE", "EXIT", "TERMINATE", "TERMINATED", "FINISH", "FINISHED", "TRANSFER", "HANGUP",
    "HANG",
    "QUIT",
  ]

  /// Capitals alone, and one of its words an end.
  private static func isNameOfEnd(_ name: UnsafeRawBufferPointer) -> Bool {
    guard name.count >= 3,
      name.allSatisfy({ (0x41...0x5A).contains($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") || $0 == 0x20 }
      )
    else { return false }
    return String(decoding: name, as: UTF8.self).split(whereSeparator: { "_- ".contains($0) })
      .contains { ends.contains(String($0)) }
  }

  private static func isOfControlWord(_ byte: UInt8) -> Bool {
    TextReading.isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  /// A turn that is one JSON object with a key, in a code block or not.
  private static func envelope(_ turn: JudgedTurn) -> Range<Int>? {
    let body = turn.text.body
    guard body.count > 6, turn.bytes[body.upperBound - 1] == UInt8(ascii: "}") || fenced(turn) else { return nil }
    var start = body.lowerBound
    if fenced(turn) {
      while start < body.upperBound, turn.bytes[start] != 0x0A { start += 1 }
      while start < body.upperBound, TextReading.isBlank(turn.bytes[start]) { start += 1 }
    }
    guard start < body.upperBound, turn.bytes[start] == UInt8(ascii: "{") else { return nil }
    var place = start + 1
    while place < body.upperBound, TextReading.isBlank(turn.bytes[place]) { place += 1 }
    guard place < body.upperBound, turn.bytes[place] == UInt8(ascii: "\"") else { return nil }
    place += 1
    while place < body.upperBound, turn.bytes[place] != UInt8(ascii: "\"") { place += 1 }
    place += 1
    while place < body.upperBound, TextReading.isBlank(turn.bytes[place]) { place += 1 }
    return place < body.upperBound && turn.bytes[place] == UInt8(ascii: ":") ? body : nil
  }

  private static func fenced(_ turn: JudgedTurn) -> Bool {
    let body = turn.text.body
    return body.count > 8 && turn.bytes[body.prefix(3)].allSatisfy { $0 == UInt8(ascii: "`") }
      && turn.bytes[body.suffix(3)].allSatisfy { $0 == UInt8(ascii: "`") }
  }
}
