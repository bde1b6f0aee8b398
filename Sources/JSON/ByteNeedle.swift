internal import Glibc

/// Bytes to find in others, as they are.
public struct ByteNeedle: Sendable {
  public let bytes: [UInt8]
  /// The place of the byte that is likely the rarest.
  private let rarest: Int

  /// - Precondition: There are `bytes`.
  public init(_ bytes: [UInt8]) {
    precondition(!bytes.isEmpty)
    self.bytes = bytes
    rarest = bytes.indices.min { ByteNeedle.frequency(bytes[$0]) < ByteNeedle.frequency(bytes[$1]) } ?? 0
  }

  /// - Precondition: `text` is not empty.
  public init(_ text: String) { self.init(Array(text.utf8)) }

  /// Where it first begins at `start` or behind it; `nil` where it does not.
  public func first(in text: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    guard let base = text.baseAddress else { return nil }
    let end = text.count - (bytes.count - rarest) + 1
    var place = start + rarest
    // From one place of the rarest byte to the next.
    while place < end, let found = memchr(base + place, Int32(bytes[rarest]), end - place) {
      place = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if memcmp(base + (place - rarest), bytes, bytes.count) == 0 { return place - rarest }
      place += 1
    }
    return nil
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
