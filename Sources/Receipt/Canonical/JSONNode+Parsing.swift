/// Why a text is no JSON.
public struct JSONProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// Zero-based place in the UTF-8 text.
  public var offset: Int
  public var explanation: String

  public var description: String { "byte \(offset): \(explanation)" }
}

extension JSONNode {
  /// Nested deeper than this a text is refused: nothing that the program reads is.
  public static let maximumDepth = 100

  /// Reads one JSON value (RFC 8259) and nothing after it but blanks.
  public init(parsing text: UnsafeRawBufferPointer) throws(JSONProblem) {
    var reader = JSONReader(text: text)
    self = try reader.value(depth: 0)
    try reader.finish()
  }

  public init(parsing text: [UInt8]) throws(JSONProblem) {
    let result = text.withUnsafeBytes { bytes -> Result<JSONNode, JSONProblem> in
      do throws(JSONProblem) { return .success(try JSONNode(parsing: bytes)) } catch { return .failure(error) }
    }
    self = try result.get()
  }
}

private struct JSONReader {
  let text: UnsafeRawBufferPointer
  var place = 0

  mutating func finish() throws(JSONProblem) {
    skipBlanks()
    if place < text.count { throw problem("something stands behind the value") }
  }

  mutating func value(depth: Int) throws(JSONProblem) -> JSONNode {
    if depth > JSONNode.maximumDepth { throw problem("it is nested too deeply") }
    skipBlanks()
    guard place < text.count else { throw problem("the text ends where a value should begin") }
    switch text[place] {
    case 0x7B: return try object(depth: depth)
    case 0x5B: return try array(depth: depth)
    case 0x22: return .string(try string())
    case 0x74: return try word("true", .bool(true))
    case 0x66: return try word("false", .bool(false))
    case 0x6E: return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws(JSONProblem) -> JSONNode {
    var members: [String: JSONNode] = [:]
    place += 1
    skipBlanks()
    if take(0x7D) { return .object(members) }
    while true {
      skipBlanks()
      guard place < text.count, text[place] == 0x22 else { throw problem("a key should begin here") }
      let key = try string()
      skipBlanks()
      guard take(0x3A) else { throw problem("a colon should stand here") }
      members[key] = try value(depth: depth + 1)
      skipBlanks()
      if take(0x7D) { return .object(members) }
      guard take(0x2C) else { throw problem("a comma or a closing brace should stand here") }
    }
  }

  private mutating func array(depth: Int) throws(JSONProblem) -> JSONNode {
    var elements: [JSONNode] = []
    place += 1
    skipBlanks()
    if take(0x5D) { return .array(elements) }
    while true {
      elements.append(try value(depth: depth + 1))
      skipBlanks()
      if take(0x5D) { return .array(elements) }
      guard take(0x2C) else { throw problem("a comma or a closing bracket should stand here") }
    }
  }

  private mutating func word(_ word: StaticString, _ node: JSONNode) throws(JSONProblem) -> JSONNode {
    let count = word.utf8CodeUnitCount
    let letters = UnsafeRawBufferPointer(start: word.utf8Start, count: count)
    guard place + count <= text.count, text[place..<place + count].elementsEqual(letters) else {
      throw problem("no JSON value begins like this")
    }
    place += count
    return node
  }

  private mutating func number() throws(JSONProblem) -> JSONNode {
    let start = place
    _ = take(0x2D)
    if !take(0x30) { try digits() }
    if take(0x2E) { try digits() }
    if take(0x65) || take(0x45) {
      if !take(0x2B) { _ = take(0x2D) }
      try digits()
    }
    return .number(String(decoding: text[start..<place], as: UTF8.self))
  }

  private mutating func digits() throws(JSONProblem) {
    let start = place
    while place < text.count, (0x30...0x39).contains(text[place]) { place += 1 }
    if place == start { throw problem("no JSON value begins like this") }
  }

  private mutating func string() throws(JSONProblem) -> String {
    place += 1
    var bytes: [UInt8] = []
    while place < text.count {
      let byte = text[place]
      place += 1
      switch byte {
      case 0x22:
        guard let string = String(validating: bytes, as: UTF8.self) else { throw problem("the string is no UTF-8") }
        return string
      case 0x5C: try escape(into: &bytes)
      case 0..<0x20: throw problem("a control character stands in a string")
      default: bytes.append(byte)
      }
    }
    throw problem("the text ends within a string")
  }

  private mutating func escape(into bytes: inout [UInt8]) throws(JSONProblem) {
    guard place < text.count else { throw problem("the text ends within a string") }
    let byte = text[place]
    place += 1
    switch byte {
    case 0x22, 0x5C, 0x2F: bytes.append(byte)
    case 0x62: bytes.append(8)
    case 0x66: bytes.append(12)
    case 0x6E: bytes.append(10)
    case 0x72: bytes.append(13)
    case 0x74: bytes.append(9)
    case 0x75:
      var unit = UInt32(try hexadecimal())
      if (0xD800..<0xDC00).contains(unit), place + 1 < text.count, text[place] == 0x5C, text[place + 1] == 0x75 {
        place += 2
        let low = UInt32(try hexadecimal())
        guard (0xDC00..<0xE000).contains(low) else { throw problem("half a character stands alone") }
        unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(unit) else { throw problem("half a character stands alone") }
      bytes.append(contentsOf: String(scalar).utf8)
    default: throw problem("there is no such escape")
    }
  }

  private mutating func hexadecimal() throws(JSONProblem) -> UInt16 {
    guard place + 4 <= text.count,
      let value = UInt16(String(decoding: text[place..<place + 4], as: UTF8.self), radix: 16), text[place] != 0x2B
    else { throw problem("four hexadecimal digits should stand here") }
    place += 4
    return value
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard place < text.count, text[place] == byte else { return false }
    place += 1
    return true
  }

  private mutating func skipBlanks() {
    while place < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[place]) { place += 1 }
  }

  private func problem(_ explanation: String) -> JSONProblem { JSONProblem(offset: place, explanation: explanation) }
}
