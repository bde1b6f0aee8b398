import Cases
import CellGrid
import Fidelity
import Figures

/// Draws the statistics: the pages, then the page.
struct StatisticsView {
  static let headingRows = 1

  let pane: StatisticsPane

  func render(into frame: inout Frame, in rect: Rect) {
    let (heading, rest) = rect.splitTop(StatisticsView.headingRows)
    let (body, explanation) = rest.splitBottom(pane.explanation.count)
    renderHeading(into: &frame, in: heading)
    for (line, row) in pane.explanation.enumerated() {
      row.render(into: &frame, row: explanation.row + line, column: explanation.column)
    }
    guard pane.figures != nil else {
      frame.write("…", in: body.line(body.rows / 2), style: .dim, alignment: .centre)
      return
    }
    for line in 0..<body.rows where pane.layout.rows.indices.contains(pane.first + line) {
      pane.layout.rows[pane.first + line].render(into: &frame, row: body.row + line, column: body.column)
    }
    guard let target = pane.target else { return }
    let cells = Rect(
      row: body.row + target.row - pane.first, column: body.column + target.column, rows: 1, columns: target.width)
    guard target.keepsColour else { return frame.setSurface(.selection, in: cells.intersection(body)) }
    // The blanks on both sides belong to no cell of the map.
    for (sign, column) in [("▸", cells.column - 1), ("◂", cells.endColumn)] where column < body.endColumn {
      frame.write(sign, row: cells.row, column: column, style: Style(.focusedBorder, .bold))
    }
  }

  private func renderHeading(into frame: inout Frame, in rect: Rect) {
    let tabs = tabs(in: rect)
    for (index, tab) in tabs.enumerated() {
      frame.write(
        tab.title, row: rect.row, column: tab.columns.lowerBound,
        style: index == pane.page ? Style(.focusedBorder, .bold) : .dim, width: rect.endColumn - tab.columns.lowerBound)
    }
    let note = (pane.isWaiting ? "… " : "") + place
    let start = rect.endColumn - DisplayWidth.of(note) - 1
    if start > (tabs.last?.columns.upperBound ?? 0) + 2 { frame.write(note, row: rect.row, column: start, style: .dim) }
  }

  /// The pages in the heading, and where they stand.
  func tabs(in rect: Rect) -> [(title: String, columns: Range<Int>)] {
    // Where there is no room for all titles the keys stand for the other pages.
    let isWide = pane.pages.reduce(10) { $0 + DisplayWidth.of($1.title) + 4 } <= rect.columns
    var column = rect.column + 1
    return zip(pane.pages, StatisticsPage.keys).enumerated().map { index, page in
      let title = isWide || index == pane.page ? "\(page.1) \(page.0.title)" : "\(page.1)"
      let columns = column..<column + DisplayWidth.of(title)
      column = columns.upperBound + 2
      return (title, columns)
    }
  }

  private var place: String {
    let below = max(pane.layout.rows.count - pane.first - pane.height, 0)
    return (pane.first > 0 ? "↑\(pane.first) " : "") + (below > 0 ? "↓\(below)" : "")
  }
}

extension Explorer {
  mutating func performInStatistics(_ command: Command, key: Key, count: Int?) -> [Effect]? {
    if statistics.move(command, count: count) { return [] }
    switch command {
    case .showNumerator: return showCases(\.numerator)
    case .showDenominator: return showCases(\.denominator)
    case .explain where !statistics.isExplaining && statistics.target != nil: statistics.isExplaining = true
    case .explain: open(.help)
    case .back where statistics.isExplaining, .clearFilter where statistics.isExplaining:
      statistics.isExplaining = false
    case .cellLeft: statistics.moveSideways(-1)
    case .cellRight: statistics.moveSideways(1)
    case .page:
      if case .character(let name) = key, let page = StatisticsPage.keys.firstIndex(of: name) {
        if statistics.pages.indices.contains(page) {
          statistics.show(page: page)
        } else {
          say(.note, "there is no page \(name)")
        }
      }
    case .otherInterval:
      statistics.prefersBootstrap.toggle()
      say(.note, statistics.prefersBootstrap ? "intervals of the cluster bootstrap" : "intervals that have a formula")
    case .nextPage, .nextPane: statistics.show(page: statistics.page + 1)
    case .previousPage, .previousPane: statistics.show(page: statistics.page - 1)
    default: return nil
    }
    return []
  }

  var statisticsView: StatisticsView { StatisticsView(pane: statistics) }

  var statisticsContext: StatisticsContext? {
    table == nil ? nil : StatisticsContext(marks: marks, prefersBootstrap: statistics.prefersBootstrap)
  }
}
