public import Cases
public import Fidelity

/// How the statistics of a command or a report are computed.
public struct AnalysisSettings: Sendable, Hashable {
  public var method = MethodSettings()
  public var paperChoices = false
  public var biasCorrected = false
  /// A second simulator; that of the audit's next series where it is `nil`.
  public var comparedSimulator: String?
  /// `non-buyer=0.72,buyer=0.28`: what part of the population each stratum is; as in the data where it is `nil`.
  public var population: String?

  public init() {}

  /// - Throws: ``CommandFailure`` where the audit lacks a simulator that is named, or the population cannot be read.
  public func options(
    for series: CaseTable.Series, in audit: some AnalysableAudit, filter: String
  ) throws -> AnalysisOptions {
    var options = audit.analysisOptions(series: series, parts: .all, filter: filter.isEmpty ? nil : filter)
    for name in [comparedSimulator, method.placebo] { try audit.checkSimulator(name) }
    method.apply(to: &options)
    options.paperChoices = paperChoices
    options.biasCorrected = biasCorrected
    if let comparedSimulator { options.comparedSimulator = comparedSimulator }
    if let population { options.populationShares = try shares(population, of: audit.table.description.outcome.strata) }
    return options
  }

  /// Every stratum once; the sum is 1.
  private func shares(_ text: String, of strata: [Stratum]) throws -> [String: Double] {
    var shares: [String: Double] = [:]
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2, let share = Double(sides[1]), share >= 0, share.isFinite, shares[sides[0]] == nil else {
        throw CommandFailure(
          .usage, "--population cannot read \"\(part)\"", remedy: "write STRATUM=SHARE, each stratum once")
      }
      shares[sides[0]] = share
    }
    guard Set(shares.keys) == Set(strata.map(\.id)), shares.values.contains(where: { $0 > 0 }) else {
      throw CommandFailure(
        .usage, "--population names other strata than the audit",
        remedy: "give a share to each of \(strata.map(\.id).joined(separator: ", "))")
    }
    let sum = shares.values.reduce(0, +)
    return shares.mapValues { $0 / sum }
  }
}
