internal import Foundation

/// Makes alike what people take for the same when they search: small letters, half-width forms, letters apart from their marks.
///
/// Every scalar by itself: Unicode's lowercase mapping (UCD `SpecialCasing` without conditions), then its canonical
/// decomposition (UAX #15), and for full-width forms of ASCII and the ideographic blank (U+3000) what they are the wide forms of
/// (UAX #11). So "é" holds the words "e" and "e" with U+0301, and "４６８０，" the words "4680,".
public enum TextFolding {
  /// Appends `text` as it is compared.
  public static func append(_ text: UnsafeBufferPointer<UInt8>, to folded: inout [UInt8]) {
    let start = folded.count
    folded.append(contentsOf: text)
    var mayHaveForms: UInt8 = 0
    folded.withUnsafeMutableBufferPointer { buffer in
      for index in start..<buffer.count {
        let byte = buffer[index]
        buffer[index] = byte &- 65 < 26 ? byte | 0x20 : byte
        mayHaveForms |= isLeadOfForms(byte) ? 1 : 0
      }
    }
    guard mayHaveForms != 0 else { return }
    folded.removeLast(folded.count - start)
    var place = 0
    while place < text.count { place = appendScalar(at: place, of: text, to: &folded) }
  }

  /// Where words occur in a text, as ranges of its UTF-8 bytes; overlapping occurrences count once, no words occur nowhere.
  public static func occurrences(of words: String, in text: String) -> [Range<Int>] {
    var (words, text) = (words, text)
    var pattern: [UInt8] = []
    words.withUTF8 { append($0, to: &pattern) }
    guard !pattern.isEmpty else { return [] }
    var folded: [UInt8] = []
    // For each byte of `folded`, the scalar of the text that it is of.
    var scalars: [Range<Int>] = []
    text.withUTF8 { bytes in
      var place = 0
      while place < bytes.count {
        let end = appendScalar(at: place, of: bytes, to: &folded)
        while scalars.count < folded.count { scalars.append(place..<end) }
        place = end
      }
    }
    var ranges: [Range<Int>] = []
    var place = 0
    while place + pattern.count <= folded.count {
      if folded[place] == pattern[0], folded[place..<place + pattern.count].elementsEqual(pattern) {
        ranges.append(scalars[place].lowerBound..<scalars[place + pattern.count - 1].upperBound)
        place += pattern.count
      } else {
        place += 1
      }
    }
    return ranges
  }

  /// Whether scalars that have other forms may start with this byte.
  private static func isLeadOfForms(_ byte: UInt8) -> Bool {
    byte &- 0xC3 < 0x1D || byte &- 0xE1 < 3 || byte &- 0xEA < 4 || byte >= 0xEF
  }

  /// Appends the scalar at `place` as it is compared, and returns the place behind it.
  private static func appendScalar(
    at place: Int, of text: UnsafeBufferPointer<UInt8>, to folded: inout [UInt8]
  ) -> Int {
    let lead = text[place]
    if lead < 0x80 {
      folded.append(lead &- 65 < 26 ? lead | 0x20 : lead)
      return place + 1
    }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    let end = min(place + length, text.count)
    if lead < 0xE0, end - place == 2 {
      let value = Int(lead & 0x1F) << 6 | Int(text[place + 1] & 0x3F)
      folded.append(contentsOf: twoByteForms[value & 0x7FF])
    } else if hasForms(lead, end - place > 1 ? text[place + 1] : 0) {
      let scalars = String(decoding: UnsafeBufferPointer(rebasing: text[place..<end]), as: UTF8.self).unicodeScalars
      for scalar in scalars { append(scalar, to: &folded) }
    } else {
      folded.append(contentsOf: text[place..<end])
    }
    return end
  }

  /// Whether scalars of three or four bytes that start so may have other forms.
  private static func hasForms(_ lead: UInt8, _ second: UInt8) -> Bool {
    switch lead {
    case 0xE1: true
    case 0xE2: second >= 0xB0 || second == 0x84 || second == 0x85 || second == 0x86 || second == 0x92 || second == 0x93
    // The ideographic blank stands among marks; kana.
    case 0xE3: second <= 0x83
    // Letters, and syllables of Hangul.
    case 0xEA: second >= 0x99
    case 0xEB, 0xEC, 0xED: true
    // Full-width forms.
    case 0xEF: second == 0xBC || second == 0xBD
    case 0xF0: second != 0x9F && second < 0xA0
    default: false
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to folded: inout [UInt8]) {
    switch scalar.value {
    case 0xFF01...0xFF5E:
      let narrow = UInt8(truncatingIfNeeded: scalar.value &- 0xFEE0)
      folded.append(narrow &- 65 < 26 ? narrow | 0x20 : narrow)
    case 0x3000: folded.append(0x20)
    // Marks of Chinese text are by far the commonest that come here.
    case 0x3001...0x303F: folded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    default: folded.append(contentsOf: form(of: scalar).utf8)
    }
  }

  private static func form(of scalar: Unicode.Scalar) -> String {
    scalar.properties.lowercaseMapping.decomposedStringWithCanonicalMapping
  }

  /// Those of U+0000 … U+07FF.
  private static let twoByteForms: [[UInt8]] = (0..<0x800).map { value in
    Unicode.Scalar(value as UInt16).map { Array(form(of: $0).utf8) } ?? []
  }
}
