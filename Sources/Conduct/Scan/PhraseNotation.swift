internal import CEmbedded

/// One phrase of a list, with what has to stand around it.
struct Phrase: Sendable {
  /// Folded as ``Folding`` folds the text.
  var bytes: [UInt8]
  var place: PhrasePlace
}

/// What has to stand around a phrase. It holds no array, so that hits cost no counting of references.
struct PhrasePlace: Sendable {
  var list: WordList
  /// In bytes.
  var length = 0
  /// Other letters may go before, or after.
  var opensBefore = false
  var opensAfter = false
  var atLineStart = false
  var atEnd = false
  /// The number of words that the turn has to have, where the phrase must be all of it.
  var wholeOf: Int?
}

/// The notation of the files in `Conduct/Words`, which `English.txt` explains at its top.
enum PhraseNotation {
  static let shipped: [Phrase] =
    [cembedded_english_words(), cembedded_chinese_words(), cembedded_harness_words()]
    .flatMap { phrases(in: String(cString: $0)) }

  /// Lines under a section that no list has are left out: a test holds that there are none.
  static func phrases(in text: String) -> [Phrase] {
    var list: WordList?
    var phrases: [Phrase] = []
    var isFirstLineOfSection = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      // A section's name stands alone after an empty line; "[end]" within a list is a phrase.
      if line.isEmpty {
        isFirstLineOfSection = true
      } else if isFirstLineOfSection, line.hasPrefix("["), line.hasSuffix("]") {
        list = WordList(section: line.dropFirst().dropLast())
        isFirstLineOfSection = false
      } else if let list, !line.hasPrefix("# ") {
        for line in alternatives(of: line).flatMap({ [$0] + TraditionalForms.of($0) }) {
          phrases += variants(of: phrase(line, list))
        }
      }
    }
    return phrases
  }

  /// "your {order|refund} was" is two phrases.
  private static func alternatives(of line: Substring) -> [Substring] {
    guard let start = line.firstIndex(of: "{"), let end = line[start...].firstIndex(of: "}") else { return [line] }
    let rest = alternatives(of: line[line.index(after: end)...])
    return line[line.index(after: start)..<end].split(separator: "|", omittingEmptySubsequences: false).flatMap {
      word in
      rest.map { line[..<start] + word + $0 }
    }
  }

  private static func phrase(_ line: Substring, _ list: WordList) -> Phrase {
    var rest = line
    var place = PhrasePlace(list: list)
    var isWhole = false
    if rest.count > 1 {
      switch rest.first {
      case "^": (place.atLineStart, rest) = (true, rest.dropFirst())
      case "=": (isWhole, rest) = (true, rest.dropFirst())
      case "*": (place.opensBefore, rest) = (true, rest.dropFirst())
      default: break
      }
    }
    if rest.count > 1 {
      switch rest.last {
      case "$": (place.atEnd, rest) = (true, rest.dropLast())
      case "*": (place.opensAfter, rest) = (true, rest.dropLast())
      default: break
      }
    }
    let bytes = rest.utf8.map { Folding.folded[Int($0)] }
    if isWhole {
      place.wholeOf = bytes.withUnsafeBytes { TextReading($0).words.count }
    }
    place.length = bytes.count
    return Phrase(bytes: bytes, place: place)
  }

  /// With the curved apostrophe, and the colon and brackets of Chinese text, in the place of those of ASCII.
  private static func variants(of phrase: Phrase) -> [Phrase] {
    var all = [phrase]
    for (byte, wide) in [("'", "’"), (":", "："), (",", "，"), ("[", "【"), ("]", "】")] {
      guard let byte = byte.utf8.first, phrase.bytes.contains(byte) else { continue }
      all += all.map { each in
        var each = each
        each.bytes = each.bytes.flatMap { $0 == byte ? Array(wide.utf8) : [$0] }
        each.place.length = each.bytes.count
        return each
      }
    }
    return all
  }
}

/// What scans take for equal: letters of ASCII without case, all blanks as one.
enum Folding {
  static let folded: [UInt8] = (0...255).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt8(byte) | 0x20
    case 0x09...0x0D: 0x20
    default: UInt8(byte)
    }
  }
}
