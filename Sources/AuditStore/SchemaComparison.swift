internal import GRDB

/// What a file says that it holds, against what this program makes.
///
/// A stranger's file may carry triggers that run with the next import, views that never end, columns that are computed:
/// a store has none of them, and nothing is read from a file before this was compared.
struct SchemaComparison {
  /// A table, an index, a view or a trigger.
  private struct Entry: Hashable, Sendable {
    var kind: String
    var name: String
    var table: String
    /// The statement that makes it, blanks made alike; empty for what SQLite makes by itself.
    var text: String

    var words: String { kind == "trigger" ? "the trigger “\(name)” on “\(table)”" : "the \(kind) “\(name)”" }
  }

  private let found: [Entry]

  /// Reads the schema of an open file.
  init(_ db: Database) throws { found = try SchemaComparison.entries(of: db) }

  /// The first difference from every schema that a version of this program made; `nil` where there is none.
  func difference() throws -> String? {
    guard let first = difference(from: try SchemaComparison.newest.get()) else { return nil }
    for version in try SchemaComparison.older.get() where difference(from: version) == nil { return nil }
    return first
  }

  private func difference(from known: [Entry]) -> String? {
    // What runs by itself is told first.
    let strange = found.filter { !known.contains($0) }
    if let entry = strange.first(where: { $0.kind == "trigger" || $0.kind == "view" }) ?? strange.first {
      return known.contains { $0.kind == entry.kind && $0.name == entry.name }
        ? "\(entry.words) is not as this program makes it" : "it holds \(entry.words), which no store has"
    }
    // Imports end with indexes: a store is whole without them.
    let missing = known.first { $0.kind == "table" && !found.contains($0) }
    return missing.map { "\($0.words) is missing" }
  }

  /// The schema of this version, which nearly every store has: the others are made for a file that has another one.
  private static let newest = Result { try entries(upTo: StoreSchema.migrator.migrations.last) }

  /// The schemas of the versions before, the newest first.
  private static let older = Result {
    try StoreSchema.migrator.migrations.dropLast().reversed().map { try entries(upTo: $0) }
  }

  /// What a new store holds after the migrations up to one.
  private static func entries(upTo version: String?) throws -> [Entry] {
    let queue = try DatabaseQueue()
    if let version { try StoreSchema.migrator.migrate(queue, upTo: version) }
    return try queue.write { db in
      try db.execute(sql: StoreSchema.indexes)
      return try entries(of: db)
    }
  }

  private static func entries(of db: Database) throws -> [Entry] {
    try Row.fetchAll(db, sql: "SELECT type, name, tbl_name, sql FROM sqlite_schema").map { row in
      Entry(
        kind: try row.text(0, of: "sqlite_schema"), name: try row.text(1, of: "sqlite_schema"),
        table: try row.text(2, of: "sqlite_schema"),
        text: (try row.optionalText(3, of: "sqlite_schema") ?? "").split(whereSeparator: \.isWhitespace)
          .joined(separator: " "))
    }
  }
}
