public import Cases
internal import GRDB

extension AuditStore {
  /// Where words are found.
  ///
  /// `~` means: the text of one turn contains the words as they were typed, in any letter case, width and form of normalization (``TextFolding``).
  public func hits(of query: TextQuery) throws(StoreError) -> TextHits {
    guard let needle = TextNeedle(query.words) else { return TextHits() }
    let vocabulary = currentVocabulary
    return try reading { db in
      switch query.scope {
      case .simulatedTurns: try simulatedHits(of: needle, db, vocabulary)
      case .realTurns: try realHits(of: needle, db)
      case .conversations: try conversationHits(of: needle, db)
      }
    }
  }

  /// The store's keys of conversations by id or customer, ascending.
  public func conversationKeys(of query: ConversationQuery) throws(StoreError) -> [UInt32] {
    let column = query.name == .id ? "id" : "customer"
    return try reading { db in
      try Self.bothKinds.flatMap { table, key in
        guard query.isPart else {
          return try UInt32.fetchAll(
            db, sql: "SELECT key FROM \(table) WHERE \(column) = ? ORDER BY key", arguments: [query.text]
          ).map(key)
        }
        guard let needle = TextNeedle(query.text) else { return [] }
        let statement = try RawStatement(db, "SELECT key, \(column) FROM \(table) ORDER BY key")
        var keys: [UInt32] = []
        var scratch: [UInt8] = []
        while try statement.step() {
          if needle.occurs(in: statement.bytes(1), scratch: &scratch) {
            keys.append(key(UInt32(truncatingIfNeeded: statement.int64(0))))
          }
        }
        return keys
      }
    }
  }

  /// The tables of conversations, real ones first, and the key of theirs among all.
  private static let bothKinds: [(table: String, key: @Sendable (UInt32) -> UInt32)] = [
    ("conversation", { $0 }), (SimulatedConversationTable.name, CaseKey.ofSimulatedConversation),
  ]

  /// A profile field of every conversation in the order of the keys; `nil` where no profile has it.
  ///
  /// - Parameter ofAll: Whether the simulated conversations come after the real ones.
  public func profileColumn(_ name: String, ofAll: Bool) throws(StoreError) -> ProfileColumn? {
    guard let number = currentVocabulary.fields.firstIndex(of: name) else { return nil }
    return try reading { db in
      var builder = ProfileColumnsBuilder(field: name, number: number)
      var row = 0
      for (table, _) in Self.bothKinds.prefix(ofAll ? 2 : 1) {
        let statement = try RawStatement(db, "SELECT profile FROM \(table) ORDER BY key")
        while try statement.step() {
          builder.add(statement.bytes(0), row: row)
          row += 1
        }
      }
      return builder.columns(rows: row).first
    }
  }

  private func conversationHits(of needle: TextNeedle, _ db: Database) throws -> TextHits {
    var hits = TextHits()
    var scratch: [UInt8] = []
    for (table, key) in Self.bothKinds {
      let statement = try RawStatement(db, "SELECT key, text, turns FROM \(table) ORDER BY key")
      while try statement.step() {
        let text = statement.bytes(1)
        guard needle.occurs(in: text, scratch: &scratch) else { continue }
        var isInTurn = !needle.canSpanTurns
        if !isInTurn {
          PackedTurns.forEach(in: statement.bytes(2)) { item in
            isInTurn = needle.occurs(in: text.clamped(item.text), scratch: &scratch)
            return !isInTurn
          }
        }
        if isInTurn { hits.conversations.append(key(UInt32(truncatingIfNeeded: statement.int64(0)))) }
      }
    }
    return hits
  }

  private func realHits(of needle: TextNeedle, _ db: Database) throws -> TextHits {
    var hits = TextHits()
    var scratch: [UInt8] = []
    for (table, ofAll) in Self.bothKinds {
      let statement = try RawStatement(db, "SELECT key, text, turns FROM \(table) ORDER BY key")
      while try statement.step() {
        let text = statement.bytes(1)
        guard needle.occurs(in: text, scratch: &scratch) else { continue }
        let key = ofAll(UInt32(truncatingIfNeeded: statement.int64(0)))
        var turn = 0
        PackedTurns.forEach(in: statement.bytes(2)) { item in
          if item.role == .user, needle.occurs(in: text.clamped(item.text), scratch: &scratch) {
            hits.realTurns.append(.init(conversation: key, turn: turn))
          }
          turn += 1
          return true
        }
      }
    }
    return hits
  }

  private func simulatedHits(
    of needle: TextNeedle, _ db: Database, _ vocabulary: StoreVocabulary
  ) throws -> TextHits {
    var hits = TextHits()
    var scratch: [UInt8] = []
    let statement = try RawStatement(db, "SELECT key, text FROM simulation ORDER BY key")
    while try statement.step() {
      guard needle.occurs(in: statement.bytes(1), scratch: &scratch) else { continue }
      let key = statement.int64(0)
      let code = RecordKey.code(of: key)
      guard code < vocabulary.sources.count, case .simulator(let id, let draw) = vocabulary.sources[code] else {
        continue
      }
      hits.simulatedTurns.append(
        .init(
          conversation: RecordKey.conversation(of: key), turn: RecordKey.turn(of: key), simulator: id, draw: draw))
    }
    return hits
  }
}
