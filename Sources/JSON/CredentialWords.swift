/// What stands between blanks, quotes, brackets and commas, as places of bytes of UTF-8; without the full stop, colon or
/// semicolon behind it.
struct CredentialWords: IteratorProtocol {
  private let text: UnsafeBufferPointer<UInt8>
  private var place = 0

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  mutating func next() -> Range<Int>? {
    while place < text.count {
      let gap = gap(at: place)
      if gap > 0 {
        place += gap
        continue
      }
      let start = place
      while place < text.count, self.gap(at: place) == 0 { place += 1 }
      var end = place
      while end > start, CredentialWords.endsSentence(text[end - 1]) { end -= 1 }
      // Dots alone are no word.
      if end > start { return start..<end }
    }
    return nil
  }

  private static func endsSentence(_ byte: UInt8) -> Bool { byte == 46 || byte == 58 || byte == 59 }

  /// The number of bytes of the character between words that begins here; 0 where none does.
  private func gap(at place: Int) -> Int {
    switch text[place] {
    // Blanks, " ' ( ) , < > [ ] ` { | }
    case 9...13, 32, 34, 39, 40, 41, 44, 60, 62, 91, 93, 96, 123, 124, 125: 1
    case 0xC2: follows(place, 1) { $0 == 0x85 || $0 == 0xA0 } ? 2 : 0
    case 0xE1: isPair(place, 0x9A, 0x80) ? 3 : 0
    case 0xE2: isBlankOrQuote(place) ? 3 : 0
    // The ideographic blank, 、 and 。
    case 0xE3: isPair(place, 0x80, 0x80...0x82) ? 3 : 0
    // ，：；
    case 0xEF: isPair(place, 0xBC, 0x8C) || isPair(place, 0xBC, 0x9A...0x9B) ? 3 : 0
    default: 0
    }
  }

  /// U+2000 to U+200A, U+2028, U+2029, U+202F and U+205F; “ and ”.
  private func isBlankOrQuote(_ place: Int) -> Bool {
    isPair(place, 0x80, 0x80...0x8A) || isPair(place, 0x80, 0x9C...0x9D) || isPair(place, 0x80, 0xA8...0xA9)
      || isPair(place, 0x80, 0xAF) || isPair(place, 0x81, 0x9F)
  }

  private func isPair(_ place: Int, _ second: UInt8, _ third: UInt8) -> Bool { isPair(place, second, third...third) }

  private func isPair(_ place: Int, _ second: UInt8, _ third: ClosedRange<UInt8>) -> Bool {
    follows(place, 1) { $0 == second } && follows(place, 2, third.contains)
  }

  private func follows(_ place: Int, _ distance: Int, _ holds: (UInt8) -> Bool) -> Bool {
    place + distance < text.count && holds(text[place + distance])
  }
}
