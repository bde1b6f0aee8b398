public import Cases
internal import Foundation
internal import GRDB

/// Takes an importer's records into a store, inside one transaction.
public final class StoreWriter: RecordSink {
  private let db: Database
  private let path: String
  /// The number of this import; rows carry it.
  private var number = 0
  private var rows: RecordStatements?
  private var sources = 0
  private var series = 0
  private var fields = 0
  private var held = StoreHoldings()
  /// Records that are in the store now and were not before.
  private(set) var storedRecords = 0
  private(set) var changedReviews = 0

  /// Whether the store says what it said before, so that nothing need be written.
  var changedNothing: Bool { storedRecords == 0 && changedReviews == 0 && isOldAudit }
  private var isOldAudit = false

  init(_ db: Database, path: String) {
    self.db = db
    self.path = path
  }

  public func begin(audit: String, description: AuditDescription) throws -> StoreHoldings {
    if let held = try String.fetchOne(db, sql: "SELECT json FROM audit") {
      guard try StoredAudit.isSame(held, audit) || hasGrown(out: audit, held) else {
        let name = try StoredAudit.description(of: held).name
        throw StoreError.otherAudit(path: path, held: name, given: description.name)
      }
      isOldAudit = true
    } else {
      try db.execute(sql: "INSERT INTO audit (id, json) VALUES (1, ?)", arguments: [audit])
    }
    try db.execute(
      sql: "INSERT INTO import (at) VALUES (?)", arguments: [Date().formatted(.iso8601)])
    number = Int(db.lastInsertedRowID)
    held = try StoredDictionaries(db).holdings
    sources = held.sources.count
    series = held.series.count
    fields = held.fields.count
    rows = try RecordStatements(db, number: number)
    return held
  }

  /// Whether the store's audit is `audit` with what probing added.
  private func hasGrown(out audit: String, _ held: String) throws -> Bool {
    let probed = try ProbingRows.definitions(db).map { definition in
      (definition.kind == .simulator ? "simulators/" : "instruments/") + definition.id
    }
    return AuditEntries.isOrigin(audit, of: held, probed: Set(probed))
  }

  public func forEachConversation(
    _ body: (_ id: UnsafeBufferPointer<UInt8>, _ turns: UnsafeRawBufferPointer) -> Void
  ) throws {
    let statement = try RawStatement(db, "SELECT id, turns FROM conversation ORDER BY key")
    while try statement.step() {
      let turns = statement.bytes(1)
      statement.bytes(0).withMemoryRebound(to: UInt8.self) { body($0, turns) }
    }
  }

  public func forEachSimulation(_ body: (_ key: Int64) -> Void) throws {
    let statement = try RawStatement(db, "SELECT key FROM simulation ORDER BY key")
    while try statement.step() { body(statement.int64(0)) }
  }

  public func write(_ batch: RecordBatch) throws -> [RecordConflict] {
    guard let rows else { throw StoreError.unusable(path: path, explanation: "records came before the audit") }
    try writeDictionaries(of: batch)
    var conflicts: [RecordConflict] = []
    storedRecords += batch.conversations.count + batch.simulations.count + batch.labels.count
    try batch.bytes.withUnsafeBytes { bytes in
      for row in batch.conversations where try !rows.insert(row, bytes) {
        conflicts.append(try rows.conflict(with: row, bytes))
      }
      for row in batch.simulations where try !rows.insert(row, bytes) {
        conflicts.append(try rows.conflict(with: row, bytes))
      }
      for row in batch.labels where try !rows.insert(row, bytes) {
        conflicts.append(try rows.conflict(with: row, bytes))
      }
    }
    storedRecords -= conflicts.count
    for row in batch.reviews {
      if let conflict = try ReviewTable.merge(row, in: db) { conflicts.append(conflict) } else { changedReviews += 1 }
    }
    return conflicts
  }

  /// Ends the import: indexes, and the case table where it changed.
  func finish(report: String?, digest: String?, source: String?) throws {
    rows = nil
    try db.execute(sql: StoreSchema.indexes)
    try db.execute(
      sql: "UPDATE import SET digest = ?, source = ?, report = ? WHERE number = ?",
      arguments: [digest, source, report, number])
    guard storedRecords > 0 || !isOldAudit else { return }
    try db.execute(sql: "UPDATE audit SET generation = generation + 1")
    try CaseTableStorage.rebuild(in: db)
  }

  private func writeDictionaries(of batch: RecordBatch) throws {
    for source in batch.newSources {
      switch source {
      case .real: try db.execute(sql: "INSERT INTO source (number, kind) VALUES (?, 'real')", arguments: [sources])
      case .agent: try db.execute(sql: "INSERT INTO source (number, kind) VALUES (?, 'agent')", arguments: [sources])
      case .simulator(let id, let draw):
        try db.execute(
          sql: "INSERT INTO source (number, kind, simulator, draw) VALUES (?, 'simulator', ?, ?)",
          arguments: [sources, id, draw])
      }
      sources += 1
    }
    for entry in batch.newSeries {
      try db.execute(
        sql: "INSERT INTO series (number, source, instrument) VALUES (?, ?, ?)",
        arguments: [series, entry.source, entry.instrument])
      series += 1
    }
    for field in batch.newFields {
      try db.execute(sql: "INSERT INTO profile_field (number, name) VALUES (?, ?)", arguments: [fields, field])
      fields += 1
    }
  }
}
