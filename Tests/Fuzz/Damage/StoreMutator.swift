import Foundation
import GRDB
import Statistics

/// Damages the file of a store.
enum StoreMutator {
  /// What was damaged, and so what may differ.
  enum Kind {
    /// Bytes of the file: what is shown of numbers must be as it was, or be refused.
    case bytes
    /// Values and rows, through SQLite: numbers may be those of the other rows.
    case rows
    /// The columns of the case table, through SQLite: numbers must be as they were.
    case cache
    /// Tables, triggers, views: must be refused, or not matter.
    case schema
  }

  static func damage(_ path: String, _ random: inout SeededGenerator) -> (kind: Kind, words: String) {
    switch random.next(below: 10) {
    case 0..<4: return (.bytes, damageBytes(path, &random))
    case 4..<7: return (.rows, execute(path, rowStatements(path, &random)))
    case 7, 8: return (.cache, execute(path, cacheStatements(path, &random)))
    default: return (.schema, execute(path, [schemaStatements[random.next(below: schemaStatements.count)]]))
    }
  }

  private static func damageBytes(_ path: String, _ random: inout SeededGenerator) -> String {
    guard var bytes = FileManager.default.contents(atPath: path).map({ [UInt8]($0) }) else { return "nothing" }
    defer { try? Data(bytes).write(to: URL(fileURLWithPath: path)) }
    let page = 4096
    let pages = bytes.count / page
    func start() -> Int { random.next(below: pages) * page }
    switch random.next(below: 9) {
    case 0...2:
      let count = 1 + random.next(below: 8)
      for _ in 0..<count { bytes[random.next(below: bytes.count)] ^= 1 << UInt8(random.next(below: 8)) }
      return "\(count) bits"
    case 3:
      let place = start()
      for offset in place..<place + page { bytes[offset] = 0 }
      return "page \(place / page) empty"
    case 4:
      let place = start()
      for offset in place..<place + page { bytes[offset] = UInt8(random.next(below: 256)) }
      return "page \(place / page) random"
    case 5:
      let (one, other) = (start(), start())
      for offset in 0..<page { bytes.swapAt(one + offset, other + offset) }
      return "pages \(one / page) and \(other / page) swapped"
    case 6:
      let length = random.next(below: bytes.count)
      bytes.removeSubrange(length...)
      return "cut at \(length)"
    case 7:
      let place = random.next(below: 100)
      bytes[place] = UInt8(random.next(below: 256))
      return "byte \(place) of the header"
    default:
      let place = start() + random.next(below: 12)
      bytes[place] = UInt8(random.next(below: 256))
      return "byte \(place % page) of page \(place / page)"
    }
  }

  private static func rowStatements(_ path: String, _ random: inout SeededGenerator) -> [String] {
    let tables = [
      "audit", "import", "source", "series", "profile_field", "conversation", "simulated_conversation",
      "simulated_label", "simulation",
      "label",
      "review",
      "review_log", "session",
    ]
    return (0...random.next(below: 2)).map { _ in
      let table = tables[random.next(below: tables.count)]
      let columns = (try? DatabaseQueue(path: path).read { try $0.columns(in: table).map(\.name) }) ?? ["id"]
      let column = columns[random.next(below: columns.count)]
      let row = "(SELECT rowid FROM \(table) LIMIT 1 OFFSET \(random.next(below: 8)))"
      let place = table == "review" || table == "session" ? "1" : "rowid = \(row)"
      if random.next(below: 6) == 0 { return "DELETE FROM \(table) WHERE \(place)" }
      return "UPDATE OR IGNORE \(table) SET \(column) = \(value(of: column, &random)) WHERE \(place)"
    }
  }

  private static func cacheStatements(_ path: String, _ random: inout SeededGenerator) -> [String] {
    let column = "(SELECT rowid FROM case_column LIMIT 1 OFFSET \(random.next(below: 40)))"
    let byte = 1 + random.next(below: 60)
    return switch random.next(below: 7) {
    case 0: ["UPDATE case_table SET header = \(value(of: "header", &random))"]
    case 1:
      [
        "UPDATE case_table SET header = replace(header, '\(random.next(below: 10))', '\(random.next(below: 1000))')"
      ]
    case 2: ["DELETE FROM case_column WHERE rowid = \(column)"]
    case 3: ["UPDATE case_column SET data = \(value(of: "data", &random)) WHERE rowid = \(column)"]
    case 4: ["UPDATE OR IGNORE case_column SET name = 'real.stage' WHERE rowid = \(column)"]
    default:
      [
        """
        UPDATE case_column SET data = CAST(substr(data, 1, \(byte - 1)) || x'\(hex(&random))' || substr(data, \(byte + 1)) AS BLOB)
        WHERE rowid = \(column)
        """
      ]
    }
  }

  private static func hex(_ random: inout SeededGenerator) -> String { String(format: "%02x", random.next(below: 256)) }

  private static func value(of column: String, _ random: inout SeededGenerator) -> String {
    let values = [
      "NULL", "-1", "0", "1", "7", "255", "65536", "4294967296", "9223372036854775807", "1e308", "-0.5", "'abc'", "''",
      "x''", "x'ff00ff'", "CAST(x'ffc328' AS TEXT)", "zeroblob(100000)", "'{}'", "'[]'", "'\u{1B}[31m'",
      "x'80808080808080808001'",
      "\(column) || 'x'", "\(column) + 1", "\(column) - 1", "-\(column)", "substr(\(column), 2)",
      "substr(\(column), 1, length(\(column)) / 2)", "CAST(\(column) AS BLOB)", "replace(\(column), ':', ';')",
    ]
    return values[random.next(below: values.count)]
  }

  private static let schemaStatements = [
    "CREATE TRIGGER t AFTER INSERT ON review_log BEGIN UPDATE label SET codes = 0; END",
    "CREATE TRIGGER t AFTER UPDATE ON session BEGIN DELETE FROM label; END",
    "CREATE VIEW extra AS SELECT 1", "CREATE TABLE extra (a)", "ALTER TABLE label ADD COLUMN more TEXT",
    "ALTER TABLE label RENAME COLUMN codes TO numbers", "DROP TABLE review", "DROP TABLE case_column",
    "CREATE INDEX extra ON label (codes)", "PRAGMA user_version = 1", "PRAGMA user_version = 99",
    "PRAGMA user_version = -1",
    "PRAGMA application_id = 0", "DELETE FROM grdb_migrations", "DROP TABLE grdb_migrations",
    "ALTER TABLE audit RENAME TO held",
    "ALTER TABLE label ADD COLUMN more INTEGER GENERATED ALWAYS AS (codes * 2) VIRTUAL",
    "ALTER TABLE conversation RENAME TO held; CREATE VIEW conversation AS SELECT * FROM held",
    """
    ALTER TABLE audit RENAME TO held; CREATE VIEW audit AS SELECT 1 AS id,
    (WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c) AS json, 1 AS generation
    """,
  ]

  private static func execute(_ path: String, _ statements: [String]) -> String {
    do {
      try DatabaseQueue(path: path).writeWithoutTransaction { db in
        try db.execute(
          sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA journal_mode = DELETE")
        for statement in statements { try db.execute(sql: statement) }
      }
    } catch {
      return "nothing: \(statements.joined(separator: "; ")): \(error)"
    }
    return statements.joined(separator: "; ")
  }
}
