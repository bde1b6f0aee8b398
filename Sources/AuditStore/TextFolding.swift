/// Makes letters small, so that words are found in any letter case.
///
/// Unicode's lowercase mapping of every scalar by itself (UCD `SpecialCasing` without conditions); accents, width and
/// the form of normalization are not touched.
enum TextFolding {
  /// Appends `text` with small letters.
  static func append(_ text: UnsafeBufferPointer<UInt8>, to folded: inout [UInt8]) {
    let start = folded.count
    folded.append(contentsOf: text)
    var mayHaveCase: UInt8 = 0
    folded.withUnsafeMutableBufferPointer { buffer in
      for index in start..<buffer.count {
        let byte = buffer[index]
        buffer[index] = byte &- 65 < 26 ? byte | 0x20 : byte
        mayHaveCase |= isLeadOfCase(byte) ? 1 : 0
      }
    }
    guard mayHaveCase != 0 else { return }
    folded.removeLast(folded.count - start)
    var place = 0
    while place < text.count { place = appendScalar(at: place, of: text, to: &folded) }
  }

  /// Whether scalars with a letter case may start with this byte.
  private static func isLeadOfCase(_ byte: UInt8) -> Bool {
    byte &- 0xC3 < 0x1D || byte == 0xE1 || byte == 0xE2 || byte == 0xEA || byte >= 0xEF
  }

  /// Appends the small form of the scalar at `place` and returns the place behind it.
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
    } else if hasCase(lead, end - place > 1 ? text[place + 1] : 0) {
      let scalars = String(decoding: UnsafeBufferPointer(rebasing: text[place..<end]), as: UTF8.self).unicodeScalars
      for scalar in scalars { folded.append(contentsOf: scalar.properties.lowercaseMapping.utf8) }
    } else {
      folded.append(contentsOf: text[place..<end])
    }
    return end
  }

  /// Whether scalars of three or four bytes that start so may have a letter case.
  private static func hasCase(_ lead: UInt8, _ second: UInt8) -> Bool {
    switch lead {
    case 0xE1: true
    case 0xE2: second >= 0xB0 || second == 0x84 || second == 0x85 || second == 0x86 || second == 0x92 || second == 0x93
    case 0xEA: second >= 0x99
    case 0xEF: second == 0xBC
    case 0xF0: second != 0x9F && second < 0xA0
    default: false
    }
  }

  /// The small forms of U+0000 … U+07FF.
  private static let twoByteForms: [[UInt8]] = (0..<0x800).map { value in
    Unicode.Scalar(value as UInt16).map { Array($0.properties.lowercaseMapping.utf8) } ?? []
  }
}
