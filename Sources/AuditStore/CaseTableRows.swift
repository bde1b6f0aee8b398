internal import Cases
internal import Conduct
internal import GRDB

/// Makes the case table of the rows of a store, each of them checked.
enum CaseTableRows {
  /// Hands out the pairs in chunks, their series numbered as planned.
  ///
  /// - Parameter rows: The pairs of a chunk, about.
  /// - Returns: The rest, with the final numbers of the series.
  static func forEachChunk(
    in db: Database, _ vocabulary: StoreVocabulary, rows: Int, _ body: (PairColumns) throws -> Void
  ) throws -> CaseTableBuilder.Summary {
    // Labels without a conversation are damage, which reading them tells.
    let hasWhole = try !SimulatedConversationTable.isEmpty(in: db) || !SimulatedLabelTable.isEmpty(in: db)
    let looksForFaults = try FaultsOfReplies.areLookedFor(in: db)
    let builder = try CaseTableBuilder(
      description: vocabulary.description, sources: vocabulary.sources, labelSeries: vocabulary.series,
      fields: vocabulary.fields, seriesApart: try SimulatedLabelTable.seriesOfItsOwn(in: db),
      looksForFaults: looksForFaults)
    var conduct = ConductColumns()
    let series = hasWhole ? try WholeLabelSeries(db, vocabulary) : nil
    var labels = series.map { WholeLabelsBuilder(schema: vocabulary.description.schema, instrument: $0.instrument) }
    var walk = try ConversationRows(
      db, check: RowCheck(vocabulary), readsWords: hasWhole || looksForFaults,
      drawn: ReplyFaults.drawn(vocabulary.sources))
    let making = WorkBeside<Making, FactsBatch>(Making(builder: builder)) { making, batch in
      batch.add(to: &making.builder) { if $0.waitingPairs >= rows { making.chunks.append($0.takePairs()) } }
      batch.removeAll()
    }
    var batch = FactsBatch()
    while let turns = try batch.add({ try walk.next(looksForFaults: looksForFaults, into: &$0, &$1) }) {
      if hasWhole { conduct.append(ConductRules.standard.conduct(in: turns)) }
      if let series { labels?.add(batch.last.roles, series.real(batch.last.labels)) }
      guard batch.isFull else { continue }
      making.take(batch)
      batch = making.usedPiece() ?? FactsBatch()
      for chunk in making.withState({ $0.takeChunks() }) { try body(chunk) }
    }
    making.take(batch)
    var made = making.finish()
    for chunk in made.takeChunks() + [made.builder.takePairs()] { try body(chunk) }
    guard hasWhole else { return made.builder.finish() }
    let labelled = series.flatMap { series in labels.map { (series, $0) } }
    return made.builder.finish(
      whole: try WholeRows.read(
        from: db, vocabulary, into: made.builder.wholeConversations, after: conduct, labelled: labelled))
  }

  /// The builder, and the chunks that it made meanwhile.
  private struct Making: Sendable {
    var builder: CaseTableBuilder
    var chunks: [PairColumns] = []

    mutating func takeChunks() -> [PairColumns] {
      defer { chunks = [] }
      return chunks
    }
  }
}

/// When the faults of single replies are looked for.
enum FaultsOfReplies {
  /// Of more replies than these only `lint` tells the faults: their words would have to be read with every change.
  ///
  /// Looking alone takes a core 0.4 to 0.5 s for 100,000 replies of 70 to 80 bytes in chats of ten turns a side, and 3 s
  /// where five stand in a conversation of 16 kB: at this limit 1.5 s as a rule, and 10 s at the worst that was measured.
  static let mostReplies = 300_000

  static func areLookedFor(in db: Database) throws -> Bool {
    let count = try Row.fetchOne(db, sql: "SELECT count(*) FROM simulation")?.integer(0, of: "simulation") ?? 0
    return (1...mostReplies).contains(count)
  }
}

