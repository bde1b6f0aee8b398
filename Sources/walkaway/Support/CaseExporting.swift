import AuditStore
import DecisionFidelity
import Explorer
import Foundation
import Interchange

/// Exports cases to files, for the explorer and the commands alike.
struct CaseExporting {
  let audit: LoadedAudit

  /// Does what the export dialog asks for.
  func run(_ request: ExportRequest) throws -> (path: String, count: Int) {
    let rows: [Int]
    switch request.scope {
    case .shown(let query):
      rows = try query.selection(in: audit.table, context: audit.context, generation: 0).rows.map { Int($0) }
    case .flagged: rows = flagged
    }
    let path = (request.path as NSString).expandingTildeInPath
    try write(rows, format: request.format, to: path)
    return (path, rows.count)
  }

  /// The rows that anyone flagged, in the order of the import.
  var flagged: [Int] { audit.reviews.byRow.keys.sorted().filter { audit.reviews.isFlagged($0) } }

  /// Writes `rows` to the file (for a bundle: the folder) at `path`, which appears whole or not at all.
  func write(_ rows: [Int], format: ExportRequest.Format, to path: String) throws {
    guard let format = format.ofCases else { return try writeBundle(rows, to: path) }
    try OutputFile.write(to: path) { write in try self.write(rows, format: format, content: .full, to: write) }
  }

  /// Hands out the bytes of an export.
  func write(
    _ rows: [Int], format: CaseExport.Format, content: CaseExport.Content, to write: ([UInt8]) throws -> Void
  ) throws {
    try CaseExport(table: audit.table, reviews: audit.reviews, format: format, content: content)
      .write(rows, from: audit.store, to: write)
  }

  /// The conversations of the cases, with everything that belongs to them.
  private func writeBundle(_ rows: [Int], to path: String) throws {
    let table = audit.table
    let everything = rows.count == table.count
    let keys = Set(rows.map { table.conversations.key[Int(table.pairs.conversation[$0])] }).sorted()
    try BundleWriter(source: audit.store).write(to: path, conversations: everything ? nil : keys)
  }
}

extension ExportRequest.Format {
  /// The format of single cases; `nil` for a bundle.
  var ofCases: CaseExport.Format? {
    switch self {
    case .csv: .csv
    case .jsonLines: .jsonLines
    case .markdown: .markdown
    case .bundle: nil
    }
  }
}
