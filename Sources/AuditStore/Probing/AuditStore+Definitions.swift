public import Cases
internal import Foundation
internal import GRDB

/// A registered simulator or instrument: the numbers that its answers carry.
public struct DefinitionSlot: Sendable, Hashable {
  public var definition: Int
  /// By source, the number for ``RecordKey``: of the source itself for a simulator, of the series for an instrument.
  public var codes: [LabelSource: Int]

  public init(definition: Int, codes: [LabelSource: Int]) {
    self.definition = definition
    self.codes = codes
  }
}

/// Why a definition cannot be run under its id.
public struct DefinitionConflict: Error, Sendable, Hashable, CustomStringConvertible {
  public var kind: DefinitionRecord.Kind
  public var id: String
  /// What is different from the definition that was run before, in words; `nil` where that is not known.
  public var changed: [String]?

  public init(kind: DefinitionRecord.Kind, id: String, changed: [String]?) {
    self.kind = kind
    self.id = id
    self.changed = changed
  }

  public var description: String {
    let name = "\(kind.rawValue) “\(id)”"
    let remedy = "give the changed one a new id, so that its answers are never mixed with the earlier ones"
    guard let changed else {
      return "\(name) has answers that came with the import, and nothing says that this definition made them; \(remedy)"
    }
    return "\(name) was run before with another \(changed.joined(separator: ", another ")); \(remedy)"
  }
}

extension AuditStore {
  /// Makes a definition part of the audit, or finds it there.
  ///
  /// - Parameters:
  ///   - entry: The definition as the JSON object that `audit.json` is to hold.
  ///   - sources: Whose turns it will write or label.
  /// - Throws: ``DefinitionConflict`` where other answers stand under its id, or ``StoreError``.
  public func register(_ record: DefinitionRecord, entry: String, sources: [LabelSource]) throws -> DefinitionSlot {
    try checkWritable()
    do {
      let slot = try pool.write {
        try DefinitionRows(db: $0, path: path).register(record, entry: entry, sources: sources)
      }
      try reload()
      return slot
    } catch {
      throw StoreError(ofStore: error, path: path) ?? error
    }
  }

  /// Whether a definition could be made part of the audit, before anything is asked.
  ///
  /// - Throws: ``DefinitionConflict`` where other answers stand under its id, or ``StoreError``.
  public func check(_ record: DefinitionRecord) throws {
    do {
      _ = try pool.read { try DefinitionRows(db: $0, path: path).check(record) }
    } catch {
      throw StoreError(ofStore: error, path: path) ?? error
    }
  }
}

extension AuditStore {
  /// The numbers that ``register(_:entry:sources:)`` would give; nothing is written.
  public func expectedCodes(
    of kind: DefinitionRecord.Kind, id: String, sources: [LabelSource]
  ) throws(StoreError) -> [LabelSource: Int] {
    let instruments = currentVocabulary.description.instruments
    return try reading { db in
      var held = try StoredDictionaries(db).holdings
      func number<Entry: Equatable>(of entry: Entry, in list: inout [Entry]) -> Int {
        if let number = list.firstIndex(of: entry) { return number }
        list.append(entry)
        return list.count - 1
      }
      let instrument = instruments.firstIndex { $0.id == id } ?? instruments.count
      return sources.reduce(into: [:]) { codes, source in
        let code = number(of: source, in: &held.sources)
        codes[source] =
          kind == .simulator
          ? code : number(of: LabelSeries(source: code, instrument: instrument), in: &held.series)
      }
    }
  }
}

private struct DefinitionRows {
  let db: Database
  let path: String

  /// - Returns: What the store holds of the very definition.
  /// - Throws: ``DefinitionConflict`` where other answers stand under its id.
  @discardableResult
  func check(_ record: DefinitionRecord) throws -> DefinitionRecord? {
    let held = try ProbingRows.definitions(db).first { $0.kind == record.kind && $0.id == record.id }
    if let held, held.digest == record.digest { return held }
    guard try hasAnswers(record) else { return nil }
    if let held {
      throw DefinitionConflict(kind: record.kind, id: record.id, changed: record.differences(from: held))
    }
    let json = try String.fetchOne(db, sql: "SELECT json FROM audit") ?? "{}"
    let list = DefinitionRows.list(of: record)
    guard AuditEntries.member("definition_sha256", of: record.id, in: list, of: json) == record.digest else {
      throw DefinitionConflict(kind: record.kind, id: record.id, changed: nil)
    }
    return nil
  }

  func register(_ record: DefinitionRecord, entry: String, sources: [LabelSource]) throws -> DefinitionSlot {
    let json = try String.fetchOne(db, sql: "SELECT json FROM audit") ?? "{}"
    let list = DefinitionRows.list(of: record)
    let before = try StoreVocabulary(db).checksum
    let held = try check(record)
    if held == nil {
      try put(record)
      let extended = AuditEntries.adding(entry, id: record.id, to: list, of: json)
      // The audit must stay one that imports again.
      _ = try StoredAudit.description(of: extended)
      try db.execute(
        sql: "UPDATE audit SET json = ?", arguments: [extended])
    } else if let held, (record.draws ?? 1) > (held.draws ?? 1) {
      // More draws of the same: what the audit says of itself grows with them.
      var grown = held
      grown.draws = record.draws
      try put(grown)
      try db.execute(
        sql: "UPDATE audit SET json = ?",
        arguments: [AuditEntries.adding(entry, id: record.id, to: list, of: json)])
    }
    let number = try Int.fetchOne(
      db, sql: "SELECT number FROM definition WHERE kind = ? AND id = ?", arguments: [record.kind.rawValue, record.id])
    var slot = DefinitionSlot(definition: number ?? 0, codes: [:])
    for source in sources {
      let code = try self.number(of: source)
      slot.codes[source] = record.kind == .simulator ? code : try series(source: code, instrument: record.id)
    }
    // The cases are made with all sources and series.
    if try StoreVocabulary(db).checksum != before {
      try db.execute(sql: "UPDATE audit SET generation = generation + 1")
    }
    return slot
  }

