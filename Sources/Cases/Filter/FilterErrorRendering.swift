extension FilterError {
  /// The line, a caret under the place, and the message: three lines of plain text for the command line.
  ///
  /// Wide characters count two columns. Characters that a terminal would obey are shown as `·`. A long line is cut to
  /// the surroundings of the place.
  public var rendering: String {
    let shown = text.map(FilterError.visible)
    let lower = min(range.lowerBound, shown.count)
    let upper = min(max(range.upperBound, lower), shown.count)
    let start = max(0, lower - FilterError.before)
    let end = min(shown.count, start + FilterError.longest)
    let lead = start > 0 ? "…" : ""
    let tail = end < shown.count ? "…" : ""
    let indent = lead.count + shown[start..<lower].reduce(0) { $0 + FilterError.columns($1) }
    let length = max(1, shown[lower..<min(upper, end)].reduce(0) { $0 + FilterError.columns($1) })
    return """
      \(lead)\(String(shown[start..<end]))\(tail)
      \(String(repeating: " ", count: indent))\(String(repeating: "^", count: length))
      \(String(summary.map(FilterError.visible)))
      """
  }

  private static let before = 60
  private static let longest = 100

  private static func visible(_ character: Character) -> Character {
    character.unicodeScalars.contains(where: FilterScalar.isHidden) ? "·" : character
  }

  /// Two columns for the East Asian wide and the emoji blocks, none for a lone mark, one for the rest.
  private static func columns(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default:
      return scalar.properties.generalCategory == .nonspacingMark ? 0 : 1
    }
  }
}
