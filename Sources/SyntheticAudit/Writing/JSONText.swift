/// A JSON value that keeps the order of its keys, for the files that people read.
indirect enum JSONText: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// Written with at most six decimals.
  case number(Double)
  case string(String)
  case array([JSONText])
  case object([(String, JSONText)])

  /// Text in quotes, with everything escaped that JSON wants escaped.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Indented by two spaces a level; lists of plain values stand on one line.
  func written(level: Int = 0) -> String {
    let inner = String(repeating: "  ", count: level + 1)
    let outer = String(repeating: "  ", count: level)
    switch self {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .integer(let value): return String(value)
    case .number(let value):
      guard value.isFinite else { return "null" }
      let rounded = (value * 1_000_000).rounded() / 1_000_000
      return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : String(rounded)
    case .string(let value): return JSONText.quoted(value)
    case .array(let values):
      if values.allSatisfy(\.isPlain) { return "[" + values.map { $0.written() }.joined(separator: ", ") + "]" }
      return "[\n" + values.map { inner + $0.written(level: level + 1) }.joined(separator: ",\n") + "\n" + outer + "]"
    case .object(let fields):
      if fields.isEmpty { return "{}" }
      let lines = fields.map { inner + JSONText.quoted($0.0) + ": " + $0.1.written(level: level + 1) }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + outer + "}"
    }
  }

  private var isPlain: Bool {
    switch self {
    case .array(let values): values.isEmpty
    case .object: false
    default: true
    }
  }
}
