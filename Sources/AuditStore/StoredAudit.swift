internal import Cases
internal import Foundation
internal import GRDB
internal import JSON

/// The `audit.json` that a store keeps as it was written.
enum StoredAudit {
  static func description(of json: String, path: String) throws(StoreError) -> AuditDescription {
    let description: AuditDescription
    do {
      description = try JSONDecoder().decode(AuditDescription.self, from: Data(json.utf8))
    } catch {
      throw .damaged(path: path, explanation: "its audit.json cannot be read")
    }
    if let problem = description.problems.first { throw .damaged(path: path, explanation: "audit.json: \(problem)") }
    return description
  }

  /// Whether two texts are the same JSON value.
  static func isSame(_ left: String, _ right: String) throws -> Bool {
    if left == right { return true }
    return try JSONValue(parsing: left).means(JSONValue(parsing: right))
  }
}

/// The dictionaries that keys refer to, as a store holds them.
struct StoredDictionaries {
  var holdings = StoreHoldings()

  init(_ db: Database) throws {
    holdings.conversations = try Int.fetchOne(db, sql: "SELECT coalesce(max(key), -1) + 1 FROM conversation") ?? 0
    for row in try Row.fetchAll(db, sql: "SELECT kind, simulator, draw FROM source ORDER BY number") {
      switch row["kind"] as String? {
      case "real": holdings.sources.append(.real)
      case "agent": holdings.sources.append(.agent)
      default: holdings.sources.append(.simulator(id: row["simulator"] ?? "", draw: row["draw"] ?? 0))
      }
    }
    for row in try Row.fetchAll(db, sql: "SELECT source, instrument FROM series ORDER BY number") {
      holdings.series.append(LabelSeries(source: row["source"], instrument: row["instrument"]))
    }
    holdings.fields = try String.fetchAll(db, sql: "SELECT name FROM profile_field ORDER BY number")
  }
}
