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

  /// Takes those out whose replayed conversation is no longer there. Returns how many.
  static func removeOrphans(in db: Database) throws -> Int {
    try db.execute(
      sql: "DELETE FROM \(name) WHERE replays IS NOT NULL AND replays NOT IN (SELECT key FROM conversation)")
    return db.changesCount
  }
}
