internal import JSON

/// Reads JSON that stands in a string of JSON.
struct NestedJSON: ~Copyable {
  private let parser = JSONParser()
  private var text: UnsafeMutableBufferPointer<UInt8>

  init() { text = .allocate(capacity: 1 << 12) }

  deinit { text.deallocate() }

  /// The value that the string says, which lives until the next call; `nil` where it is no string, or says no JSON.
  mutating func value(of string: JSONView) -> JSONView? {
    var bytes: [UInt8] = []
    return string.append(to: &bytes) ? value(of: bytes) : nil
  }

  /// The value that a text says, which lives until the next call.
  mutating func value(of bytes: [UInt8]) -> JSONView? {
    let needed = bytes.count + JSONParser.padding
    if text.count < needed {
      text.deallocate()
      text = .allocate(capacity: needed)
    }
    _ = text.update(fromContentsOf: bytes)
    return try? parser.parse(UnsafeBufferPointer(rebasing: text[..<bytes.count]), allowsNul: true)
  }
}
