internal import Cases
internal import GRDB
internal import Glibc

/// The insertions of conversations and simulations, the comparison with what was there, and its replacement.
struct RecordStatements {
  /// What stands under the key of a row.
  struct Held {
    /// The import that brought it.
    var number: Int
    var isSame: Bool
    /// Whether at least the words are the same.
    var hasSameText: Bool
    /// Whether it is a conversation of unknown outcome, and the same but for an outcome that is known now.
    var lacksOutcome = false
    /// Whether it is the same conversation but for an outcome that the row does not have.
    var givesNoOutcome = false

    static func fetch(_ held: RawStatement, key: Int64, compare: () -> Held) throws -> Held {
      held.bind(key, 1)
      defer { held.reset() }
      guard try held.step() else { return Held(number: 0, isSame: false, hasSameText: false) }
      return compare()
    }
  }

  private let conversation: RawStatement
  private let simulation: RawStatement
  private let simulationBlock: BlockInsertion
  private let heldConversation: RawStatement
  private let heldSimulation: RawStatement
  private let otherConversation: RawStatement
  private let otherSimulation: RawStatement
  /// The numbers of profile fields that say the outcome.
  private let outcomeFields: Set<Int>

  init(_ db: Database, number: Int, outcomeFields: Set<Int>) throws {
    self.outcomeFields = outcomeFields
    conversation = try RawStatement(
      db,
      """
      INSERT OR IGNORE INTO conversation (key, id, stratum, outcome_at, customer, profile, turns, text, extra, import)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    simulation = try RawStatement(
      db, "INSERT OR IGNORE INTO simulation (key, text, extra, draw_implied, import) VALUES (?, ?, ?, ?, ?)")
    simulationBlock = try BlockInsertion(
      db, table: "simulation", columns: ["key", "text", "extra", "draw_implied", "import"], number: number)
    heldConversation = try RawStatement(
      db,
      """
      SELECT import, id, stratum, outcome_at, customer, profile, turns, text, extra FROM conversation WHERE key = ?
      """)
    heldSimulation = try RawStatement(
      db, "SELECT import, text, extra, draw_implied FROM simulation WHERE key = ?")
    otherConversation = try RawStatement(
      db,
      """
      UPDATE conversation SET id = ?2, stratum = ?3, outcome_at = ?4, customer = ?5, profile = ?6, turns = ?7, text = ?8,
        extra = ?9, import = ?10 WHERE key = ?1
      """)
    otherSimulation = try RawStatement(
      db, "UPDATE simulation SET text = ?2, extra = ?3, draw_implied = ?4, import = ?5 WHERE key = ?1")
    for statement in [conversation, otherConversation] { statement.bind(number, 10) }
    for statement in [simulation, otherSimulation] { statement.bind(number, 5) }
  }

  /// - Parameter replacing: Whether it takes the place of what stands under its key.
  /// - Returns: Whether it is in the store now.
  func put(_ row: RecordBatch.ConversationRow, _ bytes: UnsafeRawBufferPointer, replacing: Bool) throws -> Bool {
    let conversation = replacing ? otherConversation : conversation
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

  /// - Parameter replacing: Whether it takes the place of what stands under its key.
  /// - Returns: Whether it is in the store now.
  func put(_ row: RecordBatch.SimulationRow, _ bytes: UnsafeRawBufferPointer, replacing: Bool) throws -> Bool {
    let simulation = replacing ? otherSimulation : simulation
    bind(row, bytes, simulation, behind: 0)
    return try simulation.run()
  }

  /// Inserts a block of rows up to the first whose key is taken; returns how many.
  func put(_ rows: ArraySlice<RecordBatch.SimulationRow>, _ bytes: UnsafeRawBufferPointer) throws -> Int {
    try simulationBlock.put(rows) { bind($0, bytes, $1, behind: $2) }
  }

  private func bind(
    _ row: RecordBatch.SimulationRow, _ bytes: UnsafeRawBufferPointer, _ simulation: RawStatement,
    behind before: Int32
  ) {
    simulation.bind(row.key, before + 1)
    simulation.bindText(row.text, of: bytes, before + 2)
    simulation.bindText(row.extra, of: bytes, before + 3)
    simulation.bind(row.drawIsImplied ? 1 : 0, before + 4)
  }

  func held(_ row: RecordBatch.ConversationRow, _ bytes: UnsafeRawBufferPointer) throws -> Held {
    let held = heldConversation
    return try Held.fetch(held, key: Int64(row.key)) {
      let hasSameText = held.holds(row.turns, of: bytes, 6) && held.holds(row.text, of: bytes, 7)
      let hasSameProfile = held.holds(row.profile, of: bytes, 5)
      let hasSameRest =
        hasSameText && held.holds(row.id, of: bytes, 1) && held.holds(row.customer, of: bytes, 4)
        && held.holds(row.extra, of: bytes, 8)
      let isSame =
        hasSameRest && hasSameProfile && held.int(2) == Int(row.stratum) && held.holds(row.outcomeAt, of: bytes, 3)
      let lacksOutcome =
        hasSameRest && held.int(2) == Int(Code.missing) && held.isNull(3) && row.stratum != Code.missing
        && (hasSameProfile || hasProfile(held.bytes(5), row.profile, bytes))
      let givesNoOutcome =
        hasSameRest && hasSameProfile && row.stratum == Code.missing && row.outcomeAt.count < 0
      return Held(
        number: held.int(0), isSame: isSame, hasSameText: hasSameText, lacksOutcome: lacksOutcome,
        givesNoOutcome: givesNoOutcome)
    }
  }

  /// Whether a held profile is that of a row, but for the fields that say the outcome.
  private func hasProfile(
    _ held: UnsafeRawBufferPointer, _ span: RecordBatch.Span, _ bytes: UnsafeRawBufferPointer
  ) -> Bool {
    guard !outcomeFields.isEmpty, span.count >= 0 else { return false }
    var rest: [UInt8] = []
    let isWhole = PackedProfile.forEach(in: held) { field, kind, value in
      guard !outcomeFields.contains(field) else { return }
      value.withMemoryRebound(to: UInt8.self) {
        PackedProfile.append(field: field, kind: kind, value: $0, to: &rest)
      }
    }
    return isWhole && rest.elementsEqual(bytes[Int(span.start)..<Int(span.start) + Int(span.count)])
  }

  func held(_ row: RecordBatch.SimulationRow, _ bytes: UnsafeRawBufferPointer) throws -> Held {
    let held = heldSimulation
    return try Held.fetch(held, key: row.key) {
      let hasSameText = held.holds(row.text, of: bytes, 1)
      let isSame =
        hasSameText && held.holds(row.extra, of: bytes, 2) && (held.int(3) != 0) == row.drawIsImplied
      return Held(number: held.int(0), isSame: isSame, hasSameText: hasSameText)
    }
  }
}

extension RawStatement {
  /// Whether a column holds exactly the text or bytes of `span`.
  func holds(_ span: RecordBatch.Span, of bytes: UnsafeRawBufferPointer, _ column: Int32) -> Bool {
    if span.count < 0 { return isNull(column) }
    let range = Int(span.start)..<Int(span.start) + Int(span.count)
    let held = self.bytes(column)
    guard !isNull(column), held.count == range.count else { return false }
    guard let one = held.baseAddress, let other = bytes.baseAddress else { return range.isEmpty }
    return memcmp(one, other + range.lowerBound, range.count) == 0
  }
}
