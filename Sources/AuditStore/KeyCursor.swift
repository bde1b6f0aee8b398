internal import GRDB

/// Finds rows by their integer keys, quickly where the keys come ascending: it steps on instead of searching anew.
struct KeyCursor {
  private let statement: RawStatement
  /// The key of the row that the statement stands at; `nil` before the first search and behind the last row.
  private var current: Int64?
  /// The last key that was searched for: no row lies between it and `current`.
  private var searched = Int64.max

  private static let stepsBeforeSearch = 16

  /// - Parameter sql: Selects rows with `key >= ?` in the order of `key`, which is the first column.
  init(_ db: Database, _ sql: String) throws { statement = try RawStatement(db, sql) }

  /// The statement at the row with `key`, or `nil` where there is none.
  mutating func row(_ key: Int64) throws -> RawStatement? {
    if key < searched { try seek(key) }
    var steps = 0
    while let place = current, place < key {
      if steps == KeyCursor.stepsBeforeSearch { try seek(key) } else { try step() }
      steps += 1
    }
    searched = key
    return current == key ? statement : nil
  }

  private mutating func seek(_ key: Int64) throws {
    statement.reset()
    statement.bind(key, 1)
    try step()
  }

  private mutating func step() throws {
    current = try statement.step() ? statement.int64(0) : nil
  }
}
