import CellGrid
import Fidelity
import Figures
import Text

/// A stage (or another value) of real and of simulated turns: two bars, and the shift between them.
struct ShareBars: Sendable {
  var label: String
  var mark: StageMark?
  var real: NamedFigure
  var simulated: NamedFigure
  var shift: NamedFigure
  /// What a reference, or another half of the real people, shows of the shift, and what the shift exceeds that by: there
  /// is no such excess over a distance between people and people.
  var floor: NamedFigure?
  var excess: NamedFigure?
  /// Whether numbers are still to come.
  var isWaiting: Bool
  /// Whether the bootstrap interval of the shift is the first.
  var prefersBootstrap: Bool

  private static let labelWidth = 14
  private static let sourceWidth = 5
  private static let shareWidth = 7
  private static let countWidth = 7
  private static let shiftWidth = 25
  /// "excess −100.0 [−100.0, −100.0]"
  private static let excessWidth = 30
  private static let floorWidth = 12
  /// From here on the shift stands beside the bars.
  private static let besideWidth = 76
  /// From here on each share shows its interval.
  private static let intervalWidth = 92

  func layout(width: Int) -> StatisticsLayout {
    width >= ShareBars.besideWidth ? beside(width: width) : stacked(width: width)
  }

  /// Two lines: label, bars, and to the right the shift with its intervals.
  private func beside(width: Int) -> StatisticsLayout {
    let right = excess == nil ? ShareBars.shiftWidth : ShareBars.excessWidth
    let left = width - right - 1
    let hasIntervals = width >= ShareBars.intervalWidth
    var rows = [StyledRow(), StyledRow()]
    addLabel(to: &rows[0], width: ShareBars.labelWidth)
    addSide(real, "real", .real, hasIntervals, to: &rows[0], column: ShareBars.labelWidth, end: left)
    addSide(simulated, "sim", .simulated, hasIntervals, to: &rows[1], column: ShareBars.labelWidth, end: left)
    rows[0].add(shiftText, .text, column: left + 1, width: right)
    rows[1].add(otherText, otherStyle, column: left + 1, width: right)
    func target(_ row: Int, _ column: Int, _ end: Int, _ figure: NamedFigure) -> StatisticsTarget {
      StatisticsTarget(row: row, column: column, width: end - column, figure: figure)
    }
    return StatisticsLayout(
      rows: rows,
      targets: [
        target(0, ShareBars.labelWidth, left, real), target(0, left + 1, left + 1 + shiftWidth, shift),
        target(1, ShareBars.labelWidth, left, simulated),
      ] + (floor.map { [isBelow ? target(1, left + 1, width, $0) : target(0, left + 2 + shiftWidth, width, $0)] } ?? [])
        + (excess.map { [target(1, left + 1, width, $0)] } ?? []))
  }

  /// Three lines: label and shift, then the bars. Of a shift with a floor what exceeds it comes first.
  private func stacked(width: Int) -> StatisticsLayout {
    var rows = [StyledRow(), StyledRow(), StyledRow()]
    addLabel(to: &rows[0], width: ShareBars.labelWidth)
    var end = width
    if let excess {
      let space = width - ShareBars.labelWidth
      let bare = text(excess.figure)
      // Beside "shift" and "floor" it is known without its name.
      let text = [otherText, "exc " + bare].first { DisplayWidth.of($0) <= space } ?? bare
      rows[0].add(text, otherStyle, column: ShareBars.labelWidth, width: space)
      end = width - ShareBars.floorWidth
      let beside = [
        "shift " + shift.figure.value(hasUnit: false), "floor " + floorText,
      ]
      for (row, text) in beside.enumerated() { rows[row + 1].add(text, .dim, column: end + 1, width: width - end - 1) }
    } else {
      let column = ShareBars.labelWidth
      rows[0].add(shiftText, .text, column: column, width: width - column)
      let next = column + ShareBars.shiftWidth
      if width - next >= ShareBars.shiftWidth - 6 { rows[0].add(otherText, .dim, column: next, width: width - next) }
    }
    addSide(real, "real", .real, false, to: &rows[1], column: 2, end: end)
    addSide(simulated, "sim", .simulated, false, to: &rows[2], column: 2, end: end)
    func target(_ row: Int, _ start: Int, _ end: Int, _ figure: NamedFigure?) -> [StatisticsTarget] {
      figure.map { [StatisticsTarget(row: row, column: start, width: end - start, figure: $0)] } ?? []
    }
    let targets =
      target(0, 2, width, excess ?? shift) + target(1, 2, end, real)
      + target(1, end + 1, width, excess == nil ? nil : shift) + target(2, 2, end, simulated)
      + target(2, end + 1, width, floor)
    return StatisticsLayout(rows: rows, targets: targets)
  }

