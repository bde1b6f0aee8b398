internal import Foundation

/// Numbers and strangers' text as a receipt's prose shows them.
enum ReceiptText {
  static func decimal(_ value: Double, _ places: Int, signed: Bool = false) -> String {
    guard value.isFinite else { return "—" }
    let text = String(format: "%.\(places)f", abs(value))
    // What rounds to zero has no sign.
    guard text.contains(where: { $0 != "0" && $0 != "." }) else { return text }
    return (value < 0 ? "−" : signed ? "+" : "") + text
  }

  /// Without needless places: 3, 2.5.
  static func brief(_ value: Double) -> String {
    value == value.rounded() ? decimal(value, 0) : decimal(value, value * 10 == (value * 10).rounded() ? 1 : 2)
  }

  static func grouped(_ value: Int) -> String {
    var digits = Array(String(abs(value)))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return (value < 0 ? "−" : "") + String(digits)
  }

  /// "= .012", "< .0001", or a dash.
  static func p(_ number: ReceiptNumber) -> String {
    let text = plainP(number)
    return text.hasPrefix("<") || text == "—" ? text : "= " + text
  }

  /// ".012", "< .0001", or a dash.
  static func plainP(_ number: ReceiptNumber) -> String {
    guard let value = number.value else { return "—" }
    if value < 0.0001 { return "< .0001" }
    return value >= 0.9995 ? "1" : String(decimal(value, value < 0.001 ? 4 : 3).dropFirst())
  }

  /// What a reference knows.
  static func reference(_ id: String) -> String {
    switch id {
    case "position": "the position"
    case "previous-stage": "position and previous stage"
    case "action": "position, previous stage and agent action"
    default: "real turns of other people"
    }
  }

  /// A stranger's text in one line of Markdown: nothing in it is markup, control or a change of direction.
  static func inline(_ text: String) -> String {
    let scalars = Array(clean(text).unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      let before = index > 0 ? scalars[index - 1] : " "
      let after = index + 1 < scalars.count ? scalars[index + 1] : " "
      switch scalar {
      case "\n", "\t": result += " "
      case "\\", "`", "*", "<", "|", "&": result += "\\" + String(scalar)
      // Brackets alone are no link, and intervals stay readable.
      case "]" where after == "(" || after == "[" || after == ":": result += "\\]"
      // Within a word an underscore is no markup, and words such as child_age stay readable.
      case "_" where !(before.properties.isAlphabetic && after.properties.isAlphabetic): result += "\\_"
      case "~" where after == "~" || before == "~": result += "\\~"
      case "#", ">", "-", "+", "=": result += (index == 0 ? "\\" : "") + String(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A stranger's text as a fenced block, whatever fences it holds itself.
  static func fenced(_ text: String) -> String {
    var (longest, run) = (0, 0)
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)text\n\(clean(text))\n\(fence)"
  }

  /// Controls and changes of direction become visible replacements.
  private static func clean(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control where scalar != "\n" && scalar != "\t": result += "\u{FFFD}"
      case .format where (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value):
        result += "\u{FFFD}"
      case .lineSeparator, .paragraphSeparator: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
