internal import Cases
internal import GRDB

/// The insertion of simulated conversations, the comparison with what was there, and its replacement.
struct SimulatedConversationStatements {
  private let insertion: RawStatement
  private let held: RawStatement
  private let replacement: RawStatement

  /// - Parameter number: That of the import.
  init(_ db: Database, number: Int) throws {
    let table = SimulatedConversationTable.name
    insertion = try RawStatement(
      db,
      """
      INSERT OR IGNORE INTO \(table)
        (key, id, simulator, replays, stratum, ended_by, end_word, customer, profile, turns, text, extra, import)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    held = try RawStatement(
      db,
      """
      SELECT import, id, simulator, replays, stratum, ended_by, end_word, customer, profile, turns, text, extra
      FROM \(table) WHERE key = ?
      """)
    replacement = try RawStatement(
      db,
      """
      UPDATE \(table) SET id = ?2, simulator = ?3, replays = ?4, stratum = ?5, ended_by = ?6, end_word = ?7,
        customer = ?8, profile = ?9, turns = ?10, text = ?11, extra = ?12, import = ?13 WHERE key = ?1
      """)
    for statement in [insertion, replacement] { statement.bind(number, 13) }
  }

  /// - Parameter replacing: Whether it takes the place of what stands under its key.
  /// - Returns: Whether it is in the store now.
  func put(
    _ row: RecordBatch.SimulatedConversationRow, _ bytes: UnsafeRawBufferPointer, replacing: Bool
  ) throws -> Bool {
    let statement = replacing ? replacement : insertion
    statement.bind(Int(row.key), 1)
    statement.bindText(row.id, of: bytes, 2)
    statement.bindText(row.simulator, of: bytes, 3)
    if let replays = row.replays { statement.bind(Int(replays), 4) } else { statement.bindNull(4) }
    statement.bind(Int(row.stratum), 5)
    if row.endedBy == Code.missing { statement.bindNull(6) } else { statement.bind(Int(row.endedBy), 6) }
    statement.bindText(row.endWord, of: bytes, 7)
    statement.bindText(row.customer, of: bytes, 8)
    statement.bindBlob(row.profile, of: bytes, 9)
    statement.bindBlob(row.turns, of: bytes, 10)
    statement.bindText(row.text, of: bytes, 11)
    statement.bindText(row.extra, of: bytes, 12)
    return try statement.run()
  }

  func held(
    _ row: RecordBatch.SimulatedConversationRow, _ bytes: UnsafeRawBufferPointer
  ) throws -> RecordStatements.Held {
    try RecordStatements.Held.fetch(held, key: Int64(row.key)) {
      let hasSameText = held.holds(row.turns, of: bytes, 9) && held.holds(row.text, of: bytes, 10)
      let isSame =
        hasSameText && held.holds(row.id, of: bytes, 1) && held.holds(row.simulator, of: bytes, 2)
        && (held.isNull(3) ? nil : held.int(3)) == row.replays.map { Int($0) } && held.int(4) == Int(row.stratum)
        && (held.isNull(5) ? Int(Code.missing) : held.int(5)) == Int(row.endedBy)
        && held.holds(row.endWord, of: bytes, 6) && held.holds(row.customer, of: bytes, 7)
        && held.holds(row.profile, of: bytes, 8) && held.holds(row.extra, of: bytes, 11)
      return RecordStatements.Held(number: held.int(0), isSame: isSame, hasSameText: hasSameText)
    }
  }
}
