internal import Cases

/// A place that somebody should have filled: `{{name}}`, `{name}`, `${name}`, `[your name]`.
///
/// `[NAME]` in capitals is how texts are masked, and no fault.
enum Template {
  static let rule = FaultRule(
    fault: .template,
    look: .turn { turn in
      if let place = braced(turn) { return turn.finding(.template, at: place, "nobody filled “\(turn.words(place))”") }
      if let place = titled(turn) { return turn.finding(.template, at: place, "nobody filled “\(turn.words(place))”") }
      if let place = percented(turn) ?? ending(turn) {
        return turn.finding(.template, at: place, "nobody filled “\(turn.words(place))”")
      }
      guard turn.reading.lists.contains(.placeholder) else { return nil }
      for hit in turn.reading.hits where hit.list == .placeholder && !isMaskOrLabel(hit.range, in: turn) {
        let place = closed(hit.range, in: turn)
        return turn.finding(.template, at: place, "nobody filled “\(turn.words(place))”")
      }
      return nil
    })

  /// `%PRODUCT_NAME%`
  private static func percented(_ turn: JudgedTurn) -> Range<Int>? {
    let bytes = turn.bytes
    let percent = UInt8(ascii: "%")
    var place = turn.text.body.lowerBound
    while place < turn.text.body.upperBound {
      let start = place
      place += 1
      guard bytes[start] == percent else { continue }
      while place < turn.text.body.upperBound, place - start <= 48, isCapitalOrLine(bytes[place]) { place += 1 }
      if place - start >= 5, place < turn.text.body.upperBound, bytes[place] == percent { return start..<place + 1 }
    }
    return nil
  }

  private static func isCapitalOrLine(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || byte == UInt8(ascii: "_")
  }

  /// "my number is [flight number here]", 我在[购买日期]买的: begun within a line, for at its start it labels what follows.
  private static func ending(_ turn: JudgedTurn) -> Range<Int>? {
    guard turn.reading.lists.contains(.placeholderEnd) else { return nil }
    for hit in turn.reading.hits where hit.list == .placeholderEnd {
      let before = turn.bytes[..<hit.range.lowerBound].suffix(48)
      guard let start = before.lastIndex(where: { openings.contains($0) }) ?? lenticular(before), start > 0,
        !before[start...].contains(0x0A), turn.bytes[start - 1] != 0x0A
      else { continue }
      return start..<hit.range.upperBound
    }
    return nil
  }

  private static let openings = Set("[<".utf8)

  /// 【
  private static func lenticular(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int? {
    ByteSearch.last(Array("【".utf8), in: bytes)
  }

  /// To the bracket that closes it: "[your *" begins one.
  private static func closed(_ range: Range<Int>, in turn: JudgedTurn) -> Range<Int> {
    guard turn.bytes[range.lowerBound] == UInt8(ascii: "[") || turn.bytes[range.lowerBound] == UInt8(ascii: "<") else {
      return range
    }
    let closing = turn.bytes[range.lowerBound] == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: ">")
    let end = turn.bytes[range.lowerBound...].prefix(80).firstIndex(of: closing)
    return range.lowerBound..<max(range.upperBound, end.map { $0 + 1 } ?? 0)
  }

  /// Text in code marks is about templates rather than made from one.
  private static func braced(_ turn: JudgedTurn) -> Range<Int>? {
    let bytes = turn.bytes
    let end = turn.text.body.upperBound
    var place = turn.text.body.lowerBound
    var isCode = false
    while place < end {
      if bytes[place] == UInt8(ascii: "`") { isCode.toggle() }
      guard bytes[place] == UInt8(ascii: "{"), !isCode else {
        place += 1
        continue
      }
      let start = place > 0 && bytes[place - 1] == UInt8(ascii: "$") ? place - 1 : place
      var depth = 0
      while place < end, bytes[place] == UInt8(ascii: "{") { (place, depth) = (place + 1, depth + 1) }
      let name = place
      while place < end, place - name <= 48, isOfName(bytes[place]) || depth >= 2 && bytes[place] == 0x20 { place += 1 }
      var closed = 0
      while place < end, closed < depth, bytes[place] == UInt8(ascii: "}") { (place, closed) = (place + 1, closed + 1) }
      let length = place - closed - name
      if depth <= 2, closed == depth, length >= 2, !(0x30...0x39).contains(bytes[name]) { return start..<place }
    }
    return nil
  }

  /// `[Street Address]`: two to five words with capitals, and no link of Markdown behind.
  private static func titled(_ turn: JudgedTurn) -> Range<Int>? {
    let bytes = turn.bytes
    for start in turn.text.body where bytes[start] == UInt8(ascii: "[") {
      guard let end = bytes[start..<turn.text.body.upperBound].prefix(60).firstIndex(of: UInt8(ascii: "]")) else {
        continue
      }
      let words = bytes[start + 1..<end].split(separator: 0x20)
      let areTitled = words.allSatisfy { word in
        (0x41...0x5A).contains(word.first ?? 0) && word.dropFirst().contains { (0x61...0x7A).contains($0) }
          && word.allSatisfy { TextReading.isLetterOrDigit($0) || $0 == UInt8(ascii: "'") }
      }
      let after = end + 1 < bytes.count ? bytes[end + 1] : 0
      if (2...5).contains(words.count), areTitled, after != UInt8(ascii: "("), after != UInt8(ascii: ":") {
        return start..<end + 1
      }
    }
    return nil
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    TextReading.isLetterOrDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte >= 0x80
  }

  private static func isMaskOrLabel(_ range: Range<Int>, in turn: JudgedTurn) -> Bool {
    let placeholder = turn.bytes[range]
    let isBracketed = placeholder.first == UInt8(ascii: "[")
    if isBracketed, !placeholder.contains(where: { (0x61...0x7A).contains($0) || $0 >= 0x80 }) { return true }
    // "[Date]: 3 May" is a filled form.
    let after = turn.bytes[range.upperBound...].first { $0 != 0x20 }
    return after == UInt8(ascii: ":") || turn.bytes[range.upperBound...].starts(with: "：".utf8)
  }
}
