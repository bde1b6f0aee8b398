import Cases
import CellGrid
import Fidelity

/// A square of counts: a row a real value, a column a simulated one, each cell's share of its row as colour and number.
struct HeatMap: Sendable {
  struct Entry: Sendable {
    var label: String
    var mark: StageMark
    /// As a filter names it.
    var value: String
  }

  var entries: [Entry]
  /// `counts[row][column]`
  var counts: [[Int]]
  /// The cases of the whole map.
  var narrowing: Narrowing

  private static let labelWidth = 14
  private static let totalWidth = 8

  func layout(width: Int) -> StatisticsLayout {
    var layout = StatisticsLayout()
    let space = width - HeatMap.labelWidth - HeatMap.totalWidth
    let cell = min(max(space / max(entries.count, 1), 3), 9)
    var head = StyledRow()
    head.add("real ↓  sim →", .dim, column: 0, width: HeatMap.labelWidth)
    for (index, entry) in entries.enumerated() {
      let label = String(entry.mark.letter).leftPadded(to: cell - 1)
      head.add(label, entry.mark.style, column: HeatMap.labelWidth + index * cell, width: cell)
    }
    head.add(
      "n".leftPadded(to: HeatMap.totalWidth - 1), .dim, column: HeatMap.labelWidth + entries.count * cell,
      width: HeatMap.totalWidth)
    layout.rows.append(head)
    for (index, entry) in entries.enumerated() where index < counts.count {
      layout.append(row(index, entry, cell: cell))
    }
    return layout
  }

  private func row(_ index: Int, _ entry: Entry, cell: Int) -> StatisticsLayout {
    var layout = StatisticsLayout(rows: [StyledRow()])
    layout.rows[0].add(String(entry.mark.letter), entry.mark.style, column: 0, width: 1)
    layout.rows[0].add(entry.label, entry.mark.style, column: 2, width: HeatMap.labelWidth - 3)
    let total = counts[index].reduce(0, +)
    for (place, count) in counts[index].enumerated() where place < entries.count {
      let share = Double(count) / Double(max(total, 1))
      let column = HeatMap.labelWidth + place * cell
      let text = count == 0 ? "·" : (share * 100).decimal(0)
      // Equal stages are underlined: the diagonal is what agrees, with and without colour.
      let style = Style(
        count == 0 ? .dim : .text, on: .heat(Int((share * Double(Surface.heatSteps - 1)).rounded())),
        place == index ? .underline : [])
      let padded = text.leftPadded(to: cell - 1)
      layout.rows[0].add(padded, Style(.text, on: style.surface), column: column, width: cell - 1)
      layout.rows[0].add(text, style, column: column + cell - 1 - text.count, width: text.count)
      layout.targets.append(
        StatisticsTarget(
          row: 0, column: column, width: cell - 1,
          narrowing: narrowing.and(.real, [entry.value]).and(.simulated, [entries[place].value])))
    }
    layout.rows[0].add(
      total.grouped.leftPadded(to: HeatMap.totalWidth - 1), .dim,
      column: HeatMap.labelWidth + counts[index].count * cell, width: HeatMap.totalWidth)
    return layout
  }
}
