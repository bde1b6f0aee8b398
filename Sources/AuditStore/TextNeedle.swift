internal import Glibc
internal import Text

/// Words to find in UTF-8, in any letter case, width and form of normalization.
struct TextNeedle: Sendable {
  private let folded: BytePattern
  /// The longest run of ideographs: where a text does not hold it as it is, it does not hold the words.
  private let ideographs: BytePattern?

  /// `nil` for no words.
  init?(_ words: String) {
    let bytes = TextFolding.folded(words)
    guard let pattern = BytePattern(bytes) else { return nil }
    folded = pattern
    ideographs = BytePattern(TextNeedle.longestIdeographs(in: bytes))
  }

  /// Whether the words hold a line feed, and so could reach over the end of a turn.
  var canSpanTurns: Bool { folded.bytes.contains(10) }

  func occurs(in text: UnsafeRawBufferPointer, buffer: inout FoldingBuffer) -> Bool {
    if let ideographs {
      guard ideographs.occurs(in: text) else { return false }
      if ideographs.bytes.count == folded.bytes.count { return true }
    }
    return folded.occurs(in: buffer.fold(text))
  }

  private static func longestIdeographs(in bytes: [UInt8]) -> [UInt8] {
    var (longest, start, place) = (0..<0, 0, 0)
    while place < bytes.count {
      if TextFolding.isIdeographLead(bytes[place]) {
        place += 3
        if place - start > longest.count { longest = start..<place }
      } else {
        place += 1
        start = place
      }
    }
    return Array(bytes[longest])
  }
}

/// Bytes to find in bytes.
private struct BytePattern: Sendable {
  let bytes: [UInt8]
  /// The place of the byte that is likely the rarest.
  private let rarest: Int

  /// `nil` for none.
  init?(_ bytes: [UInt8]) {
    guard
      let rarest = bytes.indices.min(by: { BytePattern.frequency(bytes[$0]) < BytePattern.frequency(bytes[$1]) })
    else { return nil }
    self.bytes = bytes
    self.rarest = rarest
  }

  func occurs(in text: UnsafeRawBufferPointer) -> Bool { bytes.withUnsafeBytes { occurs($0, in: text) } }

  /// Jumps from one occurrence of the rarest byte to the next.
  private func occurs(_ words: UnsafeRawBufferPointer, in text: UnsafeRawBufferPointer) -> Bool {
    guard let start = text.baseAddress, let first = words.baseAddress, words.count <= text.count else { return false }
    let byte = Int32(words[rarest])
    let end = text.count - (words.count - rarest) + 1
    var place = rarest
    while place < end, let found = memchr(start + place, byte, end - place) {
      place = UnsafeRawPointer(found) - start
      if memcmp(start + (place - rarest), first, words.count) == 0 { return true }
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
