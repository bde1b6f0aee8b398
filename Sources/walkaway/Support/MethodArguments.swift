import ArgumentParser
import Cases
import Fidelity
import Receipt

/// How numbers are computed, wherever they are: in statistics, reports and receipts.
struct MethodArguments: ParsableArguments {
  @Option(name: .long, help: "Where every random number starts.")
  var seed: UInt64 = 20_260_620

  @Option(name: .long, help: "Bootstrap resamples.")
  var resamples = 10_000

  @Option(name: .long, help: "Draws of the permutation test.")
  var permutations = 10_000

  @Option(name: .long, help: "Confidence level.")
  var level = 0.95

  @Option(name: .long, help: "The largest |depth bias| that counts as none; a receipt measures the excess by it too.")
  var margin: Double?

  @Flag(name: .long, help: "Average over all draws of a simulator instead of taking one.")
  var meanOfDraws = false

  @Flag(name: .long, help: "Take conversations, not customers, for the unit.")
  var byConversation = false

  @Option(name: .long, help: "A simulator made of real turns of other people: the floor's fourth reference.")
  var placebo: String?

  func validate() throws {
    if let margin, !(margin > 0 && margin.isFinite) { throw ValidationError("--margin is a positive number.") }
    let nothing = CaseTable.Series(simulator: "", instrument: "", draw: 0)
    if let problem = method(of: nothing, filter: "").problem { throw ValidationError("\(problem).") }
  }

  /// - Throws: ``CommandFailure`` where the audit has no such placebo.
  func method(_ which: CaseArguments, in loaded: LoadedAudit) throws -> ReceiptMethod {
    try MethodArguments.check(placebo, in: loaded)
    return method(of: try which.series(in: loaded.table), filter: which.where)
  }

  private func method(of series: CaseTable.Series, filter: String) -> ReceiptMethod {
    ReceiptMethod(
      simulator: series.simulator, instrument: series.instrument, draw: meanOfDraws ? nil : series.draw, filter: filter,
      seed: seed, resamples: resamples, permutationDraws: permutations, level: level,
      cluster: byConversation ? ClusterUnit.conversation.rawValue : ClusterUnit.customer.rawValue, margin: margin,
      placebo: placebo)
  }

  func apply(to options: inout AnalysisOptions) {
    options.seed = seed
    options.resamples = resamples
    options.permutationDraws = permutations
    options.level = level
    options.margin = margin
    if meanOfDraws { options.draws = .mean }
    if byConversation { options.cluster = .conversation }
    options.placeboSimulator = placebo
  }

  static func check(_ simulator: String?, in loaded: LoadedAudit) throws {
    let simulators = loaded.table.description.simulators.map(\.id)
    if let simulator, !simulators.contains(simulator) {
      throw CommandFailure(
        ExitStatus.usage, "\"\(simulator)\" is no simulator of the audit",
        remedy: "choose from \(simulators.joined(separator: ", "))")
    }
  }
}
