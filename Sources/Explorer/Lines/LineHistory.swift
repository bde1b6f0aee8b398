/// Lines that were taken before, to be brought back with ↑ and ↓.
struct LineHistory: Sendable, Hashable {
  /// The latest first, no line twice.
  private(set) var lines: [String]
  /// How far back the line in hand is: 0 is the line that is being typed.
  private var depth = 0
  private var typed = ""
  private static let limit = 100

  init(_ lines: [String] = []) {
    self.lines = Array(lines.prefix(LineHistory.limit))
  }

  mutating func add(_ line: String) {
    depth = 0
    guard !line.isEmpty else { return }
    lines.removeAll { $0 == line }
    lines.insert(line, at: 0)
    if lines.count > LineHistory.limit { lines.removeLast() }
  }

  mutating func older(than current: String) -> String? {
    guard depth < lines.count else { return nil }
    if depth == 0 { typed = current }
    depth += 1
    return lines[depth - 1]
  }

  mutating func newer() -> String? {
    guard depth > 0 else { return nil }
    depth -= 1
    return depth == 0 ? typed : lines[depth - 1]
  }

  mutating func rewind() { depth = 0 }
}
