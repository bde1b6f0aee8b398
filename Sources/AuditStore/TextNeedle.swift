internal import Glibc
internal import Text

/// Words to find in UTF-8, in any letter case, width and form of normalization.
struct TextNeedle {
  private let folded: [UInt8]
  /// The place in `folded` of the byte that is likely the rarest.
  private let rarest: Int

  /// `nil` for no words.
  init?(_ words: String) {
    var words = words
    var folded: [UInt8] = []
    words.withUTF8 { TextFolding.append($0, to: &folded) }
    guard let rarest = folded.indices.min(by: { TextNeedle.frequency(folded[$0]) < TextNeedle.frequency(folded[$1]) })
    else { return nil }
    self.folded = folded
    self.rarest = rarest
  }

  /// Whether the words hold a line feed, and so could reach over the end of a turn.
  var canSpanTurns: Bool { folded.contains(10) }

  func occurs(in text: UnsafeRawBufferPointer, scratch: inout [UInt8]) -> Bool {
    guard text.count > 0 else { return false }
    scratch.removeAll(keepingCapacity: true)
    text.withMemoryRebound(to: UInt8.self) { TextFolding.append($0, to: &scratch) }
    return scratch.withUnsafeBytes { text in folded.withUnsafeBytes { occurs($0, in: text) } }
  }

  /// Jumps from one occurrence of the rarest byte to the next.
  private func occurs(_ needle: UnsafeRawBufferPointer, in text: UnsafeRawBufferPointer) -> Bool {
    guard let start = text.baseAddress, let words = needle.baseAddress, needle.count <= text.count else { return false }
    let byte = Int32(needle[rarest])
    let end = text.count - (needle.count - rarest) + 1
    var place = rarest
    while place < end, let found = memchr(start + place, byte, end - place) {
      place = UnsafeRawPointer(found) - start
      if memcmp(start + (place - rarest), words, needle.count) == 0 { return true }
      place += 1
    }
    return false
  }

  /// A rough order of bytes in text: lead bytes of Chinese, blanks and common letters are everywhere.
  private static func frequency(_ byte: UInt8) -> Int {
    switch byte {
    case 0xE3...0xE9: 9
    case 32: 8
    case 101, 116, 97, 111, 105, 110, 115, 114: 7
    case 104, 108, 100, 117, 99, 109: 6
    case 0xC0...0xF4: 5
    case 97...122: 4
    case 0x80...0xBF: 3
    default: 2
    }
  }
}
