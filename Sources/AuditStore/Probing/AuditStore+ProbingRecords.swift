internal import Cases
internal import Foundation
internal import GRDB

extension AuditStore {
  /// Every plan, the oldest first.
  public func plans() throws(StoreError) -> [PlanRecord] {
    try translated {
      try pool.read { db in
        let sql = "SELECT number, at, seed, panel, filter, largest, counts FROM probe_plan ORDER BY number"
        return try Row.fetchAll(db, sql: sql).map { row in
          let counts = try JSONDecoder().decode([PlanRecord.Count].self, from: Data((row[6] as String).utf8))
          return PlanRecord(
            number: row[0], at: row[1], seed: UInt64(bitPattern: row[2]), panel: row[3], filter: row[4], limit: row[5],
            counts: counts)
        }
      }
    }
  }

  /// The simulators and instruments that this program has run, in the order of their first run.
  ///
  /// Empty for an audit whose simulations and labels were all imported.
  public func definitions() throws(StoreError) -> [DefinitionRecord] {
    try translated { try pool.read { try ProbingRows.definitions($0) } }
  }

  /// Calls `body` with the request of every stored answer that this program asked for, by kind and key.
  public func forEachRequest(_ body: (RequestRecord) throws -> Void) throws {
    try withVocabulary { vocabulary in
      try pool.read { db in
        let rows = try Row.fetchCursor(
          db,
          sql: """
            SELECT request.kind, request.key, conversation.id, definition.digest, prefix_sha256, request_sha256,
              prompt_tokens, completion_tokens, finish_reason, served_model, attempts, request.at
            FROM request JOIN conversation ON conversation.key = request.key >> 32
              JOIN definition ON definition.number = request.definition
            ORDER BY request.kind, request.key
            """)
        while let row = try rows.next() {
          guard let place = ProbingRows.place(row[0], key: row[1], conversation: row[2], vocabulary) else { continue }
          try body(
            RequestRecord(
              place: place, definitionDigest: row[3], prefixSHA256: row[4], requestSHA256: row[5],
              promptTokens: row[6], completionTokens: row[7], finishReason: row[8], servedModel: row[9],
              attempts: row[10], at: row[11]))
        }
      }
    }
  }

  /// The stored answers of every simulator and instrument that this program has run, counted.
  public func requestTotals() throws(StoreError) -> [RequestTotals] {
    try translated {
      try pool.read { db in
        try Row.fetchAll(db, sql: "SELECT number, kind, id FROM definition ORDER BY number").map { row in
          try ProbingRows.totals(db, definition: row[0], kind: row[1], id: row[2])
        }
      }
    }
  }

  /// The answers that stayed wrong, by kind and place.
  public func invalidAnswers() throws(StoreError) -> [InvalidAnswer] {
    try translated {
      try withVocabulary { vocabulary in
        try pool.read { db in
          let sql = """
            SELECT invalid_answer.kind, invalid_answer.key, conversation.id, raw, why, attempts, at
            FROM invalid_answer JOIN conversation ON conversation.key = invalid_answer.key >> 32
            ORDER BY invalid_answer.kind, invalid_answer.key
            """
          return try Row.fetchAll(db, sql: sql).compactMap { row in
            ProbingRows.place(row[0], key: row[1], conversation: row[2], vocabulary).map {
              InvalidAnswer(place: $0, raw: row[3], why: row[4], attempts: row[5], at: row[6])
            }
          }
        }
      }
    }
  }

  /// Labelled and invalid turns by instrument and source, in the order in which they first appeared.
  ///
  /// Imported labels count as labelled; a source is missing where an instrument has neither.
  public func invalidCounts() throws(StoreError) -> [InvalidCount] {
    try translated {
      try withVocabulary { vocabulary in
        try pool.read { db in
          let labelled = try ProbingRows.countsByCode(db, of: "label")
          let invalid = try ProbingRows.countsByCode(db, of: "invalid_answer WHERE kind = 'label'")
          let instruments = vocabulary.description.instruments
          return vocabulary.series.enumerated().compactMap { number, series in
            let counts = (labelled[number] ?? 0, invalid[number] ?? 0)
            guard counts != (0, 0), instruments.indices.contains(series.instrument),
              vocabulary.sources.indices.contains(series.source)
            else { return nil }
            return InvalidCount(
              instrument: instruments[series.instrument].id, source: vocabulary.sources[series.source],
              labelled: counts.0, invalid: counts.1)
          }
        }
      }
    }
  }
}

/// Rows of the probing tables as values.
enum ProbingRows {
  static func definitions(_ db: Database) throws -> [DefinitionRecord] {
    try String.fetchAll(db, sql: "SELECT json FROM definition ORDER BY number").map {
      try JSONDecoder().decode(DefinitionRecord.self, from: Data($0.utf8))
    }
  }

  static func place(_ kind: String, key: Int64, conversation: String, _ vocabulary: StoreVocabulary) -> AnswerPlace? {
    let code = RecordKey.code(of: key)
    var place = AnswerPlace(
      kind: .simulation, conversation: conversation, turn: RecordKey.turn(of: key), source: .real, instrument: nil)
    guard kind == AnswerKind.label.rawValue else {
      guard code < vocabulary.sources.count else { return nil }
      place.source = vocabulary.sources[code]
      return place
    }
    guard code < vocabulary.series.count else { return nil }
    let series = vocabulary.series[code]
    let instruments = vocabulary.description.instruments
    guard series.source < vocabulary.sources.count, series.instrument < instruments.count else { return nil }
    place.kind = .label
    place.source = vocabulary.sources[series.source]
    place.instrument = instruments[series.instrument].id
    return place
  }

  static func totals(_ db: Database, definition: Int, kind: String, id: String) throws -> RequestTotals {
    var totals = RequestTotals(
      kind: DefinitionRecord.Kind(rawValue: kind) ?? .simulator, id: id, answers: 0, promptTokens: 0,
      completionTokens: 0, finishReasons: [:], servedModels: [])
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT finish_reason, served_model, count(*), sum(prompt_tokens), sum(completion_tokens), min(at), max(at)
        FROM request WHERE definition = ? GROUP BY finish_reason, served_model ORDER BY served_model, finish_reason
        """, arguments: [definition])
    for row in rows {
      totals.answers += row[2]
      totals.promptTokens += row[3] ?? 0
      totals.completionTokens += row[4] ?? 0
      totals.finishReasons[row[0] ?? "not stated", default: 0] += row[2]
      if let model = row[1] as String?, !totals.servedModels.contains(model) { totals.servedModels.append(model) }
      totals.firstAt = [totals.firstAt, row[5] as String?].compactMap { $0 }.min()
      totals.lastAt = [totals.lastAt, row[6] as String?].compactMap { $0 }.max()
    }
    return totals
  }

  static func countsByCode(_ db: Database, of table: String) throws -> [Int: Int] {
    let rows = try Row.fetchAll(db, sql: "SELECT key & 65535, count(*) FROM \(table) GROUP BY 1")
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
  }
}
