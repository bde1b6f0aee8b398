import Cases

extension FidelityReport: Encodable {
  /// The report as a tree with the keys of `walkaway stats --json`.
  public var tree: ReportValue {
    var members = settings
    if let reason { members.append(ReportValue.Member("reason", .text(reason))) }
    members += [
      ReportValue.Member("strata", .array(strata.map(\.tree))),
      ReportValue.Member("contrast", contrast?.tree ?? .notComputed),
      ReportValue.Member("marginal_bias", marginalBias?.tree(strata) ?? .notComputed),
      ReportValue.Member("positions", positions.map { .array($0.map(\.tree)) } ?? .notComputed),
      ReportValue.Member("actions", actions.map { .array($0.map(\.tree)) } ?? .notComputed),
      ReportValue.Member("multiplicity", multiplicity.map { .array($0.map(\.tree)) } ?? .notComputed),
      ReportValue.Member("power", power?.tree ?? .notComputed),
      ReportValue.Member("exit_audit", exitAudit?.tree ?? .notComputed),
      ReportValue.Member("comparison", comparison?.tree ?? .reason("no second simulator was named")),
      ReportValue.Member("instruments", instruments?.tree ?? .notComputed),
      ReportValue.Member("corrected", corrected?.tree ?? .notComputed),
    ]
    return .object(members)
  }

  private var settings: [ReportValue.Member] {
    [
      ReportValue.Member("simulator", .text(simulator)), ReportValue.Member("instrument", .text(instrument)),
      ReportValue.Member("draws", .text(draws.description)),
      ReportValue.Member("where", filterText.map(ReportValue.text) ?? .null),
      ReportValue.Member("seed", Int(exactly: seed).map(ReportValue.integer) ?? .text(String(seed))),
      ReportValue.Member("resamples", .integer(resamples)),
      ReportValue.Member("cluster", .text(cluster.rawValue)),
      ReportValue.Member("units", units.map(ReportValue.integer) ?? .notComputed),
      ReportValue.Member("level", .number(level)), ReportValue.Member("paper", .flag(paperChoices)),
      ReportValue.Member("bootstrap", .text(biasCorrected ? "bca" : "percentile")),
    ]
  }

  public func encode(to encoder: any Encoder) throws { try tree.encode(to: encoder) }
}
