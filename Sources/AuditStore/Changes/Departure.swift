internal import Cases
internal import GRDB

/// Takes the rows out of a store that its bundle no longer holds, and what has no case without them.
struct Departure {
  private let db: Database
  private let rows: BundleRows
  private let records: RecordNames
  /// The numbers of the label series of every source.
  private let series: [[Int]]
  private(set) var changes = StoreChanges()

  private static let exampleLimit = 20

  init(_ rows: BundleRows, in db: Database, description: AuditDescription) throws {
    self.db = db
    self.rows = rows
    let holdings = try StoredDictionaries(db).holdings
    records = RecordNames(db: db, holdings: holdings, instruments: description.instruments.map(\.id))
    series = holdings.sources.indices.map { source in
      holdings.series.indices.filter { holdings.series[$0].source == source }
    }
  }

  /// Counts what is gone and takes it out, unless the store's is kept.
  mutating func run() throws {
    let conversations = try rows.gone(.conversation, in: db)
    let simulated = try rows.gone(.simulatedConversation, in: db)
    let simulations = try rows.gone(.simulation, in: db)
    let labels = try rows.gone(.label, in: db)
    let simulatedLabels = try rows.gone(.simulatedLabel, in: db)
    changes.conversations = conversations.count
    changes.simulatedConversations = simulated.isEmpty ? nil : simulated.count
    changes.simulations = simulations.count
    changes.labels = labels.count + simulatedLabels.count
    for (table, keys) in [
      ("conversation", conversations), (SimulatedConversationTable.name, simulated), ("simulation", simulations),
      ("label", labels), (SimulatedLabelTable.name, simulatedLabels),
    ] {
      for key in keys.prefix(Departure.exampleLimit - changes.examples.count) {
        changes.examples.append(try records.gone(table, key))
      }
    }
    let changed =
      rows.changedConversations.count + rows.changedSimulations.count + rows.changedSimulatedConversations.count
    guard rows.terms.choice != .keep, changes.gone + changed > 0 else { return }
    for key in simulations { try remove("simulation", key) }
    for key in labels { try remove("label", key) }
    for key in simulations { try removeLabels(ofSimulation: key) }
    for key in simulatedLabels { try SimulatedLabelTable.remove(key, in: db) }
    for key in rows.changedSimulatedConversations {
      changes.labels += try SimulatedLabelTable.removeImpossible(of: key, records, in: db)
    }
    for key in conversations { try removeRows(of: UInt32(truncatingIfNeeded: key)) { _, _ in false } }
    for key in rows.changedConversations { try removeImpossibleRows(of: key) }
    let leaving = Set(conversations.map { UInt32(truncatingIfNeeded: $0) })
    // What replays a real conversation that leaves goes as well.
    let orphans = try SimulatedConversationTable.replays(of: leaving, in: db)
    let simulatedLeaving = orphans.union(simulated.map { UInt32(truncatingIfNeeded: $0) })
    if !simulatedLeaving.isEmpty { changes.simulatedConversations = simulatedLeaving.count }
    changes.reviewsPutAside = try ReviewsAside.putAside(
      in: db, leaving: leaving.union(simulatedLeaving.map(CaseKey.ofSimulatedConversation)))
    for key in leaving { try db.execute(sql: "DELETE FROM conversation WHERE key = ?", arguments: [key]) }
    for key in simulatedLeaving {
      changes.labels += try SimulatedLabelTable.removeAll(of: key, in: db)
      try db.execute(sql: "DELETE FROM \(SimulatedConversationTable.name) WHERE key = ?", arguments: [key])
    }
    try PackedProbes.prune(in: db)
    try countAnswersToOtherTexts()
  }

