internal import JSON

/// JSON that stands inside of a string of JSON, or in a cell of a table.
final class NestedJSON {
  private let parser = JSONParser()
  private var buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 12)

  deinit { buffer.deallocate() }

  /// The value, which lives until the next call; `nil` where the text is no object and no array.
  func view(of text: String) -> JSONView? { view(of: text.utf8) }

  /// The same for bytes.
  func view(of text: some Collection<UInt8>) -> JSONView? {
    let start = text.first { ![32, 9, 10, 13].contains($0) }
    guard start == 123 || start == 91 else { return nil }
    let count = text.count
    if buffer.count < count + JSONParser.padding {
      buffer.deallocate()
      buffer = .allocate(capacity: count * 2 + JSONParser.padding)
    }
    _ = buffer.update(fromContentsOf: text)
    return try? parser.parse(UnsafeBufferPointer(rebasing: buffer[..<count]), allowsNul: true)
  }
}
