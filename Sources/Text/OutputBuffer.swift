/// Bytes on their way into a file.
///
/// Faster than an array where most of what is appended is a few bytes long.
public struct OutputBuffer: ~Copyable {
  @usableFromInline var start: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  @usableFromInline var end = 0

  @inlinable
  public init(capacity: Int = 1 << 16) {
    self.capacity = max(capacity, 64)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  @inlinable public var count: Int { end }

  /// All bytes; lives until the next change.
  public var contents: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  /// A copy of all bytes.
  public var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

  @inlinable
  public mutating func removeAll() { end = 0 }

  @inlinable
  public mutating func append(_ byte: UInt8) {
    if end == capacity { grow(by: 1) }
    start[end] = byte
    end += 1
  }

  @inlinable
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return }
    if capacity - end < bytes.count { grow(by: bytes.count) }
    UnsafeMutableRawPointer(start + end).copyMemory(from: source, byteCount: bytes.count)
    end += bytes.count
  }

  @inlinable
  public mutating func append(_ text: StaticString) {
    append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @inlinable
  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  public mutating func append(decimal number: Int) {
    if number < 0 || number > 999_999 { return append(String(number)) }
    var divisor = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(48 + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }

  /// A finite number; whole numbers without a point.
  public mutating func append(decimal number: Double) {
    if let whole = Int(exactly: number), number.magnitude < 1e15, !(number == 0 && number.sign == .minus) {
      append(decimal: whole)
    } else {
      append("\(number)")
    }
  }

  @usableFromInline
  mutating func grow(by wanted: Int) {
    let larger = max(capacity * 2, count + wanted)
    let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    fresh.update(from: start, count: count)
    start.deallocate()
    start = fresh
    capacity = larger
  }
}
