internal import Glibc
internal import JSON

extension JSONView {
  /// Whether this is a string equal to `text`.
  func equals(_ text: StaticString) -> Bool { withString { $0.equals(text) } ?? false }
}

extension UnsafeBufferPointer<UInt8> {
  func equals(_ text: StaticString) -> Bool {
    equals(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  func equals(_ other: [UInt8]) -> Bool {
    count == other.count && other.withUnsafeBufferPointer { equals($0) }
  }

  func equals(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    guard count > 0, let first = baseAddress, let second = other.baseAddress else { return true }
    return memcmp(first, second, count) == 0
  }
}
