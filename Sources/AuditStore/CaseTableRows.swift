internal import Cases
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
    var builder = try CaseTableBuilder(
      description: vocabulary.description, sources: vocabulary.sources, labelSeries: vocabulary.series,
      fields: vocabulary.fields)
    var walk = try ConversationRows(db, check: RowCheck(vocabulary))
    while try walk.next({ builder.add($0) }) {
      if builder.waitingPairs >= rows { try body(builder.takePairs()) }
    }
    try body(builder.takePairs())
    return builder.finish()
  }
}

/// Walks over the conversations with their simulations and labels.
private struct ConversationRows {
  private let check: RowCheck
  private let conversations: RawStatement
  private let simulations: RawStatement
  private let labels: RawStatement
  private var hasSimulation: Bool
  private var hasLabel: Bool
  private var facts = ConversationFacts(
    key: 0, stratum: 0, customer: nil, profile: UnsafeRawBufferPointer(start: nil, count: 0), roles: [],
    simulations: [], labels: [])

  init(_ db: Database, check: RowCheck) throws {
    self.check = check
    conversations = try RawStatement(db, "SELECT key, stratum, customer, profile, turns FROM conversation ORDER BY key")
    simulations = try RawStatement(db, "SELECT key, text IS NULL FROM simulation ORDER BY key")
    labels = try RawStatement(db, "SELECT key, codes FROM label ORDER BY key")
    hasSimulation = try simulations.step()
    hasLabel = try labels.step()
  }

  mutating func next(_ body: (ConversationFacts) -> Void) throws -> Bool {
    guard try conversations.step() else {
      if hasSimulation { throw RowCheck.orphan("simulation", simulations.int64(0)) }
      if hasLabel { throw RowCheck.orphan("label", labels.int64(0)) }
      return false
    }
    facts.key = try check.key(conversations, 0)
    facts.stratum = try check.stratum(conversations, 1, key: facts.key)
    facts.profile = conversations.bytes(3)
    try check.roles(conversations.bytes(4), key: facts.key, into: &facts.roles)
    try check.profile(facts.profile, key: facts.key)
    facts.simulations.removeAll(keepingCapacity: true)
    while hasSimulation, try check.isRow("simulation", of: facts.key, simulations.int64(0)) {
      let key = simulations.int64(0)
      try check.simulation(key, turns: facts.roles.count)
      facts.simulations.append(.init(key: key, isSilent: simulations.int(1) != 0))
      hasSimulation = try simulations.step()
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
        body(facts)
      }
    } else {
      facts.customer = nil
      body(facts)
    }
    return true
  }
}
