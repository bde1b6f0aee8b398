internal import Glibc

/// Bytes to find in others, as they are.
public struct ByteNeedle: Sendable {
  private let bytes: [UInt8]

  /// - Precondition: `text` is not empty.
  public init(_ text: String) {
    precondition(!text.isEmpty)
    bytes = Array(text.utf8)
  }

  /// Where it first begins at `start` or behind it; `nil` where it does not.
  public func first(in text: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    guard let base = text.baseAddress else { return nil }
    let end = text.count - bytes.count + 1
    var place = start
    // From one place of the first byte to the next.
    while place < end, let found = memchr(base + place, Int32(bytes[0]), end - place) {
      place = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if memcmp(base + place, bytes, bytes.count) == 0 { return place }
      place += 1
    }
    return nil
  }
}
