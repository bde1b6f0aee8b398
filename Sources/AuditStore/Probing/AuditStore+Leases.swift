internal import Cases
internal import GRDB

/// The table of the requests that a run has taken upon itself, so that no other asks for the same.
enum LeaseTable {
  /// `until` is in seconds since 1970: a holder that cannot be looked for is believed so long.
  static let statement = """
    CREATE TABLE probe_lease (
      kind TEXT NOT NULL CHECK (kind IN ('simulation', 'label')),
      key INTEGER NOT NULL,
      holder TEXT NOT NULL,
      until INTEGER NOT NULL,
      PRIMARY KEY (kind, key)
    ) WITHOUT ROWID
    """
}

/// What became of a request that a run wanted to take upon itself.
public enum LeaseClaim: Sendable, Hashable {
  case granted
  /// Its answer has come meanwhile.
  case answered
  /// Another run is about to ask for it.
  case elsewhere
}

extension AuditStore {
  /// How long a lease is believed whose holder is on another machine, in seconds; a run renews its own before.
  public static let leaseSeconds = 120

  /// Takes requests for `holder`, and renews those that it has.
  ///
  /// - Parameters:
  ///   - keys: ``RecordKey`` of the answers that are wanted.
  ///   - again: Whether an answer that stayed invalid is none.
  ///   - now: Seconds since 1970.
  public func claim(
    _ keys: [Int64], _ kind: AnswerKind, for holder: LeaseHolder, again: Bool, now: Int
  ) throws(StoreError) -> [LeaseClaim] {
    try writing { db in
      try clearLeases(besides: holder, now: now, in: db)
      try db.cachedStatement(sql: "UPDATE probe_lease SET until = ? WHERE holder = ?")
        .execute(arguments: [now + AuditStore.leaseSeconds, holder.text])
      let table = kind == .label ? "label" : "simulation"
      let answered = try db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE key = ?)")
      let invalid = try db.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM invalid_answer WHERE kind = ? AND key = ?)")
      let taken = try db.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM probe_lease WHERE kind = ? AND key = ? AND holder <> ?)")
      let take = try db.cachedStatement(
        sql: "INSERT OR REPLACE INTO probe_lease (kind, key, holder, until) VALUES (?, ?, ?, ?)")
      return try keys.map { key in
        if try Bool.fetchOne(answered, arguments: [key]) == true { return .answered }
        if !again, try Bool.fetchOne(invalid, arguments: [kind.rawValue, key]) == true { return .answered }
        if try Bool.fetchOne(taken, arguments: [kind.rawValue, key, holder.text]) == true { return .elsewhere }
        try take.execute(arguments: [kind.rawValue, key, holder.text, now + AuditStore.leaseSeconds])
        return .granted
      }
    }
  }

  /// Gives back what `holder` has taken.
  public func release(_ holder: LeaseHolder) throws(StoreError) {
    try writing { try $0.execute(sql: "DELETE FROM probe_lease WHERE holder = ?", arguments: [holder.text]) }
  }

  /// Forgets leases that have run out, and those of processes that have ended.
  private func clearLeases(besides holder: LeaseHolder, now: Int, in db: Database) throws {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT holder, max(until) FROM probe_lease WHERE holder <> ? GROUP BY holder"),
      arguments: [holder.text])
    for row in rows {
      let text = try row.text(0, of: "probe_lease")
      // No lease is longer than the program makes it, whatever a clock or a stranger's file says.
      let isCurrent = (now...now + 2 * AuditStore.leaseSeconds).contains(try row.integer(1, of: "probe_lease"))
      if isCurrent, let other = LeaseHolder(text), !other.hasEnded { continue }
      try db.execute(sql: "DELETE FROM probe_lease WHERE holder = ?", arguments: [text])
    }
  }
}
