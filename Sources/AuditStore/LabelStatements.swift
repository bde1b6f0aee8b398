internal import Cases
internal import GRDB

/// The insertion of labels into one of the two tables of them, the comparison with what was there, and its replacement.
struct LabelStatements {
  private let insertion: RawStatement
  private let held: RawStatement
  private let replacement: RawStatement

  /// - Parameter number: That of the import.
  init(_ db: Database, table: String, number: Int) throws {
    insertion = try RawStatement(
      db,
      """
      INSERT OR IGNORE INTO \(table) (key, codes, signal, convergence, rationale, extra, draw_implied, import)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
    held = try RawStatement(
      db,
      "SELECT import, codes, signal, convergence, rationale, extra, draw_implied FROM \(table) WHERE key = ?")
    replacement = try RawStatement(
      db,
      """
      UPDATE \(table) SET codes = ?2, signal = ?3, convergence = ?4, rationale = ?5, extra = ?6, draw_implied = ?7,
        import = ?8 WHERE key = ?1
      """)
    for statement in [insertion, replacement] { statement.bind(number, 8) }
  }

  /// - Parameter replacing: Whether it takes the place of what stands under its key.
  /// - Returns: Whether it is in the store now.
  func put(_ row: RecordBatch.LabelRow, _ bytes: UnsafeRawBufferPointer, replacing: Bool) throws -> Bool {
    let label = replacing ? replacement : insertion
    label.bind(row.key, 1)
    label.bind(row.codes.rawValue, 2)
    label.bindText(row.signal, of: bytes, 3)
    label.bind(row.convergence, 4)
    label.bindText(row.rationale, of: bytes, 5)
    label.bindText(row.extra, of: bytes, 6)
    label.bind(row.drawIsImplied ? 1 : 0, 7)
    return try label.run()
  }

  func held(_ row: RecordBatch.LabelRow, _ bytes: UnsafeRawBufferPointer) throws -> RecordStatements.Held {
    try RecordStatements.Held.fetch(held, key: row.key) {
      let isSame =
        held.int64(1) == row.codes.rawValue && held.holds(row.signal, of: bytes, 2)
        && (held.isNull(3) ? nil : held.double(3)) == row.convergence && held.holds(row.rationale, of: bytes, 4)
        && held.holds(row.extra, of: bytes, 5) && (held.int(6) != 0) == row.drawIsImplied
      return RecordStatements.Held(number: held.int(0), isSame: isSame, hasSameText: true)
    }
  }
}
