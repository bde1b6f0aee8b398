internal import Cases
internal import GRDB

/// The table of whole conversations in which a simulator spoke as the user. They are never among the real ones: no
/// figure, list or count of those may change because of them.
enum SimulatedConversationTable {
  static let name = "simulated_conversation"

  /// The simulator stands there by its id: unlike a place in a list it means the same when `audit.json` changes.
  /// `replays` is the key of a real conversation, `stratum` what the row itself says, `ended_by` the code of `EndedBy`.
  static let statement = """
    CREATE TABLE simulated_conversation (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      simulator TEXT NOT NULL,
      replays INTEGER,
      stratum INTEGER NOT NULL,
      ended_by INTEGER,
      end_word TEXT,
      customer TEXT,
      profile BLOB,
      turns BLOB NOT NULL,
      text TEXT NOT NULL,
      extra TEXT,
      import INTEGER NOT NULL
    )
    """

  static func isEmpty(in db: Database) throws -> Bool {
    try Row.fetchOne(db, sql: "SELECT 1 FROM \(name) LIMIT 1") == nil
  }

  /// The ids of the simulators that speak in any.
  static func simulators(in db: Database) throws -> Set<String> {
    let rows = try Row.fetchAll(db, sql: "SELECT DISTINCT simulator FROM \(name)")
    return Set(try rows.map { try $0.text(0, of: name) })
  }

  /// The real conversations among keys, and those that the simulated ones among them replay, ascending: a bundle without
  /// those could not be imported.
  static func withReplayed(_ keys: [UInt32], in db: Database) throws -> [UInt32] {
    var real = Set(keys.filter { CaseKey.simulatedConversation($0) == nil })
    let simulated = Set(keys.compactMap(CaseKey.simulatedConversation))
    if !simulated.isEmpty {
      let rows = try RawStatement(db, "SELECT key, replays FROM \(name) WHERE replays IS NOT NULL")
      while try rows.step() {
        if simulated.contains(UInt32(truncatingIfNeeded: rows.int64(0))) {
          real.insert(UInt32(truncatingIfNeeded: rows.int64(1)))
        }
      }
    }
    return real.sorted()
  }

  /// Those that replay one of some real conversations.
  static func replays(of conversations: Set<UInt32>, in db: Database) throws -> Set<UInt32> {
    guard !conversations.isEmpty else { return [] }
    let rows = try RawStatement(db, "SELECT key, replays FROM \(name) WHERE replays IS NOT NULL")
    var found: Set<UInt32> = []
    while try rows.step() {
      if conversations.contains(UInt32(truncatingIfNeeded: rows.int64(1))) {
        found.insert(UInt32(truncatingIfNeeded: rows.int64(0)))
      }
    }
    return found
  }
}

extension CaseKey {
  /// The key among all of the conversation that an id names, real or simulated.
  static func conversation(_ id: String, in db: Database) throws -> UInt32? {
    let arguments: StatementArguments = [id]
    if let key = try UInt32.fetchOne(db, sql: "SELECT key FROM conversation WHERE id = ?", arguments: arguments) {
      return key
    }
    return try UInt32.fetchOne(
      db, sql: "SELECT key FROM \(SimulatedConversationTable.name) WHERE id = ?", arguments: arguments
    ).map(CaseKey.ofSimulatedConversation)
  }
}
