internal import Cases
internal import GRDB

/// What a store names its records by, as it was read for answers; it holds until somebody writes.
struct StandingNames: Sendable {
  let description: AuditDescription
  let holdings: StoreHoldings
  private let changes: StoreChangeCount

  /// Takes what was read last where nothing was written since.
  ///
  /// - Parameter vocabulary: What the store meant when it was last read.
  init(_ last: StandingNames?, _ vocabulary: StoreVocabulary, in db: Database) throws {
    let changes = try StoreChangeCount(db)
    if let last, last.changes == changes {
      self = last
      return
    }
    let json = try String.fetchOne(db.cachedStatement(sql: "SELECT json FROM audit")) ?? ""
    description = json == vocabulary.json ? vocabulary.description : try StoredAudit.description(of: json)
    holdings = try StoredDictionaries(db).holdings
    self.changes = changes
  }

  private init(_ names: StandingNames, since changes: StoreChangeCount) {
    (description, holdings) = (names.description, names.holdings)
    self.changes = changes
  }

  /// The same after the transaction has written nothing but answers.
  func afterAnswers(in db: Database) throws -> StandingNames {
    StandingNames(self, since: try StoreChangeCount(db))
  }
}

/// Tells on one connection whether anything was written since, by it or by others.
private struct StoreChangeCount: Hashable, Sendable {
  private let own: Int
  private let others: Int

  init(_ db: Database) throws {
    own = db.totalChangesCount
    others = try Int.fetchOne(db.cachedStatement(sql: "PRAGMA data_version")) ?? 0
  }
}

/// Whether answers still mean what they meant when they were asked for.
struct AnswerStanding {
  private let db: Database
  private let path: String
  /// From the codes of the answers to those of the store; `nil` where they are the same.
  private let recoding: Recoding?
  private let records: RecordNames

  /// - Parameters:
  ///   - schema: What the codes of the answers mean.
  ///   - names: What the store means now.
  init(_ schema: StateSchema?, _ names: StandingNames, in db: Database, path: String) {
    self.db = db
    self.path = path
    let now = names.description
    if let schema, schema.lists != now.schema.lists {
      var before = now
      before.schema = schema
      recoding = Recoding(from: before, to: now)
    } else {
      recoding = nil
    }
    records = RecordNames(db: db, holdings: names.holdings, instruments: now.instruments.map(\.id))
  }

  /// The answer with the codes of the store.
  ///
  /// - Throws: ``StoreError/unusable(path:explanation:)``
  func checked(_ answer: AnswerRecord) throws -> AnswerRecord {
    guard try isStanding(answer) else {
      let turn = "turn \(RecordKey.turn(of: answer.key)) of conversation \(RecordKey.conversation(of: answer.key))"
      throw StoreError.unusable(
        path: path,
        explanation: "\(turn) is not there any more as it was asked for: an import has changed it meanwhile; "
          + "start the command again")
    }
    guard let recoding, case .label(let codes, let signal, let convergence, let rationale) = answer.content else {
      return answer
    }
    guard let fresh = recoding.standing(codes) else {
      throw StoreError.unusable(
        path: path,
        explanation: "an import has taken values out of the lists of audit.json that an answer names; "
          + "start the command again")
    }
    var answer = answer
    answer.content = .label(fresh, signal: signal, convergence: convergence, rationale: rationale)
    return answer
  }

  private func isStanding(_ answer: AnswerRecord) throws -> Bool {
    let table = answer.kind == .label ? "label" : "simulation"
    let key = answer.key
    let (conversation, turn) = (RecordKey.conversation(of: key), RecordKey.turn(of: key))
    guard let source = records.source(table, key), let roles = try ConversationRoles.fetch(conversation, db) else {
      return false
    }
    switch source {
    case .agent: return turn < roles.count && roles[turn] == .agent
    case .real: return turn < roles.count && roles[turn] == .user
    case .simulator:
      guard answer.kind == .label else { return ConversationRoles.isProbe(turn, roles) }
      guard let number = records.holdings.sources.firstIndex(of: source) else { return false }
      let simulation = RecordKey.pack(conversation: conversation, turn: turn, code: number)
      return try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM simulation WHERE key = ?)"), arguments: [simulation])
        ?? false
    }
  }
}
