extension ReportValue {
  /// The value as JSON text, keys in the order of the tree.
  ///
  /// - Parameter indented: Two spaces a level, and one line a member; arrays of plain numbers stay on one line.
  public func json(indented: Bool = true) -> String {
    var text = ""
    write(to: &text, level: 0, indented: indented)
    return text
  }

  private func write(to text: inout String, level: Int, indented: Bool) {
    switch self {
    case .object(let members):
      writeList(to: &text, "{", "}", members, level, indented: indented && !isShort) { member, text, level in
        ReportValue.writeText(member.key, to: &text)
        text += indented ? ": " : ":"
        member.value.write(to: &text, level: level, indented: indented)
      }
    case .array(let elements):
      writeList(to: &text, "[", "]", elements, level, indented: indented && !isShort) { element, text, level in
        element.write(to: &text, level: level, indented: indented)
      }
    case .text(let string): ReportValue.writeText(string, to: &text)
    case .number(let number): text += number.isFinite ? ReportValue.shortest(number) : "null"
    case .integer(let integer): text += String(integer)
    case .flag(let flag): text += flag ? "true" : "false"
    case .null: text += "null"
    }
  }

  /// Whether it is read more easily on one line: plain values alone.
  private var isShort: Bool {
    switch self {
    case .array(let elements): elements.allSatisfy(\.isPlain)
    case .object(let members): members.count <= 1 && members.allSatisfy(\.value.isPlain)
    default: true
    }
  }

  private var isPlain: Bool {
    switch self {
    case .object, .array: false
    default: true
    }
  }

  private func writeList<Element>(
    to text: inout String, _ open: String, _ close: String, _ elements: [Element], _ level: Int, indented: Bool,
    _ write: (Element, inout String, Int) -> Void
  ) {
    text += open
    for (index, element) in elements.enumerated() {
      if index > 0 { text += indented ? "," : ", " }
      if indented { text += "\n" + String(repeating: "  ", count: level + 1) }
      write(element, &text, level + 1)
    }
    if indented && !elements.isEmpty { text += "\n" + String(repeating: "  ", count: level) }
    text += close
  }

  /// The shortest decimal that reads back as the same number.
  private static func shortest(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
    return "\(number)"
  }

  private static func writeText(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      // Controls, and what some readers of JSON take for a line end.
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": text += escape(scalar)
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
