internal import Cases
internal import GRDB

/// Whether rows keep to what the program writes: what they refer to is there, and codes have a meaning.
struct RowCheck {
  /// Whether the audit may hold simulated conversations, and the ids of who may speak in them.
  let hasSimulatedConversations: Bool
  let simulators: Set<String>
  private let strata: Int
  private let fields: Int
  private let series: Int
  /// By the number of a source.
  private let isSimulator: [Bool]
  /// How many values the schema has for each code of a label.
  private let codes: [(name: String, count: Int)]

  init(_ vocabulary: StoreVocabulary) {
    let schema = vocabulary.description.schema
    hasSimulatedConversations = vocabulary.description.hasSimulatedConversations
    simulators = Set(vocabulary.description.simulators.map(\.id))
    strata = vocabulary.description.outcome.strata.count
    fields = vocabulary.fields.count
    series = vocabulary.series.count
    isSimulator = vocabulary.sources.map { if case .simulator = $0 { true } else { false } }
    codes = [
      ("stage", schema.stages.count), ("emotion", schema.emotions.count), ("blocker", schema.blockers.count),
      ("exit", schema.exits.count), ("action", schema.actions.count),
    ]
  }

  // MARK: Conversations, real and simulated

  /// The table of the real ones.
  static let conversations = "conversation"

  func key(_ row: RawStatement, _ column: Int32, of table: String = RowCheck.conversations) throws -> UInt32 {
    let key = row.int64(column)
    guard key >= 0, key < RecordKey.maximumConversations else {
      throw StoreDamage(table, row: key, "no conversation has this key")
    }
    return UInt32(key)
  }

  func stratum(
    _ row: RawStatement, _ column: Int32, key: UInt32, of table: String = RowCheck.conversations
  ) throws -> UInt8 {
    guard row.isInteger(column), (0..<strata).contains(row.int(column)) || row.int(column) == Int(Code.missing) else {
      throw StoreDamage(table, row: key, "its stratum is none of audit.json")
    }
    return UInt8(row.int(column))
  }

  /// Reads the roles of packed turns.
  func roles(
    _ turns: UnsafeRawBufferPointer, key: UInt32, of table: String = RowCheck.conversations,
    into roles: inout [Role]
  ) throws {
    roles.removeAll(keepingCapacity: true)
    let isPacked = PackedTurns.forEach(in: turns) { item in
      roles.append(item.role)
      return true
    }
    guard isPacked, roles.count <= RecordKey.maximumTurn else {
      throw StoreDamage(table, row: key, "its turns cannot be read")
    }
  }

  func profile(
    _ packed: UnsafeRawBufferPointer, key: UInt32, of table: String = RowCheck.conversations
  ) throws {
    var isKnown = true
    let isPacked = PackedProfile.forEach(in: packed) { field, _, _ in
      if field >= fields { isKnown = false }
    }
    if !isPacked || !isKnown { throw StoreDamage(table, row: key, "its profile cannot be read") }
  }

  // MARK: What belongs to conversations

  /// Whether the row with `key` belongs to the conversation, and not to a later one.
  func isRow(_ table: String, of conversation: UInt32, _ key: Int64) throws -> Bool {
    let own = key >> 32
    if own < conversation { throw RowCheck.orphan(table, key) }
    return own == conversation
  }

  static func orphan(_ table: String, _ key: Int64) -> StoreDamage {
    StoreDamage(table, row: key, "its conversation is not there")
  }

  func simulation(_ key: Int64, turns: Int, of table: String = "simulation") throws {
    try turn(table, key, turns: turns)
    let source = RecordKey.code(of: key)
    guard source < isSimulator.count, isSimulator[source] else {
      throw StoreDamage(table, row: key, "its simulator is not there")
    }
  }

  func label(
    _ row: RawStatement, _ key: Int64, _ column: Int32, turns: Int, of table: String = "label"
  ) throws -> LabelCodes {
    try turn(table, key, turns: turns)
    guard RecordKey.code(of: key) < series else { throw StoreDamage(table, row: key, "its series is not there") }
    let raw = row.int64(column)
    guard row.isInteger(column), raw >= 0, raw >> Int64(8 * codes.count) == 0 else {
      throw StoreDamage(table, row: key, "its codes cannot be read")
    }
    // A byte of 0 is no label, else it is the code + 1.
    for (place, code) in codes.enumerated() where Int(raw >> Int64(8 * place) & 0xFF) > code.count {
      throw StoreDamage(table, row: key, "its \(code.name) is none of audit.json")
    }
    return LabelCodes(rawValue: raw)
  }

  private func turn(_ table: String, _ key: Int64, turns: Int) throws {
    // Behind the last turn stands the exit probe.
    if RecordKey.turn(of: key) > turns { throw StoreDamage(table, row: key, "its turn is not there") }
  }
}
