import Cases
import Foundation
import GRDB
import Testing

@testable import AuditStore

/// Files that hold what no store of this program does.
@Suite struct ForeignSchemaTests {
  @Test(arguments: [
    (
      "the trigger “t” on “review_log”",
      "CREATE TRIGGER t AFTER INSERT ON review_log BEGIN UPDATE label SET codes = 0; END"
    ),
    (
      "the view “audit”",
      """
      ALTER TABLE audit RENAME TO other;
      CREATE VIEW audit AS SELECT 1 AS id, 1 AS generation, (
        WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c) AS json
      """
    ),
    ("the table “other”", "CREATE TABLE other (x)"),
    ("the table “session” is missing", "DROP TABLE session"),
    ("the table “label” is not", "ALTER TABLE label ADD COLUMN more TEXT"),
    ("the table “import” is not", "ALTER TABLE import DROP COLUMN report"),
    ("the table “session” is not", "ALTER TABLE session ADD COLUMN twice TEXT AS (value || value)"),
    ("the table “words”", "CREATE VIRTUAL TABLE words USING fts5 (text)"),
    ("the index “other”", "CREATE INDEX other ON label (codes)"),
    (
      "the index “conversation_by_customer” is not",
      """
      DROP INDEX conversation_by_customer;
      CREATE INDEX conversation_by_customer ON conversation (abs(key)) WHERE customer IS NOT NULL
      """
    ),
  ])
  func isRefusedByName(name: String, sql: String) throws {
    let fixture = try StoreFixture.made()
    try fixture.change(sql)
    let error = #expect(throws: StoreError.self) { try AuditStore.open(at: fixture.path) }
    guard case .foreignSchema(_, let difference) = error else { throw try #require(error) }
    #expect(difference.contains(name))
  }

  @Test func aStoreOfAnOlderVersionIsBroughtUpToDate() throws {
    let fixture = try StoreFixture.made()
    try fixture.change(
      """
      DROP TABLE invalid_cause; DROP TABLE definition_format; DROP TABLE probe_plan; DROP TABLE request; DROP TABLE invalid_answer; DROP TABLE definition; DROP TABLE look; DROP TABLE declared_plan; DROP TABLE simulated_conversation;
      \(StoreFixture.olderReviews);
      DELETE FROM grdb_migrations WHERE identifier <> '1 records, reviews, case table'; PRAGMA user_version = 1
      """)
    let store = try AuditStore.open(at: fixture.path)
    #expect(try store.plans().isEmpty)
    #expect(try store.caseTable().count == 5)
  }

  @Test func blanksInTheSchemaMeanNothing() throws {
    let fixture = try StoreFixture.made()
    try fixture.change(
      "DROP TABLE session; CREATE TABLE session (name TEXT PRIMARY KEY,   value\nTEXT NOT NULL) WITHOUT ROWID")
    // What was written without the blank is not the same text.
    #expect(try AuditStore.open(at: fixture.path).sessionValue("x") == nil)
  }

  @Test(arguments: [("trusted_schema", 0), ("cell_size_check", 1), ("mmap_size", 0)])
  func isOpenedAsAStrangers(pragma: String, value: Int) throws {
    let fixture = try StoreFixture.made()
    let store = try AuditStore.open(at: fixture.path)
    #expect(try store.reading { try Int.fetchOne($0, sql: "PRAGMA \(pragma)") ?? 0 } == value)
    #expect(try store.writing { try Int.fetchOne($0, sql: "PRAGMA \(pragma)") ?? 0 } == value)
  }

  @Test func noStatementWritesTheSchemaItself() throws {
    let fixture = try StoreFixture.made()
    let store = try AuditStore.open(at: fixture.path)
    #expect(throws: StoreError.self) {
      try store.writing { db in
        try db.execute(sql: "PRAGMA writable_schema = ON")
        try db.execute(sql: "UPDATE sqlite_schema SET sql = 'CREATE TABLE session (x)' WHERE name = 'session'")
      }
    }
  }
}
