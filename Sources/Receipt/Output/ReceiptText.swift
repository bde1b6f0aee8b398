/// Strangers' text as a receipt's prose shows it.
enum ReceiptText {
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
