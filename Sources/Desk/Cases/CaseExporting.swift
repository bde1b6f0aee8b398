internal import AuditStore
public import Cases
internal import Explorer
internal import Files
internal import Foundation
public import Interchange
internal import Report
public import Text

/// Exports cases to files, for the explorer and the commands alike.
public struct CaseExporting {
  let audit: LoadedAudit
  let privacy: ExportPrivacy
  /// How CSV is written.
  let csv: CSVForm
  /// What was masked.
  public let tally = MaskTally()

  public init(audit: LoadedAudit, privacy: ExportPrivacy = ExportPrivacy(), csv: CSVForm = CSVForm()) {
    self.audit = audit
    self.privacy = privacy
    self.csv = csv
  }

  /// Does what the export dialog asks for.
  ///
  func run(_ request: ExportRequest) async throws -> ExportOutcome {
    let path = try ExportPath(request).path
    let rows: [Int]
    switch request.scope {
    case .shown(let query):
      rows = try query.selection(in: audit.table, context: audit.context, generation: 0).rows.map { Int($0) }
    case .flagged: rows = flagged
    }
    if request.format.isReport, audit.table.listsConversations {
      throw CommandFailure(
        .usage, "a report is made of cases, and these are whole conversations",
        remedy: "choose CSV, JSONL, Markdown or a bundle")
    }
    if request.format.isReport {
      let report = try await ReportRequest(request.scope, rows, of: audit).made(of: audit, privacy: privacy)
      try OutputFile.write(to: path) { write in try writeReport(report, format: request.format, to: write) }
      return ExportOutcome(path: path, count: report.cases.count, asked: rows.count, masked: masked)
    }
    var longCells = 0
    if request.format.isFolder {
      try writeBundle(rows, to: path)
    } else {
      try OutputFile.write(to: path) { write in
        longCells = try self.write(rows, format: request.format, to: write)
      }
    }
    return ExportOutcome(path: path, count: rows.count, asked: rows.count, longCells: longCells, masked: masked)
  }

  private var masked: String { privacy.isRedacted ? tally.summary : "" }

  /// The rows that anyone flagged, one a case, in the order of the import.
  private var flagged: [Int] {
    var rows: [Int] = []
    audit.table.oncePerCase(audit.flagged).forEach { rows.append($0) }
    return rows
  }

  /// The rows that a command asks for, conversation by conversation.
  ///
  /// - Parameter flagged: Whether only flagged cases are meant, then each once.
  public func rows(_ choice: CaseChoice, flagged: Bool) throws -> [Int] {
    var rows = try choice.rows(of: audit, anySeries: true)
    if flagged {
      rows.formIntersection(audit.flagged)
      rows = audit.table.oncePerCase(rows)
    }
    return audit.table.order(of: rows, by: [SortKey(.conversation)], reviews: audit.reviews).map { Int($0) }
  }

  /// Hands out the bytes of a list of cases.
  ///
  /// - Precondition: `format.isListOfCases`.
  /// - Returns: How many cells of CSV are longer than a spreadsheet's.
  @discardableResult
  public func write(
    _ rows: [Int], format: ExportFormat, content: CaseExport.Content = .full, hasHeading: Bool = true,
    to write: ([UInt8]) throws -> Void
  ) throws -> Int {
    var export = CaseExport(
      table: privacy.isRedacted ? audit.table.redacted : audit.table, reviews: reviews(of: rows), format: format,
      content: privacy.isWithoutText ? .withoutText : content)
    export.hasHeading = hasHeading
    export.csv = csv
    if privacy.isRedacted { return try export.write(rows, from: RedactedCases(audit.store, tally: tally), to: write) }
    return try export.write(rows, from: audit.store, to: write)
  }

  /// The reviews as they are shown: masked where that is asked for.
  func reviews(of rows: [Int]) -> ReviewIndex {
    privacy.isRedacted ? audit.reviews.redacted(rows: rows, in: audit.table, tally: tally) : audit.reviews
  }

  /// Writes the conversations of the cases, with everything that belongs to them, to a folder, which appears whole or
  /// not at all.
  public func writeBundle(_ rows: [Int], to path: String) throws {
    let table = audit.table
    let everything = rows.count == table.count
    let keys = Set(rows.map { table.conversations.key[Int(table.pairs.conversation[$0])] }).sorted()
    let source: any RecordSource =
      privacy.isNeeded ? PrivateRecords(audit.store, privacy, tally: tally) : audit.store
    try BundleWriter(source: source).write(to: path, conversations: everything ? nil : keys)
  }
}
