internal import Cases
public import Fidelity
public import Receipt

/// How numbers are computed, wherever they are: in statistics, reports and receipts.
public struct MethodSettings: Sendable, Hashable {
  public var seed = AnalysisOptions.standard.seed
  public var resamples = AnalysisOptions.standard.resamples
  public var permutationDraws = AnalysisOptions.standard.permutationDraws
  public var level = AnalysisOptions.standard.level
  /// The largest |depth bias| that counts as none, in depth steps.
  public var margin: Double?
  /// The excess over the reference beyond which errors are said to concentrate, in depth steps.
  public var excessMargin: Double?
  /// What the verdict's reference knows; the most knowing one that stands up where it is `nil`.
  public var reference: FloorReport.Reference?
  /// All draws of a simulator instead of one.
  public var meanOfDraws = false
  /// Conversations, not customers, as the unit.
  public var byConversation = false
  /// A simulator made of real turns of other people.
  public var placebo: String?
  /// What simulated turns with a fault count as.
  public var faults = FaultTreatment.keep

  public init() {}

  /// Why nothing can be computed with the settings; `nil` where it can.
  public var problem: String? {
    for (name, margin) in [("--margin", margin), ("--excess-margin", excessMargin)] {
      if let margin, !(margin > 0 && margin.isFinite) { return "\(name) is a positive number" }
    }
    return method(of: CaseTable.Series(simulator: "", instrument: "", draw: 0), filter: "").problem
  }

  /// The settings of a receipt of the cases that are meant.
  ///
  /// - Throws: ``CommandFailure`` where the audit has no such series or placebo.
  public func method(_ choice: CaseChoice, in audit: LoadedAudit) throws -> ReceiptMethod {
    try audit.checkSimulator(placebo)
    return method(of: try choice.subject(in: audit), filter: choice.filter)
  }

  private func method(of series: CaseTable.Series, filter: String) -> ReceiptMethod {
    var options = AnalysisOptions(simulator: series.simulator, instrument: series.instrument)
    options.draws = .single(series.draw)
    options.filterText = filter
    apply(to: &options)
    return ReceiptMethod(options)
  }

  func apply(to options: inout AnalysisOptions) {
    options.seed = seed
    options.resamples = resamples
    options.permutationDraws = permutationDraws
    options.level = level
    options.margin = margin
    options.excessMargin = excessMargin
    options.verdictReference = reference
    if meanOfDraws { options.draws = .mean }
    if byConversation { options.cluster = .conversation }
    options.placeboSimulator = placebo
    options.faults = faults
  }
}

extension AnalysableAudit {
  /// - Throws: ``CommandFailure`` where `simulator` is named and the audit does not have it.
  func checkSimulator(_ simulator: String?) throws {
    let simulators = table.description.simulators.map(\.id)
    if let simulator, !simulators.contains(simulator) {
      throw CommandFailure(
        .usage, "\"\(simulator)\" is no simulator of the audit",
        remedy: "choose from \(simulators.joined(separator: ", "))")
    }
  }
}
