internal import Foundation

/// Makes alike what people take for the same when they search: small letters, half-width forms, letters apart from their marks.
///
/// Every scalar by itself: Unicode's lowercase mapping (UCD `SpecialCasing` without conditions), then its canonical
/// decomposition (UAX #15), and for full-width forms of ASCII and the ideographic blank (U+3000) what they are the wide forms of
/// (UAX #11). So "é" holds the words "e" and "e" with U+0301, and "４６８０，" the words "4680,". Ideographs stay as they are,
/// those that Unicode keeps for the sake of older encodings (U+F900…, U+2F800…) too.
public enum TextFolding {
  typealias Source = UnsafeBufferPointer<UInt8>
  typealias Target = UnsafeMutableBufferPointer<UInt8>

  /// The most bytes that a byte becomes.
  static let growth = 3

  /// A text as it is compared.
  public static func folded(_ text: String) -> [UInt8] {
    var text = text
    return text.withUTF8 { text in
      [UInt8](unsafeUninitializedCapacity: growth * text.count) { folded, count in count = fold(text, into: folded) }
    }
  }

  /// Writes `text` as it is compared, and returns how many bytes that takes.
  ///
  /// - Parameter folded: ``growth`` times as long as `text`.
  static func fold(_ text: Source, into folded: Target) -> Int {
    var (place, end) = (0, 0)
    while place < text.count {
      if let block = ASCIIBlock(text, place) {
        block.write(to: folded, at: end)
        (place, end) = (place + ASCIIBlock.size, end + ASCIIBlock.size)
      } else {
        // What stands beside something else than ASCII.
        let stop = min(place + ASCIIBlock.size, text.count)
        while place < stop { (place, end) = foldScalar(of: text, at: place, into: folded, at: end) }
      }
    }
    return end
  }

