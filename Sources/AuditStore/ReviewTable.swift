internal import Cases
internal import Foundation
internal import GRDB

/// The reviews of a store, and the log of everything that was ever said.
enum ReviewTable {
  private static let columns = """
    review.turn, review.simulator, review.draw, review.reviewer, review.flag, review.tags, review.note,
    review.severity, review.at, review.blind, conversation.id
    """

  static func fetchAll(_ db: Database) throws -> [Review] {
    try fetch(db, where: "", [])
  }

  static func fetch(_ db: Database, conversation: UInt32, turn: Int) throws -> [Review] {
    try fetch(db, where: "WHERE review.conversation = ? AND review.turn = ?", [conversation, turn])
  }

  private static func fetch(_ db: Database, where condition: String, _ arguments: StatementArguments) throws -> [Review]
  {
    let sql = """
      SELECT \(columns) FROM review JOIN conversation ON conversation.key = review.conversation \(condition)
      ORDER BY review.conversation, review.turn, review.simulator, review.draw, review.reviewer
      """
    return try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
      var review = Review(
        conversation: row[10], turn: row[0], simulator: row[1], draw: row[2], reviewer: row[3], flag: row[4],
        note: row[6], severity: row[7], at: row[8])
      if let tags = row[5] as String? { review.tags = ReviewJSON.tags(tags) }
      if let blind = row[9] as String? { (review.blindReal, review.blindSimulated) = ReviewJSON.blind(blind) }
      return review
    }
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
    return row.map { ($0[0], $0[1]) }
  }

  static func put(_ review: Review, conversation: UInt32, json: String, in db: Database) throws {
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO review
          (conversation, turn, simulator, draw, reviewer, flag, tags, note, severity, at, blind, json)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        conversation, review.turn, review.simulator, review.draw, review.reviewer, review.flag,
        review.tags.isEmpty ? nil : ReviewJSON.text(of: review.tags), review.note, review.severity, review.at,
        ReviewJSON.blindText(review), json,
      ])
    try db.execute(
      sql: """
        INSERT INTO review_log (conversation, turn, simulator, draw, reviewer, json) VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [conversation, review.turn, review.simulator, review.draw, review.reviewer, json])
  }
}
