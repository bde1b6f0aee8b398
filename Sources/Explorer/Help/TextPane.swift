import CellGrid

/// Lines to read and to search: the help, the messages, the receipt.
struct TextPane: Sendable {
  private(set) var rows: [StyledRow] = []
  private(set) var first = 0
  private(set) var height = 1
  private(set) var searched = ""
  private var columns = 1
  /// The line with a hit that was gone to last.
  private var hit: Int?

  /// - Parameter rect: Where they are shown, the heading with them.
  mutating func show(_ rows: [StyledRow], in rect: Rect) {
    self.rows = rows
    height = max(rect.rows - 1, 1)
    columns = rect.columns
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
    hit = nil
    return true
  }

  mutating func scroll(to line: Int) { first = min(max(line, 0), max(rows.count - height, 0)) }

  // MARK: Searching

  /// Searches for words, from the first line that is shown on; without words it searches no more.
  mutating func search(_ words: String) -> HitPlace? {
    searched = words
    hit = nil
    return turnHit(forward: true)
  }

  /// Brings the next line with a hit to the top; behind the last one stands the first.
  mutating func turnHit(forward: Bool) -> HitPlace? {
    let hits = rows.indices.filter { holdsSearched(rows[$0]) }
    // Before it was gone to one, what is in sight counts as ahead.
    let from = hit ?? (forward ? first - 1 : first)
    guard let place = HitPlace(among: hits, from: from, forward: forward) else { return nil }
    hit = hits[place.number - 1]
    scroll(to: hits[place.number - 1])
    return place
  }

  private func holdsSearched(_ row: StyledRow) -> Bool {
    guard !searched.isEmpty else { return false }
    var frame = Frame(columns: columns, rows: 1)
    row.render(into: &frame, row: 0, column: 0)
    return !frame.occurrences(of: searched, in: frame.bounds).isEmpty
  }

  func render(into frame: inout Frame, in rect: Rect, title: String) {
    let (heading, body) = rect.splitTop(1)
    let below = max(rows.count - first - height, 0)
    let place = (first > 0 ? "↑\(first) " : "") + (below > 0 ? "↓\(below)" : "")
    let (left, right) = heading.splitRight(DisplayWidth.of(place) + 1)
    frame.write(" " + title, in: left, style: Style(.focusedBorder, .bold))
    frame.write(place, in: right, style: .dim)
    for line in 0..<body.rows where rows.indices.contains(first + line) {
      rows[first + line].render(into: &frame, row: body.row + line, column: body.column)
      if !searched.isEmpty { frame.mark(searched, in: body.line(line)) }
    }
  }
}
