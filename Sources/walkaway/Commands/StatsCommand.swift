import ArgumentParser
import Cases
import CellGrid
import Fidelity
import Figures
import Interchange
import Text

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
      var reports: [ReportFigures] = []
      for series in try chosenSeries(of: loaded) {
        let options = try method.options(for: series, in: loaded, filter: which.where)
        let report = try await FidelityAnalysis(table: loaded.table, rows: rows, options: options).report()
        reports.append(ReportFigures(report, loaded.table.description.schema))
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

  private func tidy(_ reports: [ReportFigures]) -> String {
    let rows = reports.flatMap { figures in
      figures.tidyRows.map {
        $0.fields(simulator: figures.report.simulator, instrument: figures.report.instrument)
      }
    }
    return ([TidyRow.header] + rows).map {
      $0.map { CSVText.quoted($0, allowsNumbers: true) }.joined(separator: ",") + "\r\n"
    }.joined()
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
