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
    return try readingOnce { try StoredConversation.fetch(key, $0, vocabulary) }
  }

  /// What requests are made of, on one state of the store: conversations by their keys, each with one of its simulations
  /// where ``RecordKey`` names one; `nil` where one of both is gone, or the simulator stayed silent.
  public func matter(
    of places: [(conversation: UInt32, simulation: Int64?)]
  ) throws(StoreError) -> [ProbeMatter?] {
    let vocabulary = currentVocabulary
    return try reading { db in
      let simulation = try RawStatement(db, "SELECT text FROM simulation WHERE key = ?", isKept: true)
      return try places.map { place in
        guard let conversation = try StoredConversation.fetch(place.conversation, db, vocabulary) else { return nil }
        guard let key = place.simulation else { return ProbeMatter(conversation: conversation, simulated: nil) }
        simulation.bind(key, 1)
        guard try simulation.step() else { return nil }
        defer { simulation.reset() }
        return simulation.text(0).map { ProbeMatter(conversation: conversation, simulated: $0) }
      }
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

  /// The labels of an instrument, by turn and by whose it is.
  public func labels(instrument id: String) throws(StoreError) -> [LabelledTurn: LabelContent] {
    let vocabulary = currentVocabulary
    return try reading { db in
      var labels: [LabelledTurn: LabelContent] = [:]
      guard let instrument = vocabulary.description.instruments.firstIndex(where: { $0.id == id }) else {
        return labels
      }
      for (number, series) in vocabulary.series.enumerated()
      where series.instrument == instrument && vocabulary.sources.indices.contains(series.source) {
        let statement = try RawStatement(
          db, "SELECT key, codes, signal, convergence, rationale FROM label WHERE key & 65535 = ?")
        statement.bind(number, 1)
        while try statement.step() {
          let key = statement.int64(0)
          let turn = LabelledTurn(
            conversation: RecordKey.conversation(of: key), turn: RecordKey.turn(of: key),
            source: vocabulary.sources[series.source])
          labels[turn] = LabelContent(
            codes: LabelCodes(rawValue: statement.int64(1)), signal: statement.text(2),
            convergence: try statement.optionalNumber(3, of: "label"), rationale: statement.text(4))
        }
      }
      return labels
    }
  }
}

/// What a request is made of.
public struct ProbeMatter: Sendable {
  public let conversation: Conversation
  /// The words that a simulator wrote, where they are meant.
  public let simulated: String?
}

/// A turn that an instrument may label.
public struct LabelledTurn: Sendable, Hashable {
  /// The store's key of the conversation.
  public var conversation: UInt32
  public var turn: Int
  /// Whose turn it is.
  public var source: LabelSource
}

/// What an instrument said of a turn, as codes of the schema.
public struct LabelContent: Sendable, Hashable {
  public var codes: LabelCodes
  public var signal: String?
  public var convergence: Double?
  public var rationale: String?

  public init(codes: LabelCodes, signal: String? = nil, convergence: Double? = nil, rationale: String? = nil) {
    self.codes = codes
    self.signal = signal
    self.convergence = convergence
    self.rationale = rationale
  }
}
