import ArgumentParser
import AuditStore
import Cases
import Desk
import Interchange
import JSON
import Report
import Text

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write cases with everything that belongs to them, or a report that stands on its own.",
    discussion: """
      A file appears whole or not at all. One that begins as Walkaway's own do is replaced, any other with --force alone. \
      Devices, pipes and /dev/stdout are written into. CSV is safe to open in a spreadsheet: a cell that would start a \
      formula gets an apostrophe; --csv-guard says how to undo that. A bundle holds the conversations of the cases, and \
      imports again.

      Where the audit has no case, or with --conversations, whole conversations are written: CSV, JSON lines and Markdown \
      with their transcripts, or a bundle of them; a report then has their figures alone.

      HTML is a report in one file, without scripts or network: the figures of all that --where means as plots and tables, \
      then cases side by side as in the reader: those that are flagged with --flagged, else ten, chosen over the kinds \
      of error, or as many as --cases says. --report does the same in Markdown.

      --redact masks profile values, phone numbers, e-mail addresses, links, accounts, birth dates, licence plates, \
      coordinates and runs of six digits and more, in turns, signals, rationales, notes and tags, and says how many. It \
      leaves ids and audit.json as they are, and knows no names: read before you publish. --without-text writes labels and reviews alone; a bundle then has empty turns, the same \
      cases, and imports again. Both leave keys that the program does not know out of a bundle.

      EXAMPLES
        walkaway export AUDIT --flagged --format html --output report.html
        walkaway export AUDIT --flagged --format markdown --output misses.md
        walkaway export AUDIT --where 'tag:missed-exit' --format csv > missed.csv
        walkaway export AUDIT --format bundle --redact --output to-share
      """)

  @OptionGroup var audit: AuditArgument
  @OptionGroup var which: CaseArguments

  @Flag(name: .long, help: "Only cases that somebody flagged, each once; see --instrument where several labelled it.")
  var flagged = false

  @Flag(name: .long, help: "Whole conversations, and not the cases in them; with --flagged those flagged as a whole.")
  var conversations = false

  @Option(name: .long, help: ArgumentHelp(ExportCommand.formats))
  var format = ExportFormat.csv

  @Option(name: [.long, .short], help: "The file, or the folder of a bundle; standard output where it is not said.")
  var output: String?

  @Flag(name: .long, help: "Replace the file even where Walkaway did not write it.")
  var force = false

  @OptionGroup var csv: CSVArguments

  @Flag(name: .long, help: "With markdown: the figures before the cases. HTML always has them.")
  var report = false

  @Option(name: .long, help: "The most cases that a report shows, chosen over the kinds of error; 0 shows none.")
  var cases: Int?

  @Flag(name: .long, help: "Mask what is personal, and say how much that was.")
  var redact = false

  @Flag(name: .long, help: "Labels and reviews alone, no words of a conversation.")
  var withoutText = false

  @Flag(name: .long, help: "With --output: one JSON object on standard output that says what was written.")
  var json = false

  @OptionGroup(title: "Figures of a report") var method: AnalysisArguments

  /// "csv, jsonl, markdown, html or bundle."
  private static var formats: String {
    let names = ExportFormat.allCases.map(\.rawValue)
    return names.dropLast().joined(separator: ", ") + " or \(names.last ?? "")."
  }

  private var isReport: Bool { format.isReport || report }

  func validate() throws {
    if format.isFolder && output == nil { throw ValidationError("A bundle is a folder: name it with --output.") }
    if report && format != .markdown && !format.isReport {
      throw ValidationError("--report goes with --format markdown; HTML is a report already.")
    }
    if cases != nil && !isReport {
      throw ValidationError("--cases is for reports: --format html, or markdown with --report.")
    }
    try csv.validate(isUsed: format == .csv, with: "--format csv")
    if force && (output == nil || format.isFolder) {
      throw ValidationError("--force goes with --output and a file.")
    }
    if json && output == nil { throw ValidationError("--json goes with --output.") }
    if let cases, cases < 0 { throw ValidationError("--cases is a number of cases, 0 or more.") }
  }

  func run() async throws {
    try await reportingFailures {
      let target = try FileOrStandardOutput(format.isFolder ? nil : output, isForced: force)
      var loaded = try audit.load(from: isReport ? .records : .columns)
      loaded = try loaded.listing(conversations: conversations)
      let exporting = CaseExporting(
        audit: loaded, privacy: ExportPrivacy(isRedacted: redact, isWithoutText: withoutText), csv: csv.form)
      let count = isReport ? try await writeReport(exporting, to: target) : try writeCases(exporting, to: target)
      // A report of whole conversations shows none of them.
      let isOfFigures = isReport && loaded.table.listsConversations
      let what = loaded.table.listsConversations ? "conversation" : "case"
      let contents = isOfFigures ? "the figures of whole conversations" : NumberText.counted(count, what)
      if json { return try tell(count, what, exporting.tally) }
      if let output { StandardError.write("exported \(contents) to \(output)\n") }
      if redact { StandardError.write("\(exporting.tally.summary)\n") }
    }
  }

  private func tell(_ count: Int, _ what: String, _ tally: MaskTally) throws {
    var told: JSONValue = [
      "output": .string(output ?? ""), "format": .string(format.rawValue), "of": .string(what),
      "count": .integer(count), "without_text": .bool(withoutText),
    ]
    if redact { told["masked"] = .object(tally.named.map { JSONValue.Member($0.kind, .integer($0.count)) }) }
    try FileOrStandardOutput().write(told.json() + "\n")
  }

  private func writeCases(_ exporting: CaseExporting, to target: FileOrStandardOutput) throws -> Int {
    let rows = try exporting.rows(which.choice, flagged: flagged)
    if format.isFolder, let output {
      try exporting.writeBundle(rows, to: output)
    } else {
      CSVArguments.tell(try target.write { write in try exporting.write(rows, format: format, to: write) })
    }
    return rows.count
  }

  private func writeReport(_ exporting: CaseExporting, to target: FileOrStandardOutput) async throws -> Int {
    let content = try await exporting.report(
      which.choice, flagged: flagged, limit: cases, settings: method.settings)
    try target.write { write in
      try exporting.writeReport(content, format: format, to: write)
    }
    return content.cases.count
  }
}
