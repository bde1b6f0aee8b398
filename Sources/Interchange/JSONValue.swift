internal import CJSON
internal import Glibc

/// One value of a parsed text. It points into the text and the parser, and must not outlive either.
struct JSONValue {
  enum Kind {
    case object, array, string, number, boolean, null
  }

  let bytes: UnsafePointer<UInt8>
  let nodes: UnsafePointer<cjson_node>
  let index: Int

  private var node: cjson_node { nodes[index] }

  var kind: Kind {
    switch Int(node.kind) {
    case Int(CJSON_OBJECT): .object
    case Int(CJSON_ARRAY): .array
    case Int(CJSON_STRING), Int(CJSON_ESCAPED_STRING): .string
    case Int(CJSON_NUMBER): .number
    case Int(CJSON_NULL): .null
    default: .boolean
    }
  }

  var isNull: Bool { node.kind == CJSON_NULL }
  var isString: Bool { node.kind == CJSON_STRING || node.kind == CJSON_ESCAPED_STRING }
  var isTrue: Bool { node.kind == CJSON_TRUE }

  /// The text of the value as it was written, with the quotes of a string.
  var raw: UnsafeBufferPointer<UInt8> {
    let quote = isString ? 1 : 0
    let start = Int(node.start) - quote
    return UnsafeBufferPointer(start: bytes + start, count: Int(node.end) + quote - start)
  }

  /// The text of a string without escapes; `nil` for any other value.
  var plainString: UnsafeBufferPointer<UInt8>? {
    guard node.kind == CJSON_STRING else { return nil }
    return UnsafeBufferPointer(start: bytes + Int(node.start), count: Int(node.end - node.start))
  }

  /// Calls `body` with the text of a string, unescaped; `nil` where the value is no string.
  func withString<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    if let plainString { return body(plainString) }
    guard node.kind == CJSON_ESCAPED_STRING else { return nil }
    let count = Int(node.end - node.start)
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { buffer in
      guard let target = buffer.baseAddress else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
      let written = cjson_unescape(bytes + Int(node.start), count, target)
      return body(UnsafeBufferPointer(start: target, count: written))
    }
  }

  var string: String? { withString { String(decoding: $0, as: UTF8.self) } }

  var number: Double? {
    guard node.kind == CJSON_NUMBER else { return nil }
    return cjson_number(bytes + Int(node.start), Int(node.end - node.start))
  }

  /// The value of a number that is a whole number of at most 15 digits, however it is written.
  var integer: Int? {
    guard node.kind == CJSON_NUMBER else { return nil }
    let count = Int(node.end - node.start)
    let first = bytes + Int(node.start)
    if count < 16, first[0] != 45 {
      var value = 0
      var place = 0
      while place < count, first[place] >= 48, first[place] <= 57 {
        value = value * 10 + Int(first[place] - 48)
        place += 1
      }
      if place == count { return value }
    }
    guard let number, number.magnitude < 1e15 else { return nil }
    return Int(exactly: number)
  }

  /// Another value of the same text.
  func sibling(_ index: Int) -> JSONValue { JSONValue(bytes: bytes, nodes: nodes, index: index) }

  /// Walks over what is directly in an object (key, value, key, …) or an array.
  struct Children: IteratorProtocol {
    private var value: JSONValue
    private let end: Int

    fileprivate init(of parent: JSONValue) {
      value = parent.sibling(parent.index + 1)
      end = Int(parent.node.next)
    }

    mutating func next() -> JSONValue? {
      guard value.index < end else { return nil }
      let current = value
      value = current.sibling(Int(current.node.next))
      return current
    }
  }

  var firstChild: Children { Children(of: self) }

  /// Whether this is a string equal to `text`.
  func equals(_ text: StaticString) -> Bool {
    withString { $0.equals(text) } ?? false
  }

  /// The name of the kind, for messages.
  var kindName: String {
    switch kind {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .boolean: "true or false"
    case .null: "null"
    }
  }
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
