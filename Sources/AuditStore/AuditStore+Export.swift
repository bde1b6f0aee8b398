public import Cases
internal import GRDB

extension AuditStore: CaseSource {
  public var profileFields: [String] { currentVocabulary.fields }

  public func forEachCase(
    _ rows: [Int], of table: CaseTable, hasLabels: Bool, _ body: (CaseTexts) throws -> Void
  ) throws {
    let vocabulary = currentVocabulary
    try handingOut { db in
      var reader = try CaseTextReader(db, vocabulary: vocabulary, table: table, hasLabels: hasLabels)
      for row in rows { try reader.read(row, body) }
    }
  }
}

/// Reads the texts of one case after the other.
private struct CaseTextReader {
  private let table: CaseTable
  private let hasLabels: Bool
  /// The numbers of each series' source, of the real turns' series and of its own, in the keys of the store.
  private let seriesNumbers: [(source: Int?, real: Int?, simulated: Int?)]
  private var conversations: KeyCursor
  private var wholeSimulated: KeyCursor
  private var simulations: KeyCursor
  private var realLabels: KeyCursor
  private var simulatedLabels: KeyCursor

  init(_ db: Database, vocabulary: StoreVocabulary, table: CaseTable, hasLabels: Bool) throws {
    self.table = table
    self.hasLabels = hasLabels
    var numbers: [LabelSeries: Int] = [:]
    for (number, entry) in vocabulary.series.enumerated() { numbers[entry] = number }
    let instruments = vocabulary.description.instruments.map(\.id)
    seriesNumbers = table.series.map { series in
      let source = vocabulary.number(simulator: series.simulator, draw: series.draw)
      guard let instrument = instruments.firstIndex(of: series.instrument) else { return (source, nil, nil) }
      let real = vocabulary.numbers[.real].flatMap { numbers[LabelSeries(source: $0, instrument: instrument)] }
      return (source, real, source.flatMap { numbers[LabelSeries(source: $0, instrument: instrument)] })
    }
    conversations = try KeyCursor(
      db,
      """
      SELECT key, id, customer, outcome_at, profile, turns, text FROM conversation WHERE key >= ? ORDER BY key
      """)
    wholeSimulated = try KeyCursor(
      db,
      """
      SELECT key, id, customer, NULL, profile, turns, text FROM \(SimulatedConversationTable.name)
      WHERE key >= ? ORDER BY key
      """)
    simulations = try KeyCursor(db, "SELECT key, text FROM simulation WHERE key >= ? ORDER BY key")
    let labels = "SELECT key, signal, convergence, rationale FROM label WHERE key >= ? ORDER BY key"
    realLabels = try KeyCursor(db, labels)
    simulatedLabels = try KeyCursor(db, labels)
  }

  mutating func read(_ row: Int, _ body: (CaseTexts) throws -> Void) throws {
    let conversation = table.conversations.key[Int(table.pairs.conversation[row])]
    let turn = Int(table.pairs.turn[row])
    var texts = CaseTexts(row: row, conversation: UnsafeRawBufferPointer(start: nil, count: 0))
    let simulated = CaseKey.simulatedConversation(conversation)
    let record = try simulated.map { try wholeSimulated.row(Int64($0)) } ?? conversations.row(Int64(conversation))
    guard let found = record else {
      throw StoreDamage("conversation", row: conversation, "it is not there, but has cases")
    }
    texts.conversation = found.bytes(1)
    texts.customer = found.optionalBytes(2)
    texts.outcomeAt = found.optionalBytes(3)
    texts.profile = found.bytes(4)
    texts.turns = found.bytes(5)
    texts.text = found.bytes(6)
    texts.real = turnText(turn, texts)
    let numbers = seriesNumbers[Int(table.pairs.series[row])]
    if let source = numbers.source {
      let key = RecordKey.pack(conversation: conversation, turn: turn, code: source)
      if let found = try simulations.row(key) { texts.simulated = found.optionalBytes(1) }
    }
    if hasLabels {
      texts.realLabel = try CaseTextReader.label(numbers.real, conversation, turn, &realLabels)
      texts.simulatedLabel = try CaseTextReader.label(numbers.simulated, conversation, turn, &simulatedLabels)
    }
    try body(texts)
  }

  private static func label(
    _ series: Int?, _ conversation: UInt32, _ turn: Int, _ cursor: inout KeyCursor
  ) throws -> CaseTexts.LabelTexts {
    guard let series else { return .init() }
    guard let found = try cursor.row(RecordKey.pack(conversation: conversation, turn: turn, code: series)) else {
      return .init()
    }
    return .init(
      signal: found.optionalBytes(1), convergence: try found.optionalNumber(2, of: "label"),
      rationale: found.optionalBytes(3))
  }

  private func turnText(_ turn: Int, _ texts: CaseTexts) -> UnsafeRawBufferPointer? {
    var result: UnsafeRawBufferPointer?
    var number = 0
    PackedTurns.forEach(in: texts.turns) { item in
      if number == turn { result = texts.text.clamped(item.text) }
      number += 1
      return number <= turn
    }
    return result
  }
}

extension RawStatement {
  func optionalBytes(_ column: Int32) -> UnsafeRawBufferPointer? { isNull(column) ? nil : bytes(column) }
}
