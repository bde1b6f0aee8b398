internal import Cases
internal import Foundation
internal import GRDB

extension AuditStore {
  /// The simulators and instruments that this program has run, in the order of their first run.
  ///
  /// Empty for an audit whose simulations and labels were all imported.
  public func definitions() throws(StoreError) -> [DefinitionRecord] {
    try reading { try ProbingRows.definitions($0) }
  }

  /// The answers that stayed wrong, by kind and place.
  public func invalidAnswers() throws(StoreError) -> [InvalidAnswer] {
    let vocabulary = currentVocabulary
    return try reading { db in
      let sql = """
        SELECT invalid_answer.kind, invalid_answer.key, conversation.id, raw, why, attempts, at, cause
        FROM invalid_answer JOIN conversation ON conversation.key = invalid_answer.key >> 32
          LEFT JOIN invalid_cause
            ON invalid_cause.kind = invalid_answer.kind AND invalid_cause.key = invalid_answer.key
        ORDER BY invalid_answer.kind, invalid_answer.key
        """
      return try Row.fetchAll(db, sql: sql).compactMap { row in
        let table = "invalid_answer"
        let place = ProbingRows.place(
          try row.text(0, of: table), key: Int64(try row.integer(1, of: table)),
          conversation: try row.text(2, of: table), vocabulary)
        guard let place else { return nil }
        let cause = try row.optionalText(7, of: "invalid_cause").map { text in
          guard let cause = InvalidCause(rawValue: text) else {
            throw StoreDamage(
              "invalid_cause", row: Int64(try row.integer(1, of: table)), "its cause is none that the program knows")
          }
          return cause
        }
        return InvalidAnswer(
          place: place, raw: try row.optionalText(3, of: table), cause: cause, why: try row.text(4, of: table),
          attempts: try row.integer(5, of: table), at: try row.text(6, of: table))
      }
    }
  }

  /// Labelled and invalid turns by instrument and source, in the order in which they first appeared.
  ///
  /// Imported labels count as labelled; a source is missing where an instrument has neither.
  public func invalidCounts() throws(StoreError) -> [InvalidCount] {
    let vocabulary = currentVocabulary
    return try reading { db in
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

/// Rows of the probing tables as values.
enum ProbingRows {
  static func definitions(_ db: Database) throws -> [DefinitionRecord] {
    try Row.fetchAll(db, sql: "SELECT json FROM definition ORDER BY number").map { row in
      try JSONDecoder().decode(DefinitionRecord.self, from: Data(try row.text(0, of: "definition").utf8))
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

  static func countsByCode(_ db: Database, of table: String) throws -> [Int: Int] {
    let rows = try Row.fetchAll(db, sql: "SELECT key & 65535, count(*) FROM \(table) GROUP BY 1")
    return try rows.reduce(into: [:]) { counts, row in
      counts[try row.integer(0, of: "label")] = try row.integer(1, of: "label")
    }
  }
}
