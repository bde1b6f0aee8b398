public import CJSON

/// One value of a parsed text, where it lies. It points into the text and the parser, and must not outlive either;
/// ``JSONValue`` is the form that may.
public struct JSONView {
  public enum Kind: Sendable {
    case object, array, string, number, boolean, null
  }

  @usableFromInline let bytes: UnsafePointer<UInt8>
  @usableFromInline let nodes: UnsafePointer<cjson_node>
  /// Its place among the values of the text.
  public let index: Int

  @inlinable
  init(bytes: UnsafePointer<UInt8>, nodes: UnsafePointer<cjson_node>, index: Int) {
    self.bytes = bytes
    self.nodes = nodes
    self.index = index
  }

  @inlinable var node: cjson_node { nodes[index] }

  @inlinable public var kind: Kind {
    switch Int(node.kind) {
    case Int(CJSON_OBJECT): .object
    case Int(CJSON_ARRAY): .array
    case Int(CJSON_STRING), Int(CJSON_ESCAPED_STRING): .string
    case Int(CJSON_NUMBER): .number
    case Int(CJSON_NULL): .null
    default: .boolean
    }
  }

  @inlinable public var isNull: Bool { node.kind == CJSON_NULL }
  @inlinable public var isString: Bool { node.kind == CJSON_STRING || node.kind == CJSON_ESCAPED_STRING }
  @inlinable public var isTrue: Bool { node.kind == CJSON_TRUE }

  /// The text of the value as it was written, with the quotes of a string.
  @inlinable public var raw: UnsafeBufferPointer<UInt8> {
    let quote = isString ? 1 : 0
    let start = Int(node.start) - quote
    return UnsafeBufferPointer(start: bytes + start, count: Int(node.end) + quote - start)
  }

  /// The text of a string without escapes; `nil` for any other value.
  @inlinable public var plainString: UnsafeBufferPointer<UInt8>? {
    guard node.kind == CJSON_STRING else { return nil }
    return UnsafeBufferPointer(start: bytes + Int(node.start), count: Int(node.end - node.start))
  }

  /// Calls `body` with the text of a string, unescaped; `nil` where the value is no string.
  @inlinable public func withString<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    if let plainString { return body(plainString) }
    guard node.kind == CJSON_ESCAPED_STRING else { return nil }
    let count = Int(node.end - node.start)
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { buffer in
      guard let target = buffer.baseAddress else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
      let written = cjson_unescape(bytes + Int(node.start), count, target)
      return body(UnsafeBufferPointer(start: target, count: written))
    }
  }

  /// Appends the text of a string, unescaped; false where the value is no string.
  ///
  /// A long text with escapes is taken in pieces, so that it never stands in memory once more.
  @discardableResult
  public func append(to target: inout [UInt8]) -> Bool {
    let pieceSize = 1 << 20
    guard node.kind == CJSON_ESCAPED_STRING, Int(node.end - node.start) > pieceSize else {
      return withString { target.append(contentsOf: $0) } != nil
    }
    var place = Int(node.start)
    let end = Int(node.end)
    while place < end {
      let stop = boundary(near: min(place + pieceSize, end), after: place, before: end)
      JSONView.append(UnsafeBufferPointer(start: bytes + place, count: stop - place), to: &target)
      place = stop
    }
    return true
  }

  private static func append(_ escaped: UnsafeBufferPointer<UInt8>, to target: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: escaped.count) { buffer in
      guard let source = escaped.baseAddress, let start = buffer.baseAddress else { return }
      let written = cjson_unescape(source, escaped.count, start)
      target.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<written]))
    }
  }

  /// A place at or shortly behind `wanted` where no escape, and no pair of them, is cut.
  private func boundary(near wanted: Int, after start: Int, before end: Int) -> Int {
    guard wanted < end else { return end }
    // Escapes are read from the last place that is surely outside of one: behind 12 bytes without a backslash, or the
    // start of the piece.
    var place = wanted
    var plain = 0
    while place > start, plain < 12 {
      place -= 1
      plain = bytes[place] == 92 ? 0 : plain + 1
    }
    if plain == 12 { place += 12 }
    while place < wanted { place += bytes[place] == 92 ? escapeLength(at: place, before: end) : 1 }
    return min(place, end)
  }

  /// The length of the escape at `place`, both halves of a surrogate pair together.
  private func escapeLength(at place: Int, before end: Int) -> Int {
    guard place + 6 <= end, bytes[place + 1] == 117 else { return 2 }
    let isHigh = (bytes[place + 2] | 32) == 100 && [56, 57, 97, 98].contains(bytes[place + 3] | 32)
    return isHigh ? 12 : 6
  }

  public var string: String? { withString { String(decoding: $0, as: UTF8.self) } }

  @inlinable public var number: Double? {
    guard node.kind == CJSON_NUMBER else { return nil }
    return cjson_number(bytes + Int(node.start), Int(node.end - node.start))
  }

  /// The value of a number that is a whole number of at most 15 digits, however it is written.
  @inlinable public var integer: Int? {
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
  @inlinable public func sibling(_ index: Int) -> JSONView { JSONView(bytes: bytes, nodes: nodes, index: index) }

  /// Walks over what is directly in an object (key, value, key, …) or an array.
  public struct Children: IteratorProtocol {
    @usableFromInline var value: JSONView
    @usableFromInline let end: Int

    @inlinable init(of parent: JSONView) {
      value = parent.sibling(parent.index + 1)
      end = Int(parent.node.next)
    }

    @inlinable public mutating func next() -> JSONView? {
      guard value.index < end else { return nil }
      let current = value
      value = current.sibling(Int(current.node.next))
      return current
    }
  }

  @inlinable public var firstChild: Children { Children(of: self) }

  /// The path of keys to the innermost value in which a byte of the text stands: `turns[3].text`.
  public func path(ofByte offset: Int) -> String {
    var path = ""
    var value = self
    while true {
      var children = value.firstChild
      var number = 0
      var inner: JSONView?
      switch value.kind {
      case .object:
        while inner == nil, let key = children.next(), let member = children.next() {
          guard offset < Int(member.node.end) else { continue }
          path += (path.isEmpty ? "" : ".") + (key.string ?? "")
          inner = member
        }
      case .array:
        while inner == nil, let element = children.next() {
          if offset < Int(element.node.end) {
            path += "[\(number)]"
            inner = element
          }
          number += 1
        }
      case .string, .number, .boolean, .null: break
      }
      guard let inner else { return path }
      value = inner
    }
  }

  /// The name of the kind, for messages.
  public var kindName: String {
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
