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
  /// Whether the first figure is named too; else the label says what it is.
  var namesFirst = false

  private static let indent = 4

  func layout(width: Int) -> StatisticsLayout {
    let labelWidth = max(width >= 50 ? 18 : 12, DisplayWidth.of(label)) + 2
    var layout = StatisticsLayout(rows: [StyledRow(label, style, width: width)])
    var column = labelWidth
    for (place, figure) in figures.enumerated() {
      var parts = parts(figure.figure, isNamed: place > 0 || namesFirst)
      if figures.count == 1, !isWaiting, let reason = figure.figure.reading.reason, figure.figure.reading.number == nil
      {
        return unavailable(reason, width: width)
      }
      // A name is not parted from its number.
      let first = parts.prefix { $0.isName }.count + 1
      let head = parts.prefix(first).reduce(0) { $0 + DisplayWidth.of($1.text) + 1 } - 1
      var start: Int?
      if column > labelWidth, column + head > width { breakRow(&layout, &column) }
      while !parts.isEmpty {
        let part = parts.removeFirst()
        let size = DisplayWidth.of(part.text)
        if start != nil, column + size > width { breakRow(&layout, &column) }
        if start == nil {
          start = column
          layout.targets.append(
            StatisticsTarget(row: layout.rows.count - 1, column: column, width: 0, figure: figure))
        }
        layout.rows[layout.rows.count - 1].add(part.text, part.style, column: column, width: width - column)
        column += size
        let last = layout.targets.count - 1
        if layout.targets[last].row == layout.rows.count - 1 {
          layout.targets[last].width = min(column, width) - layout.targets[last].column
        }
        column += part.isName ? 1 : 2
      }
    }
    if figures.count == 1, !layout.targets.isEmpty {
      layout.targets[0].column = 0
      layout.targets[0].width = width
    }
    return layout
  }

  private func breakRow(_ layout: inout StatisticsLayout, _ column: inout Int) {
    layout.rows.append(StyledRow())
    column = FigureLine.indent
  }

  private func unavailable(_ reason: String, width: Int) -> StatisticsLayout {
    let start = max(width >= 50 ? 18 : 12, DisplayWidth.of(label)) + 2
    let text = StyledText("— " + reason, style: .dim, width: max(width - start, 8))
    var layout = StatisticsLayout(rows: text.rows(column: start, width: width - start))
    layout.rows[0].add(label, style, column: 0, width: start - 1)
    layout.targets = [StatisticsTarget(row: 0, column: 0, width: width, figure: figures[0])]
    return layout
  }

  private struct Part {
    var text: String
    var style: Style
    var isName = false
  }

  private func parts(_ figure: FigureInstance, isNamed: Bool) -> [Part] {
    let style = figure.style
    var parts = isNamed ? [Part(text: figure.definition.words, style: .dim, isName: true)] : []
    parts.append(Part(text: figure.shownValue(isWaiting: isWaiting), style: style))
    guard figure.reading.number != nil else { return parts }
    if let interval = figure.interval {
      parts.append(Part(text: (figure.definition.intervalName.map { $0 + " " } ?? "") + interval, style: style))
    }
    if figure.showsBootstrap, let bootstrap = figure.bootstrap {
      parts.append(Part(text: "boot " + bootstrap, style: .dim))
    }
    if let basis = figure.reading.basis { parts.append(Part(text: "n " + NumberText.grouped(basis), style: .dim)) }
    return parts
  }
}

extension FigureInstance {
  /// Its value; "…" while it is being computed.
  func shownValue(isWaiting: Bool) -> String { isWaiting && reading.reason != nil ? "…" : value() }

  /// Bold where the interval of a difference leaves zero out.
  var style: Style {
    let isDifference = definition.style.isSigned
    return Style(.text, isDifference && reading.figure?.interval.excludes(0) ?? false ? .bold : [])
  }
}
