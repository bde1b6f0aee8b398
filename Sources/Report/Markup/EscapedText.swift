/// Text as HTML shows it: nothing in it is taken for markup, and what would steer the direction of text or is a control
/// character is seen instead of obeyed.
enum EscapedText {
  static func append(_ words: String, to text: inout String) {
    if words.utf8.allSatisfy(isPlain) {
      text += words
      return
    }
    var isAfterReturn = false
    for scalar in words.unicodeScalars {
      append(scalar, isAfterReturn: isAfterReturn, to: &text)
      isAfterReturn = scalar == "\r"
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x26, 0x27, 0x3C, 0x3E: false
    case 0x20..<0x7F, 0x0A: true
    default: false
    }
  }

  private static func append(_ scalar: Unicode.Scalar, isAfterReturn: Bool, to text: inout String) {
    switch scalar {
    case "&": text += "&amp;"
    case "<": text += "&lt;"
    case ">": text += "&gt;"
    case "\"": text += "&quot;"
    case "'": text += "&#39;"
    case "\n": if !isAfterReturn { text += "\n" }
    case "\r", "\u{2028}", "\u{2029}": text += "\n"
    case "\t": text += "\t"
    default:
      if let picture = picture(of: scalar) { text += picture } else { text.unicodeScalars.append(scalar) }
    }
  }

  /// What stands for a character that must not have its effect; `nil` for all others.
  private static func picture(of scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value).map { String($0) }
    case 0x7F: "\u{2421}"
    case 0x80..<0xA0, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFDD0...0xFDEF,
      0xE0000...0xE007F:
      "‹U+\(String(scalar.value, radix: 16, uppercase: true))›"
    case let value where value & 0xFFFE == 0xFFFE: "‹U+\(String(value, radix: 16, uppercase: true))›"
    default: nil
    }
  }
}
