public import Cases
internal import GRDB

extension AuditStore {
  /// Shows every record to `visitor` in an order that does not depend on the import: the conversations by the bytes of
  /// their ids, after each its simulations, labels and reviews, then the simulated conversations by theirs, after each its
  /// labels and reviews, all as they were at one moment.
  ///
  /// - Complexity: O(records); the ids are sorted by SQLite, on the disk where they are many.
  public func forEachRecordInOrderOfIDs(_ visitor: some RecordVisitor) throws {
    try handingOut { db in
      try visitor.begin(try StoredDictionaries(db).holdings)
      let walk = try IDWalk(db)
      let order = try RawStatement(db, "SELECT key FROM conversation ORDER BY id")
      while try order.step() { try walk.visit(UInt32(truncatingIfNeeded: order.int64(0)), visitor) }
      let labels = try SimulatedLabelRows(db)
      try SimulatedConversationRows(db).forEachInOrderOfIDs {
        try visitor.visit($0)
        try labels.forEach(of: $0) { try visitor.visit($0) }
        try walk.visitReviews(of: CaseKey.ofSimulatedConversation($0.key), visitor)
      }
    }
  }
}

/// Looks up what belongs to one conversation.
private struct IDWalk {
  private let conversation: RawStatement
  private let simulations: RawStatement
  private let labels: RawStatement
  private let reviews: RawStatement

  init(_ db: Database) throws {
    conversation = try RawStatement(
      db, "SELECT id, stratum, outcome_at, customer, profile, turns, text, extra FROM conversation WHERE key = ?")
    simulations = try RawStatement(
      db, "SELECT key, text, extra, draw_implied FROM simulation WHERE key BETWEEN ? AND ? ORDER BY key")
    labels = try RawStatement(
      db,
      """
      SELECT key, codes, signal, convergence, rationale, extra, draw_implied FROM label
      WHERE key BETWEEN ? AND ? ORDER BY key
      """)
    reviews = try RawStatement(
      db, "SELECT json FROM review WHERE conversation = ? ORDER BY turn, simulator, draw, reviewer")
  }

  func visit(_ key: UInt32, _ visitor: some RecordVisitor) throws {
    conversation.bind(Int(key), 1)
    defer { conversation.reset() }
    guard try conversation.step() else { return }
    let id = conversation.bytes(0)
    try visitor.visit(
      RecordTexts.Conversation(
        id: id, stratum: UInt8(truncatingIfNeeded: conversation.int64(1)), outcomeAt: conversation.optionalBytes(2),
        customer: conversation.optionalBytes(3), profile: conversation.optionalBytes(4),
        turns: conversation.bytes(5), text: conversation.bytes(6), extra: conversation.optionalBytes(7)))
    try forEach(simulations, of: key) { row in
      try visitor.visit(
        RecordTexts.Simulation(
          conversation: id, key: row.int64(0), text: row.optionalBytes(1), extra: row.optionalBytes(2),
          drawIsImplied: row.int(3) != 0))
    }
    try forEach(labels, of: key) { row in
      try visitor.visit(
        RecordTexts.Label(
          conversation: id, key: row.int64(0), codes: LabelCodes(rawValue: row.int64(1)),
          signal: row.optionalBytes(2), convergence: try row.optionalNumber(3, of: "label"),
          rationale: row.optionalBytes(4), extra: row.optionalBytes(5), drawIsImplied: row.int(6) != 0))
    }
    try visitReviews(of: key, visitor)
  }

  func visitReviews(of key: UInt32, _ visitor: some RecordVisitor) throws {
    reviews.bind(Int(key), 1)
    while try reviews.step() { try visitor.visit(review: ReviewTable.json(reviews, 0)) }
    reviews.reset()
  }

  private func forEach(_ rows: RawStatement, of key: UInt32, _ body: (RawStatement) throws -> Void) throws {
    rows.bind(RecordKey.pack(conversation: key, turn: 0, code: 0), 1)
    rows.bind(RecordKey.pack(conversation: key, turn: 0xFFFF, code: 0xFFFF), 2)
    while try rows.step() { try body(rows) }
    rows.reset()
  }
}
