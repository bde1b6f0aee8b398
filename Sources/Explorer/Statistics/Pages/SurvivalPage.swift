import DecisionFidelity

extension StatisticsPage {
  /// Time to the first turn that resists or leaves.
  static let survival = StatisticsPage(title: "exit times", parts: [.survival]) { report, _ in
    guard report.reason == nil else { return [.prose(report.reason ?? "")] }
    return [
      .panels(report.strata.map(panel)),
      .prose(
        "Kaplan–Meier over user turns until the first resisting or exit turn; at most the probed turns are known."),
    ]
  }

  private static func panel(of stratum: StratumReport) -> StatisticsPanel {
    let title = stratum.label ?? stratum.id
    guard let survival = stratum.survival else { return StatisticsPanel(title: title, subtitle: "…", lines: []) }
    return StatisticsPanel(
      title: title, subtitle: "share that has not left",
      lines: [
        .curves(SurvivalCurves(real: survival.real, simulated: survival.simulated)),
        plain("log-rank p", survival.logRankClustered.p, places: 4, "clustered"),
      ])
  }
}
