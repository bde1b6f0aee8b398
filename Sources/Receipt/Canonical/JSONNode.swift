/// A JSON value as it stands in a text: numbers keep their digits, objects the last of members of one name.
public enum JSONNode: Sendable, Hashable {
  case object([String: JSONNode])
  case array([JSONNode])
  case string(String)
  /// The number's own text, such as "0.50".
  case number(String)
  case bool(Bool)
  case null

  public subscript(key: String) -> JSONNode? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  public subscript(index: Int) -> JSONNode? {
    if case .array(let elements) = self, elements.indices.contains(index) { elements[index] } else { nil }
  }

  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  public var elements: [JSONNode]? {
    if case .array(let elements) = self { elements } else { nil }
  }
}

extension JSONNode {
  /// The value in canonical form: keys sorted by their UTF-8 bytes, no space, numbers as they stand, `"` and `\` and
  /// controls escaped and nothing else, controls other than backspace, tab, line feed, form feed and carriage return as
  /// `\u00xx`.
  public var canonical: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  func write(to bytes: inout [UInt8]) {
    switch self {
    case .object(let members):
      var writer = CanonicalObject()
      writer.add(.object(members))
      writer.write(to: &bytes)
    case .array(let elements):
      bytes.append(0x5B)
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(0x2C) }
        element.write(to: &bytes)
      }
      bytes.append(0x5D)
    case .string(let text): CanonicalText.write(text, to: &bytes)
    case .number(let text): bytes.append(contentsOf: text.utf8)
    case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .null: bytes.append(contentsOf: "null".utf8)
    }
  }
}

/// Strings with the escapes that JSON asks for and no others.
enum CanonicalText {
  static func write(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { write(UnsafeRawBufferPointer($0), to: &bytes) }
  }

  static func write(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    bytes.append(0x22)
    for byte in text {
      switch byte {
      case 0x22, 0x5C: bytes += [0x5C, byte]
      case 8: bytes += Array(#"\b"#.utf8)
      case 9: bytes += Array(#"\t"#.utf8)
      case 10: bytes += Array(#"\n"#.utf8)
      case 12: bytes += Array(#"\f"#.utf8)
      case 13: bytes += Array(#"\r"#.utf8)
      case 0..<0x20:
        bytes += Array(#"\u00"#.utf8)
        bytes += [digit(byte >> 4), digit(byte & 15)]
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
