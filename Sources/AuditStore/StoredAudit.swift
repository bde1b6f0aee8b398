internal import Cases
internal import Foundation
internal import GRDB
internal import JSON

/// The `audit.json` that a store keeps as it was written.
enum StoredAudit {
  static func description(of json: String) throws(StoreDamage) -> AuditDescription {
    guard let description = try? JSONDecoder().decode(AuditDescription.self, from: Data(json.utf8)) else {
      throw StoreDamage("its audit.json cannot be read")
    }
    if let problem = description.problems.first { throw StoreDamage("audit.json: \(problem)") }
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
    holdings.conversations = try StoredDictionaries.conversations(db)
    try StoredDictionaries.forEach(db, "source", columns: "kind, simulator, draw") { row, number in
      let kind = try row.text(1, of: "source")
      let draw = try row.optionalInteger(3, of: "source")
      switch (kind, try row.optionalText(2, of: "source"), draw) {
      case ("real", nil, nil): holdings.sources.append(.real)
      case ("agent", nil, nil): holdings.sources.append(.agent)
      case ("simulator", let id?, let draw?) where draw >= 0: holdings.sources.append(.simulator(id: id, draw: draw))
      default: throw StoreDamage("source", row: number, "it names no source")
      }
    }
    try StoredDictionaries.forEach(db, "series", columns: "source, instrument") { row, number in
      let entry = LabelSeries(
        source: try row.integer(1, of: "series"), instrument: try row.integer(2, of: "series"))
      guard holdings.sources.indices.contains(entry.source), entry.instrument >= 0 else {
        throw StoreDamage("series", row: number, "its source is not there")
      }
      holdings.series.append(entry)
    }
    try StoredDictionaries.forEach(db, "profile_field", columns: "name") { row, _ in
      holdings.fields.append(try row.text(1, of: "profile_field"))
    }
    try StoredDictionaries.checkUnique(holdings.sources, "source")
    try StoredDictionaries.checkUnique(holdings.series, "series")
    try StoredDictionaries.checkUnique(holdings.fields, "profile_field")
  }

  private static func checkUnique(_ entries: [some Hashable], _ table: String) throws {
    if Set(entries).count != entries.count { throw StoreDamage("table \(table): an entry is there twice") }
  }

  private static func conversations(_ db: Database) throws -> Int {
    let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT max(key) FROM conversation"))
    guard let last = try row?.optionalInteger(0, of: "conversation") else { return 0 }
    guard (0..<RecordKey.maximumConversations).contains(last) else {
      throw StoreDamage("conversation", row: last, "no conversation has this key")
    }
    return last + 1
  }

  /// Entries are numbered from 0; one that is missing would give all that follow another meaning.
  private static func forEach(
    _ db: Database, _ table: String, columns: String, _ body: (Row, _ number: Int) throws -> Void
  ) throws {
    let rows = try Row.fetchAll(db.cachedStatement(sql: "SELECT number, \(columns) FROM \(table) ORDER BY number"))
    for (number, row) in rows.enumerated() {
      guard try row.integer(0, of: table) == number else { throw StoreDamage(table, row: number, "it is not there") }
      try body(row, number)
    }
  }
}
