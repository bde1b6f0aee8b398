public import Cases
internal import GRDB

/// A verdict that was looked at, and when.
public struct LookRecord: Sendable, Hashable {
  public var look: Look
  /// RFC 3339.
  public var firstAt: String
  public var lastAt: String
  /// How often the same verdict was looked at.
  public var times: Int
}

extension AuditStore {
  /// Notes that somebody looked at a verdict. The records, and what is made of them, do not change by it.
  public func note(_ look: Look, at time: String) throws(StoreError) {
    try writing { try LookTable.note(look, at: time, in: $0) }
  }

  /// The verdicts that were looked at, the first one first.
  public func looks() throws(StoreError) -> [LookRecord] {
    try reading { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT simulator, instrument, draw, filter, reference, margin, level, seed, resamples, cluster, conversations,
            finding, first_at, last_at, times
          FROM look ORDER BY number
          """
      ).map(LookTable.record)
    }
  }

  /// Which look at these cases it is, once it was noted: looks at the same records are one.
  public func lookNumber(simulator: String, instrument: String, filter: String) throws(StoreError) -> Int {
    try reading { db in
      let row = try Row.fetchOne(
        db,
        sql: "SELECT count(DISTINCT generation) FROM look WHERE simulator = ? AND instrument = ? AND filter = ?",
        arguments: [simulator, instrument, filter])
      return max(try row?.integer(0, of: "look") ?? 0, 1)
    }
  }

  /// How many distinct verdicts were looked at, one left out: a receipt that is made again says the same.
  public func lookCount(besides look: Look? = nil) throws(StoreError) -> Int {
    try reading { db in
      let digest = try look.map { try LookTable.digest($0, LookTable.generation(in: db)) }
      let row = try Row.fetchOne(db, sql: "SELECT count(*) FROM look WHERE digest IS NOT ?", arguments: [digest])
      return try row?.integer(0, of: "look") ?? 0
    }
  }
}