  private static func list(of record: DefinitionRecord) -> String {
    record.kind == .simulator ? AuditEntries.simulators : AuditEntries.instruments
  }

  /// Keeps the definition; one of the same id that nothing was ever answered for gives way.
  private func put(_ record: DefinitionRecord) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try db.execute(
      sql: """
        INSERT INTO definition (kind, id, digest, at, json) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (kind, id) DO UPDATE SET digest = excluded.digest, at = excluded.at, json = excluded.json
        """,
      arguments: [
        record.kind.rawValue, record.id, record.digest, record.at,
        String(decoding: try encoder.encode(record), as: UTF8.self),
      ])
  }

  /// Whether simulations or labels stand under the definition's id.
  private func hasAnswers(_ record: DefinitionRecord) throws -> Bool {
    let holdings = try StoredDictionaries(db).holdings
    let instruments = try StoredAudit.description(
      of: try String.fetchOne(db, sql: "SELECT json FROM audit") ?? "{}"
    ).instruments
    var codes: [Int] = []
    switch record.kind {
    case .simulator:
      for (number, source) in holdings.sources.enumerated() {
        if case .simulator(record.id, _) = source { codes.append(number) }
      }
    case .instrument:
      guard let instrument = instruments.firstIndex(where: { $0.id == record.id }) else { return false }
      for (number, series) in holdings.series.enumerated() where series.instrument == instrument {
        codes.append(number)
      }
    }
    let table = record.kind == .simulator ? "simulation" : "label"
    let further = record.kind == .simulator ? [] : [SimulatedLabelTable.name]
    let places = ([table] + further).map { "EXISTS (SELECT 1 FROM \($0) WHERE key & 65535 = ?1)" }
    let sql = """
      SELECT \(places.joined(separator: " OR "))
        OR EXISTS (SELECT 1 FROM invalid_answer WHERE kind = '\(table)' AND key & 65535 = ?1)
      """
    return try codes.contains { try Bool.fetchOne(db, sql: sql, arguments: [$0]) ?? false }
  }

  private func number(of source: LabelSource) throws -> Int {
    let held = try StoredDictionaries(db).holdings.sources
    if let number = held.firstIndex(of: source) { return number }
    let values: (kind: String, simulator: String?, draw: Int?) =
      switch source {
      case .real: ("real", nil, nil)
      case .agent: ("agent", nil, nil)
      case .simulator(let id, let draw): ("simulator", id, draw)
      }
    try checkRoom(held.count)
    try db.execute(
      sql: "INSERT INTO source (number, kind, simulator, draw) VALUES (?, ?, ?, ?)",
      arguments: [held.count, values.kind, values.simulator, values.draw])
    return held.count
  }

  private func series(source: Int, instrument id: String) throws -> Int {
    let json = try String.fetchOne(db, sql: "SELECT json FROM audit") ?? "{}"
    guard
      let instrument = try StoredAudit.description(of: json).instruments.firstIndex(where: { $0.id == id })
    else { throw StoreError.damaged(path: path, explanation: "audit.json does not name the instrument “\(id)”") }
    let held = try StoredDictionaries(db).holdings.series
    let entry = LabelSeries(source: source, instrument: instrument)
    if let number = held.firstIndex(of: entry) { return number }
    try checkRoom(held.count)
    try db.execute(
      sql: "INSERT INTO series (number, source, instrument) VALUES (?, ?, ?)",
      arguments: [held.count, source, instrument])
    return held.count
  }

  private func checkRoom(_ count: Int) throws {
    guard count <= Int(UInt16.max) else {
      throw StoreError.unusable(
        path: path, explanation: "there are 65,536 sources or series already; put further ones into another audit")
    }
  }
}

extension DefinitionRecord {
  /// What makes this definition another one than `held`, in words.
  func differences(from held: DefinitionRecord) -> [String] {
    var words: [String] = []
    if model != held.model { words.append("model (\(held.model), now \(model))") }
    if promptSHA256 != held.promptSHA256 { words.append("prompt") }
    if profileFields != held.profileFields { words.append("choice of profile fields") }
    if temperature != held.temperature { words.append("temperature") }
    if topP != held.topP { words.append("top_p") }
    if maxTokens != held.maxTokens { words.append("max_tokens") }
    if seed != held.seed { words.append("seed") }
    if noReply != held.noReply { words.append("no_reply") }
    if emptyIsNoReply != held.emptyIsNoReply { words.append("empty_is_no_reply") }
    if reading != held.reading { words.append("way of showing turns and reading answers, of an earlier version") }
    if task != held.task { words.append("task") }
    let keys = Set((deployment ?? [:]).keys).union((held.deployment ?? [:]).keys)
    words += keys.filter { deployment?[$0] != held.deployment?[$0] }.sorted()
    return words.isEmpty ? ["definition"] : words
  }
}
