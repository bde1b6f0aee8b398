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
    var builder = try CaseTableBuilder(
      description: vocabulary.description, sources: vocabulary.sources, labelSeries: vocabulary.series,
      fields: vocabulary.fields, seriesApart: try SimulatedLabelTable.seriesOfItsOwn(in: db),
      looksForFaults: looksForFaults)
    var conduct = ConductColumns()
    let series = hasWhole ? try WholeLabelSeries(db, vocabulary) : nil
    var labels = series.map { WholeLabelsBuilder(schema: vocabulary.description.schema, instrument: $0.instrument) }
    var walk = try ConversationRows(
      db, check: RowCheck(vocabulary), readsWords: hasWhole || looksForFaults,
      drawn: ReplyFaults.drawn(vocabulary.sources))
    while try walk.next(
      looksForFaults: looksForFaults,
      { facts, turns in
        builder.add(facts)
        if hasWhole { conduct.append(ConductRules.standard.conduct(in: turns)) }
        if let series { labels?.add(facts.roles, series.real(facts.labels)) }
      })
    {
      if builder.waitingPairs >= rows { try body(builder.takePairs()) }
    }
    try body(builder.takePairs())
    guard hasWhole else { return builder.finish() }
    let labelled = series.flatMap { series in labels.map { (series, $0) } }
    return builder.finish(
      whole: try WholeRows.read(
        from: db, vocabulary, into: builder.wholeConversations, after: conduct, labelled: labelled))
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
  private var facts = ConversationFacts(
    key: 0, stratum: 0, customer: nil, profile: UnsafeRawBufferPointer(start: nil, count: 0), roles: [],
    simulations: [], labels: [])

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

  /// - Parameter body: Told the facts of a conversation, and its turns where words are read.
  mutating func next(
    looksForFaults: Bool, _ body: (ConversationFacts, [ConductTurn]) -> Void
  ) throws -> Bool {
    guard try conversations.step() else {
      if hasSimulation { throw RowCheck.orphan("simulation", simulations.int64(0)) }
      if hasLabel { throw RowCheck.orphan("label", labels.int64(0)) }
      if hasInvalid { throw RowCheck.orphan("invalid_answer", invalid.int64(0)) }
      return false
    }
    facts.key = try check.key(conversations, 0)
    facts.stratum = try check.stratum(conversations, 1, key: facts.key)
    facts.profile = conversations.bytes(3)
    try check.roles(conversations.bytes(4), key: facts.key, into: &facts.roles)
    try check.profile(facts.profile, key: facts.key)
    let turns =
      readsWords ? ConductTurn.turns(packed: conversations.bytes(4), text: conversations.bytes(5)) : []
    var replies = looksForFaults ? ReplyFaults(turns, drawn: drawn) : nil
    facts.simulations.removeAll(keepingCapacity: true)
    while hasSimulation, try check.isRow("simulation", of: facts.key, simulations.int64(0)) {
      let key = simulations.int64(0)
      try check.simulation(key, turns: facts.roles.count)
      let isSilent = simulations.int(1) != 0
      facts.simulations.append(
        .init(
          key: key, isSilent: isSilent,
          faults: replies?.faults(of: key, isSilent ? nil : simulations.bytes(2), place: facts.simulations.count)))
      hasSimulation = try simulations.step()
    }
    facts.unanswered.removeAll(keepingCapacity: true)
    while hasInvalid, try check.isRow("invalid_answer", of: facts.key, invalid.int64(0)) {
      let key = invalid.int64(0)
      try check.simulation(key, turns: facts.roles.count, of: "invalid_answer")
      facts.unanswered.append(key)
      hasInvalid = try invalid.step()
    }
    for place in replies?.identicalDraws ?? [] {
      facts.simulations[place].faults?.insert(FaultSet(.identicalDraws))
    }
    facts.labels.removeAll(keepingCapacity: true)
    while hasLabel, try check.isRow("label", of: facts.key, labels.int64(0)) {
      let key = labels.int64(0)
      facts.labels.append(.init(key: key, codes: try check.label(labels, key, 1, turns: facts.roles.count)))
      hasLabel = try labels.step()
    }
    let customer = conversations.isNull(2) ? nil : conversations.bytes(2)
    if let customer {
      customer.withMemoryRebound(to: UInt8.self) { bytes in
        facts.customer = bytes
        body(facts, turns)
      }
    } else {
      facts.customer = nil
      body(facts, turns)
    }
    return true
  }
}
