internal import Cases
internal import Foundation
internal import GRDB
internal import JSON

/// What codes and keys of a store mean.
struct StoreVocabulary: Sendable {
  let json: String
  /// Grows with every change of the records.
  let generation: Int
  let description: AuditDescription
  let sources: [LabelSource]
  let series: [LabelSeries]
  let fields: [String]
  let numbers: [LabelSource: Int]

  init(_ db: Database) throws {
    guard let row = try Row.fetchOne(db, sql: "SELECT json, generation FROM audit") else {
      throw StoreDamage("it holds no audit")
    }
    // A store of an earlier program may hold credentials: nobody gets to see them.
    json = try row.text(0, of: "audit").withoutCredentials
    generation = try row.integer(1, of: "audit")
    description = try StoredAudit.description(of: json)
    let holdings = try StoredDictionaries(db).holdings
    sources = holdings.sources
    series = holdings.series
    fields = holdings.fields
    numbers = Dictionary(sources.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for (number, entry) in series.enumerated() where entry.instrument >= description.instruments.count {
      throw StoreDamage("series", row: number, "its instrument is none of audit.json")
    }
  }

  /// Profile fields beyond those that are columns.
  var furtherFields: [String] { Array(fields.dropFirst(ProfileColumnsBuilder.maximumFields)) }

  func number(simulator: String, draw: Int) -> Int? { numbers[.simulator(id: simulator, draw: draw)] }

  /// Of everything that codes are read with.
  var checksum: UInt32 {
    var bytes = Array(json.utf8)
    for source in sources {
      switch source {
      case .real: bytes += Array("\nreal".utf8)
      case .agent: bytes += Array("\nagent".utf8)
      case .simulator(let id, let draw): bytes += Array("\n\(draw) \(id)".utf8)
      }
    }
    for entry in series { bytes += Array("\n\(entry.source) \(entry.instrument)".utf8) }
    for field in fields { bytes += Array("\n\(field)".utf8) }
    return bytes.withUnsafeBytes { $0.checksum }
  }
}