  private func addLabel(to row: inout StyledRow, width: Int) {
    guard let mark else { return row.add(label, Style(.text, .bold), column: 0, width: width - 1) }
    row.add(String(mark.letter), mark.style, column: 0, width: 1)
    row.add(label, mark.style, column: 2, width: width - 3)
  }

  private func addSide(
    _ side: NamedFigure, _ source: String, _ role: StyleRole, _ hasInterval: Bool, to row: inout StyledRow, column: Int,
    end: Int
  ) {
    var column = column
    row.add(source, Style(role), column: column, width: ShareBars.sourceWidth)
    column += ShareBars.sourceWidth
    row.add(
      side.figure.value().leftPadded(to: ShareBars.shareWidth), .text, column: column, width: ShareBars.shareWidth)
    column += ShareBars.shareWidth
    if case .side(let counts) = side.figure.reading {
      let count = NumberStyle.count.text(counts.count).leftPadded(to: ShareBars.countWidth)
      row.add(count, .dim, column: column, width: ShareBars.countWidth)
    }
    column += ShareBars.countWidth + 1
    var right = end
    if hasInterval {
      right -= 15
      row.add(side.figure.interval ?? "", .dim, column: right + 1, width: 14)
    }
    row.add(.bar(side.figure.reading.number ?? 0, Style(role)), column: column, width: right - column)
  }

  /// Whether the floor stands below the shift, which keeps its own interval.
  private var isBelow: Bool { floor != nil && excess == nil }

  private var shiftText: String {
    if floor != nil, !isBelow { return "\(shift.figure.value(hasUnit: false)) floor \(floorText)" }
    return shift.figure.value(hasUnit: false)
      + ((prefersBootstrap ? shift.figure.bootstrap : shift.figure.interval).map { " " + $0 } ?? "")
  }

  /// Where the floor begins beside it.
  private var shiftWidth: Int {
    floor == nil || isBelow ? ShareBars.shiftWidth : DisplayWidth.of(shift.figure.value(hasUnit: false))
  }

  private var floorText: String {
    guard let floor else { return "—" }
    return isWaiting && floor.figure.reading.number == nil ? "…" : floor.figure.value(hasUnit: false)
  }

  private func text(_ excess: FigureInstance) -> String {
    isWaiting && excess.reading.number == nil ? "…" : excess.valueWithInterval(hasUnit: false)
  }

  private var otherText: String {
    if let excess { return "excess " + text(excess.figure) }
    if isBelow { return "floor " + floorText }
    guard let other = prefersBootstrap ? shift.figure.interval : shift.figure.bootstrap else { return "" }
    return (prefersBootstrap ? "CR1 " : "boot ") + other
  }

  /// Bold where the excess leaves zero out. A shift without a floor shows nothing of the kind: a perfect sampler’s may too.
  private var otherStyle: Style {
    guard let excess else { return .dim }
    return Style(.text, excess.figure.reading.figure?.interval.excludes(0) ?? false ? .bold : [])
  }
}
