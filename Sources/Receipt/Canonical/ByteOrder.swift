internal import Glibc

extension UnsafeRawBufferPointer {
  /// Below 0 where the bytes of one range come before those of another, 0 where they are the same.
  func order(_ one: Range<Int>, _ other: Range<Int>) -> Int {
    let common = Swift.min(one.count, other.count)
    guard common > 0, let start = baseAddress else { return one.count - other.count }
    let difference = Int(memcmp(start + one.lowerBound, start + other.lowerBound, common))
    return difference == 0 ? one.count - other.count : difference
  }
}