/// Walks over the conversations with their simulations and labels.
private struct ConversationRows {
  private let check: RowCheck
  private let readsWords: Bool
  /// See ``ReplyFaults/drawn(_:)``.
  private let drawn: [String?]
  private let conversations: RawStatement
  private let simulations: RawStatement
  private let labels: RawStatement
  private var hasSimulation: Bool
  private var hasLabel: Bool
  /// Simulators' answers that stayed invalid.
  private let invalid: RawStatement
  private var hasInvalid: Bool
  /// - Parameter readsWords: Whether texts are read, and not only who spoke.
  init(_ db: Database, check: RowCheck, readsWords: Bool, drawn: [String?]) throws {
    self.check = check
    self.drawn = drawn
    self.readsWords = readsWords
    let text = readsWords ? "text" : "NULL"
    conversations = try RawStatement(
      db, "SELECT key, stratum, customer, profile, turns, \(text) FROM conversation ORDER BY key")
    simulations = try RawStatement(db, "SELECT key, text IS NULL, \(text) FROM simulation ORDER BY key")
    labels = try RawStatement(db, "SELECT key, codes FROM label ORDER BY key")
    invalid = try RawStatement(db, "SELECT key FROM invalid_answer WHERE kind = 'simulation' ORDER BY key")
    hasInvalid = try invalid.step()
    hasSimulation = try simulations.step()
    hasLabel = try labels.step()
  }

  /// Reads the next conversation.
  ///
  /// - Returns: Its turns, empty where no words are read; `nil` where there is no further conversation.
  mutating func next(
    looksForFaults: Bool, into entry: inout FactsBatch.Entry, _ bytes: inout [UInt8]
  ) throws -> [ConductTurn]? {
    guard try conversations.step() else {
      if hasSimulation { throw RowCheck.orphan("simulation", simulations.int64(0)) }
      if hasLabel { throw RowCheck.orphan("label", labels.int64(0)) }
      if hasInvalid { throw RowCheck.orphan("invalid_answer", invalid.int64(0)) }
      return nil
    }
    entry.key = try check.key(conversations, 0)
    entry.stratum = try check.stratum(conversations, 1, key: entry.key)
    try check.roles(conversations.bytes(4), key: entry.key, into: &entry.roles)
    try check.profile(conversations.bytes(3), key: entry.key)
    entry.profile = ConversationRows.append(conversations.bytes(3), to: &bytes)
    entry.customer = conversations.isNull(2) ? nil : ConversationRows.append(conversations.bytes(2), to: &bytes)
    let turns =
      readsWords ? ConductTurn.turns(packed: conversations.bytes(4), text: conversations.bytes(5)) : []
    var replies = looksForFaults ? ReplyFaults(turns, drawn: drawn) : nil
    entry.simulations.removeAll(keepingCapacity: true)
    while hasSimulation, try check.isRow("simulation", of: entry.key, simulations.int64(0)) {
      let key = simulations.int64(0)
      try check.simulation(key, turns: entry.roles.count)
      let isSilent = simulations.int(1) != 0
      entry.simulations.append(
        .init(
          key: key, isSilent: isSilent,
          faults: replies?.faults(of: key, isSilent ? nil : simulations.bytes(2), place: entry.simulations.count)))
      hasSimulation = try simulations.step()
    }
    for place in replies?.identicalDraws ?? [] {
      entry.simulations[place].faults?.insert(FaultSet(.identicalDraws))
    }
    entry.unanswered.removeAll(keepingCapacity: true)
    while hasInvalid, try check.isRow("invalid_answer", of: entry.key, invalid.int64(0)) {
      let key = invalid.int64(0)
      try check.simulation(key, turns: entry.roles.count, of: "invalid_answer")
      entry.unanswered.append(key)
      hasInvalid = try invalid.step()
    }
    entry.labels.removeAll(keepingCapacity: true)
    while hasLabel, try check.isRow("label", of: entry.key, labels.int64(0)) {
      let key = labels.int64(0)
      entry.labels.append(.init(key: key, codes: try check.label(labels, key, 1, turns: entry.roles.count)))
      hasLabel = try labels.step()
    }
    return turns
  }

  private static func append(_ field: UnsafeRawBufferPointer, to bytes: inout [UInt8]) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: field)
    return start..<bytes.count
  }
}
