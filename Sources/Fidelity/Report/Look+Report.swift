public import Cases

extension Look {
  /// - Returns: `nil` where the report has no verdict, or not all of it yet.
  public init?(_ report: FidelityReport) {
    guard report.stage == .resampled, let verdict = report.contrast?.verdict else { return nil }
    var draw: Int?
    if case .single(let number) = report.draws { draw = number }
    self.init(
      simulator: report.simulator, instrument: report.instrument, draw: draw, filter: report.filterText ?? "",
      reference: verdict.reference?.rawValue, margin: verdict.margin, level: report.level, seed: report.seed,
      resamples: report.resamples, cluster: report.cluster.rawValue,
      conversations: report.strata.compactMap(\.conversations).reduce(0, +), finding: verdict.finding.rawValue)
  }
}
