internal import Cases
internal import Probing

/// A turn as a person who labels blind reads it: as judges are shown it, and without what only one kind of writer leaves.
///
/// Models write Markdown and say who speaks; people do neither. Only marks are taken off: every word stays, in its order.
enum BlindText {
  static func text(_ text: String) -> String {
    var lines: [String] = []
    for line in ShownTurn.text(text).split(separator: "\n", omittingEmptySubsequences: false) {
      let plain = withoutMarks(lines.isEmpty ? withoutSpeaker(String(line)) : String(line))
      // Paragraphs are a habit of models.
      if !plain.allSatisfy(\.isWhitespace) { lines.append(plain) }
    }
    return ShownTurn.text(lines.joined(separator: "\n"))
  }

  static func turn(_ turn: Turn) -> Turn { Turn(role: turn.role, text: text(turn.text)) }

  private static let speakers = ["user", "customer", "client", "human", "用户", "客户", "顾客"]

  /// Without `Customer:` before it.
  private static func withoutSpeaker(_ line: String) -> String {
    let bare = line.drop { "*_[ ".contains($0) }
    guard let colon = bare.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return line }
    let name = bare[..<colon].filter { !"*_]\u{20}".contains($0) }.lowercased()
    guard speakers.contains(name) else { return line }
    return String(bare[bare.index(after: colon)...].drop { "*_ ".contains($0) })
  }

  /// Without emphasis, headings, quotations, bullets and code.
  private static func withoutMarks(_ line: String) -> String {
    var rest = line.drop { $0 == " " }[...]
    for mark in ["###### ", "##### ", "#### ", "### ", "## ", "# ", "> ", "- ", "* ", "• "] where rest.hasPrefix(mark) {
      rest = rest.dropFirst(mark.count)
      break
    }
    var plain = String(rest)
    for mark in ["**", "__", "```", "`"] {
      // A mark alone may be meant: only pairs are taken off.
      let parts = plain.split(separator: mark, omittingEmptySubsequences: false)
      guard parts.count > 2 else { continue }
      plain =
        parts.count % 2 == 1
        ? parts.joined() : parts.dropLast().joined() + mark + (parts.last ?? "")
    }
    return plain
  }
}
