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
    frame.setSurface(.selection, in: cells.intersection(body))
  }

  private func renderHeading(into frame: inout Frame, in rect: Rect) {
    var column = rect.column + 1
    // Where there is no room for all titles the keys stand for the other pages.
    let isWide = pane.pages.reduce(10) { $0 + DisplayWidth.of($1.title) + 4 } <= rect.columns
    for (index, (page, key)) in zip(pane.pages, StatisticsPage.keys).enumerated() {
      let isShown = index == pane.page
      let title = isWide || isShown ? "\(key) \(page.title)" : "\(key)"
      let style = isShown ? Style(.focusedBorder, .bold) : .dim
      column +=
        frame.write(
          title, row: rect.row, column: column, style: style, width: rect.endColumn - column) + 2
    }
    let note = (pane.isWaiting ? "… " : "") + place
    let start = rect.endColumn - DisplayWidth.of(note) - 1
    if start > column { frame.write(note, row: rect.row, column: start, style: .dim) }
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
