internal import GRDB

/// How the answers of an instrument are asked for. One definition has one: nothing is mixed.
public enum AnswerFormat: String, Sendable, Hashable, CaseIterable, Codable {
  case jsonSchema = "json_schema"
  case jsonObject = "json_object"
  case text

  /// What is asked for where an endpoint refuses this one.
  public var next: AnswerFormat? {
    switch self {
    case .jsonSchema: .jsonObject
    case .jsonObject: .text
    case .text: nil
    }
  }
}

/// The format that a definition's answers were asked for in.
public struct DefinitionFormat: Sendable, Hashable {
  public var format: AnswerFormat
  /// The endpoint's words for refusing a better one.
  public var refusal: String?

  public init(_ format: AnswerFormat, refusal: String? = nil) {
    self.format = format
    self.refusal = refusal
  }
}

/// A model that answered, by its own name.
public struct ServedModel: Sendable, Hashable {
  public var model: String
  public var answers: Int
}

extension AuditStore {
  /// The format that the answers of a definition were asked for in; `nil` where there are none yet, or where nobody noted
  /// it.
  ///
  /// - Parameter definition: ``DefinitionSlot/definition``
  public func format(of definition: Int) throws(StoreError) -> DefinitionFormat? {
    try reading { db in
      let table = "definition_format"
      let sql = """
        SELECT format, refusal FROM \(table) WHERE definition = ?1 AND (
          EXISTS (SELECT 1 FROM request WHERE definition = ?1)
          OR EXISTS (SELECT 1 FROM invalid_answer WHERE definition = ?1))
        """
      guard let row = try Row.fetchOne(db, sql: sql, arguments: [definition]) else { return nil }
      guard let format = AnswerFormat(rawValue: try row.text(0, of: table)) else {
        throw StoreDamage(table, row: Int64(definition), "its format is none that the program knows")
      }
      return DefinitionFormat(format, refusal: try row.optionalText(1, of: table))
    }
  }

  /// Notes the format of a definition's first answers.
  public func keep(_ format: DefinitionFormat, of definition: Int) throws(StoreError) {
    try writing { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO definition_format (definition, format, refusal) VALUES (?, ?, ?)",
        arguments: [definition, format.format.rawValue, format.refusal])
    }
  }

  /// The models that gave a definition's valid answers, the commonest first; answers that name none are left out.
  public func servedModels(_ kind: DefinitionRecord.Kind, id: String) throws(StoreError) -> [ServedModel] {
    try reading { db in
      let sql = """
        SELECT served_model, count(*) FROM request JOIN definition ON definition.number = request.definition
        WHERE definition.kind = ? AND definition.id = ? AND served_model IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1
        """
      return try Row.fetchAll(db, sql: sql, arguments: [kind.rawValue, id]).map {
        ServedModel(model: try $0.text(0, of: "request"), answers: try $0.integer(1, of: "request"))
      }
    }
  }

  /// How often a definition's valid answers ended in each way, in the endpoint's words.
  public func finishReasons(_ kind: DefinitionRecord.Kind, id: String) throws(StoreError) -> [String: Int] {
    try reading { db in
      let sql = """
        SELECT finish_reason, count(*) FROM request JOIN definition ON definition.number = request.definition
        WHERE definition.kind = ? AND definition.id = ? AND finish_reason IS NOT NULL GROUP BY 1
        """
      return try Row.fetchAll(db, sql: sql, arguments: [kind.rawValue, id]).reduce(into: [:]) {
        $0[try $1.text(0, of: "request")] = try $1.integer(1, of: "request")
      }
    }
  }

  /// How many valid answers a definition gave.
  public func answerCount(_ kind: DefinitionRecord.Kind, id: String) throws(StoreError) -> Int {
    try reading { db in
      let sql = """
        SELECT count(*) FROM request JOIN definition ON definition.number = request.definition
        WHERE definition.kind = ? AND definition.id = ?
        """
      return try Int.fetchOne(db, sql: sql, arguments: [kind.rawValue, id]) ?? 0
    }
  }

  /// ``format(of:)`` by the name of the definition.
  public func format(_ kind: DefinitionRecord.Kind, id: String) throws(StoreError) -> DefinitionFormat? {
    let number = try reading { db in
      try Row.fetchOne(
        db, sql: "SELECT number FROM definition WHERE kind = ? AND id = ?", arguments: [kind.rawValue, id])?
        .integer(0, of: "definition")
    }
    guard let number else { return nil }
    return try format(of: number)
  }
}
