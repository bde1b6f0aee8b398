import ArgumentParser
import Cases
import Fidelity

/// How the statistics are computed.
struct AnalysisArguments: ParsableArguments {
  @OptionGroup var method: MethodArguments

  @Flag(name: .long, help: "The paper's own choices: raw permutation, Fisher's test on pairs, percentile intervals.")
  var paper = false

  @Flag(name: .long, help: "Bias-corrected and accelerated bootstrap intervals.")
  var bca = false

  @Option(name: .long, help: "A second simulator, compared on the conversations that both cover.")
  var compare: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What part of the population each stratum is, for panels balanced by outcome; marginal calibration is weighted by it.",
      valueName: "stratum=share,…"))
  var population: String?

  func options(for series: CaseTable.Series, in loaded: LoadedAudit, filter: String) throws -> AnalysisOptions {
    var options = loaded.analysisOptions(series: series, filter: filter.isEmpty ? nil : filter)
    for name in [compare, method.placebo] { try MethodArguments.check(name, in: loaded) }
    method.apply(to: &options)
    options.paperChoices = paper
    options.biasCorrected = bca
    if let compare { options.comparedSimulator = compare }
    if let population { options.populationShares = try shares(population, of: loaded.table.description.outcome.strata) }
    return options
  }

  /// `non-buyer=0.72,buyer=0.28`: every stratum once.
  private func shares(_ text: String, of strata: [Stratum]) throws -> [String: Double] {
    var shares: [String: Double] = [:]
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2, let share = Double(sides[1]), share >= 0, share.isFinite, shares[sides[0]] == nil else {
        throw CommandFailure(
          ExitStatus.usage, "--population cannot read \"\(part)\"", remedy: "write STRATUM=SHARE, each stratum once")
      }
      shares[sides[0]] = share
    }
    guard Set(shares.keys) == Set(strata.map(\.id)), shares.values.contains(where: { $0 > 0 }) else {
      throw CommandFailure(
        ExitStatus.usage, "--population names other strata than the audit",
        remedy: "give a share to each of \(strata.map(\.id).joined(separator: ", "))")
    }
    let sum = shares.values.reduce(0, +)
    return shares.mapValues { $0 / sum }
  }
}
