internal import Cases
internal import GRDB

/// The insertions of records, and the comparison with what was there.
struct RecordStatements {
  private let number: Int
  private let conversation: RawStatement
  private let simulation: RawStatement
  private let label: RawStatement
  private let heldConversation: RawStatement
  private let heldSimulation: RawStatement
  private let heldLabel: RawStatement

  init(_ db: Database, number: Int) throws {
    self.number = number
    conversation = try RawStatement(
      db,
      """
      INSERT OR IGNORE INTO conversation (key, id, stratum, outcome_at, customer, profile, turns, text, extra, import)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    simulation = try RawStatement(
      db, "INSERT OR IGNORE INTO simulation (key, text, extra, draw_implied, import) VALUES (?, ?, ?, ?, ?)")
    label = try RawStatement(
      db,
      """
      INSERT OR IGNORE INTO label (key, codes, signal, convergence, rationale, extra, draw_implied, import)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
    heldConversation = try RawStatement(
      db,
      """
      SELECT import, id, stratum, outcome_at, customer, profile, turns, text, extra FROM conversation WHERE key = ?
      """)
    heldSimulation = try RawStatement(
      db, "SELECT import, text, extra, draw_implied FROM simulation WHERE key = ?")
    heldLabel = try RawStatement(
      db,
      "SELECT import, codes, signal, convergence, rationale, extra, draw_implied FROM label WHERE key = ?")
    conversation.bind(number, 10)
    simulation.bind(number, 5)
    label.bind(number, 8)
  }

  func insert(_ row: RecordBatch.ConversationRow, _ bytes: UnsafeRawBufferPointer) throws -> Bool {
    conversation.bind(Int(row.key), 1)
    conversation.bindText(row.id, of: bytes, 2)
    conversation.bind(Int(row.stratum), 3)
    conversation.bindText(row.outcomeAt, of: bytes, 4)
    conversation.bindText(row.customer, of: bytes, 5)
    conversation.bindBlob(row.profile, of: bytes, 6)
    conversation.bindBlob(row.turns, of: bytes, 7)
    conversation.bindText(row.text, of: bytes, 8)
    conversation.bindText(row.extra, of: bytes, 9)
    return try conversation.run()
  }

  func insert(_ row: RecordBatch.SimulationRow, _ bytes: UnsafeRawBufferPointer) throws -> Bool {
    simulation.bind(row.key, 1)
    simulation.bindText(row.text, of: bytes, 2)
    simulation.bindText(row.extra, of: bytes, 3)
    simulation.bind(row.drawIsImplied ? 1 : 0, 4)
    return try simulation.run()
  }

  func insert(_ row: RecordBatch.LabelRow, _ bytes: UnsafeRawBufferPointer) throws -> Bool {
    label.bind(row.key, 1)
    label.bind(row.codes.rawValue, 2)
    label.bindText(row.signal, of: bytes, 3)
    label.bind(row.convergence, 4)
    label.bindText(row.rationale, of: bytes, 5)
    label.bindText(row.extra, of: bytes, 6)
    label.bind(row.drawIsImplied ? 1 : 0, 7)
    return try label.run()
  }

  func conflict(with row: RecordBatch.ConversationRow, _ bytes: UnsafeRawBufferPointer) throws -> RecordConflict {
    let held = heldConversation
    let verdict = try verdict(held, key: Int64(row.key)) {
      held.holds(row.id, of: bytes, 1) && held.int(2) == Int(row.stratum) && held.holds(row.outcomeAt, of: bytes, 3)
        && held.holds(row.customer, of: bytes, 4) && held.holds(row.profile, of: bytes, 5)
        && held.holds(row.turns, of: bytes, 6) && held.holds(row.text, of: bytes, 7)
        && held.holds(row.extra, of: bytes, 8)
    }
    return RecordConflict(kind: .conversation, verdict: verdict, line: row.line, key: Int64(row.key))
  }

  func conflict(with row: RecordBatch.SimulationRow, _ bytes: UnsafeRawBufferPointer) throws -> RecordConflict {
    let held = heldSimulation
    let verdict = try verdict(held, key: row.key) {
      held.holds(row.text, of: bytes, 1) && held.holds(row.extra, of: bytes, 2)
        && (held.int(3) != 0) == row.drawIsImplied
    }
    return RecordConflict(kind: .simulation, verdict: verdict, line: row.line, key: row.key)
  }

  func conflict(with row: RecordBatch.LabelRow, _ bytes: UnsafeRawBufferPointer) throws -> RecordConflict {
    let held = heldLabel
    let verdict = try verdict(held, key: row.key) {
      held.int64(1) == row.codes.rawValue && held.holds(row.signal, of: bytes, 2)
        && (held.isNull(3) ? nil : held.double(3)) == row.convergence && held.holds(row.rationale, of: bytes, 4)
        && held.holds(row.extra, of: bytes, 5) && (held.int(6) != 0) == row.drawIsImplied
    }
    return RecordConflict(kind: .label, verdict: verdict, line: row.line, key: row.key)
  }

  private func verdict(
    _ held: RawStatement, key: Int64, isSame: () -> Bool
  ) throws -> RecordConflict.Verdict {
    held.bind(key, 1)
    defer { held.reset() }
    guard try held.step() else { return .differs }
    if held.int(0) == number { return .duplicate }
    return isSame() ? .unchanged : .differs
  }
}

extension RawStatement {
  /// Whether a column holds exactly the text or bytes of `span`.
  fileprivate func holds(_ span: RecordBatch.Span, of bytes: UnsafeRawBufferPointer, _ column: Int32) -> Bool {
    if span.count < 0 { return isNull(column) }
    let range = Int(span.start)..<Int(span.start) + Int(span.count)
    return !isNull(column) && self.bytes(column).elementsEqual(bytes[range])
  }
}
