import ArgumentParser
import Desk

struct StatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Every statistic of decision fidelity, with intervals, beside what a sampler blind to the outcome shows.",
    discussion: """
      The numbers are those of the explorer's Statistics screen. Random results take the seed that they print, and do not \
      depend on the number of threads. An audit without cases has the statistics of its conversations alone.

      EXAMPLES
        walkaway stats AUDIT
        walkaway stats AUDIT --simulator persona --where 'position:90%'
        walkaway stats AUDIT --all --json
        walkaway stats AUDIT --margin 0.25 --paper
        walkaway stats --kinds shard-1.kinds shard-2.kinds
      """)

  @Argument(help: AuditArgument.help, completion: .file())
  var audit: String?

  @Option(
    name: .long, parsing: .upToNextOption,
    help: "In the place of an audit: its shards' files of walkaway kinds, taken together in this order.",
    completion: .file())
  var kinds: [String] = []

  @OptionGroup var which: CaseArguments
  @OptionGroup var method: AnalysisArguments

  @Flag(name: .long, help: "Every simulator as every instrument labelled it; with --json an array.")
  var all = false

  @Flag(name: .long, help: "Of whole conversations: their outcomes, their lengths, who spoke last.")
  var conversations = false

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  @Flag(name: .long, help: "Tidy rows: one number a row.")
  var csv = false

  @OptionGroup var form: CSVArguments

  func validate() throws {
    if audit != nil && !kinds.isEmpty { throw ValidationError("Name an audit, or its kinds.") }
    if audit == nil && kinds.isEmpty { throw ValidationError("Missing expected argument '<audit>'") }
    if json && csv { throw ValidationError("Choose --json or --csv.") }
    try form.validate(isUsed: csv, with: "--csv")
  }

  func run() async throws {
    try await reportingFailures {
      let statistics =
        if let audit {
          try await statistics(of: try AuditArgument.load(audit))
        } else {
          try await statistics(of: try JoinedAudit(kinds))
        }
      try FileOrStandardOutput().write(json ? statistics.json : csv ? statistics.csv(form.form) : statistics.text)
    }
  }

  private func statistics(of audit: some AnalysableAudit) async throws -> StatisticsReports {
    try await StatisticsReports(
      which.choice, settings: method.settings, ofEverySeries: all,
      in: try audit.listing(conversations: conversations))
  }
}
