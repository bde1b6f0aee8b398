internal import Cases

/// What a player does rather than says, in asterisks, brackets or parentheses: words of the list at the start of what
/// they hold, or a whole line in asterisks that begins with a verb of the third person.
enum StageDirections {
  static let rule = FaultRule(
    fault: .stageDirections,
    look: .turn { turn in
      // "(no reply)" and "(silence)" as all of a turn are a filler.
      guard turn.reading.first(.silence) == nil else { return nil }
      var place = turn.text.body.lowerBound
      while place < turn.text.body.upperBound {
        if opens[Int(turn.bytes[place])], let span = span(at: place, in: turn) {
          if isDirection(span, in: turn) {
            return turn.finding(.stageDirections, at: span.whole, "acts: “\(turn.words(span.whole))”")
          }
          place = span.whole.upperBound
        } else {
          place += 1
        }
      }
      return nil
    })

  private struct Span {
    var whole: Range<Int>
    var inner: Range<Int>
    var isStarred: Bool
  }

  private static let longest = 120
  /// The first bytes of what may open a direction.
  private static let opens = (0...255).map { [UInt8](arrayLiteral: 0x2A, 0x5F, 0x28, 0x5B, 0xEF, 0xE3).contains($0) }

  private static func span(at start: Int, in turn: JudgedTurn) -> Span? {
    let bytes = turn.bytes
    let end = turn.text.body.upperBound
    let closing: [UInt8]
    var opening = 1
    switch bytes[start] {
    case UInt8(ascii: "*"), UInt8(ascii: "_"): closing = [bytes[start]]
    case UInt8(ascii: "("): closing = [UInt8(ascii: ")")]
    case UInt8(ascii: "["): closing = [UInt8(ascii: "]")]
    case 0xEF where bytes[start..<end].starts(with: wideOpening): (closing, opening) = (wideClosing, 3)
    case 0xE3 where bytes[start..<end].starts(with: lenticularOpening): (closing, opening) = (lenticularClosing, 3)
    default: return nil
    }
    let isStarred = opening == 1 && closing[0] == bytes[start]
    if isStarred {
      // "2*3*4" is arithmetic, "**bold**" and "* item" are Markdown.
      if start > 0, TextReading.isLetterOrDigit(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "*") {
        return nil
      }
      guard start + 1 < end, bytes[start + 1] != bytes[start], !TextReading.isBlank(bytes[start + 1]) else {
        return nil
      }
    }
    var place = start + opening
    while place + closing.count <= end, place - start <= longest {
      if bytes[place] == 0x0A { return nil }
      if bytes[place] == closing[0], bytes[place..<place + closing.count].elementsEqual(closing) {
        return Span(
          whole: start..<place + closing.count, inner: start + opening..<place, isStarred: isStarred)
      }
      place += 1
    }
    return nil
  }

  private static func isDirection(_ span: Span, in turn: JudgedTurn) -> Bool {
    let inner = TextReading(UnsafeRawBufferPointer(rebasing: turn.bytes[span.inner]))
    guard !inner.words.isEmpty else { return false }
    if turn.reading.lists.contains(.stage) {
      let hit = turn.reading.hits.first { hit in
        hit.list == .stage && span.inner.lowerBound <= hit.range.lowerBound
          && hit.range.upperBound <= span.inner.upperBound
      }
      // "(the tone of the bell)" names a thing; "(long sigh)" and "*she sighs*" begin with the deed.
      if let hit, isNearStart(hit.range, of: span, inner, in: turn) { return true }
    }
    if span.isStarred {
      // "*throws up her hands* Unbelievable.", but "*this one* please".
      let fewest = isWholeLine(span.whole, in: turn) ? 2 : 3
      return inner.words.count >= fewest && beginsLine(span.whole, in: turn) && beginsWithVerb(span.inner, in: turn)
    }
    // "(scrolls through the list) I guess so"
    return inner.words.count >= 3 && inner.words.count <= 14 && beginsLine(span.whole, in: turn)
      && beginsWithVerb(span.inner, in: turn)
  }

  private static func isNearStart(
    _ hit: Range<Int>, of span: Span, _ inner: TextReading, in turn: JudgedTurn
  ) -> Bool {
    let before = TextReading(UnsafeRawBufferPointer(rebasing: turn.bytes[span.inner.lowerBound..<hit.lowerBound]))
    if inner.han > 0 { return inner.words.count <= 12 && before.words.count <= 6 }
    return before.words.count <= 2 && (span.isStarred || inner.words.count <= 8)
  }

  /// "hangs up the phone" and "drumming on the desk", not "very important" and "thanks a lot".
  private static func beginsWithVerb(_ inner: Range<Int>, in turn: JudgedTurn) -> Bool {
    let word = turn.bytes[inner].prefix { TextReading.isLetterOrDigit($0) }
    guard word.count >= 4, word.allSatisfy({ (0x61...0x7A).contains($0) }) else { return false }
    if word.count >= 6, word.suffix(3).elementsEqual("ing".utf8) { return !isNoDeed(word) }
    return word.last == UInt8(ascii: "s") && word.dropLast().last != UInt8(ascii: "s") && !isNoDeed(word)
  }

  private static func isNoDeed(_ word: Slice<UnsafeRawBufferPointer>) -> Bool {
    noDeeds.contains(String(decoding: word, as: UTF8.self))
  }

  /// Words that end as verbs do, and begin what people put in parentheses.
  private static let noDeeds: Set<String> = [
    "thanks", "always", "sometimes", "perhaps", "besides", "regards", "this", "plus", "does", "was", "has", "items",
    "prices", "times", "hours", "days", "weeks", "months", "years", "others", "dollars", "including", "excluding",
    "during",
    "regarding", "assuming", "considering", "depending", "according", "starting", "something", "anything", "everything",
    "nothing", "morning", "evening", "shipping", "pricing", "being", "speaking",
  ]

  private static func beginsLine(_ range: Range<Int>, in turn: JudgedTurn) -> Bool {
    let before = turn.bytes[..<range.lowerBound].last { $0 == 0x0A || !TextReading.isBlank($0) }
    return before == nil || before == 0x0A
  }

  private static func isWholeLine(_ range: Range<Int>, in turn: JudgedTurn) -> Bool {
    let after = turn.bytes[range.upperBound...].first { $0 == 0x0A || !TextReading.isBlank($0) }
    return beginsLine(range, in: turn) && (after == nil || after == 0x0A)
  }

  private static let wideOpening = Array("（".utf8)
  private static let wideClosing = Array("）".utf8)
  private static let lenticularOpening = Array("【".utf8)
  private static let lenticularClosing = Array("】".utf8)
}