  /// Removes a row and the request that it answers, or the wrong answer that stands in its place.
  ///
  /// - Returns: Whether there was a row, and whether it was asked for here.
  @discardableResult
  private func remove(_ table: String, _ key: Int64) throws -> (wasThere: Bool, wasAsked: Bool) {
    func deletes(_ sql: String, _ arguments: StatementArguments) throws -> Bool {
      try db.cachedStatement(sql: sql).execute(arguments: arguments)
      return db.changesCount > 0
    }
    let wasThere = try deletes("DELETE FROM \(table) WHERE key = ?", [key])
    let wasAsked = try deletes("DELETE FROM request WHERE kind = ? AND key = ?", [table, key])
    _ = try deletes("DELETE FROM invalid_answer WHERE kind = ? AND key = ?", [table, key])
    return (wasThere, wasAsked)
  }

  /// Removes a row that has no place without others, and counts it.
  private mutating func removeAlso(_ table: String, _ key: Int64) throws {
    let (wasThere, wasAsked) = try remove(table, key)
    guard wasThere else { return }
    if wasAsked {
      changes.answersGone += 1
    } else if table == "label" {
      changes.labels += 1
    } else {
      changes.simulations += 1
    }
  }

  /// Labels that others gave to a simulated turn that is gone.
  private mutating func removeLabels(ofSimulation key: Int64) throws {
    for label in labelKeys(ofSimulation: key) where !rows.labels.contains(label) {
      try removeAlso("label", label)
    }
  }

  private func labelKeys(ofSimulation key: Int64) -> [Int64] {
    let source = RecordKey.code(of: key)
    guard series.indices.contains(source) else { return [] }
    return series[source].map {
      RecordKey.pack(conversation: RecordKey.conversation(of: key), turn: RecordKey.turn(of: key), code: $0)
    }
  }

  /// Removes the simulations and labels of a conversation for which `isPossible` is false.
  ///
  /// - Parameter isPossible: Of a turn and whose it is: the simulator's, the user's, the agent's.
  private mutating func removeRows(of key: UInt32, unless isPossible: (Int, LabelSource) -> Bool) throws {
    let range: StatementArguments = [
      RecordKey.pack(conversation: key, turn: 0, code: 0),
      RecordKey.pack(conversation: key, turn: 0xFFFF, code: 0xFFFF),
    ]
    for table in ["simulation", "label"] {
      let held = try Int64.fetchAll(db, sql: "SELECT key FROM \(table) WHERE key BETWEEN ? AND ?", arguments: range)
      let invalid = try Int64.fetchAll(
        db, sql: "SELECT key FROM invalid_answer WHERE kind = '\(table)' AND key BETWEEN ? AND ?", arguments: range)
      for row in held + invalid {
        if let source = records.source(table, row), isPossible(RecordKey.turn(of: row), source) { continue }
        try removeAlso(table, row)
      }
    }
  }

  /// What was said of turns that the conversation no longer has, or that are another's now.
  private mutating func removeImpossibleRows(of key: UInt32) throws {
    guard let roles = try ConversationRoles.fetch(key, db) else { return }
    try removeRows(of: key) { turn, source in
      switch source {
      case .agent: turn < roles.count && roles[turn] == .agent
      case .real: turn < roles.count && roles[turn] == .user
      case .simulator: ConversationRoles.isProbe(turn, roles)
      }
    }
  }

  private mutating func countAnswersToOtherTexts() throws {
    for key in rows.changedConversations {
      changes.answersToOtherTexts +=
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM request WHERE key BETWEEN ? AND ?",
          arguments: [
            RecordKey.pack(conversation: key, turn: 0, code: 0),
            RecordKey.pack(conversation: key, turn: 0xFFFF, code: 0xFFFF),
          ]) ?? 0
    }
    let changed = Set(rows.changedConversations)
    for key in rows.changedSimulations where !changed.contains(RecordKey.conversation(of: key)) {
      for label in labelKeys(ofSimulation: key) {
        let sql = "SELECT EXISTS (SELECT 1 FROM request WHERE kind = 'label' AND key = ?)"
        if try Bool.fetchOne(db, sql: sql, arguments: [label]) == true { changes.answersToOtherTexts += 1 }
      }
    }
  }
}
