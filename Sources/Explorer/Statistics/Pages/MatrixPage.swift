import Cases
import Fidelity

extension StatisticsPage {
  /// How real stages turn into simulated ones; how often the simulator leaves where the real person left.
  static let matrix = StatisticsPage(title: "matrix", parts: [.matrix, .resampled]) { report, context in
    guard report.reason == nil else { return [.prose(report.reason ?? "")] }
    return [
      .panels(report.strata.map { panel(of: $0, context) }),
      .prose(
        "Percent of each row; the diagonal, underlined, agrees. Distances beside what two halves of the real data differ by."
      ),
    ]
  }

  private static func panel(of stratum: StratumReport, _ context: StatisticsContext) -> StatisticsPanel {
    let title = stratum.label ?? stratum.id
    guard let matrix = stratum.matrix else { return StatisticsPanel(title: title, subtitle: "…", lines: []) }
    let cases = Narrowing((.outcome, [stratum.id]))
    let entries = context.schema.stages.indices.map { index in
      HeatMap.Entry(
        label: context.schema.stages[index].id, mark: context.marks.mark(of: UInt8(index)),
        value: context.schema.stages[index].id)
    }
    let resistance = context.schema.resistance
    func share(_ label: String, _ figure: Figure, _ narrowing: Narrowing) -> StatisticsLine {
      .figure(
        FigureLine(
          label: label, figure: figure, places: 3, signed: false, basis: "n \(figure.count.grouped)",
          narrowing: narrowing, hasBootstrap: false))
    }
    func distance(_ label: String, _ distance: MatrixReport.Distance) -> StatisticsLine {
      .figure(
        FigureLine(
          label: label, figure: distance.estimate, signed: false,
          basis: "noise ≤ " + distance.noiseUpper.text(scale: 1, places: 3)))
    }
    return StatisticsPanel(
      title: title, subtitle: counted(stratum.pairs, "pair"),
      lines: [
        .heat(HeatMap(entries: entries, counts: matrix.counts, narrowing: cases)), .blank,
        share("agreement", matrix.agreement, cases.and(.miss, [FilterValue.no])),
        share("exit recall", matrix.exitRecall, cases.and(.real, resistance)),
        share("false exits", matrix.falseExitRate, cases.and(.simulated, resistance)),
        share("exit probes", matrix.exitProbeRecall, cases.and(.real, [FilterValue.noReply])),
        .figure(
          FigureLine(
            label: "misses",
            figure: Figure(.number(Double(matrix.disengagementMisses)), interval: .reason(""), count: 0),
            places: 0, signed: false,
            basis: "of \(matrix.disengagements.grouped) who resist or leave",
            narrowing: cases.and(.disengagement, [FilterValue.yes]), showsIntervals: false)),
        .blank, distance("Wasserstein", matrix.wasserstein), distance("Jensen–Sh.", matrix.jensenShannon),
        distance("total var.", matrix.totalVariation),
        plain("Stuart–Maxw.", matrix.stuartMaxwellClustered.p, places: 4, "p, clustered"),
        plain("McNemar", matrix.mcNemarClustered.p, places: 4, "p, clustered, resistance"),
      ])
  }
}
