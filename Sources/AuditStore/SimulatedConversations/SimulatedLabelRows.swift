internal import Cases
internal import GRDB

/// Reads the labels of a store's simulated conversations, each of them checked.
struct SimulatedLabelRows {
  private static let table = SimulatedLabelTable.name

  private let row: RawStatement
  private let check: RowCheck
  private let vocabulary: StoreVocabulary

  /// - Throws: ``StoreDamage`` where a label has no conversation.
  init(_ db: Database) throws {
    vocabulary = try StoreVocabulary(db)
    check = RowCheck(vocabulary)
    let orphan = try RawStatement(
      db,
      """
      SELECT l.key FROM \(Self.table) AS l LEFT JOIN \(SimulatedConversationTable.name) AS c ON c.key = l.key >> 32
      WHERE c.key IS NULL LIMIT 1
      """)
    if try orphan.step() { throw RowCheck.orphan(Self.table, orphan.int64(0)) }
    row = try RawStatement(
      db,
      """
      SELECT key, codes, signal, convergence, rationale, extra, draw_implied FROM \(Self.table)
      WHERE key BETWEEN ? AND ? ORDER BY key
      """)
  }

  /// - Parameter keys: Real conversations: labels of those that replay one of them are meant; all where it is `nil`.
  static func forEach(
    ofConversations keys: [UInt32]?, in db: Database, _ body: (RecordTexts.Label) throws -> Void
  ) throws {
    guard try !SimulatedLabelTable.isEmpty(in: db) else { return }
    let labels = try SimulatedLabelRows(db)
    try SimulatedConversationRows(db).forEach(ofConversations: keys) { try labels.forEach(of: $0, body) }
  }

  /// Calls `body` with the labels of a conversation by turn, then by series.
  func forEach(of conversation: RecordTexts.SimulatedConversation, _ body: (RecordTexts.Label) throws -> Void) throws {
    row.bind(RecordKey.pack(conversation: conversation.key, turn: 0, code: 0), 1)
    row.bind(RecordKey.pack(conversation: conversation.key, turn: 0xFFFF, code: 0xFFFF), 2)
    defer { row.reset() }
    var roles: [Role] = []
    var speaker = ""
    while try row.step() {
      if speaker.isEmpty {
        speaker = String(decoding: conversation.simulator, as: UTF8.self)
        try check.roles(conversation.turns, key: conversation.key, of: SimulatedConversationTable.name, into: &roles)
      }
      let key = row.int64(0)
      let codes = try codes(key, roles, speaker: speaker)
      var label = RecordTexts.Label(
        conversation: conversation.id, key: key, codes: codes, signal: row.optionalBytes(2),
        convergence: try row.optionalNumber(3, of: Self.table), rationale: row.optionalBytes(4),
        extra: row.optionalBytes(5), drawIsImplied: row.int(6) != 0)
      label.isOfSimulatedConversation = true
      try body(label)
    }
  }

  private func codes(_ key: Int64, _ roles: [Role], speaker: String) throws -> LabelCodes {
    func damage(_ problem: String) -> StoreDamage { StoreDamage(Self.table, row: key, problem) }
    let codes = try check.label(row, key, 1, turns: roles.count, of: Self.table)
    let source = source(of: key)
    guard SimulatedLabelTable.isPossible(source, at: RecordKey.turn(of: key), roles, speaker: speaker) else {
      throw damage("it is of no turn of whoever it names")
    }
    guard source == .agent || codes.stage != Code.missing else { throw damage("it has no stage") }
    guard ([2, 4, 5] as [Int32]).allSatisfy({ row.isNull($0) || row.isText($0) }), row.isInteger(6) else {
      throw damage("its texts cannot be read")
    }
    return codes
  }

  private func source(of key: Int64) -> LabelSource? {
    let number = vocabulary.series[RecordKey.code(of: key)].source
    return vocabulary.sources.indices.contains(number) ? vocabulary.sources[number] : nil
  }
}
