import CellGrid
import Fidelity
import Figures
import Text

/// A label and the figures beside it, each with its intervals and its n; on further rows where there is no room.
struct FigureLine: Sendable {
  var label: String
  var style = Style(.text)
  var figures: [NamedFigure]
  /// Whether numbers are still to come.
  var isWaiting: Bool
  /// The widest label of the lines that it stands among, whose figures begin in one column.
  var widestLabel = 0
  /// Whether the first figure is named too; else the label says what it is.
  var namesFirst = false

  private static let indent = 4

  func layout(width: Int) -> StatisticsLayout {
    let labelWidth = start(width: width)
    var layout = StatisticsLayout(rows: [StyledRow(label, style, width: width)])
    var column = labelWidth
    for (place, figure) in figures.enumerated() {
      let parts = parts(figure.figure, isNamed: place > 0 || namesFirst)
      if figures.count == 1, !isWaiting, let reason = figure.figure.reading.reason, figure.figure.reading.number == nil
      {
        return unavailable(reason, width: width)
      }
      if place == 0, column + DisplayWidth.of(parts[0].text) > width { breakRow(&layout, &column) }
      // A further figure begins on the row of the one before only where all of it fits.
      let whole = parts.reduce(0) { $0 + DisplayWidth.of($1.text) + $1.gap } - 2
      if place > 0, column + whole > width { breakRow(&layout, &column) }
      layout.targets.append(StatisticsTarget(row: layout.rows.count - 1, column: column, width: 0, figure: figure))
      for (index, part) in parts.enumerated() {
        let size = DisplayWidth.of(part.text)
        if index > 0, column + size > width { breakRow(&layout, &column) }
        layout.rows[layout.rows.count - 1].add(part.text, part.style, column: column, width: width - column)
        column += size
        let last = layout.targets.count - 1
        if layout.targets[last].row == layout.rows.count - 1 {
          layout.targets[last].width = min(column, width) - layout.targets[last].column
        }
        column += part.gap
      }
    }
    if figures.count == 1, !layout.targets.isEmpty {
      layout.targets[0].column = 0
      layout.targets[0].width = width
    }
    return layout
  }

  /// Where the figures begin.
  private func start(width: Int) -> Int {
    max(min(widestLabel, width >= 50 ? 34 : 16), DisplayWidth.of(label)) + 2
  }

  private func breakRow(_ layout: inout StatisticsLayout, _ column: inout Int) {
    layout.rows.append(StyledRow())
    column = FigureLine.indent
  }

  private func unavailable(_ reason: String, width: Int) -> StatisticsLayout {
    let own = start(width: width)
    // Beside a label that leaves no room the reason stands below it.
    let isBelow = own + 8 > width
    let start = isBelow ? FigureLine.indent : own
    let text = StyledText("— " + reason, style: .dim, width: width - start)
    var rows = text.rows(column: start, width: width - start)
    if isBelow { rows.insert(StyledRow(), at: 0) }
    var layout = StatisticsLayout(rows: rows)
    layout.rows[0].add(label, style, column: 0, width: isBelow ? width : start - 1)
    layout.targets = [StatisticsTarget(row: 0, column: 0, width: width, figure: figures[0])]
    return layout
  }

  private struct Part {
    var text: String
    var style: Style
    var gap = 2
  }

  private func parts(_ figure: FigureInstance, isNamed: Bool) -> [Part] {
    let style = figure.style
    var parts = isNamed ? [Part(text: figure.definition.words, style: .dim, gap: 1)] : []
    parts.append(Part(text: figure.shownValue(isWaiting: isWaiting), style: style))
    guard figure.reading.number != nil else { return parts }
    if let interval = figure.interval {
      parts.append(Part(text: (figure.definition.intervalName.map { $0 + " " } ?? "") + interval, style: style))
    }
    if figure.definition.intervalName != "bootstrap", figure.showsBootstrap, let bootstrap = figure.bootstrap {
      parts.append(Part(text: "boot " + bootstrap, style: .dim))
    }
    if let basis = figure.reading.basis { parts.append(Part(text: "n " + NumberText.grouped(basis), style: .dim)) }
    return parts
  }
}

extension FigureInstance {
  /// Its value; "…" while it is being computed.
  func shownValue(isWaiting: Bool) -> String { isWaiting && reading.reason != nil ? "…" : value() }

  /// Bold where the interval of a difference leaves zero out, and a perfect simulator’s would not.
  var style: Style {
    let isDifference = definition.style.isSigned && !FigureCatalogue.hasFloor(definition)
    return Style(.text, isDifference && reading.figure?.interval.excludes(0) ?? false ? .bold : [])
  }
}
