import ArgumentParser
import Cases
import Explorer
import Foundation
import Interchange
import Report

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write cases with everything that belongs to them, or a report that stands on its own.",
    discussion: """
      A file appears whole or not at all. CSV is safe to open in a spreadsheet: a cell that would start a formula gets an
      apostrophe. A bundle holds the conversations of the cases, and imports again.

      HTML is a report in one file, without scripts or network: the figures of all that --where means as plots and tables,
      then cases side by side as in the reader, the worst first: those that are flagged with --flagged, else 100, or as
      many as --cases says. --report does the same in Markdown.

      --redact masks profile values, phone numbers, e-mail addresses, links and runs of six digits and more, in turns,
      signals, rationales, notes and tags, and says how many. It leaves ids and audit.json as they are, and knows no names:
      read before you publish. --without-text writes labels and reviews alone; a bundle then has empty turns, the same
      cases, and imports again. Both leave keys that the program does not know out of a bundle.

      EXAMPLES
        walkaway export AUDIT --flagged --format html --output report.html
        walkaway export AUDIT --flagged --format markdown --output misses.md
        walkaway export AUDIT --where 'tag:missed-exit' --format csv > missed.csv
        walkaway export AUDIT --format bundle --redact --output to-share
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv, jsonl, markdown, html, bundle

    var request: ExportRequest.Format {
      switch self {
      case .csv: .csv
      case .jsonl: .jsonLines
      case .markdown: .markdown
      case .html: .html
      case .bundle: .bundle
      }
    }
  }

  @OptionGroup var audit: AuditArgument
  @OptionGroup var which: CaseArguments

  @Flag(name: .long, help: "Only cases that somebody flagged, each once; see --instrument where several labelled it.")
  var flagged = false

  @Option(name: .long, help: "csv, jsonl, markdown, html or bundle.")
  var format = Format.csv

  @Option(name: [.long, .short], help: "The file, or the folder of a bundle; standard output where it is not said.")
  var output: String?

  @Flag(name: .long, help: "With markdown: the figures before the cases. HTML always has them.")
  var report = false

  @Option(name: .long, help: "The most cases that a report shows, the worst first; 0 shows none.")
  var cases: Int?

  @Flag(name: .long, help: "Mask what is personal, and say how much that was.")
  var redact = false

  @Flag(name: .long, help: "Labels and reviews alone, no words of a conversation.")
  var withoutText = false

  @OptionGroup(title: "Figures of a report") var method: AnalysisArguments

  private var isReport: Bool { format == .html || report }

  func validate() throws {
    if format == .bundle && output == nil { throw ValidationError("A bundle is a folder: name it with --output.") }
    if report && format != .markdown && format != .html {
      throw ValidationError("--report goes with --format markdown; HTML is a report already.")
    }
    if cases != nil && !isReport {
      throw ValidationError("--cases is for reports: --format html, or markdown with --report.")
    }
    if let cases, cases < 0 { throw ValidationError("--cases is a number of cases, 0 or more.") }
  }

  func run() async throws {
    try await reportingFailures {
      let loaded = try LoadedAudit(try audit.open())
      let exporting = CaseExporting(
        audit: loaded, privacy: ExportPrivacy(isRedacted: redact, isWithoutText: withoutText))
      let count = isReport ? try await writeReport(of: loaded, exporting) : try writeCases(of: loaded, exporting)
      if let output { StandardError.write("exported \(counted(count, "case")) to \(output)\n") }
      if redact { StandardError.write("\(exporting.tally.summary)\n") }
    }
  }

  private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  private func marked(in loaded: LoadedAudit) -> RowSet {
    loaded.reviews.rows(capacity: loaded.table.count, where: \.flag)
  }

  private func writeCases(of loaded: LoadedAudit, _ exporting: CaseExporting) throws -> Int {
    var rows = try which.rows(of: loaded, anySeries: true)
    if flagged {
      rows.formIntersection(marked(in: loaded))
      rows = exporting.oncePerCase(rows)
    }
    let order = loaded.table.order(of: rows, by: [SortKey(.conversation)], reviews: loaded.reviews).map { Int($0) }
    if let output {
      try exporting.write(order, format: format.request, to: output)
    } else if let format = format.request.ofCases {
      var standardOutput = StandardOutput()
      try exporting.write(order, format: format) { try standardOutput.write($0) }
      try standardOutput.flush()
    }
    return order.count
  }

  private func writeReport(of loaded: LoadedAudit, _ exporting: CaseExporting) async throws -> Int {
    let series = try which.series(in: loaded.table)
    let request = ReportRequest(
      try loaded.rows(reading: which.where), flagged: flagged ? marked(in: loaded) : nil,
      limit: cases ?? (flagged ? nil : 100),
      options: try method.options(for: series, in: loaded, filter: which.where), of: loaded)
    let content = try await request.made(of: loaded, privacy: exporting.privacy)
    let reportFormat: CaseExporting.ReportFormat = format == .html ? .html : .markdown
    if let output {
      try OutputFile.write(to: output) { write in
        try exporting.writeReport(content, format: reportFormat, to: write)
      }
    } else {
      var standardOutput = StandardOutput()
      try exporting.writeReport(content, format: reportFormat) { try standardOutput.write($0) }
      try standardOutput.flush()
    }
    return content.cases.count
  }
}
