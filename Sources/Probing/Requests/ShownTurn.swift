/// A turn as a judge, or a person who labels blind, is shown it, whoever wrote it.
///
/// Simulated turns come trimmed and with one kind of quotation marks, real ones as somebody's phone or export left them:
/// what is no word would tell them apart.
public enum ShownTurn {
  /// `text` with `\n` for every kind of line end, straight quotation marks, no white space at the ends of text and lines,
  /// and no quotation marks around all of it.
  public static func text(_ text: String) -> String {
    let shown = isPlain(text) ? text.withoutBlanks() : inLines(text)
    // One mark alone is no pair, and those that end with themselves are one byte long.
    guard shown.utf8.count > 1, let first = shown.first, let last = shown.last, pairs[first] == last else {
      return shown
    }
    let inner = shown.dropFirst().dropLast()
    return inner.contains { $0 == first || $0 == last } ? shown : String(inner).withoutBlanks()
  }

  /// Line by line, with straight quotation marks.
  private static func inLines(_ text: String) -> String {
    var lines: [String] = []
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let isStraight = line.unicodeScalars.allSatisfy { straight($0) == $0 }
      let words = isStraight ? String(line) : String(String.UnicodeScalarView(line.unicodeScalars.map(straight)))
      lines.append(words.withoutBlanks(atStart: false))
    }
    return lines.joined(separator: "\n").withoutBlanks()
  }

  /// Whether a text is one line whose quotation marks are straight: none of its bytes begins a line end or another mark.
  /// Most turns are told so; of the others some are plain as well.
  private static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      for (place, byte) in bytes.enumerated() where byte < 0x20 || byte >= 0xC2 {
        switch byte {
        case 0x0A...0x0D, 0xC2, 0xE2: return false
        // In the blocks of punctuation, and of what is as wide as ideographs.
        case 0xE3 where bytes[place + 1] == 0x80 && (0x9D...0x9F).contains(bytes[place + 2]): return false
        case 0xEF where bytes[place + 1] == 0xBC && [0x82, 0x87].contains(bytes[place + 2]): return false
        default: continue
        }
      }
      return true
    }
  }

  private static let pairs: [Character: Character] = ["\"": "\"", "'": "'", "「": "」", "『": "』"]

  /// The words of a turn that a judge copied from what it was shown, as they stand in the turn.
  ///
  /// Case, runs of white space and kinds of quotation marks may differ. `nil` where the turn does not have them.
  static func words(_ copied: String, in turn: String) -> String? {
    let wanted = folded(copied.trimmed).map(\.key)
    let inner =
      wanted.count > 2 && wanted.first == "\"" && wanted.last == "\"" ? Array(wanted[1..<wanted.count - 1]) : nil
    let all = folded(turn)
    let keys = all.map(\.key)
    for words in [wanted, inner].compactMap(\.self) where !words.isEmpty {
      guard let found = keys.firstRange(of: words) else { continue }
      return String(turn[all[found.lowerBound].place.lowerBound..<all[found.upperBound - 1].place.upperBound])
    }
    return nil
  }

  private static func folded(_ text: String) -> [(key: String, place: Range<String.Index>)] {
    var result: [(key: String, place: Range<String.Index>)] = []
    var place = text.startIndex
    while place < text.endIndex {
      let next = text.index(after: place)
      let character = text[place]
      if character.isWhitespace, let last = result.last, last.key == " " {
        result[result.count - 1].place = last.place.lowerBound..<next
      } else {
        let key = String(String.UnicodeScalarView(character.unicodeScalars.map(straight))).lowercased()
        result.append((character.isWhitespace ? " " : key, place..<next))
      }
      place = next
    }
    return result
  }

  private static func straight(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x2018...0x201B, 0x2032, 0x2039, 0x203A, 0xFF07: "'"
    case 0x201C...0x201F, 0x2033, 0x00AB, 0x00BB, 0xFF02, 0x301D...0x301F: "\""
    default: scalar
    }
  }
}

extension String {
  /// Without white space at its ends.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }

  /// Without white space and characters that nobody sees at its ends.
  fileprivate func withoutBlanks(atStart: Bool = true) -> String {
    let scalars = unicodeScalars
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
    }
    let end = scalars.lastIndex { !isBlank($0) }.map { scalars.index(after: $0) } ?? scalars.startIndex
    let start = atStart ? scalars.firstIndex { !isBlank($0) } ?? scalars.startIndex : scalars.startIndex
    if start == scalars.startIndex, end == scalars.endIndex { return self }
    return start < end ? String(scalars[start..<end]) : ""
  }
}
