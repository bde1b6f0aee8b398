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
      let lead = text[place]
      if lead < 0x80 {
        if !isLetterOrDigit(lead) {
          place += 1
          continue
        }
        let end = wordEnd(text, place + 1)
        body(place..<end, true)
        place = end
        continue
      }
      let end = min(place + width(lead), count)
      switch kind(lead, place + 1 < count ? text[place + 1] : 0) {
      case .separator: place = end
      case .character:
        body(place..<end, false)
        place = end
      case .word:
        let wordEnd = wordEnd(text, end)
        body(place..<wordEnd, true)
        place = wordEnd
      }
    }
  }

  /// Where the word that goes on at `place` ends.
  private static func wordEnd(_ text: UnsafeRawBufferPointer, _ place: Int) -> Int {
    var place = place
    while place < text.count {
      let lead = text[place]
      if isLetterOrDigit(lead) {
        place += 1
      } else if lead >= 0x80, kind(lead, place + 1 < text.count ? text[place + 1] : 0) == .word {
        place += width(lead)
      } else {
        break
      }
    }
    return min(place, text.count)
  }

  private enum Kind {
    case separator, word, character
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool { byte &- 97 < 26 || byte &- 48 < 10 }

  /// What a scalar beyond ASCII is, by its first two bytes.
  private static func kind(_ lead: UInt8, _ second: UInt8) -> Kind {
    switch lead {
    case 0xC0..<0xE2: .word
    // General punctuation.
    case 0xE2: second <= 0x81 ? .separator : .word
    // Chinese and Japanese punctuation.
    case 0xE3: second == 0x80 ? .separator : .character
    // Full-width punctuation, letters and digits.
    case 0xEF: second == 0xBC ? .separator : .character
    case 0xE4...: .character
    default: .separator
    }
  }

  private static func width(_ lead: UInt8) -> Int {
    lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }
}
