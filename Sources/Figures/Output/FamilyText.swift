import Fidelity
import Text

extension ReportFigures {
  /// The verdicts of several series in a table, with Holm's p over all of them; empty where there are fewer than two.
  ///
  /// - Parameter width: The columns of a terminal that a text takes.
  public static func familyText(_ reports: [ReportFigures], width: @escaping (String) -> Int = { $0.count }) -> String {
    let verdicts = reports.compactMap { figures in
      figures.report.contrast?.verdict.map { (report: figures.report, verdict: $0) }
    }
    guard verdicts.count > 1 else { return "" }
    var table = TextTable([.left, .left, .right, .right, .right, .left])
    table.add(["simulator", "instrument", "excess", "p", "Holm’s p", "over all of them"])
    for (report, verdict) in verdicts {
      let p = [verdict.p, verdict.family?.p ?? .reason("")].map { NumberStyle.probability.text($0) }
      table.add(
        [report.simulator, report.instrument, NumberStyle.depth.text(verdict.excess)] + p + [verdict.familyWord])
    }
    return (["ALL SERIES TOGETHER"] + table.lines(width: width) + [""]).joined(separator: "\n") + "\n"
  }
}
