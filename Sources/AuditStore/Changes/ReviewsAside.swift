internal import Cases
internal import GRDB
internal import JSON

/// Reviews whose case is gone. Nothing that a reviewer said is lost: the store keeps them as they were written, and they
/// are reviews again when their case is there again.
enum ReviewsAside {
  private static let name = "reviews without a case"

  /// Takes reviews without a case out of the table of reviews.
  ///
  /// - Parameter leaving: The conversations that will go, and with them the log of their reviews.
  /// - Returns: How many.
  static func putAside(in db: Database, leaving: Set<UInt32>) throws -> Int {
    let sources = try StoredDictionaries(db).holdings
    var kept = try held(in: db)
    let before = kept.count
    let all = try Row.fetchAll(db, sql: "SELECT conversation, turn, simulator, draw, reviewer, json FROM review")
    for row in all {
      let table = "review"
      let (number, turn) = (try row.integer(0, of: table), try row.integer(1, of: table))
      let (simulator, draw) = (try row.text(2, of: table), try row.integer(3, of: table))
      guard let conversation = UInt32(exactly: number) else {
        throw StoreDamage("review", row: number, "its conversation is not there")
      }
      let isOfConversation = simulator.isEmpty
      if isOfConversation, !leaving.contains(conversation) { continue }
      if !isOfConversation, try hasCase(conversation, turn, .simulator(id: simulator, draw: draw), sources, db) {
        continue
      }
      let key: StatementArguments = [number, turn, simulator, draw, try row.text(4, of: table)]
      let place = "WHERE conversation = ? AND turn = ? AND simulator = ? AND draw = ? AND reviewer = ?"
      let log =
        leaving.contains(conversation)
        ? try String.fetchAll(db, sql: "SELECT json FROM review_log \(place) ORDER BY number", arguments: key) : []
      kept.append(["review": .string(try row.text(5, of: table)), "log": .array(log.map { .string($0) })])
      try db.execute(sql: "DELETE FROM review \(place)", arguments: key)
    }
    for conversation in leaving {
      try db.execute(sql: "DELETE FROM review_log WHERE conversation = ?", arguments: [conversation])
    }
    if kept.count > before { try keep(kept, in: db) }
    return kept.count - before
  }

  /// Puts those back whose case is there again. Returns how many.
  static func putBack(in db: Database) throws -> Int {
    let kept = try held(in: db)
    guard !kept.isEmpty else { return 0 }
    let sources = try StoredDictionaries(db).holdings
    let left = try kept.filter { entry in
      guard let json = entry["review"]?.string, let review = ReviewJSON.review(json),
        let key = try CaseKey.conversation(review.conversation, in: db),
        try review.isOfConversation
          || hasCase(key, review.turn, .simulator(id: review.simulator, draw: review.draw), sources, db),
        try ReviewTable.json(of: review, conversation: key, in: db) == nil
      else { return true }
      for line in entry["log"]?.elements ?? [] {
        guard let earlier = line.string.flatMap(ReviewJSON.review) else { continue }
        try ReviewTable.put(earlier, conversation: key, json: line.string ?? "", in: db)
      }
      try ReviewTable.put(review, conversation: key, json: json, in: db)
      return false
    }
    if left.count < kept.count { try keep(left, in: db) }
    return kept.count - left.count
  }

  private static func hasCase(
    _ conversation: UInt32, _ turn: Int, _ source: LabelSource, _ holdings: StoreHoldings, _ db: Database
  ) throws -> Bool {
    guard let number = holdings.sources.firstIndex(of: source) else { return false }
    let series = holdings.series.indices.filter { holdings.series[$0].source == number }
    func key(_ code: Int) -> Int64 { RecordKey.pack(conversation: conversation, turn: turn, code: code) }
    let labels = series.map { "\(key($0))" }.joined(separator: ", ")
    return try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM simulation WHERE key = ?) OR EXISTS (SELECT 1 FROM label WHERE key IN (\(labels)))
        """, arguments: [key(number)]) ?? false
  }

  private static func held(in db: Database) throws -> [JSONValue] {
    let text = try String.fetchOne(db, sql: "SELECT value FROM session WHERE name = ?", arguments: [name])
    return text.flatMap { try? JSONValue(parsing: $0) }?.elements ?? []
  }

  private static func keep(_ reviews: [JSONValue], in db: Database) throws {
    let text = JSONValue.array(reviews).json(indented: false)
    try db.execute(
      sql: "INSERT OR REPLACE INTO session (name, value) VALUES (?, ?)", arguments: [name, text])
  }
}
