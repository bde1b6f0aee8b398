internal import Cases
internal import GRDB

/// The table of what instruments said of turns of whole simulated conversations. They stand apart from the labels of real
/// ones: no pair, and no probe that wants a label, may come of them.
enum SimulatedLabelTable {
  static let name = "simulated_label"

  /// The columns are those of `label`. A key is a ``RecordKey`` of a simulated conversation and of a series, whose source
  /// is the agent or draw 0 of the simulator that spoke.
  static let statement = """
    CREATE TABLE simulated_label (
      key INTEGER PRIMARY KEY,
      codes INTEGER NOT NULL,
      signal TEXT,
      convergence REAL,
      rationale TEXT,
      extra TEXT,
      draw_implied INTEGER NOT NULL,
      import INTEGER NOT NULL
    )
    """

  static func isEmpty(in db: Database) throws -> Bool {
    try Row.fetchOne(db, sql: "SELECT 1 FROM \(name) LIMIT 1") == nil
  }

  /// The numbers of the series that no label of a real conversation has.
  static func seriesOfItsOwn(in db: Database) throws -> Set<Int> {
    guard try !isEmpty(in: db) else { return [] }
    let sql = "SELECT DISTINCT key & 65535 FROM \(name) EXCEPT SELECT key & 65535 FROM label"
    return Set(try Row.fetchAll(db, sql: sql).map { try $0.integer(0, of: name) })
  }

  // MARK: What a changed bundle takes away

  static func remove(_ key: Int64, in db: Database) throws {
    try db.cachedStatement(sql: "DELETE FROM \(name) WHERE key = ?").execute(arguments: [key])
  }

  /// Removes the labels of a conversation that goes. Returns how many.
  static func removeAll(of conversation: UInt32, in db: Database) throws -> Int {
    try db.execute(sql: "DELETE FROM \(name) WHERE key BETWEEN ? AND ?", arguments: range(of: conversation))
    return db.changesCount
  }

  /// Removes the labels of a conversation that has changed which are no longer of a turn of whoever they name.
  ///
  /// - Returns: How many.
  static func removeImpossible(of conversation: UInt32, _ records: RecordNames, in db: Database) throws -> Int {
    let keys = try Int64.fetchAll(
      db, sql: "SELECT key FROM \(name) WHERE key BETWEEN ? AND ?", arguments: range(of: conversation))
    guard !keys.isEmpty, let roles = try ConversationRoles.fetch(conversation, of: SimulatedConversationTable.name, db)
    else { return 0 }
    let speaker = try String.fetchOne(
      db, sql: "SELECT simulator FROM \(SimulatedConversationTable.name) WHERE key = ?", arguments: [conversation])
    let impossible = keys.filter {
      !isPossible(records.source(name, $0), at: RecordKey.turn(of: $0), roles, speaker: speaker)
    }
    for key in impossible { try remove(key, in: db) }
    return impossible.count
  }

  /// Whether somebody's label can be of a turn.
  static func isPossible(_ source: LabelSource?, at turn: Int, _ roles: [Role], speaker: String?) -> Bool {
    guard turn < roles.count else { return false }
    switch source {
    case .agent: return roles[turn] == .agent
    case .simulator(let id, draw: 0): return id == speaker && roles[turn] == .user
    case .simulator, .real, nil: return false
    }
  }

  private static func range(of conversation: UInt32) -> StatementArguments {
    [
      RecordKey.pack(conversation: conversation, turn: 0, code: 0),
      RecordKey.pack(conversation: conversation, turn: 0xFFFF, code: 0xFFFF),
    ]
  }
}
