public import Cases
internal import GRDB
internal import Text

extension AuditStore {
  /// Where words are found.
  ///
  /// `~` means: the text of one turn contains the words as they were typed, in any letter case, width and form of normalization (``TextFolding``).
  public func hits(of query: TextQuery) throws(StoreError) -> TextHits {
    guard let needle = TextNeedle(query.words) else { return TextHits() }
    switch query.scope {
    case .simulatedTurns:
      return TextHits(simulatedTurns: try simulatedHits(of: needle), sources: currentVocabulary.sources)
    case .realTurns:
      return TextHits(realTurns: try realHits(of: needle))
    case .conversations:
      return TextHits(
        conversations: try inKinds { db, keys, table, ofAll in
          try Self.conversationHits(of: needle, db, keys, table, ofAll)
        })
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
        var buffer = FoldingBuffer()
        while try statement.step() {
          if needle.occurs(in: statement.bytes(1), buffer: &buffer) {
            keys.append(key(UInt32(truncatingIfNeeded: statement.int64(0))))
          }
        }
        return keys
      }
    }
  }

  /// The tables of conversations, real ones first, and the key of theirs among all.
  private static let bothKinds: [Kind] = [
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

  // MARK: Pieces

  private typealias Keys = ClosedRange<Int64>
  private typealias KeyOfAll = @Sendable (UInt32) -> UInt32
  private typealias Kind = (table: String, key: KeyOfAll)

  /// Conversations that one processor reads at a time; fewer are not worth a connection of their own.
  private static let pieceSize: UInt64 = 4096
  private static let mostPieces: UInt64 = 1024

  /// What `find` finds in tables of conversations, in the order of their keys among all.
  private func inKinds<Hit: Sendable>(
    _ kinds: some Sequence<Kind> = bothKinds,
    _ find: @escaping @Sendable (Database, Keys, _ table: String, @escaping KeyOfAll) throws -> [Hit]
  ) throws(StoreError) -> [Hit] {
    var hits: [Hit] = []
    for (table, ofAll) in kinds {
      hits += try inPieces(table, keysOfEach: 1) { db, keys in try find(db, keys, table, ofAll) }
    }
    return hits
  }

  /// What `find` finds in pieces of a table, on all processors, in the order of the keys.
  ///
  /// Every piece is read for itself: what another process writes meanwhile may be seen by one and not yet by another.
  ///
  /// - Parameter keysOfEach: How many keys a conversation has room for.
  private func inPieces<Hit: Sendable>(
    _ table: String, keysOfEach: UInt64, _ find: @escaping @Sendable (Database, Keys) throws -> [Hit]
  ) throws(StoreError) -> [Hit] {
    let (first, last) = try reading { db in
      let row = try Row.fetchOne(db, sql: "SELECT min(key), max(key) FROM \(table)")
      return (row?[0] as Int64? ?? 0, row?[1] as Int64? ?? -1)
    }
    guard first <= last else { return [] }
    // Keys of a stranger's store may be any numbers.
    let span = UInt64(bitPattern: last &- first)
    let width = max(Self.pieceSize * keysOfEach, span / Self.mostPieces + 1)
    let found = concurrentChunks(of: Int(span / width) + 1, size: 1) { piece in
      let start = UInt64(piece.lowerBound) * width
      let keys = first &+ Int64(bitPattern: start)...first &+ Int64(bitPattern: min(span, start + (width - 1)))
      return Result { () throws(StoreError) in try reading { db in try find(db, keys) } }
    }
    var hits: [Hit] = []
    for part in found { hits += try part.get() }
    return hits
  }

  /// The rows of a table whose keys are among `keys`, in their order.
  private static func rows(_ db: Database, _ columns: String, of table: String, _ keys: Keys) throws -> RawStatement {
    let statement = try RawStatement(db, "SELECT \(columns) FROM \(table) WHERE key BETWEEN ? AND ? ORDER BY key")
    statement.bind(keys.lowerBound, 1)
    statement.bind(keys.upperBound, 2)
    return statement
  }

  private static func conversationHits(
    of needle: TextNeedle, _ db: Database, _ keys: Keys, _ table: String, _ ofAll: KeyOfAll
  ) throws -> [UInt32] {
    var hits: [UInt32] = []
    var buffer = FoldingBuffer()
    let statement = try rows(db, "key, text, turns", of: table, keys)
    while try statement.step() {
      let text = statement.bytes(1)
      guard needle.occurs(in: text, buffer: &buffer) else { continue }
      var isInTurn = !needle.canSpanTurns
      if !isInTurn {
        PackedTurns.forEach(in: statement.bytes(2)) { item in
          isInTurn = needle.occurs(in: text.clamped(item.text), buffer: &buffer)
          return !isInTurn
        }
      }
      if isInTurn { hits.append(ofAll(UInt32(truncatingIfNeeded: statement.int64(0)))) }
    }
    return hits
  }

  private func realHits(of needle: TextNeedle) throws(StoreError) -> [TextHits.RealTurn] {
    let kept = try keptKeys(of: needle, .real)
    let rest = try inKinds(Self.bothKinds.dropFirst(kept == nil ? 0 : 1)) { db, keys, table, ofAll in
      try Self.realHits(of: needle, db, keys, table, ofAll)
    }
    return (kept ?? []).map { .init(key: $0) } + rest
  }

  private static func realHits(
    of needle: TextNeedle, _ db: Database, _ keys: Keys, _ table: String, _ ofAll: KeyOfAll
  ) throws -> [TextHits.RealTurn] {
    var hits: [TextHits.RealTurn] = []
    var buffer = FoldingBuffer()
    let statement = try rows(db, "key, text, turns", of: table, keys)
    while try statement.step() {
      let text = statement.bytes(1)
      guard needle.occurs(in: text, buffer: &buffer) else { continue }
      let key = ofAll(UInt32(truncatingIfNeeded: statement.int64(0)))
      var turn = 0
      PackedTurns.forEach(in: statement.bytes(2)) { item in
        if item.role == .user, needle.occurs(in: text.clamped(item.text), buffer: &buffer) {
          hits.append(.init(conversation: key, turn: UInt16(clamping: turn)))
        }
        turn += 1
        return true
      }
    }
    return hits
  }

  private func simulatedHits(of needle: TextNeedle) throws(StoreError) -> [TextHits.SimulatedTurn] {
    if let keys = try keptKeys(of: needle, .simulated) { return keys.map { .init(key: $0) } }
    return try inPieces("simulation", keysOfEach: 1 << 32) { db, keys in
      try Self.simulatedHits(of: needle, db, keys)
    }
  }

  private static func simulatedHits(
    of needle: TextNeedle, _ db: Database, _ keys: Keys
  ) throws -> [TextHits.SimulatedTurn] {
    var hits: [TextHits.SimulatedTurn] = []
    var buffer = FoldingBuffer()
    let statement = try rows(db, "key, text", of: "simulation", keys)
    while try statement.step() {
      if needle.occurs(in: statement.bytes(1), buffer: &buffer) { hits.append(.init(key: statement.int64(0))) }
    }
    return hits
  }

  /// The keys of the turns that hold the words, from the texts that are kept for it; `nil` where they are not, or no
  /// longer.
  private func keptKeys(
    of needle: TextNeedle, _ side: SearchTexts.Side
  ) throws(StoreError) -> [Int64]? {
    guard let texts = try reading({ db in try CaseTableStorage.searchTexts(in: db) }) else { return nil }
    let found = concurrentChunks(of: texts.chunks(of: side), size: 1) { piece in
      Result { () throws(StoreError) in
        try reading { db in
          do {
            return try texts.keys(of: needle, side, inChunk: piece.lowerBound, db) as [Int64]?
          } catch is BrokenColumn {
            return nil
          }
        }
      }
    }
    var keys: [Int64] = []
    for part in found {
      guard let ofChunk = try part.get() else { return nil }
      keys += ofChunk
    }
    return keys
  }
}

extension TextHits.RealTurn {
  /// - Parameter key: See `RecordKey`.
  fileprivate init(key: Int64) {
    self.init(conversation: RecordKey.conversation(of: key), turn: UInt16(RecordKey.turn(of: key)))
  }
}

extension TextHits.SimulatedTurn {
  /// - Parameter key: See `RecordKey`.
  fileprivate init(key: Int64) {
    self.init(
      conversation: RecordKey.conversation(of: key), turn: UInt16(RecordKey.turn(of: key)),
      source: UInt16(RecordKey.code(of: key)))
  }
}
