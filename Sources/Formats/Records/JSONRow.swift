internal import Interchange
internal import JSON

/// Writes one row of a bundle after the other.
struct JSONRow: ~Copyable {
  private var json = JSONOutput(escapes: .canonical)

  mutating func begin() {
    json.removeAll()
    json.open("{")
  }

  mutating func add(_ key: String, _ value: JSONValue) {
    json.key(key)
    json.raw(value.json(indented: false))
  }

  /// Gives the row to `body`.
  mutating func end(
    file: String?, line: Int, _ body: (SourceRow) throws(ImportError) -> Bool
  ) throws(ImportError) -> Bool {
    json.close("}")
    return try json.give(file: file, line: line, body)
  }
}

extension JSONOutput {
  /// Gives the object that was written to `body`, with the padding that parsers want behind it.
  mutating func give(
    file: String?, line: Int, _ body: (SourceRow) throws(ImportError) -> Bool
  ) throws(ImportError) -> Bool {
    let length = count
    for _ in 0..<JSONParser.padding { raw(" ") }
    let bytes = UnsafeBufferPointer(rebasing: contents.bindMemory(to: UInt8.self)[..<length])
    return try body(SourceRow(file: file, line: line, content: .json(bytes)))
  }
}
