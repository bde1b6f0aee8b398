/// What one pass over a text tells of it: its words as hashes, its characters, its scripts.
///
/// A word is a run of letters and digits; an apostrophe does not end it; each Han character is one. Letters of ASCII are
/// taken without case. Bytes that are no UTF-8 are one character each, and part of no word.
struct TextReading: Sendable {
  var words: [UInt64] = []
  /// A set of the words in 64 bits, to tell texts apart that are nothing alike.
  var signature: UInt64 = 0
  /// Of all words in their order.
  var hash: UInt64 = TextReading.offset
  /// Of the words with digits alone: numbers are what differs between turns that are worded alike.
  var numbers: UInt64 = TextReading.offset
  /// The text without the blanks at its edges.
  var body: Range<Int> = 0..<0
  /// Of ``body``.
  var characters = 0
  var han = 0
  var latin = 0
  /// Letters of other scripts; kana and Hangul among them.
  var otherLetters = 0
  /// Where its last question mark is, and the one before.
  private(set) var questionMark: Int?
  private(set) var questionMarkBefore: Int?
  /// The last character lacks bytes.
  var endsInMidCharacter = false

  private static let offset: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let prime: UInt64 = 0x0000_0100_0000_01b3

  init(_ text: UnsafeRawBufferPointer) {
    var edge = 0
    while edge < text.count, TextReading.isBlank(text[edge]) { edge += 1 }
    var end = text.count
    while end > edge, TextReading.isBlank(text[end - 1]) { end -= 1 }
    body = edge..<end
    words.reserveCapacity(body.count / 4)
    var word = WordHash()
    var place = edge
    while place < end {
      let byte = text[place]
      guard byte >= 0x80 else {
        characters &+= 1
        place &+= 1
        if TextReading.isLetter(byte) {
          latin &+= 1
          word.append(UInt64(byte | 0x20))
        } else if TextReading.isDigit(byte) {
          word.append(UInt64(byte))
          word.hasDigit = true
        } else if byte != UInt8(ascii: "'") {
          if byte == UInt8(ascii: "?") { (questionMarkBefore, questionMark) = (questionMark, place &- 1) }
          finish(&word)
        }
        continue
      }
      let (scalar, length) = UTF8Scalar.at(place, in: text)
      characters &+= 1
      if scalar == 0, place &+ length == end { endsInMidCharacter = text[place] >= 0xC2 && length < 4 }
      place &+= length
      switch UTF8Scalar.kind(scalar) {
      case .han:
        han &+= 1
        finish(&word)
        word.append(UInt64(scalar))
        finish(&word)
      case .latin:
        latin &+= 1
        word.append(UInt64(scalar))
      case .otherLetter:
        otherLetters &+= 1
        word.append(UInt64(scalar))
      case .apostrophe: break
      case .question:
        (questionMarkBefore, questionMark) = (questionMark, place &- length)
        finish(&word)
      case .mark: finish(&word)
      }
    }
    finish(&word)
  }

  var hasQuestionMark: Bool { questionMark != nil }

  var letters: Int { han + latin + otherLetters }

  private struct WordHash {
    var value = TextReading.offset
    var isEmpty = true
    var hasDigit = false

    @inline(__always)
    mutating func append(_ unit: UInt64) {
      value = (value ^ unit) &* TextReading.prime
      isEmpty = false
    }
  }

  @inline(__always)
  private mutating func finish(_ word: inout WordHash) {
    guard !word.isEmpty else { return }
    // Short words differ in few of the low bits alone.
    let mixed = word.value ^ (word.value >> 29)
    words.append(mixed)
    signature |= 1 << ((mixed &* 0x9e37_79b9_7f4a_7c15) >> 58)
    hash = (hash ^ mixed) &* TextReading.prime
    if word.hasDigit { numbers = (numbers ^ mixed) &* TextReading.prime }
    word = WordHash()
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  @inline(__always)
  static func isLetterOrDigit(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

  /// Of ASCII.
  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
