import ArgumentParser
import DecisionFidelity
import Explorer
import Foundation
import Interchange

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write cases with everything that belongs to them: both turns, labels, reviews, profile, prefix.",
    discussion: """
      A file appears whole or not at all. CSV is safe to open in a spreadsheet: a cell that would start a formula gets an
      apostrophe. A bundle holds the conversations of the cases, and imports again.

      EXAMPLES
        walkaway export AUDIT --flagged --format markdown --output misses.md
        walkaway export AUDIT --where 'tag:missed-exit' --format csv > missed.csv
        walkaway export AUDIT --format bundle --output copy-of-audit
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv, jsonl, markdown, bundle

    var request: ExportRequest.Format {
      switch self {
      case .csv: .csv
      case .jsonl: .jsonLines
      case .markdown: .markdown
      case .bundle: .bundle
      }
    }
  }

  @OptionGroup var audit: AuditArgument
  @OptionGroup var which: CaseArguments

  @Flag(name: .long, help: "Only cases that somebody flagged.")
  var flagged = false

  @Option(name: .long, help: "csv, jsonl, markdown or bundle.")
  var format = Format.csv

  @Option(name: [.long, .short], help: "The file, or the folder of a bundle; standard output where it is not said.")
  var output: String?

  func validate() throws {
    if format == .bundle && output == nil { throw ValidationError("A bundle is a folder: name it with --output.") }
  }

  func run() async throws {
    try await reportingFailures {
      let loaded = try LoadedAudit(try audit.open())
      let exporting = CaseExporting(audit: loaded)
      var rows = try which.rows(of: loaded, anySeries: true)
      if flagged {
        let marked = loaded.reviews.rows(capacity: loaded.table.count, where: \.flag)
        rows.formIntersection(marked)
      }
      let order = loaded.table.order(of: rows, by: [SortKey(.conversation)], reviews: loaded.reviews).map { Int($0) }
      if let output {
        try exporting.write(order, format: format.request, to: output)
        StandardError.write("exported \(order.count) cases to \(output)\n")
      } else if let format = format.request.ofCases {
        var standardOutput = StandardOutput()
        try exporting.write(order, format: format, content: .full) { try standardOutput.write($0) }
        try standardOutput.flush()
      }
    }
  }
}
