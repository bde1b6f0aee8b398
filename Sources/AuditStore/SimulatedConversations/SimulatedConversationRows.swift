internal import Cases
internal import GRDB

/// Reads the simulated conversations of a store, each of them checked.
struct SimulatedConversationRows {
  private let db: Database
  private let check: RowCheck

  init(_ db: Database) throws {
    self.db = db
    check = RowCheck(try StoreVocabulary(db))
  }

  /// - Parameter keys: Keys among all. Where simulated conversations are named, those are meant; else those that replay
  ///   one of the real ones; all where it is `nil`.
  func forEach(
    ofConversations keys: [UInt32]? = nil, _ body: (RecordTexts.SimulatedConversation) throws -> Void
  ) throws {
    let meant = keys.map { Set($0) }
    let named = Set((keys ?? []).compactMap(CaseKey.simulatedConversation))
    try forEach(orderedBy: "s.key") { row in
      guard let meant else { return true }
      if !named.isEmpty { return named.contains(UInt32(truncatingIfNeeded: row.int64(0))) }
      return !row.isNull(3) && meant.contains(UInt32(truncatingIfNeeded: row.int64(3)))
    } body: {
      try body($0)
    }
  }

  /// The one under a key, if it is there.
  func forEach(where key: UInt32, _ body: (RecordTexts.SimulatedConversation) throws -> Void) throws {
    try forEach(orderedBy: "s.key", only: "WHERE s.key = \(key)") { _ in
      true
    } body: {
      try body($0)
    }
  }

  func forEachInOrderOfIDs(_ body: (RecordTexts.SimulatedConversation) throws -> Void) throws {
    try forEach(orderedBy: "s.id") { _ in
      true
    } body: {
      try body($0)
    }
  }

  private func forEach(
    orderedBy order: String, only condition: String = "", where isMeant: (RawStatement) -> Bool,
    body: (RecordTexts.SimulatedConversation) throws -> Void
  ) throws {
    let row = try RawStatement(
      db,
      """
      SELECT s.key, s.id, s.simulator, s.replays, s.stratum, s.ended_by, s.end_word, s.customer, s.profile, s.turns,
        s.text, s.extra, c.id, c.stratum
      FROM \(SimulatedConversationTable.name) AS s LEFT JOIN conversation AS c ON c.key = s.replays \(condition)
      ORDER BY \(order)
      """)
    var roles: [Role] = []
    while try row.step() {
      let stratum = try check.simulatedConversation(row, &roles)
      guard isMeant(row) else { continue }
      var conversation = RecordTexts.SimulatedConversation(
        key: UInt32(truncatingIfNeeded: row.int64(0)), id: row.bytes(1), simulator: row.bytes(2),
        replays: row.optionalBytes(12), stratum: stratum,
        meantStratum: stratum == Code.missing && !row.isNull(13) ? UInt8(clamping: row.int(13)) : stratum,
        endedBy: row.isNull(5) ? nil : EndedBy(code: UInt8(clamping: row.int(5))), turns: row.bytes(9),
        text: row.bytes(10))
      conversation.replaysKey = row.isNull(3) ? nil : UInt32(truncatingIfNeeded: row.int64(3))
      conversation.endWord = row.optionalBytes(6)
      conversation.customer = row.optionalBytes(7)
      conversation.profile = row.optionalBytes(8)
      conversation.extra = row.optionalBytes(11)
      try body(conversation)
    }
  }
}

extension RowCheck {
  /// Checks a row as ``SimulatedConversationRows`` selects it. Returns the code of its own stratum.
  fileprivate func simulatedConversation(_ row: RawStatement, _ roles: inout [Role]) throws -> UInt8 {
    let table = SimulatedConversationTable.name
    let key = try key(row, 0, of: table)
    func damage(_ problem: String) -> StoreDamage { StoreDamage(table, row: key, problem) }
    guard hasSimulatedConversations else { throw damage("an audit of the first version has none") }
    guard row.isText(1) else { throw damage("its id cannot be read") }
    guard row.isText(2), let simulator = row.text(2), simulators.contains(simulator) else {
      throw damage("its simulator is none of audit.json")
    }
    guard row.isNull(3) || row.isInteger(3) && !row.isNull(12) else { throw damage("what it replays is not there") }
    let stratum = try stratum(row, 4, key: key, of: table)
    guard row.isNull(5) || row.isInteger(5) && UInt8(exactly: row.int64(5)).flatMap(EndedBy.init(code:)) != nil else {
      throw damage("what ended it cannot be read")
    }
    guard row.isText(10), ([6, 7, 11] as [Int32]).allSatisfy({ row.isNull($0) || row.isText($0) }) else {
      throw damage("its texts cannot be read")
    }
    try self.roles(row.bytes(9), key: key, of: table, into: &roles)
    try profile(row.bytes(8), key: key, of: table)
    return stratum
  }
}
