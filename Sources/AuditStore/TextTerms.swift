/// How text is taken apart for the index: into words, and into single characters of scripts that write no blanks.
///
/// It works on folded UTF-8 (``TextFolding``). A word is a run of letters and digits; Chinese, Japanese, Korean
/// characters and pictures are each a term of their own. Whatever a query contains, its terms are found by the same
/// rule, so that a text that holds the query holds the terms.
enum TextTerms {
  /// Longer words are not indexed; texts that have one are always looked at.
  static let maximumLength = 128

  /// Calls `body` with the range of every term, and whether it is a word (and not a single character).
  static func forEach(in text: UnsafeRawBufferPointer, _ body: (_ range: Range<Int>, _ isWord: Bool) -> Void) {
    let count = text.count
    var place = 0
    while place < count {
      switch kind(text, place) {
      case .word:
        let start = place
        repeat { place += width(text[place]) } while place < count && kind(text, place) == .word
        body(start..<min(place, count), true)
      case .character:
        let end = min(place + width(text[place]), count)
        body(place..<end, false)
        place = end
      case .separator:
        place += width(text[place])
      }
    }
  }

  private enum Kind: UInt8 {
    case separator, word, character
  }

  private static func kind(_ text: UnsafeRawBufferPointer, _ place: Int) -> Kind {
    let lead = text[place]
    if lead < 0x80 {
      return lead &- 97 < 26 || lead &- 48 < 10 ? .word : .separator
    }
    switch lead {
    case 0xC0..<0xE2: return .word
    case 0xE2: return second(text, place) <= 0x81 ? .separator : .word
    case 0xE3: return second(text, place) == 0x80 ? .separator : .character
    case 0xEF: return second(text, place) == 0xBC ? .separator : .character
    case 0xE4...: return .character
    default: return .separator
    }
  }

  private static func second(_ text: UnsafeRawBufferPointer, _ place: Int) -> UInt8 {
    place + 1 < text.count ? text[place + 1] : 0
  }

  private static func width(_ lead: UInt8) -> Int {
    lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }
}
