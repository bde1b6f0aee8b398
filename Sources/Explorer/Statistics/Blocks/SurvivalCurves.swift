import CellGrid
import Fidelity

/// The share of conversations that has not left, turn by turn: real and simulated as step curves.
struct SurvivalCurves: Sendable {
  var real: SurvivalReport.Curve
  var simulated: SurvivalReport.Curve

  private static let height = 9
  private static let axisWidth = 6

  func layout(width: Int) -> StatisticsLayout {
    let columns = max(width - SurvivalCurves.axisWidth - 1, 4)
    let last = max((real.steps + simulated.steps).map(\.turn).max() ?? 1, 1)
    let canvases = [(real, StyleRole.real), (simulated, StyleRole.simulated)].map { curve, role in
      var canvas = BrailleCanvas(columns: columns, rows: SurvivalCurves.height)
      canvas.steps(through: points(of: curve, last: last))
      return (canvas, Style(role))
    }
    var rows: [StyledRow] = []
    for line in 0..<SurvivalCurves.height {
      var row = StyledRow()
      let label = line == 0 ? "100 %" : line == SurvivalCurves.height - 1 ? "0 %" : ""
      row.add(label.leftPadded(to: SurvivalCurves.axisWidth - 1), Style(.axis), column: 0, width: 5)
      row.add("│", Style(.axis), column: SurvivalCurves.axisWidth - 1, width: 1)
      for (canvas, style) in canvases {
        row.add(.plot(canvas, row: line, style), column: SurvivalCurves.axisWidth, width: columns)
      }
      rows.append(row)
    }
    var axis = StyledRow()
    axis.add(.rule("─", Style(.axis)), column: SurvivalCurves.axisWidth, width: columns)
    axis.add("└", Style(.axis), column: SurvivalCurves.axisWidth - 1, width: 1)
    var labels = StyledRow("0", Style(.axis), column: SurvivalCurves.axisWidth, width: width)
    let end = "user turn \(last)"
    labels.add(end, Style(.axis), column: max(width - end.count - 1, SurvivalCurves.axisWidth + 2), width: end.count)
    rows += [axis, labels, legend("real", real, .real, width), legend("sim", simulated, .simulated, width)]
    return StatisticsLayout(rows: rows)
  }

  private func points(of curve: SurvivalReport.Curve, last: Int) -> [(x: Double, y: Double)] {
    [(x: 0, y: 1)] + curve.steps.map { (x: Double($0.turn) / Double(last), y: $0.surviving) }
  }

  private func legend(_ name: String, _ curve: SurvivalReport.Curve, _ role: StyleRole, _ width: Int) -> StyledRow {
    var row = StyledRow("── " + name, Style(role, .bold), column: SurvivalCurves.axisWidth, width: width)
    let median = curve.median.number.map { "half by turn \($0.brief)" } ?? "most stay"
    row.add(
      "\(curve.events.grouped) of \(curve.conversations.grouped) left, \(median)", .text,
      column: SurvivalCurves.axisWidth + 9, width: width - SurvivalCurves.axisWidth - 9)
    return row
  }
}
