import AuditStore
import Cases
import Explorer
import Foundation
import Interchange
import Report

/// Exports cases to files, for the explorer and the commands alike.
struct CaseExporting {
  let audit: LoadedAudit
  var privacy = ExportPrivacy()
  /// What was masked.
  let tally = MaskTally()

  init(audit: LoadedAudit, privacy: ExportPrivacy = ExportPrivacy()) {
    self.audit = audit
    self.privacy = privacy
  }

  /// Does what the export dialog asks for.
  func run(_ request: ExportRequest) async throws -> (path: String, count: Int) {
    let path = (request.path as NSString).expandingTildeInPath
    let rows: [Int]
    switch request.scope {
    case .shown(let query):
      rows = try query.selection(in: audit.table, context: audit.context, generation: 0).rows.map { Int($0) }
    case .flagged: rows = flagged
    }
    if request.format == .html {
      let report = try await ReportRequest(request.scope, rows, of: audit).made(of: audit, privacy: privacy)
      try OutputFile.write(to: path) { write in try writeReport(report, format: .html, to: write) }
      return (path, report.cases.count)
    }
    try write(rows, format: request.format, to: path)
    return (path, rows.count)
  }

  /// The rows that anyone flagged, one a case, in the order of the import.
  var flagged: [Int] {
    var rows: [Int] = []
    oncePerCase(audit.reviews.rows(capacity: audit.table.count, where: \.flag)).forEach { rows.append($0) }
    return rows
  }

  /// One row of each case: where several instruments labelled it, that of the first.
  func oncePerCase(_ rows: RowSet) -> RowSet {
    struct Case: Hashable {
      var conversation: UInt32
      var turn: UInt16
      var simulator: String
      var draw: Int
    }
    let table = audit.table
    let instruments = table.description.instruments.map(\.id)
    func place(_ row: Int) -> Int {
      instruments.firstIndex(of: table.series[Int(table.pairs.series[row])].instrument) ?? instruments.count
    }
    var chosen: [Case: Int] = [:]
    rows.forEach { row in
      let series = table.series[Int(table.pairs.series[row])]
      let key = Case(
        conversation: table.pairs.conversation[row], turn: table.pairs.turn[row], simulator: series.simulator,
        draw: series.draw)
      if chosen[key].map({ place(row) < place($0) }) ?? true { chosen[key] = row }
    }
    var once = RowSet(capacity: rows.capacity)
    for row in chosen.values { once.insert(row) }
    return once
  }

  /// Writes `rows` to the file (for a bundle: the folder) at `path`, which appears whole or not at all.
  func write(_ rows: [Int], format: ExportRequest.Format, to path: String) throws {
    guard let format = format.ofCases else { return try writeBundle(rows, to: path) }
    try OutputFile.write(to: path) { write in try self.write(rows, format: format, to: write) }
  }

  /// Hands out the bytes of an export.
  func write(
    _ rows: [Int], format: CaseExport.Format, content: CaseExport.Content = .full, hasHeading: Bool = true,
    to write: ([UInt8]) throws -> Void
  ) throws {
    var export = CaseExport(
      table: privacy.isRedacted ? audit.table.redacted : audit.table, reviews: reviews(of: rows), format: format,
      content: privacy.isWithoutText ? .withoutText : content)
    export.hasHeading = hasHeading
    if privacy.isRedacted {
      try export.write(rows, from: RedactedCases(audit.store, tally: tally), to: write)
    } else {
      try export.write(rows, from: audit.store, to: write)
    }
  }

  /// The reviews as they are shown: masked where that is asked for.
  func reviews(of rows: [Int]) -> ReviewIndex {
    privacy.isRedacted ? audit.reviews.redacted(rows: rows, in: audit.table, tally: tally) : audit.reviews
  }

  /// The conversations of the cases, with everything that belongs to them.
  private func writeBundle(_ rows: [Int], to path: String) throws {
    let table = audit.table
    let everything = rows.count == table.count
    let keys = Set(rows.map { table.conversations.key[Int(table.pairs.conversation[$0])] }).sorted()
    let source: any RecordSource =
      privacy.isNeeded ? PrivateRecords(audit.store, privacy, tally: tally) : audit.store
    try BundleWriter(source: source).write(to: path, conversations: everything ? nil : keys)
  }
}

extension ExportRequest.Format {
  /// The format of single cases; `nil` for a bundle, and for a report.
  var ofCases: CaseExport.Format? {
    switch self {
    case .csv: .csv
    case .jsonLines: .jsonLines
    case .markdown: .markdown
    case .html, .bundle: nil
    }
  }
}
