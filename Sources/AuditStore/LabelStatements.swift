internal import Cases
internal import GRDB

/// The insertion of labels into one of the two tables of them, the comparison with what was there, and its replacement.
struct LabelStatements {
  private let insertion: RawStatement
  private let block: BlockInsertion
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
    block = try BlockInsertion(
      db, table: table,
      columns: ["key", "codes", "signal", "convergence", "rationale", "extra", "draw_implied", "import"], number: number
    )
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
    bind(row, bytes, label, behind: 0)
    return try label.run()
  }

  /// Inserts a block of rows up to the first whose key is taken; returns how many.
  func put(_ rows: ArraySlice<RecordBatch.LabelRow>, _ bytes: UnsafeRawBufferPointer) throws -> Int {
    try block.put(rows) { bind($0, bytes, $1, behind: $2) }
  }

  private func bind(
    _ row: RecordBatch.LabelRow, _ bytes: UnsafeRawBufferPointer, _ label: RawStatement, behind before: Int32
  ) {
    label.bind(row.key, before + 1)
    label.bind(row.codes.rawValue, before + 2)
    label.bindText(row.signal, of: bytes, before + 3)
    label.bind(row.convergence, before + 4)
    label.bindText(row.rationale, of: bytes, before + 5)
    label.bindText(row.extra, of: bytes, before + 6)
    label.bind(row.drawIsImplied ? 1 : 0, before + 7)
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
