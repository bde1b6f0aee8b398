import CellGrid
import Fidelity
import Text

/// The share of conversations that has not left, turn by turn: real as a line, simulated as a broken one.
struct SurvivalCurves: Sendable {
  /// How a legend tells the curves apart, with and without colour.
  struct Sign: Sendable {
    var text: String
    var role: StyleRole
  }

  static let signs = [Sign(text: "──", role: .real), Sign(text: "╌╌", role: .simulated)]

  var real: SurvivalReport.Curve
  var simulated: SurvivalReport.Curve

  private static let height = 9
  private static let axisWidth = 6

  func layout(width: Int) -> StatisticsLayout {
    let columns = max(width - SurvivalCurves.axisWidth - 1, 4)
    let last = max((real.steps + simulated.steps).map(\.turn).max() ?? 1, 1)
    var line = BrailleCanvas(columns: columns, rows: SurvivalCurves.height)
    line.steps(through: points(of: real, last: last))
    var broken = BrailleCanvas(columns: columns, rows: SurvivalCurves.height)
    broken.brokenSteps(through: points(of: simulated, last: last))
    var rows: [StyledRow] = []
    for index in 0..<SurvivalCurves.height {
      var row = StyledRow()
      let label = index == 0 ? "100 %" : index == SurvivalCurves.height - 1 ? "0 %" : ""
      row.add(label.leftPadded(to: SurvivalCurves.axisWidth - 1), Style(.axis), column: 0, width: 5)
      row.add("│", Style(.axis), column: SurvivalCurves.axisWidth - 1, width: 1)
      row.add(.plot(line, row: index, Style(.real)), column: SurvivalCurves.axisWidth, width: columns)
      row.add(.plot(broken, row: index, Style(.simulated)), column: SurvivalCurves.axisWidth, width: columns)
      rows.append(row)
    }
    var axis = StyledRow()
    axis.add(.rule("─", Style(.axis)), column: SurvivalCurves.axisWidth, width: columns)
    axis.add("└", Style(.axis), column: SurvivalCurves.axisWidth - 1, width: 1)
    var labels = StyledRow("0", Style(.axis), column: SurvivalCurves.axisWidth, width: width)
    let end = "user turn \(last)"
    labels.add(end, Style(.axis), column: max(width - end.count - 1, SurvivalCurves.axisWidth + 2), width: end.count)
    return StatisticsLayout(rows: rows + [axis, labels])
  }

  private func points(of curve: SurvivalReport.Curve, last: Int) -> [(x: Double, y: Double)] {
    [(x: 0, y: 1)] + curve.steps.map { (x: Double($0.turn) / Double(last), y: $0.surviving) }
  }
}

extension BrailleCanvas {
  /// A step curve with gaps: every other cell of what is level, every other dot of what falls.
  fileprivate mutating func brokenSteps(through points: [(x: Double, y: Double)]) {
    let dots = points.map { point in
      (
        x: Int((point.x * Double(width - 1)).rounded()),
        y: height - 1 - Int((min(max(point.y, 0), 1) * Double(height - 1)).rounded())
      )
    }
    for (from, to) in zip(dots, dots.dropFirst()) {
      for x in stride(from: from.x, through: to.x, by: 1) where x / 2 % 2 == 0 { set(x: x, y: from.y) }
      for y in min(from.y, to.y)...max(from.y, to.y) where y % 2 == 0 { set(x: to.x, y: y) }
    }
  }
}
