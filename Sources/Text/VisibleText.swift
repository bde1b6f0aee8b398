/// Characters that act instead of being shown, made visible: for strangers' text in messages and in plain text.
public enum VisibleText {
  /// What stands for a control character or a change of direction; `nil` for all others.
  public static func picture(of scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value).map { String($0) }
    case 0x7F: "\u{2421}"
    case 0x80..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
      0xE0000...0xE007F:
      "‹U+\(String(scalar.value, radix: 16, uppercase: true))›"
    default: nil
    }
  }

  /// The text on one line: tabs and the ends of lines are blanks, other controls are seen.
  public static func line(_ text: String) -> String { shown(text, isLine: true) }

  /// The text with its lines: controls other than tab and line feed are seen, carriage returns before line feeds go.
  public static func lines(_ text: String) -> String { shown(text, isLine: false) }

  /// What a terminal may get of text that is not the program's own: lines and tabs stay, whatever else acts is seen.
  public static func forTerminal(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 10 }) { return text }
    var result = ""
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      // A return before a line feed only ends the line; alone it would write over the line.
      if isAfterReturn, scalar != "\n" { result += "\u{240D}" }
      isAfterReturn = scalar == "\r"
      if isAfterReturn { continue }
      if scalar != "\n", scalar != "\t", let picture = picture(of: scalar) {
        result += picture
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return isAfterReturn ? result + "\u{240D}" : result
  }

  private static func shown(_ text: String, isLine: Bool) -> String {
    var result = ""
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\r": result += isLine ? " " : "\n"
      case "\n" where isAfterReturn: break
      case "\n", "\u{85}", "\u{2028}", "\u{2029}": result += isLine ? " " : "\n"
      case "\t": result += isLine ? " " : "\t"
      default:
        if let picture = picture(of: scalar) { result += picture } else { result.unicodeScalars.append(scalar) }
      }
      isAfterReturn = scalar == "\r"
    }
    return result
  }
}
