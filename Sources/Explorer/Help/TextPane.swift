import CellGrid

/// Lines to read and to search: the help, the messages.
struct TextPane: Sendable {
  private(set) var rows: [StyledRow] = []
  private(set) var first = 0
  private(set) var height = 1
  private(set) var searched = ""
  private var hits: [Int] = []

  mutating func show(_ rows: [StyledRow], height: Int, searched: String) {
    self.rows = rows
    self.height = max(height, 1)
    self.searched = searched
    hits = rows.indices.filter { rows[$0].isHit }
    scroll(to: first)
  }

  mutating func move(_ command: Command, count: Int?) -> Bool {
    let times = max(count ?? 1, 1)
    switch command {
    case .down: scroll(to: first + times)
    case .up: scroll(to: first - times)
    case .halfPageDown: scroll(to: first + times * max(height / 2, 1))
    case .halfPageUp: scroll(to: first - times * max(height / 2, 1))
    case .pageDown: scroll(to: first + times * max(height - 1, 1))
    case .pageUp: scroll(to: first - times * max(height - 1, 1))
    case .top: scroll(to: (count ?? 1) - 1)
    case .bottom: scroll(to: count.map { $0 - 1 } ?? rows.count)
    default: return false
    }
    return true
  }

  /// Brings the next line with a hit to the top. Returns false where there is none.
  mutating func turnHit(forward: Bool, fromHere: Bool = false) -> Bool {
    let next = forward ? hits.first { fromHere ? $0 >= first : $0 > first } : hits.last { $0 < first }
    guard let next else { return false }
    scroll(to: next)
    return true
  }

  mutating func scroll(to line: Int) { first = min(max(line, 0), max(rows.count - height, 0)) }

  func render(into frame: inout Frame, in rect: Rect, title: String) {
    let (heading, body) = rect.splitTop(1)
    let below = max(rows.count - first - height, 0)
    let place = (first > 0 ? "↑\(first) " : "") + (below > 0 ? "↓\(below)" : "")
    let (left, right) = heading.splitRight(DisplayWidth.of(place) + 1)
    frame.write(" " + title, in: left, style: Style(.focusedBorder, .bold))
    frame.write(place, in: right, style: .dim)
    for line in 0..<body.rows where rows.indices.contains(first + line) {
      rows[first + line].render(into: &frame, row: body.row + line, column: body.column)
    }
  }
}
