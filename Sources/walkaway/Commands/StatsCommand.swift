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
      """)

  @OptionGroup var audit: AuditArgument
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
    if json && csv { throw ValidationError("Choose --json or --csv.") }
    try form.validate(isUsed: csv, with: "--csv")
  }

  func run() async throws {
    try await reportingFailures {
      let statistics = try await StatisticsReports(
        which.choice, settings: method.settings, ofEverySeries: all,
        in: try audit.load().listing(conversations: conversations))
      try FileOrStandardOutput().write(json ? statistics.json : csv ? statistics.csv(form.form) : statistics.text)
    }
  }
}
