/// Bytes on their way into a file.
///
/// Faster than an array where most of what is appended is a few bytes long.
struct OutputBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 1 << 16) {
    self.capacity = max(capacity, 64)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  /// A copy of all bytes.
  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

  mutating func removeAll() { count = 0 }

  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    start[count] = byte
    count += 1
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return }
    if capacity - count < bytes.count { grow(by: bytes.count) }
    UnsafeMutableRawPointer(start + count).copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
  }

  mutating func append(_ text: StaticString) {
    append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  mutating func appendDecimal(_ number: Int) {
    if number < 0 || number > 999_999 { return append(String(number)) }
    var divisor = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(48 + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }

  /// A finite number; whole numbers without a point.
  mutating func appendDecimal(_ number: Double) {
    if let whole = Int(exactly: number), number.magnitude < 1e15, !(number == 0 && number.sign == .minus) {
      appendDecimal(whole)
    } else {
      append("\(number)")
    }
  }

  private mutating func grow(by wanted: Int) {
    let larger = max(capacity * 2, count + wanted)
    let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    fresh.update(from: start, count: count)
    start.deallocate()
    start = fresh
    capacity = larger
  }
}
