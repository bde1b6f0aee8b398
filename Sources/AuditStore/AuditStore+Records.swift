public import Cases
internal import GRDB

extension AuditStore: RecordSource {
  public func forEachRecord(ofConversations keys: [UInt32]?, _ visitor: some RecordVisitor) throws {
    try handingOut { db in
      try visitor.begin(try StoredDictionaries(db).holdings)
      let real = try keys.map { try SimulatedConversationTable.withReplayed($0, in: db) }
      let walk = RecordWalk(db: db, keys: real)
      try walk.conversations(visitor)
      try SimulatedConversationRows(db).forEach(ofConversations: keys) { try visitor.visit($0) }
      try walk.simulations(visitor)
      try walk.labels(visitor)
      try SimulatedLabelRows.forEach(ofConversations: keys, in: db) { try visitor.visit($0) }
      try walk.reviews(visitor, meant: keys.map { Set($0 + (real ?? [])) })
    }
  }
}

/// Walks over the records of some conversations, or of all.
private struct RecordWalk {
  let db: Database
  let keys: [UInt32]?

  func conversations(_ visitor: some RecordVisitor) throws {
    let sql = "SELECT key, id, stratum, outcome_at, customer, profile, turns, text, extra FROM conversation"
    try forEachRow(sql) { row in
      try visitor.visit(
        RecordTexts.Conversation(
          id: row.bytes(1), stratum: UInt8(truncatingIfNeeded: row.int64(2)), outcomeAt: row.optionalBytes(3),
          customer: row.optionalBytes(4), profile: row.optionalBytes(5), turns: row.bytes(6), text: row.bytes(7),
          extra: row.optionalBytes(8)))
    }
  }

  func simulations(_ visitor: some RecordVisitor) throws {
    var ids = try KeyCursor(db, "SELECT key, id FROM conversation WHERE key >= ? ORDER BY key")
    try forEachRow("SELECT key, text, extra, draw_implied FROM simulation", isPacked: true) { row in
      let key = row.int64(0)
      guard let id = try ids.row(Int64(RecordKey.conversation(of: key))) else {
        throw RowCheck.orphan("simulation", key)
      }
      try visitor.visit(
        RecordTexts.Simulation(
          conversation: id.bytes(1), key: key, text: row.optionalBytes(1), extra: row.optionalBytes(2),
          drawIsImplied: row.int(3) != 0))
    }
  }

  func labels(_ visitor: some RecordVisitor) throws {
    var ids = try KeyCursor(db, "SELECT key, id FROM conversation WHERE key >= ? ORDER BY key")
    let sql = "SELECT key, codes, signal, convergence, rationale, extra, draw_implied FROM label"
    try forEachRow(sql, isPacked: true) { row in
      let key = row.int64(0)
      guard let id = try ids.row(Int64(RecordKey.conversation(of: key))) else {
        throw RowCheck.orphan("label", key)
      }
      try visitor.visit(
        RecordTexts.Label(
          conversation: id.bytes(1), key: key, codes: LabelCodes(rawValue: row.int64(1)), signal: row.optionalBytes(2),
          convergence: try row.optionalNumber(3, of: "label"), rationale: row.optionalBytes(4),
          extra: row.optionalBytes(5), drawIsImplied: row.int(6) != 0))
    }
  }

  /// - Parameter all: The conversations that are meant, of both kinds; all where it is `nil`.
  func reviews(_ visitor: some RecordVisitor, meant all: Set<UInt32>?) throws {
    let meant = try all.map { keys in
      if keys.contains(where: { CaseKey.simulatedConversation($0) != nil }) { return keys }
      return keys.union(try SimulatedConversationTable.replays(of: keys, in: db).map(CaseKey.ofSimulatedConversation))
    }
    let row = try RawStatement(
      db, "SELECT conversation, json FROM review ORDER BY conversation, turn, simulator, draw, reviewer")
    while try row.step() {
      if let meant, !meant.contains(UInt32(truncatingIfNeeded: row.int64(0))) { continue }
      try visitor.visit(review: ReviewTable.json(row, 1))
    }
  }

  /// - Parameter isPacked: Whether the keys are of turns (`RecordKey`) or of conversations.
  private func forEachRow(_ sql: String, isPacked: Bool = false, _ body: (RawStatement) throws -> Void) throws {
    guard let keys else {
      let row = try RawStatement(db, sql + " ORDER BY key")
      while try row.step() { try body(row) }
      return
    }
    let row = try RawStatement(db, sql + " WHERE key BETWEEN ? AND ? ORDER BY key")
    for key in keys {
      row.bind(isPacked ? RecordKey.pack(conversation: key, turn: 0, code: 0) : Int64(key), 1)
      row.bind(isPacked ? RecordKey.pack(conversation: key, turn: 0xFFFF, code: 0xFFFF) : Int64(key), 2)
      while try row.step() { try body(row) }
    }
  }
}
