/// Strangers' text inside Markdown: shown as it was written, with nothing in it taken for markup.
enum MarkdownText {
  /// Text for one line: a heading, a table cell, a list item.
  static func inline(_ text: String) -> String {
    lines(text).joined(separator: " ")
  }

  /// Text as a quotation, every line of its own.
  static func quotation(_ text: String) -> String {
    lines(text).map { $0.isEmpty ? ">" : "> \($0)  " }.joined(separator: "\n")
  }

  private static func lines(_ text: String) -> [String] {
    var lines: [String.UnicodeScalarView] = [.init()]
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 13: continue
      case 10, 0x85, 0x2028, 0x2029: lines.append(.init())
      default: lines[lines.count - 1].append(contentsOf: escaped(scalar, after: previous).unicodeScalars)
      }
      previous = scalar
    }
    return lines.map { escapingStart(String($0)) }
  }

  /// What at the start of a line would make a list, a heading or a rule.
  private static func escapingStart(_ line: String) -> String {
    let trimmed = line.drop { $0 == " " }
    if let first = trimmed.first, "-+#=".contains(first) { return "\\" + trimmed }
    let rest = trimmed.drop { $0.isASCII && $0.isNumber }
    guard rest.count < trimmed.count, let mark = rest.first, mark == "." || mark == ")" else { return String(trimmed) }
    return trimmed.prefix(trimmed.count - rest.count) + "\\" + rest
  }

  private static func escaped(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar) -> String {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\\", "`", "*", "_", "[", "]", "|", "~", "$": "\\\(scalar)"
    // Addresses would become links.
    case "@": "&#64;"
    case "/" where previous == ":": "&#47;"
    case "." where previous == "w" || previous == "W": "&#46;"
    case "\t": " "
    default: shown(scalar)
    }
  }

  /// Control characters and what turns the direction of text around become visible.
  private static func shown(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0..<0x20: String(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
    case 0x7F: "\u{2421}"
    case 0x80..<0xA0, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
      "‹U+\(String(scalar.value, radix: 16, uppercase: true))›"
    default: String(scalar)
    }
  }
}
