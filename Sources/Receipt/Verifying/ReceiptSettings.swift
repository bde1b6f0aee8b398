public import Fidelity
internal import Text

extension ReceiptMethod {
  /// The most resamples or draws that a receipt is computed again with: one that states more was tampered with, or would
  /// take hours.
  public static let largestResamples = 1_000_000

  /// Why the settings cannot be computed with; `nil` where they can.
  public var problem: String? {
    if !(2...ReceiptMethod.largestResamples).contains(resamples)
      || !(1...ReceiptMethod.largestResamples).contains(permutationDraws)
    {
      return "resamples and permutation draws lie between 2 and \(NumberText.grouped(ReceiptMethod.largestResamples))"
    }
    if !(level > 0 && level < 1) { return "the level lies between 0 and 1" }
    if ClusterUnit(rawValue: cluster) == nil { return "“\(cluster)” is no unit of clustering" }
    if let faults, FaultTreatment(rawValue: faults) == nil || faults == FaultTreatment.keep.rawValue {
      return "faults are dropped or counted as an exit, or not named"
    }
    if let reference, !FloorReport.Reference.ofVerdicts.contains(where: { $0.rawValue == reference }) {
      let known = FloorReport.Reference.ofVerdicts.map(\.rawValue).joined(separator: ", ")
      return "the reference of a verdict is one of \(known)"
    }
    return nil
  }

  /// Puts the settings into options.
  public func apply(to options: inout AnalysisOptions) {
    options.simulator = simulator
    options.instrument = instrument
    options.draws = draw.map(DrawRule.single) ?? .mean
    options.filterText = filter.isEmpty ? nil : filter
    options.seed = seed
    options.resamples = resamples
    options.permutationDraws = permutationDraws
    options.level = level
    options.cluster = ClusterUnit(rawValue: cluster) ?? .customer
    options.margin = margin
    options.excessMargin = excessMargin
    options.verdictReference = reference.flatMap(FloorReport.Reference.init)
    options.placeboSimulator = placebo
    options.faults = faults.flatMap(FaultTreatment.init) ?? .keep
    options.comparedSimulator = nil
    options.paperChoices = false
    options.biasCorrected = false
    options.parts = ReceiptMethod.parts
  }

  /// What a receipt needs of an analysis.
  public static let parts: AnalysisParts = [
    .strata, .contrast, .resampled, .floors, .positions, .matrix, .categories, .survival, .instruments, .exits,
    .endings, .faults, .lengths, .speech, .stages, .agents, .draws,
  ]
}
