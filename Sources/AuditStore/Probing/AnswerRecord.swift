public import Cases
internal import Foundation
internal import GRDB
internal import JSON
internal import Synchronization

/// An answer on its way into a store, with the request that it answers.
public struct AnswerRecord: Sendable, Hashable {
  public enum Content: Sendable, Hashable {
    /// What a simulator wrote; `nil` where it chose not to reply.
    case simulation(String?)
    case label(LabelCodes, signal: String?, convergence: Double?, rationale: String?)
    /// Wrong after the last attempt.
    case invalid(AnswerKind, raw: String?, why: String)
  }

  /// ``RecordKey`` with the number of the source (simulations) or of the series (labels).
  public var key: Int64
  /// ``DefinitionSlot/definition``
  public var definition: Int
  public var content: Content
  /// What kind of thing an invalid answer was.
  public var cause: InvalidCause?
  public var prefixSHA256: String
  public var requestSHA256: String
  public var promptTokens: Int?
  public var completionTokens: Int?
  public var finishReason: String?
  public var servedModel: String?
  /// Why a simulator wrote this or nothing, in its own words.
  public var reason: String?
  public var attempts = 1
  /// RFC 3339.
  public var at: String

  public init(
    key: Int64, definition: Int, content: Content, prefixSHA256: String, requestSHA256: String, at: String
  ) {
    self.key = key
    self.definition = definition
    self.content = content
    self.prefixSHA256 = prefixSHA256
    self.requestSHA256 = requestSHA256
    self.at = at
  }

  public var kind: AnswerKind {
    switch content {
    case .simulation: .simulation
    case .label: .label
    case .invalid(let kind, _, _): kind
    }
  }

  fileprivate var isInvalid: Bool { if case .invalid = content { true } else { false } }

  /// Whether cases are others where it is new: a probe that has no turn is part of the bounds, a turn without a label is
  /// as it was.
  fileprivate var changesRecords: Bool {
    if case .invalid(.label, _, _) = content { false } else { true }
  }

  /// The optional keys of a bundle's line, sorted.
  var extra: String {
    var output = JSONOutput(capacity: 1 << 9)
    output.open("{")
    output.key("at")
    output.string(at)
    if let finishReason {
      output.key("finish_reason")
      output.string(finishReason)
    }
    if let reason {
      output.key("reason")
      output.string(reason)
    }
    output.key("request_sha256")
    output.string(requestSHA256)
    if let servedModel {
      output.key("served_model")
      output.string(servedModel)
    }
    if promptTokens != nil || completionTokens != nil {
      output.key("usage")
      output.open("{")
      output.key("completion_tokens")
      output.integer(completionTokens ?? 0)
      output.key("prompt_tokens")
      output.integer(promptTokens ?? 0)
      output.close("}")
    }
    output.close("}")
    return String(decoding: output.contents, as: UTF8.self)
  }
}

extension AuditStore {
  /// Stores an answer in a transaction of its own; a process that is killed before it returns has stored nothing of it.
  ///
  /// - Parameter schema: What the codes of labels mean; the store's own where it is not said.
  /// - Returns: Whether it is new. What was stored before stays: nothing is stored twice, and nothing is replaced but
  ///   an invalid answer by a valid one.
  @discardableResult
  public func store(_ answer: AnswerRecord, codedBy schema: StateSchema? = nil) throws(StoreError) -> Bool {
    try store([answer], codedBy: schema)[0]
  }

  /// Stores some answers in one transaction: all of them or none.
  ///
  /// An import of another process may have changed the lists that codes refer to, or taken away what is answered, since
  /// the answers were asked for: they get the codes that their values have now.
  ///
  /// - Parameter schema: What the codes of labels mean; the store's own where it is not said.
  /// - Returns: Which are new.
  /// - Throws: ``StoreError/unusable(path:explanation:)`` where a value is in no list any more, or a turn is gone.
  public func store(_ answers: [AnswerRecord], codedBy schema: StateSchema? = nil) throws(StoreError) -> [Bool] {
    let vocabulary = currentVocabulary
    return try writing { db in
      let names = try StandingNames(standingNames.withLock { $0 }, vocabulary, in: db)
      let standing = AnswerStanding(schema, names, in: db, path: path)
      // Invalid ones are no records, and need none.
      let number = answers.allSatisfy(\.isInvalid) ? 0 : try ProbingImport.number(db)
      let areNew = try answers.map { try AnswerRows.insert(standing.checked($0), from: number, in: db) }
      if zip(answers, areNew).contains(where: { $1 && $0.changesRecords }) {
        try db.cachedStatement(sql: "UPDATE audit SET generation = generation + 1").execute()
      }
      let after = try names.afterAnswers(in: db)
      standingNames.withLock { $0 = after }
      return areNew
    }
  }
}

