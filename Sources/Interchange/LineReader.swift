internal import Glibc
internal import JSON

/// The lines of a file in a buffer that is used again and again.
package struct LineReader: ~Copyable {
  package struct Line {
    /// Without the line feed; ``JSONParser/padding`` more bytes can be read behind it. Lives until the next call.
    package let bytes: UnsafeBufferPointer<UInt8>
    /// One-based.
    package let number: Int
    /// Whether the line was longer than the limit; then `bytes` are only its start.
    package let isTooLong: Bool
    /// Whether a line feed ended it.
    package let isComplete: Bool
  }

  /// The longest line that is read, in bytes.
  package static let maximumLength = 64 << 20

  /// How much is read at once: what stands behind a long line is little, and the buffer can go with the line.
  private static let pieceSize = 1 << 20

  private var source: ByteSource
  private var buffer: UnsafeMutableBufferPointer<UInt8>
  private var capacity: Int
  private let usualCapacity: Int
  private let limit: Int
  private var start = 0
  private var end = 0
  private var number = 0
  private var isAtEnd = false

  /// - Parameters:
  ///   - maximum: How much may come out of a packed file; see ``ByteSource``.
  ///   - watch: Told the bytes read from the file so far, piece by piece; what it throws ends the reading.
  package init(
    path: String, limit: Int = LineReader.maximumLength, capacity: Int = 1 << 20, maximum: Int? = nil,
    watch: ((_ bytesRead: Int) throws(ImportError) -> Void)? = nil
  ) throws(ImportError) {
    source = try ByteSource(path: path, maximum: maximum, watch: watch)
    self.limit = limit
    self.capacity = capacity
    usualCapacity = capacity
    buffer = LineReader.resized(nil, to: capacity)
  }

  deinit { free(buffer.baseAddress) }

  /// Gives back what a long line took, once it is done with; its bytes are gone then.
  package mutating func release() {
    guard capacity > usualCapacity, end - start <= usualCapacity else { return }
    moveToFront()
    capacity = usualCapacity
    buffer = LineReader.resized(buffer, to: capacity)
  }

  /// Bytes read from the file so far.
  package var bytesRead: Int { source.bytesRead }

  /// The first bytes of the file, before any line is read.
  package mutating func beginning() throws(ImportError) -> ArraySlice<UInt8> {
    while end < min(capacity, 4096), !isAtEnd { try readOnce() }
    return Array(buffer[start..<min(end, start + 4096)])[...]
  }

  package mutating func next() throws(ImportError) -> Line? {
    var searched = start
    while true {
      if let feed = lineFeed(from: searched) { return take(through: feed, next: feed + 1, isComplete: true) }
      searched = end
      if end - start > limit { return try skipLongLine() }
      if isAtEnd {
        guard end > start else { return nil }
        return take(through: end, next: end, isComplete: false)
      }
      let moved = start
      try fill()
      searched -= moved - start
    }
  }

  private func lineFeed(from place: Int) -> Int? {
    guard place < end else { return nil }
    let range = UnsafeBufferPointer(rebasing: buffer[place..<end])
    return findByte(10, in: range).map { place + $0 }
  }

  private mutating func take(through stop: Int, next: Int, isComplete: Bool, isTooLong: Bool = false) -> Line {
    var first = start
    if number == 0, stop - first >= 3, buffer[first] == 0xEF, buffer[first + 1] == 0xBB, buffer[first + 2] == 0xBF {
      first += 3
    }
    number += 1
    start = next
    let tooLong = isTooLong || stop - first > limit
    return Line(
      bytes: UnsafeBufferPointer(rebasing: buffer[first..<stop]), number: number, isTooLong: tooLong,
      isComplete: isComplete)
  }

  /// Reads on until the line ends, without keeping it.
  private mutating func skipLongLine() throws(ImportError) -> Line {
    let shown = 256
    start = 0
    while true {
      end = shown
      while end < capacity, !isAtEnd { try readOnce() }
      if let feed = lineFeed(from: shown) {
        number += 1
        start = feed + 1
        return Line(
          bytes: UnsafeBufferPointer(rebasing: buffer[0..<shown]), number: number, isTooLong: true, isComplete: true)
      }
      if isAtEnd {
        number += 1
        start = end
        return Line(
          bytes: UnsafeBufferPointer(rebasing: buffer[0..<shown]), number: number, isTooLong: true, isComplete: false)
      }
    }
  }

  /// Moves what is left to the front, makes room, and reads.
  private mutating func fill() throws(ImportError) {
    moveToFront()
    if end == capacity { grow() }
    try readOnce()
  }

  private mutating func moveToFront() {
    guard start > 0 else { return }
    let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[0..<end - start])
    rest.copyMemory(from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[start..<end]))
    end -= start
    start = 0
  }

  private mutating func readOnce() throws(ImportError) {
    let most = min(capacity, end + LineReader.pieceSize)
    let room = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[end..<most])
    let count = try source.read(into: room)
    if count == 0 { isAtEnd = true }
    end += count
  }

  private mutating func grow() {
    capacity = min(capacity * 2, limit + (1 << 16))
    buffer = LineReader.resized(buffer, to: capacity)
  }

  /// With room for the padding. Large ones are moved by the system without a second copy, and what was never written
  /// takes no memory.
  private static func resized(
    _ buffer: UnsafeMutableBufferPointer<UInt8>?, to capacity: Int
  ) -> UnsafeMutableBufferPointer<UInt8> {
    let count = capacity + JSONParser.padding
    guard let place = realloc(buffer?.baseAddress, count) else { fatalError("memory is short") }
    return UnsafeMutableBufferPointer(start: place.assumingMemoryBound(to: UInt8.self), count: count)
  }
}
