import Cases
import CellGrid
import Fidelity

/// The case list: which rows of the table, where one stands among them.
struct CasesPane: Sendable {
  /// Rows of the case table in the order of the list.
  private(set) var rows: [UInt32] = []
  /// The same as a set.
  private(set) var members = RowSet(capacity: 0)
  /// The cases of the series without the filter.
  private(set) var total = 0
  /// The query that `rows` answers.
  var shown: CaseQuery?
  private(set) var scroll = Scroll()
  /// The place where a range was begun.
  var anchorOfRange: Int?

  var count: Int { rows.count }

  func row(at place: Int) -> Int? { rows.indices.contains(place) ? Int(rows[place]) : nil }

  var currentRow: Int? { row(at: scroll.selected) }

  mutating func take(rows: [UInt32], members: RowSet, total: Int) {
    self.rows = rows
    self.members = members
    self.total = total
    anchorOfRange = nil
    scroll.resize(count: rows.count, height: scroll.height)
  }

  /// Forgets the list until another answer comes.
  mutating func clear() {
    shown = nil
    take(rows: [], members: RowSet(capacity: 0), total: 0)
  }

  /// The rows of the list's own rectangle, without its heading and what stands below it.
  mutating func resize(to rect: Rect, below: Int) {
    scroll.resize(count: rows.count, height: rect.rows - CasesView.headingRows - below)
  }

  mutating func select(_ place: Int) { scroll.select(place) }

  mutating func move(_ command: Command, count: Int?) -> Bool {
    scroll.move(command, count: count)
  }

  func place(where condition: (Int) -> Bool) -> Int? { rows.firstIndex { condition(Int($0)) } }

  func place(after place: Int, where condition: (Int) -> Bool) -> Int? {
    rows.dropFirst(place + 1).firstIndex { condition(Int($0)) }
  }

  func place(of row: Int) -> Int? { rows.firstIndex(of: UInt32(truncatingIfNeeded: row)) }

  /// The places of the range, or of `count` cases from the current one.
  func places(count: Int?) -> Range<Int> {
    let current = scroll.selected
    if let anchorOfRange { return min(anchorOfRange, current)..<min(max(anchorOfRange, current) + 1, rows.count) }
    return current..<min(current + max(count ?? 1, 1), rows.count)
  }

  /// The places whose rows satisfy a condition, in their order.
  func places(where condition: (Int) -> Bool) -> [Int] { rows.indices.filter { condition(Int(rows[$0])) } }

  /// The visible rows, then those of a page after and before.
  var rowsAroundWindow: [Int] {
    let visible = scroll.visible
    let after = visible.upperBound..<min(visible.upperBound + scroll.height, rows.count)
    let before = max(visible.lowerBound - scroll.height, 0)..<visible.lowerBound
    return [visible, after, before].flatMap { $0.map { Int(rows[$0]) } }
  }
}

extension Scroll {
  /// Follows a movement key. Returns false where the command is none.
  mutating func move(_ command: Command, count: Int?) -> Bool {
    let times = max(count ?? 1, 1)
    switch command {
    case .down: move(by: times)
    case .up: move(by: -times)
    case .halfPageDown: page(Double(times) * 0.5)
    case .halfPageUp: page(Double(times) * -0.5)
    case .pageDown: page(Double(times))
    case .pageUp: page(-Double(times))
    case .top: select(count.map { $0 - 1 } ?? 0)
    case .bottom: select(count.map { $0 - 1 } ?? self.count - 1)
    default: return false
    }
    return true
  }
}
