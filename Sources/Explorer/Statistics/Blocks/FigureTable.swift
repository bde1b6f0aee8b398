import CellGrid
import Figures
import Text

/// Lines with the same figures: a column a figure where they fit beside each other, else each figure with its name.
struct FigureTable: Sendable {
  var lines: [FigureLine]
  /// Whether a cell shows the bootstrap interval where there is one.
  var prefersBootstrap: Bool

  private static let gap = 2

  func layout(width: Int) -> StatisticsLayout {
    columns(width: width) ?? flowing(width: width)
  }

  /// `nil` where they do not fit.
  private func columns(width: Int) -> StatisticsLayout? {
    let heads = lines.first?.figures.map(\.figure.definition.words) ?? []
    let cells = lines.map { line in line.figures.map { cell($0.figure, line) } }
    let labels = (lines.map { DisplayWidth.of($0.label) }.max() ?? 0) + FigureTable.gap
    let widths = heads.indices.map { place in
      ([heads[place]] + cells.map { place < $0.count ? $0[place] : "" }).map(DisplayWidth.of).max() ?? 0
    }
    guard labels + widths.reduce(0, +) + FigureTable.gap * (widths.count - 1) <= width else { return nil }
    let starts = widths.indices.map { labels + widths[..<$0].reduce(0, +) + FigureTable.gap * $0 }
    var layout = StatisticsLayout(rows: [StyledRow()])
    for (head, start) in zip(heads, starts) { layout.rows[0].add(head, .dim, column: start, width: width - start) }
    for (line, texts) in zip(lines, cells) {
      var row = StyledRow(line.label, line.style, width: labels)
      for (place, text) in texts.enumerated() where place < starts.count {
        row.add(text, line.figures[place].figure.style, column: starts[place], width: widths[place])
        layout.targets.append(
          StatisticsTarget(
            row: layout.rows.count, column: starts[place], width: max(DisplayWidth.of(text), 1),
            figure: line.figures[place]))
      }
      layout.rows.append(row)
    }
    return layout
  }

  private func flowing(width: Int) -> StatisticsLayout {
    lines.reduce(into: StatisticsLayout()) { layout, line in
      var line = line
      line.namesFirst = true
      layout.append(line.layout(width: width))
    }
  }

  private func cell(_ figure: FigureInstance, _ line: FigureLine) -> String {
    let value = figure.shownValue(isWaiting: line.isWaiting)
    guard figure.reading.number != nil else { return value }
    let interval = prefersBootstrap && figure.showsBootstrap ? figure.bootstrap : figure.interval
    let count = figure.reading.basis.map { "n " + NumberText.grouped($0) }
    return [value, interval, count].compactMap(\.self).joined(separator: " ")
  }
}
