import CellGrid
import Fidelity
import Figures
import Text

/// A square of counts: a row a real value, a column a simulated one, each cell's share of its row as colour and number;
/// or a square of differences of such shares, in points.
struct HeatMap: Sendable {
  private struct Stage: Sendable {
    var name: String
    var mark: StageMark
  }

  private let stages: [Stage]
  /// `cells[row][column]`
  private let cells: [[NamedFigure]]
  private let axes: (row: String, column: String)
  private let isOfCounts: Bool

  private static let widestLabel = 14
  private static let narrowestLabel = 9
  private static let totalWidth = 6
  /// "100" and a blank before it.
  private static let narrowestCell = 4
  private static let widestCell = 9

  /// The block of the confusion section: row after row.
  init(block: FigureBlock, marks: StageMarks) {
    var names: [String] = []
    for entry in block.entries where !names.contains(entry.words) { names.append(entry.words) }
    stages = names.map { Stage(name: $0, mark: marks.mark(named: $0) ?? .missing) }
    let count = max(names.count, 1)
    let axes = block.axes
    self.axes = axes
    isOfCounts = block.entries.first?.figures.first?.definition.style == .count
    cells = stride(from: 0, to: block.entries.count, by: count).map { start in
      let row = block.entries[start..<min(start + count, block.entries.count)]
      let pairs = row.reduce(0) { $0 + ($1.figures.first?.reading.number ?? 0) }
      return row.compactMap { entry in
        entry.figures.first.map {
          NamedFigure(
            $0, of: ["\(axes.row) \(entry.group ?? "")", "\(axes.column) \(entry.words)", block.title],
            stratum: block.stratum, basis: Int(pairs.rounded()))
        }
      }
    }
  }

  /// The width below which columns would be left out.
  var minimalWidth: Int {
    HeatMap.narrowestLabel + stages.count * HeatMap.narrowestCell + HeatMap.totalWidth
  }

  func layout(width: Int) -> StatisticsLayout {
    let space = width - HeatMap.totalWidth
    let shown = min(stages.count, max((space - HeatMap.narrowestLabel) / HeatMap.narrowestCell, 1))
    let label = min(max(space - shown * HeatMap.narrowestCell, HeatMap.narrowestLabel), HeatMap.widestLabel)
    let cell = min(max((space - label) / max(shown, 1), HeatMap.narrowestCell), HeatMap.widestCell)
    var layout = StatisticsLayout()
    var head = StyledRow()
    head.add(heading(isWide: label == HeatMap.widestLabel), .dim, column: 0, width: label)
    for (place, stage) in stages.prefix(shown).enumerated() {
      let letter = String(stage.mark.letter).leftPadded(to: cell)
      head.add(letter, stage.mark.style, column: label + place * cell, width: cell)
    }
    head.add("n".leftPadded(to: HeatMap.totalWidth), .dim, column: label + shown * cell, width: HeatMap.totalWidth)
    layout.rows.append(head)
    for (place, stage) in stages.enumerated() where place < cells.count {
      layout.append(row(place, stage, shown: shown, label: label, cell: cell))
    }
    if shown < stages.count {
      layout.rows.append(
        StyledRow("\(shown) of \(stages.count) columns; a wider terminal shows all", .dim, width: width))
    }
    return layout
  }

  /// "real ↓ sim → %", in a narrow pane by the first letters.
  private func heading(isWide: Bool) -> String {
    let (row, column) = (axes.row, axes.column.prefix(axes.row == "real" ? 3 : 5))
    let unit = isOfCounts ? "%" : "pp"
    return isWide && isOfCounts ? "\(row) ↓ \(column) → \(unit)" : "↓\(row.prefix(1)) \(column.prefix(1))→ \(unit)"
  }

  /// Equal stages are underlined: the diagonal is what agrees, with and without colour.
  private func share(_ figure: NamedFigure, of total: Double, _ isEqual: Bool) -> (text: String, style: Style) {
    let count = figure.figure.reading.number ?? 0
    let share = count / max(total, 1)
    return (
      count == 0 ? "·" : NumberText.fixed(share * 100, 0),
      Style(
        count == 0 ? .dim : .text, on: .heat(Int((share * Double(Surface.heatSteps - 1)).rounded())),
        isEqual ? .underline : [])
    )
  }

  /// Bold where it is told from none.
  private func excess(_ figure: NamedFigure, _ isEqual: Bool) -> (text: String, style: Style) {
    guard let number = figure.figure.reading.number else { return ("·", Style(.dim)) }
    let isShown = figure.figure.reading.figure?.interval.excludes(0) ?? false
    var attributes: Attributes = isEqual ? .underline : []
    if isShown { attributes.insert(.bold) }
    return (NumberText.fixed(number, 0, signed: true), Style(isShown ? .text : .dim, attributes))
  }

  private func row(_ index: Int, _ stage: Stage, shown: Int, label: Int, cell: Int) -> StatisticsLayout {
    var layout = StatisticsLayout(rows: [StyledRow()])
    layout.rows[0].add(String(stage.mark.letter), stage.mark.style, column: 0, width: 1)
    layout.rows[0].add(stage.name, stage.mark.style, column: 2, width: label - 2)
    let total =
      isOfCounts
      ? cells[index].reduce(0) { $0 + ($1.figure.reading.number ?? 0) }
      : Double(cells[index].first?.figure.reading.basis ?? 0)
    for (place, figure) in cells[index].prefix(shown).enumerated() {
      let column = label + place * cell + 1
      let (text, style) = isOfCounts ? share(figure, of: total, place == index) : excess(figure, place == index)
      let padded = text.leftPadded(to: cell - 1)
      layout.rows[0].add(padded, Style(.text, on: style.surface), column: column, width: cell - 1)
      layout.rows[0].add(text, style, column: column + cell - 1 - text.count, width: text.count)
      layout.targets.append(
        StatisticsTarget(row: 0, column: column, width: cell - 1, figure: cells[index][place], keepsColour: true))
    }
    layout.rows[0].add(
      NumberStyle.count.text(total).leftPadded(to: HeatMap.totalWidth), .dim, column: label + shown * cell,
      width: HeatMap.totalWidth)
    return layout
  }
}
