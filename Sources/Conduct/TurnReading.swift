public import Cases

/// A turn as the rules need it. It keeps nothing of the text's memory.
public struct TurnReading: Sendable {
  public let role: Role
  let text: TextReading
  let lists: WordListSet
  let hits: [PhraseHit]
  /// Common words of English, and of other languages with its letters.
  let englishWords: Int
  let foreignWords: Int
  /// A word of the harness that it holds.
  let controlWord: Range<Int>?

  init(_ turn: ConductTurn, endWord: UnsafeRawBufferPointer?) {
    role = turn.role
    let reading = TextReading(turn.text)
    text = reading
    var hits: [PhraseHit] = []
    var (english, foreign) = (0, 0)
    if role == .user || role == .agent {
      PhraseAutomaton.shipped.scan(turn.text) { phrase, end in
        if let range = phrase.range(endingAt: end, in: turn.text, reading) {
          switch phrase.list {
          case .english: english += 1
          case .foreign: foreign += 1
          default: hits.append(PhraseHit(list: phrase.list, range: range))
          }
        }
      }
    }
    lists = hits.reduce(into: []) { $0.formUnion(WordListSet($1.list)) }
    self.hits = hits
    (englishWords, foreignWords) = (english, foreign)
    controlWord =
      role == .user
      ? ControlWord.place(in: turn.text, hits: lists.contains(.control) ? hits : [], endWord: endWord) : nil
  }

  /// Where the first phrase of a list is.
  func first(_ list: WordList) -> Range<Int>? {
    lists.contains(list) ? hits.first { $0.list == list }?.range : nil
  }

  /// How many phrases of a list there are, those that touch or overlap (谢谢) counted once.
  func count(_ list: WordList) -> Int {
    guard lists.contains(list) else { return 0 }
    var count = 0
    var end = -1
    for hit in hits where hit.list == list {
      if hit.range.lowerBound > end { count += 1 }
      end = max(end, hit.range.upperBound)
    }
    return count
  }

  var isEmpty: Bool { text.words.isEmpty }

  /// The language whose lists and measured precision a turn's rules go by.
  var language: ConductLanguage { text.han * 2 > text.latin ? .chinese : .english }
}

/// The languages of the word lists.
public enum ConductLanguage: String, Sendable, Hashable, CaseIterable {
  case english = "en"
  case chinese = "zh"
}

/// A turn whose words are looked at: UTF-8, which may be any bytes.
public struct ConductTurn {
  public var role: Role
  public var text: UnsafeRawBufferPointer

  public init(role: Role, text: UnsafeRawBufferPointer) {
    self.role = role
    self.text = text
  }

  /// Packed turns over their joined text, which they point into.
  public static func turns(packed: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer) -> [ConductTurn] {
    var turns: [ConductTurn] = []
    PackedTurns.forEach(in: packed) { item in
      turns.append(ConductTurn(role: item.role, text: text.clamped(item.text)))
      return true
    }
    return turns
  }
}

extension PhrasePlace {
  /// Where it is, if what stands around it is as the list says.
  @inline(__always)
  func range(
    endingAt end: Int, in text: UnsafeRawBufferPointer, _ reading: TextReading
  ) -> Range<Int>? {
    let start = end - length
    if let wholeOf { return reading.words.count == wholeOf ? start..<end : nil }
    if atEnd, end != reading.body.upperBound { return nil }
    if !opensAfter, end < text.count, TextReading.isLetterOrDigit(text[end - 1]), TextReading.isLetterOrDigit(text[end])
    {
      return nil
    }
    guard start > 0 else { return start..<end }
    if !opensBefore, TextReading.isLetterOrDigit(text[start]), TextReading.isLetterOrDigit(text[start - 1]) {
      return nil
    }
    if atLineStart {
      var before = start - 1
      while before >= 0, text[before] != 0x0A {
        guard PhrasePlace.opensLines.contains(text[before]) else { return nil }
        before -= 1
      }
    }
    return start..<end
  }

  /// What may stand between the start of a line and its first word.
  private static let opensLines = Set(" \t\r*_#>\"'-([".utf8)
}
