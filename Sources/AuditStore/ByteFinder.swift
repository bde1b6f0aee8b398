internal import Glibc

/// Finds a run of bytes by jumping from one occurrence of its likely rarest byte to the next.
struct ByteFinder {
  let pattern: [UInt8]
  private let rarest: Int

  /// - Parameter pattern: Not empty.
  init(_ pattern: [UInt8]) {
    self.pattern = pattern
    rarest = pattern.indices.min { ByteFinder.frequency(pattern[$0]) < ByteFinder.frequency(pattern[$1]) } ?? 0
  }

  /// The place of the first occurrence that starts at `start` or later.
  func find(in text: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
    guard let base = text.baseAddress, pattern.count > 0, start >= 0 else { return nil }
    return pattern.withUnsafeBytes { pattern -> Int? in
      guard let words = pattern.baseAddress else { return nil }
      let byte = Int32(pattern[rarest])
      var place = start + rarest
      let end = text.count - (pattern.count - rarest) + 1
      while place < end, let found = memchr(base + place, byte, end - place) {
        place = UnsafeRawPointer(found) - base
        if memcmp(base + (place - rarest), words, pattern.count) == 0 { return place - rarest }
        place += 1
      }
      return nil
    }
  }

  /// A rough order of bytes in text: lead bytes of Chinese, blanks and common letters are everywhere.
  private static func frequency(_ byte: UInt8) -> Int {
    switch byte {
    case 0xE3...0xE9: 9
    case 0, 32: 8
    case 101, 116, 97, 111, 105, 110, 115, 114: 7
    case 104, 108, 100, 117, 99, 109: 6
    case 0xC0...0xF4: 5
    case 97...122: 4
    case 0x80...0xBF: 3
    default: 2
    }
  }
}
