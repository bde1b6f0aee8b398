public import Cases
internal import Foundation
internal import GRDB

extension AuditStore {
  /// Grows with every change of the records, in this process or another; reviews are counted by ``reviewsVersion``.
  public var dataVersion: Int {
    get throws(StoreError) {
      try reading { db in
        try Row.fetchOne(db, sql: "SELECT generation FROM audit")?.integer(0, of: "audit") ?? 0
      }
    }
  }

  /// Calls `body` with what planning needs of every conversation, in the order of the keys.
  public func forEachOutline(_ body: (_ key: UInt32, _ stratum: Int, _ roles: [Role]) throws -> Void) throws {
    let check = RowCheck(currentVocabulary)
    return try handingOut { db in
      let statement = try RawStatement(db, "SELECT key, stratum, turns FROM conversation ORDER BY key")
      var roles: [Role] = []
      while try statement.step() {
        let key = try check.key(statement, 0)
        try check.roles(statement.bytes(2), key: key, into: &roles)
        try body(key, Int(try check.stratum(statement, 1, key: key)), roles)
      }
    }
  }

  /// A conversation by the store's key.
  public func conversation(_ key: UInt32) throws(StoreError) -> Conversation? {
    let vocabulary = currentVocabulary
    return try reading { try StoredConversation.fetch(key, $0, vocabulary) }
  }

  /// A conversation and one of its simulations.
  ///
  /// - Parameter key: ``RecordKey`` of the simulation.
  public func conversation(withSimulation key: Int64) throws(StoreError) -> (Conversation, simulated: String)? {
    let vocabulary = currentVocabulary
    return try reading { db in
      let conversation = try StoredConversation.fetch(RecordKey.conversation(of: key), db, vocabulary)
      let simulation = try RawStatement(db, "SELECT text FROM simulation WHERE key = ?")
      simulation.bind(key, 1)
      guard let conversation, try simulation.step() else { return nil }
      defer { simulation.reset() }
      return simulation.text(0).map { (conversation, $0) }
    }
  }

  /// The keys of what is stored of one kind, and of what stayed invalid.
  public func answerKeys(_ kind: AnswerKind) throws(StoreError) -> (stored: Set<Int64>, invalid: Set<Int64>) {
    try reading { db in
      let table = kind == .label ? "label" : "simulation"
      var stored: Set<Int64> = []
      let statement = try RawStatement(db, "SELECT key FROM \(table)")
      while try statement.step() { stored.insert(statement.int64(0)) }
      let invalid = try Int64.fetchSet(
        db, sql: "SELECT key FROM invalid_answer WHERE kind = ?", arguments: [kind.rawValue])
      return (stored, invalid)
    }
  }

  /// The keys of the simulations that have a text, ascending, and what their numbers of sources mean.
  public func spokenSimulations() throws(StoreError) -> (keys: [Int64], sources: [LabelSource]) {
    try reading { db in
      var keys: [Int64] = []
      let statement = try RawStatement(db, "SELECT key FROM simulation WHERE text IS NOT NULL ORDER BY key")
      while try statement.step() { keys.append(statement.int64(0)) }
      return (keys, try StoredDictionaries(db).holdings.sources)
    }
  }

  /// The stage codes of the real turns that an instrument labelled, by conversation and turn.
  public func realStages(instrument id: String) throws(StoreError) -> [PlannedProbe: UInt8] {
    let vocabulary = currentVocabulary
    return try reading { db in
      var stages: [PlannedProbe: UInt8] = [:]
      let instrument = vocabulary.description.instruments.firstIndex { $0.id == id }
      let real = vocabulary.numbers[.real]
      guard let instrument, let real,
        let series = vocabulary.series.firstIndex(of: LabelSeries(source: real, instrument: instrument))
      else { return stages }
      let statement = try RawStatement(db, "SELECT key, codes FROM label WHERE key & 65535 = ?")
      statement.bind(series, 1)
      while try statement.step() {
        let key = statement.int64(0)
        let probe = PlannedProbe(
          conversation: RecordKey.conversation(of: key), turn: RecordKey.turn(of: key), isExit: false)
        stages[probe] = LabelCodes(rawValue: statement.int64(1)).stage
      }
      return stages
    }
  }
}
