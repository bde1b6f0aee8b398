import ArgumentParser
import CellGrid
import DecisionFidelity
import Interchange

struct StatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Every statistic of decision fidelity, with intervals, beside the floor of a perfect simulator.",
    discussion: """
      The numbers are those of the explorer's Statistics screen. Random results take the seed that they print, and do not
      depend on the number of threads.

      EXAMPLES
        walkaway stats AUDIT
        walkaway stats AUDIT --simulator persona --where 'position:90%'
        walkaway stats AUDIT --all --json
        walkaway stats AUDIT --margin 0.25 --paper
      """)

  @OptionGroup var audit: AuditArgument
  @OptionGroup var which: CaseArguments
  @OptionGroup var method: AnalysisArguments

  @Flag(name: .long, help: "Every simulator as every instrument labelled it; with --json an array.")
  var all = false

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  @Flag(name: .long, help: "Tidy rows: one number a row.")
  var csv = false

  func validate() throws {
    if json && csv { throw ValidationError("Choose --json or --csv.") }
  }

  func run() async throws {
    try await reportingFailures {
      let loaded = try LoadedAudit(try audit.open())
      // The filter alone: the series is the analysis's own choice.
      let rows = try loaded.rows(reading: which.where)
      var reports: [FidelityReport] = []
      for series in try chosenSeries(of: loaded) {
        let options = try method.options(for: series, in: loaded, filter: which.where)
        reports.append(try await FidelityAnalysis(table: loaded.table, rows: rows, options: options).report())
      }
      var output = StandardOutput()
      if json {
        let trees = reports.map(\.tree)
        try output.write((all ? ReportValue.array(trees) : trees[0]).json() + "\n")
      } else if csv {
        try output.write(tidy(reports))
      } else {
        for report in reports { try output.write(shown(report.text { DisplayWidth.of($0) })) }
      }
      try output.flush()
    }
  }

  /// The text with nothing in it that a terminal would obey: names come from strangers' files.
  private func shown(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { CleanText(String($0)).text }
      .joined(separator: "\n")
  }

  private func tidy(_ reports: [FidelityReport]) -> String {
    let rows = reports.flatMap { report in
      report.tidyRows.map { $0.fields(simulator: report.simulator, instrument: report.instrument) }
    }
    return ([TidyRow.header] + rows).map { $0.map(CSVField.quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private func chosenSeries(of loaded: LoadedAudit) throws -> [CaseTable.Series] {
    guard all else { return [try which.series(in: loaded.table)] }
    let found = loaded.table.series.filter { series in
      (which.simulator ?? series.simulator) == series.simulator
        && (which.instrument ?? series.instrument) == series.instrument && (which.draw ?? 0) == series.draw
    }
    return found.isEmpty ? [try which.series(in: loaded.table)] : found
  }
}

/// How the statistics are computed.
struct AnalysisArguments: ParsableArguments {
  @Option(name: .long, help: "Where every random number starts.")
  var seed: UInt64 = 20_260_620

  @Option(name: .long, help: "Bootstrap resamples.")
  var resamples = 10_000

  @Option(name: .long, help: "Draws of the permutation test.")
  var permutations = 10_000

  @Option(name: .long, help: "Confidence level.")
  var level = 0.95

  @Option(name: .long, help: "The largest |depth bias| that counts as none; gives the verdicts per stratum.")
  var margin: Double?

  @Flag(name: .long, help: "The paper's own choices: raw permutation, Fisher's test on pairs, percentile intervals.")
  var paper = false

  @Flag(name: .long, help: "Bias-corrected and accelerated bootstrap intervals.")
  var bca = false

  @Flag(name: .long, help: "Average over all draws of a simulator instead of taking one.")
  var meanOfDraws = false

  @Flag(name: .long, help: "Take conversations, not customers, for the unit.")
  var byConversation = false

  @Option(name: .long, help: "A second simulator, compared on the conversations that both cover.")
  var compare: String?

  @Option(name: .long, help: "A simulator made of real turns of other people: the floor's fourth reference.")
  var placebo: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What part of the population each stratum is, for panels balanced by outcome; marginal calibration is weighted by it.",
      valueName: "stratum=share,…"))
  var population: String?

  func validate() throws {
    if !(level > 0 && level < 1) { throw ValidationError("--level lies between 0 and 1.") }
    if resamples < 2 || permutations < 1 { throw ValidationError("--resamples and --permutations are positive.") }
    if let margin, !(margin > 0 && margin.isFinite) { throw ValidationError("--margin is a positive number.") }
  }

  func options(for series: CaseTable.Series, in loaded: LoadedAudit, filter: String) throws -> AnalysisOptions {
    var options = loaded.analysisOptions(series: series, filter: filter.isEmpty ? nil : filter)
    let simulators = loaded.table.description.simulators.map(\.id)
    for name in [compare, placebo].compactMap({ $0 }) where !simulators.contains(name) {
      throw CommandFailure(
        ExitStatus.usage, "\"\(name)\" is no simulator of the audit",
        remedy: "choose from \(simulators.joined(separator: ", "))")
    }
    options.seed = seed
    options.resamples = resamples
    options.permutationDraws = permutations
    options.level = level
    options.margin = margin
    options.paperChoices = paper
    options.biasCorrected = bca
    if meanOfDraws { options.draws = .mean }
    if byConversation { options.cluster = .conversation }
    if let compare { options.comparedSimulator = compare }
    options.placeboSimulator = placebo
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