extension AuditStore {
  /// Whether what is stored in the place of an answer says the same.
  public func holds(_ answer: AnswerRecord) throws(StoreError) -> Bool {
    let query: (sql: String, arguments: StatementArguments)
    switch answer.content {
    case .simulation(let text):
      query = ("SELECT 1 FROM simulation WHERE key = ? AND text IS ?", [answer.key, text])
    case .label(let codes, let signal, let convergence, let rationale):
      query = (
        "SELECT 1 FROM label WHERE key = ? AND codes = ? AND signal IS ? AND convergence IS ? AND rationale IS ?",
        [answer.key, codes.rawValue, signal, convergence, rationale]
      )
    case .invalid: return false
    }
    return try reading { try Int.fetchOne($0, sql: query.sql, arguments: query.arguments) != nil }
  }
}

/// The insertion of one answer and what belongs to it.
private enum AnswerRows {
  /// - Parameter number: That of the import that the answer belongs to.
  static func insert(_ answer: AnswerRecord, from number: Int, in db: Database) throws -> Bool {
    switch answer.content {
    case .simulation(let text):
      try run(
        db, "INSERT OR IGNORE INTO simulation (key, text, extra, draw_implied, import) VALUES (?, ?, ?, 0, ?)",
        [answer.key, text, answer.extra, number])
    case .label(let codes, let signal, let convergence, let rationale):
      try run(
        db,
        """
        INSERT OR IGNORE INTO label (key, codes, signal, convergence, rationale, extra, draw_implied, import)
        VALUES (?, ?, ?, ?, ?, ?, 0, ?)
        """,
        [answer.key, codes.rawValue, signal, convergence, rationale, answer.extra, number])
    case .invalid(let kind, let raw, let why):
      return try insertInvalid(answer, kind, raw, why, in: db)
    }
    guard db.changesCount > 0 else { return false }
    try run(
      db,
      """
      INSERT OR REPLACE INTO request (kind, key, definition, prefix_sha256, request_sha256, prompt_tokens,
        completion_tokens, finish_reason, served_model, attempts, at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        answer.kind.rawValue, answer.key, answer.definition, answer.prefixSHA256, answer.requestSHA256,
        answer.promptTokens, answer.completionTokens, answer.finishReason, answer.servedModel, answer.attempts,
        answer.at,
      ])
    try run(db, "DELETE FROM invalid_answer WHERE kind = ? AND key = ?", [answer.kind.rawValue, answer.key])
    // The answer says by itself that nobody need ask: every lease is renewed again and again.
    try run(db, "DELETE FROM probe_lease WHERE kind = ? AND key = ?", [answer.kind.rawValue, answer.key])
    return true
  }

  private static func insertInvalid(
    _ answer: AnswerRecord, _ kind: AnswerKind, _ raw: String?, _ why: String, in db: Database
  ) throws -> Bool {
    let table = kind == .label ? "label" : "simulation"
    let isThere = try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE key = ?)"), arguments: [answer.key])
    if isThere == true { return false }
    try run(
      db,
      """
      INSERT OR REPLACE INTO invalid_answer (kind, key, definition, raw, why, attempts, request_sha256, prompt_tokens,
        completion_tokens, at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        kind.rawValue, answer.key, answer.definition, raw.map(cut), why, answer.attempts, answer.requestSHA256,
        answer.promptTokens, answer.completionTokens, answer.at,
      ])
    if let cause = answer.cause {
      try run(
        db,
        "INSERT OR REPLACE INTO invalid_cause (kind, key, cause, finish_reason, served_model) VALUES (?, ?, ?, ?, ?)",
        [kind.rawValue, answer.key, cause.rawValue, answer.finishReason, answer.servedModel])
    }
    return true
  }

  /// The start of a wrong answer, at a boundary of characters.
  private static func cut(_ raw: String) -> String {
    guard raw.utf8.count > InvalidAnswer.largestRaw else { return raw }
    var end = raw.utf8.index(raw.startIndex, offsetBy: InvalidAnswer.largestRaw)
    while end.samePosition(in: raw.unicodeScalars) == nil { end = raw.utf8.index(before: end) }
    return String(raw[..<end])
  }

  private static func run(_ db: Database, _ sql: String, _ arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}

/// The entry of the table of imports that the program's own answers carry.
enum ProbingImport {
  static let source = "probing"

  static func number(_ db: Database) throws -> Int {
    let sql = "SELECT number FROM import WHERE source = ? ORDER BY number LIMIT 1"
    if let held = try Int.fetchOne(db.cachedStatement(sql: sql), arguments: [source]) { return held }
    try db.execute(
      sql: "INSERT INTO import (at, source) VALUES (?, ?)", arguments: [Date().formatted(.iso8601), source])
    return Int(db.lastInsertedRowID)
  }
}
