internal import Interchange
internal import JSON

/// Finds where values begin and end in a long text of JSON without reading it into memory.
struct JSONScanner: ~Copyable {
  private var source: ByteSource
  private var buffer: UnsafeMutableBufferPointer<UInt8>
  private var capacity = 1 << 20
  private let limit: Int
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  private var isAtStart = true

  /// - Parameter limit: The longest value that is given, in bytes.
  init(
    path: String, limit: Int, maximum: Int?, watch: ((Int) throws(ImportError) -> Void)?
  ) throws(ImportError) {
    source = try ByteSource(path: path, maximum: maximum, watch: watch)
    self.limit = limit
    buffer = .allocate(capacity: capacity + JSONParser.padding)
  }

  deinit { buffer.deallocate() }

  /// The next byte that is no blank; `nil` at the end.
  mutating func peek() throws(ImportError) -> UInt8? {
    if isAtStart { try skipMark() }
    while true {
      while start < end {
        let byte = buffer[start]
        if byte != 32 && byte != 10 && byte != 13 && byte != 9 { return byte }
        start += 1
      }
      if isAtEnd { return nil }
      try fill()
    }
  }

  /// Passes over a byte order mark.
  private mutating func skipMark() throws(ImportError) {
    isAtStart = false
    while end < 3, !isAtEnd { try fill() }
    if end >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { start = 3 }
  }

  /// Passes over one byte that ``peek()`` gave.
  mutating func skip() { start += 1 }

  /// The bytes of the value that begins at the next byte, with padding behind; `nil` where it is longer than allowed,
  /// which is passed over.
  mutating func value() throws(ImportError) -> UnsafeBufferPointer<UInt8>? {
    _ = try peek()
    var place = start
    var depth = 0
    var isInString = false
    while true {
      if place == end {
        if isAtEnd { break }
        let moved = start
        if end - start > limit {
          try passOver(depth: depth, isInString: isInString)
          return nil
        }
        try fill()
        place -= moved - start
        continue
      }
      let byte = buffer[place]
      if isInString {
        if byte == 92 {
          // What is escaped may lie in the next piece.
          if place + 1 == end, !isAtEnd {
            let moved = start
            try fill()
            place -= moved - start
          }
          place = min(place + 2, end)
          continue
        }
        if byte == 34 { isInString = false }
        place += 1
        if !isInString, depth == 0 { break }
        continue
      }
      switch byte {
      case 34: isInString = true
      case 123, 91: depth += 1
      case 125, 93:
        if depth == 0 { return take(to: place) }
        depth -= 1
        if depth == 0 { return take(to: place + 1) }
      case 44, 58, 32, 10, 13, 9: if depth == 0 { return take(to: place) }
      default: break
      }
      place += 1
    }
    return take(to: place)
  }

  private mutating func take(to place: Int) -> UnsafeBufferPointer<UInt8> {
    // A byte that begins no value is a value of its own: nothing is read twice.
    let stop = max(place, min(start + 1, end))
    let bytes = UnsafeBufferPointer(rebasing: buffer[start..<stop])
    start = stop
    return bytes
  }

  /// Reads on to the end of a value that is too long, without keeping it.
  private mutating func passOver(depth: Int, isInString: Bool) throws(ImportError) {
    var (depth, isInString, isEscaped) = (depth, isInString, false)
    start = end
    while true {
      if start == end {
        if isAtEnd { return }
        try fill()
        continue
      }
      let byte = buffer[start]
      start += 1
      if isEscaped {
        isEscaped = false
      } else if isInString {
        if byte == 92 { isEscaped = true } else if byte == 34 { isInString = false }
      } else if byte == 34 {
        isInString = true
      } else if byte == 123 || byte == 91 {
        depth += 1
      } else if byte == 125 || byte == 93 {
        depth -= 1
      }
      if depth <= 0, !isInString, !isEscaped { return }
    }
  }

  /// Moves what is left to the front, makes room, and reads.
  private mutating func fill() throws(ImportError) {
    let left = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[start..<end])
    if left.count == capacity {
      let larger = min(capacity * 2, limit + (1 << 21))
      let new = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: larger + JSONParser.padding)
      UnsafeMutableRawBufferPointer(new).copyMemory(from: left)
      buffer.deallocate()
      (buffer, capacity) = (new, larger)
    } else if start > 0 {
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: left)
    }
    (start, end) = (0, left.count)
    let room = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[end..<capacity])
    let count = try source.read(into: room)
    if count == 0 { isAtEnd = true }
    end += count
  }
}
