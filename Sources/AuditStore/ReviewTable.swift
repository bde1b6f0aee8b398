internal import Cases
internal import Foundation
internal import GRDB

/// The reviews of a store, and the log of everything that was ever said.
enum ReviewTable {
  private static let columns = """
    review.turn, review.simulator, review.draw, review.reviewer, review.flag, review.tags, review.note,
    review.severity, review.at, review.blind, COALESCE(conversation.id, simulated.id), review.json, review.seen
    """

  /// Makes both tables anew without the reference to real conversations: what is reviewed may be a simulated one, whose
  /// key is that of ``CaseKey/ofSimulatedConversation(_:)``. Reading a review checks that its conversation is there.
  static func referToBothKinds(in db: Database) throws {
    for table in ["review", "review_log"] {
      guard let statement = StoreSchema.people.first(where: { $0.hasPrefix("CREATE TABLE \(table) ") }) else {
        continue
      }
      try db.execute(
        sql: """
          ALTER TABLE \(table) RENAME TO old_\(table);
          \(statement.replacing(" REFERENCES conversation (key)", with: ""));
          INSERT INTO \(table) SELECT * FROM old_\(table);
          DROP TABLE old_\(table)
          """)
    }
  }

  /// What the reviewer has read. Older programs kept `seen` of a bundle as a key that they did not know.
  static func addReadMarks(in db: Database) throws {
    try db.execute(sql: "ALTER TABLE review ADD COLUMN seen INTEGER NOT NULL DEFAULT 0")
    let held = try Row.fetchAll(
      db, sql: "SELECT conversation, turn, simulator, draw, reviewer, json FROM review WHERE json LIKE '%\"seen\"%'")
    for row in held where ReviewJSON.review(try row.text(5, of: "review"))?.seen == true {
      try db.execute(
        sql: """
          UPDATE review SET seen = 1
          WHERE conversation = ? AND turn = ? AND simulator = ? AND draw = ? AND reviewer = ?
          """,
        arguments: [
          try row.integer(0, of: "review"), try row.integer(1, of: "review"), try row.text(2, of: "review"),
          try row.integer(3, of: "review"), try row.text(4, of: "review"),
        ])
    }
  }

  static func fetchAll(_ db: Database) throws -> [Review] {
    try fetch(db, where: "", [])
  }

  static func fetch(_ db: Database, conversation: UInt32, turn: Int) throws -> [Review] {
    try fetch(db, where: "WHERE review.conversation = ? AND review.turn = ?", [conversation, turn])
  }

  private static func fetch(_ db: Database, where condition: String, _ arguments: StatementArguments) throws -> [Review]
  {
    let sql = """
      SELECT \(columns) FROM review LEFT JOIN conversation ON conversation.key = review.conversation
      LEFT JOIN \(SimulatedConversationTable.name) AS simulated
        ON simulated.key = review.conversation - \(CaseKey.ofSimulatedConversation(0))
      \(condition)
      ORDER BY review.conversation, review.turn, review.simulator, review.draw, review.reviewer
      """
    return try Row.fetchAll(db, sql: sql, arguments: arguments).map(review(of:))
  }

  private static func review(of row: Row) throws -> Review {
    let table = "review"
    var review = Review(
      conversation: try row.text(10, of: table), turn: try row.integer(0, of: table),
      simulator: try row.text(1, of: table), draw: try row.integer(2, of: table),
      reviewer: try row.text(3, of: table), flag: try row.integer(4, of: table) != 0,
      seen: try row.integer(12, of: table) != 0,
      note: try row.optionalText(6, of: table), severity: try row.optionalNumber(7, of: table),
      at: try row.optionalText(8, of: table))
    if let tags = try row.optionalText(5, of: table) { review.tags = ReviewJSON.tags(tags) }
    if let blind = try row.optionalText(9, of: table) {
      (review.blindReal, review.blindSimulated) = ReviewJSON.blind(blind)
    }
    // It is kept twice: as it was written, and in columns.
    guard ReviewJSON.review(try row.text(11, of: table)) == review else {
      throw StoreDamage("table review: a review of “\(review.conversation)” is not as it was written")
    }
    return review
  }

  /// A review as it was written.
  static func json(_ row: RawStatement, _ column: Int32) throws -> UnsafeRawBufferPointer {
    guard row.text(column).flatMap(ReviewJSON.review) != nil else {
      throw StoreDamage("table review: a review cannot be read")
    }
    return row.bytes(column)
  }

  /// Takes an imported review: a later one wins, an equal one changes nothing.
  static func merge(_ row: RecordBatch.ReviewRow, in db: Database) throws -> RecordConflict? {
    if let held = try json(of: row.review, conversation: row.conversation, in: db) {
      let line = row.line
      if try StoredAudit.isSame(held.json, row.json) {
        return RecordConflict(kind: .review, verdict: .unchanged, line: line, key: Int64(row.conversation))
      }
      if let before = held.at.flatMap({ Timestamp($0) }) {
        guard let after = row.review.at.flatMap({ Timestamp($0) }), after > before else {
          return RecordConflict(kind: .review, verdict: .older, line: line, key: Int64(row.conversation))
        }
      }
    }
    try put(row.review, conversation: row.conversation, json: row.json, in: db)
    return nil
  }

  /// The JSON of the review of the same case by the same reviewer.
  static func json(
    of review: Review, conversation: UInt32, in db: Database
  ) throws -> (json: String, at: String?)? {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT json, at FROM review
        WHERE conversation = ? AND turn = ? AND simulator = ? AND draw = ? AND reviewer = ?
        """,
      arguments: [conversation, review.turn, review.simulator, review.draw, review.reviewer])
    return try row.map { (try $0.text(0, of: "review"), try $0.optionalText(1, of: "review")) }
  }

  static func put(_ review: Review, conversation: UInt32, json: String, in db: Database) throws {
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO review
          (conversation, turn, simulator, draw, reviewer, flag, tags, note, severity, at, blind, json, seen)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        conversation, review.turn, review.simulator, review.draw, review.reviewer, review.flag,
        review.tags.isEmpty ? nil : ReviewJSON.text(of: review.tags), review.note, review.severity, review.at,
        ReviewJSON.blindText(review), json, review.seen,
      ])
    try db.execute(
      sql: """
        INSERT INTO review_log (conversation, turn, simulator, draw, reviewer, json) VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [conversation, review.turn, review.simulator, review.draw, review.reviewer, json])
  }
}
