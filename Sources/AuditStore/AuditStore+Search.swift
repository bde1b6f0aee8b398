public import DecisionFidelity
internal import GRDB

extension AuditStore {
  /// Where words are found.
  ///
  /// `~` means: the text of one turn contains the words exactly as they were typed, blanks included, in any letter
  /// case, at any place, also inside a word. The index of terms finds the texts that can hold them; those it cannot be
  /// sure of are read.
  public func hits(of query: TextQuery) throws(StoreError) -> TextHits {
    guard let needle = TextNeedle(query.words) else { return TextHits() }
    return try translated {
      try withVocabulary { vocabulary in
        try pool.read { db in
          let search = TextSearch(db: db, needle: needle)
          switch query.scope {
          case .simulatedTurns: return TextHits(simulatedTurns: try search.simulatedTurns(vocabulary))
          case .realTurns: return TextHits(realTurns: try search.realTurns())
          case .conversations: return TextHits(conversations: try search.conversations())
          }
        }
      }
    }
  }

  /// The store's keys of conversations by id or customer, ascending.
  public func conversationKeys(of query: ConversationQuery) throws(StoreError) -> [UInt32] {
    let column = query.name == .id ? "id" : "customer"
    return try translated {
      try pool.read { db in
        guard query.isPart else {
          return try UInt32.fetchAll(
            db, sql: "SELECT key FROM conversation WHERE \(column) = ? ORDER BY key", arguments: [query.text])
        }
        guard let needle = TextNeedle(query.text) else { return [] }
        // In no order, so that the index alone is read.
        let statement = try RawStatement(db, "SELECT key, \(column) FROM conversation WHERE \(column) IS NOT NULL")
        var keys: [UInt32] = []
        var scratch: [UInt8] = []
        while try statement.step() {
          if needle.occurs(in: statement.bytes(1), scratch: &scratch) {
            keys.append(UInt32(truncatingIfNeeded: statement.int64(0)))
          }
        }
        return keys.sorted()
      }
    }
  }
}

/// One search of words in texts.
private struct TextSearch {
  let db: Database
  let needle: TextNeedle

  func conversations() throws -> [UInt32] {
    var keys: [UInt32] = []
    let candidates = try self.candidates(.conversations)
    var scratch: [UInt8] = []
    try forEachConversation(candidates.unsure) { key, text, turns in
      if isInOneTurn(text, turns, &scratch) { keys.append(key) }
    }
    keys += candidates.certain.map { UInt32(truncatingIfNeeded: $0) }
    return keys.sorted()
  }

  func realTurns() throws -> [TextHits.RealTurn] {
    var hits: [TextHits.RealTurn] = []
    var scratch: [UInt8] = []
    let candidates = try self.candidates(.conversations)
    try forEachConversation(candidates.unsure.map { ($0 + candidates.certain).sorted() }) { key, text, turns in
      guard needle.occurs(in: text, scratch: &scratch) else { return }
      var turn = 0
      PackedTurns.forEach(in: turns) { item in
        if item.role == .user, needle.occurs(in: text.clamped(item.text), scratch: &scratch) {
          hits.append(.init(conversation: key, turn: turn))
        }
        turn += 1
        return true
      }
    }
    return hits
  }

  func simulatedTurns(_ vocabulary: StoreVocabulary) throws -> [TextHits.SimulatedTurn] {
    var hits: [TextHits.SimulatedTurn] = []
    let candidates = try self.candidates(.simulations)
    var keys = candidates.certain
    var scratch: [UInt8] = []
    try forEachSimulation(candidates.unsure) { key, text in
      if needle.occurs(in: text, scratch: &scratch) { keys.append(key) }
    }
    for key in keys.sorted() {
      let code = RecordKey.code(of: key)
      guard code < vocabulary.sources.count, case .simulator(let id, let draw) = vocabulary.sources[code] else {
        continue
      }
      hits.append(
        .init(conversation: RecordKey.conversation(of: key), turn: RecordKey.turn(of: key), simulator: id, draw: draw))
    }
    return hits
  }

  /// The keys of texts that hold the words, and of those that may; `nil` for all, where the words have no term.
  private func candidates(_ kind: TermIndexBuilder.Kind) throws -> (certain: [Int64], unsure: [Int64]?) {
    if needle.query.terms.isEmpty { return ([], nil) }
    var certain: [Int64] = []
    var unsure: [Int64] = []
    try TermIndexTable.forEachCandidate(needle.query, kind, in: db) { key, isCertain in
      if isCertain { certain.append(key) } else { unsure.append(key) }
    }
    return (certain, unsure.sorted())
  }

  private func isInOneTurn(
    _ text: UnsafeRawBufferPointer, _ turns: UnsafeRawBufferPointer, _ scratch: inout [UInt8]
  ) -> Bool {
    guard needle.occurs(in: text, scratch: &scratch) else { return false }
    guard needle.canSpanTurns else { return true }
    var isFound = false
    PackedTurns.forEach(in: turns) { item in
      isFound = needle.occurs(in: text.clamped(item.text), scratch: &scratch)
      return !isFound
    }
    return isFound
  }

  private func forEachConversation(
    _ keys: [Int64]?, _ body: (UInt32, UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void
  ) throws {
    try forEachRow("SELECT key, text, turns FROM conversation", keys) { row in
      body(UInt32(truncatingIfNeeded: row.int64(0)), row.bytes(1), row.bytes(2))
    }
  }

  private func forEachSimulation(_ keys: [Int64]?, _ body: (Int64, UnsafeRawBufferPointer) -> Void) throws {
    try forEachRow("SELECT key, text FROM simulation", keys) { row in body(row.int64(0), row.bytes(1)) }
  }

  private func forEachRow(_ sql: String, _ keys: [Int64]?, _ body: (RawStatement) -> Void) throws {
    guard let keys else {
      let statement = try RawStatement(db, sql + " ORDER BY key")
      while try statement.step() { body(statement) }
      return
    }
    var cursor = try KeyCursor(db, sql + " WHERE key >= ? ORDER BY key")
    for key in keys {
      if let row = try cursor.row(key) { body(row) }
    }
  }
}
