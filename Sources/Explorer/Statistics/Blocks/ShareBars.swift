import CellGrid
import Fidelity

/// A stage (or another value) of real and of simulated turns: two bars, and the shift between them.
struct ShareBars: Sendable {
  struct Side: Sendable {
    var share: Figure
    var count: Int
    var narrowing: Narrowing
  }

  var label: String
  var mark: StageMark?
  var real: Side
  var simulated: Side
  /// As a share; shown in percentage points.
  var shift: Figure

  /// Whether the bootstrap interval of the shift is the first.
  var prefersBootstrap = false

  private static let labelWidth = 14
  private static let sourceWidth = 5
  private static let shareWidth = 7
  private static let countWidth = 7
  private static let shiftWidth = 25
  /// From here on the shift stands beside the bars.
  private static let besideWidth = 76
  /// From here on each share shows its interval.
  private static let intervalWidth = 92

  func layout(width: Int) -> StatisticsLayout {
    width >= ShareBars.besideWidth ? beside(width: width) : stacked(width: width)
  }

  /// Two lines: label, bars, and to the right the shift with its intervals.
  private func beside(width: Int) -> StatisticsLayout {
    let left = width - ShareBars.shiftWidth - 1
    let hasIntervals = width >= ShareBars.intervalWidth
    var rows = [StyledRow(), StyledRow()]
    addLabel(to: &rows[0], width: ShareBars.labelWidth)
    addSide(real, "real", .real, hasIntervals, to: &rows[0], column: ShareBars.labelWidth, end: left)
    addSide(simulated, "sim", .simulated, hasIntervals, to: &rows[1], column: ShareBars.labelWidth, end: left)
    rows[0].add(shiftText, shiftStyle, column: left + 1, width: ShareBars.shiftWidth)
    rows[1].add(otherText, .dim, column: left + 1, width: ShareBars.shiftWidth)
    let targets = [real, simulated].enumerated().map { offset, side in
      StatisticsTarget(
        row: offset, column: ShareBars.labelWidth, width: left - ShareBars.labelWidth, narrowing: side.narrowing)
    }
    return StatisticsLayout(rows: rows, targets: targets)
  }

  /// Three lines: label and shift, then the bars.
  private func stacked(width: Int) -> StatisticsLayout {
    var rows = [StyledRow(), StyledRow(), StyledRow()]
    addLabel(to: &rows[0], width: ShareBars.labelWidth)
    var column = ShareBars.labelWidth
    rows[0].add(shiftText, shiftStyle, column: column, width: width - column)
    column += ShareBars.shiftWidth
    if width - column >= ShareBars.shiftWidth - 6 {
      rows[0].add(otherText, .dim, column: column, width: width - column)
    }
    addSide(real, "real", .real, false, to: &rows[1], column: 2, end: width)
    addSide(simulated, "sim", .simulated, false, to: &rows[2], column: 2, end: width)
    let targets = [real, simulated].enumerated().map { offset, side in
      StatisticsTarget(row: offset + 1, column: 2, width: width - 2, narrowing: side.narrowing)
    }
    return StatisticsLayout(rows: rows, targets: targets)
  }

  private func addLabel(to row: inout StyledRow, width: Int) {
    guard let mark else { return row.add(label, Style(.text, .bold), column: 0, width: width - 1) }
    row.add(String(mark.letter), mark.style, column: 0, width: 1)
    row.add(label, mark.style, column: 2, width: width - 3)
  }

  private func addSide(
    _ side: Side, _ source: String, _ role: StyleRole, _ hasInterval: Bool, to row: inout StyledRow, column: Int,
    end: Int
  ) {
    var column = column
    row.add(source, Style(role), column: column, width: ShareBars.sourceWidth)
    column += ShareBars.sourceWidth
    let share = side.share.value.text(scale: 100, places: 1) + " %"
    row.add(share.leftPadded(to: ShareBars.shareWidth), .text, column: column, width: ShareBars.shareWidth)
    column += ShareBars.shareWidth
    row.add(side.count.grouped.leftPadded(to: ShareBars.countWidth), .dim, column: column, width: ShareBars.countWidth)
    column += ShareBars.countWidth + 1
    var right = end
    if hasInterval {
      right -= 15
      row.add(side.share.interval.text(scale: 100, places: 1), .dim, column: right + 1, width: 14)
    }
    row.add(.bar(side.share.number ?? 0, Style(role)), column: column, width: right - column)
  }

  private var shiftText: String {
    shift.value.text(scale: 100, places: 1, signed: true) + " " + first.text(scale: 100, places: 1)
  }

  private var otherText: String {
    let other = prefersBootstrap ? shift.interval : shift.bootstrap
    return (prefersBootstrap ? "CR1 " : "boot ") + other.text(scale: 100, places: 1)
  }

  private var first: IntervalFigure { prefersBootstrap ? shift.bootstrap : shift.interval }

  /// Bold where the interval leaves zero out.
  private var shiftStyle: Style { Style(.text, first.excludes(0) ?? false ? .bold : []) }
}