  /// Where words occur in a text, as ranges of its UTF-8 bytes; overlapping occurrences count once, no words occur nowhere.
  public static func occurrences(of words: String, in text: String) -> [Range<Int>] {
    let pattern = folded(words)
    guard !pattern.isEmpty else { return [] }
    // For each byte of `folded`, the scalar of the text that it is of.
    var scalars: [Range<Int>] = []
    var text = text
    let folded = text.withUTF8 { bytes in
      [UInt8](unsafeUninitializedCapacity: growth * bytes.count) { folded, count in
        var place = 0
        while place < bytes.count {
          let next = foldScalar(of: bytes, at: place, into: folded, at: count)
          scalars.append(contentsOf: repeatElement(place..<next.place, count: next.end - count))
          (place, count) = next
        }
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

  /// Writes the scalar at `place` as it is compared at `end`, and returns the places behind both.
  @inline(__always)
  private static func foldScalar(
    of text: Source, at place: Int, into folded: Target, at end: Int
  ) -> (place: Int, end: Int) {
    let lead = text[place]
    if lead < 0x80 {
      folded[end] = small(lead)
      return (place + 1, end + 1)
    }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    let next = min(place + length, text.count)
    if isIdeographLead(lead) { return (next, copy(text, place..<next, to: folded, at: end)) }
    return (next, foldRare(of: text, place..<next, into: folded, at: end))
  }

  /// Whether scalars of UTF-8 that starts so are ideographs, of which each is the form of itself alone.
  public static func isIdeographLead(_ byte: UInt8) -> Bool { byte &- 0xE4 < 6 }

  private static func foldRare(of text: Source, _ range: Range<Int>, into folded: Target, at end: Int) -> Int {
    let (lead, second) = (text[range.lowerBound], range.count > 1 ? text[range.lowerBound + 1] : 0)
    if lead < 0xE0, range.count == 2 {
      let form = twoByteForms[Int(lead & 0x1F) << 6 | Int(second & 0x3F)]
      let count = Int(form[7])
      for index in 0..<count { folded[end + index] = form[index] }
      return end + count
    }
    if range.count == 3 {
      let scalar = UInt32(lead & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(text[range.lowerBound + 2] & 0x3F)
      switch scalar {
      case 0xFF01...0xFF5E: folded[end] = small(UInt8(truncatingIfNeeded: scalar &- 0xFEE0))
      case 0x3000: folded[end] = 0x20
      // Marks of Chinese text, quotes and dashes are by far the commonest that come here.
      case 0x3001...0x303F, 0x2002...0x203F: return copy(text, range, to: folded, at: end)
      default: return foldOther(of: text, range, into: folded, at: end)
      }
      return end + 1
    }
    return foldOther(of: text, range, into: folded, at: end)
  }

  private static func foldOther(of text: Source, _ range: Range<Int>, into folded: Target, at end: Int) -> Int {
    guard hasForms(text[range.lowerBound], range.count > 1 ? text[range.lowerBound + 1] : 0) else {
      return copy(text, range, to: folded, at: end)
    }
    var end = end
    for scalar in String(decoding: Source(rebasing: text[range]), as: UTF8.self).unicodeScalars {
      for byte in form(of: scalar).utf8 {
        folded[end] = byte
        end += 1
      }
    }
    return end
  }

  @inline(__always)
  private static func copy(_ text: Source, _ range: Range<Int>, to folded: Target, at end: Int) -> Int {
    for index in 0..<range.count { folded[end + index] = text[range.lowerBound + index] }
    return end + range.count
  }

  @inline(__always)
  private static func small(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }

  /// Whether scalars of three or four bytes that start so may have other forms.
  private static func hasForms(_ lead: UInt8, _ second: UInt8) -> Bool {
    switch lead {
    // Letters of India and Tibet, not those of Thailand and Laos.
    case 0xE0: second >= 0xA4 && second & 0xFC != 0xB8
    case 0xE1: true
    // Signs of mathematics, letters in circles, and what comes after them.
    case 0xE2:
      second >= 0xB0 || second == 0x80 || second >= 0x84 && second < 0x8D || second & 0xFE == 0x92 || second == 0xAB
    // Kana.
    case 0xE3: second <= 0x83
    // Letters, and syllables of Hangul.
    case 0xEA: second >= 0x99
    case 0xEB, 0xEC, 0xED: true
    // Letters of Hebrew with their points.
    case 0xEF: second & 0xFE == 0xAC
    case 0xF0: second != 0x9F && second < 0xA0
    default: false
    }
  }

  private static func form(of scalar: Unicode.Scalar) -> String {
    scalar.properties.lowercaseMapping.decomposedStringWithCanonicalMapping
  }

  /// Those of U+0000 … U+07FF: at most six bytes, and behind them how many.
  private static let twoByteForms: [SIMD8<UInt8>] = (UInt16(0)..<0x800).map { value in
    var bytes = SIMD8<UInt8>()
    for byte in Unicode.Scalar(value).map({ Array(form(of: $0).utf8) }) ?? [] {
      bytes[Int(bytes[7])] = byte
      bytes[7] += 1
    }
    return bytes
  }
}

/// Bytes of ASCII that are read at once.
private struct ASCIIBlock {
  static let size = 8

  private let bytes: UInt64

  /// `nil` where there are not so many, or where something else is among them.
  @inline(__always)
  init?(_ text: TextFolding.Source, _ place: Int) {
    guard text.count - place >= ASCIIBlock.size, let start = text.baseAddress else { return nil }
    bytes = UnsafeRawPointer(start + place).loadUnaligned(as: UInt64.self)
    guard bytes & ASCIIBlock.highBits == 0 else { return nil }
  }

  /// Writes the bytes with small letters: the high bit of a sum tells a byte from `A` on, and one behind `Z`.
  @inline(__always)
  func write(to folded: TextFolding.Target, at end: Int) {
    let isCapital = (bytes &+ ASCIIBlock.each * 0x3F) & ~(bytes &+ ASCIIBlock.each * 0x25) & ASCIIBlock.highBits
    let small = bytes | isCapital >> 2
    folded.baseAddress.map { UnsafeMutableRawPointer($0 + end).storeBytes(of: small, as: UInt64.self) }
  }

  private static let each: UInt64 = 0x0101_0101_0101_0101
  private static let highBits = each * 0x80
}
