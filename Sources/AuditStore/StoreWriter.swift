public import Cases
internal import Foundation
internal import GRDB
internal import JSON

/// Takes an importer's records into a store, inside one transaction.
public final class StoreWriter: RecordSink {
  private let db: Database
  private let path: String
  /// Where the records come from, for people.
  private let source: String?
  /// The number of this import; rows carry it.
  private var number = 0
  private var rows: RecordStatements?
  private var simulatedConversations: SimulatedConversationStatements?
  private var labels: LabelStatements?
  private var simulatedLabels: LabelStatements?
  private var dictionaries = DictionaryRows()
  private var bundle: BundleRows?
  private var recoding: Recoding?
  private var merge: AuditMerge?
  /// ``StoreVocabulary/checksum`` before the import; `nil` for a new store.
  private var vocabularyBefore: UInt32?
  /// Records that are in the store now and were not before.
  private(set) var storedRecords = 0
  private(set) var changedReviews = 0

  private var replacedRecords = 0
  private var settled = StoreChanges()

  private var isOldAudit: Bool { merge != nil }
  /// Whether the records say what they said before.
  private var keptRecords: Bool { isOldAudit && storedRecords + replacedRecords == 0 && settled.isEmpty }

  init(_ db: Database, path: String, source: String?) {
    self.db = db
    self.path = path
    self.source = source
  }

  /// Whether there is nothing to be written: the store says what it said before, and knows the bundle's content.
  func changedNothing(digest: String?) throws -> Bool {
    guard keptRecords, changedReviews == 0 else { return false }
    guard let digest, let source else { return true }
    return try ImportLog.lastDigest(ofFolder: source, before: number, in: db) == digest
  }

  public func begin(
    audit: String, description: AuditDescription, terms: ImportTerms
  ) throws -> StoreHoldings {
    // Credentials that an earlier program took in go with the first import.
    let before = try String.fetchOne(db, sql: "SELECT json FROM audit")?.withoutCredentials
    if let before {
      vocabularyBefore = try StoreVocabulary(db).checksum
      let held = try StoredAudit.description(of: before)
      guard held.name == description.name else {
        throw StoreError.otherAudit(path: path, held: held.name, given: description.name)
      }
      let merge = try AuditMerge(given: audit, held: before, keepsStore: terms.choice == .keep, in: db)
      let recoding = Recoding(from: held, to: merge.description)
      try recoding.apply(in: db)
      try db.execute(sql: "UPDATE audit SET json = ?", arguments: [merge.json])
      (self.merge, self.recoding) = (merge, recoding)
    } else {
      try db.execute(sql: "INSERT INTO audit (id, json) VALUES (1, ?)", arguments: [audit])
    }
    try db.execute(
      sql: "INSERT INTO import (at) VALUES (?)", arguments: [Date().formatted(.iso8601)])
    number = Int(db.lastInsertedRowID)
    bundle = try BundleRows(db, number: number, terms: terms) { [source] in ImportLog.isSame($0, source) }
    var holdings = try StoredDictionaries(db).holdings
    holdings.description = merge?.readable
    dictionaries = DictionaryRows(holdings)
    let outcomeFields = holdings.fields.indices.filter { terms.outcomeFields.contains(holdings.fields[$0]) }
    rows = try RecordStatements(db, number: number, outcomeFields: Set(outcomeFields))
    simulatedConversations = try SimulatedConversationStatements(db, number: number)
    labels = try LabelStatements(db, table: "label", number: number)
    simulatedLabels = try LabelStatements(db, table: SimulatedLabelTable.name, number: number)
    return holdings
  }

  public func forEachConversation(
    _ body: (_ id: UnsafeBufferPointer<UInt8>, _ turns: UnsafeRawBufferPointer) -> Void
  ) throws {
    try forEachID("SELECT key, id, turns FROM conversation ORDER BY key") { row, id in
      body(id, row?.bytes(2) ?? UnsafeRawBufferPointer(start: nil, count: 0))
    }
  }

  public func forEachSimulatedConversation(
    _ body: (_ id: UnsafeBufferPointer<UInt8>, _ simulator: String, _ turns: UnsafeRawBufferPointer) -> Void
  ) throws {
    let sql = "SELECT key, id, simulator, turns FROM \(SimulatedConversationTable.name) ORDER BY key"
    try forEachID(sql) { row, id in
      body(id, row?.text(2) ?? "", row?.bytes(3) ?? UnsafeRawBufferPointer(start: nil, count: 0))
    }
  }

  /// Calls `body` with an id for every key up to the last; without a row for those that are gone.
  private func forEachID(_ sql: String, _ body: (RawStatement?, UnsafeBufferPointer<UInt8>) -> Void) throws {
    let statement = try RawStatement(db, sql)
    var next = 0
    while try statement.step() {
      // Keys of conversations that are gone are not given again while later ones are there: no id begins with U+0000.
      while next < statement.int(0) {
        Array("\0\(next)".utf8).withUnsafeBufferPointer { body(nil, $0) }
        next += 1
      }
      next += 1
      statement.bytes(1).withMemoryRebound(to: UInt8.self) { body(statement, $0) }
    }
  }

  public func forEachSimulation(_ body: (_ key: Int64) -> Void) throws {
    // Those of the same bundle have to come again, or they go.
    let gone = bundle?.terms.choice == .keep ? [] : bundle?.imports ?? []
    let statement = try RawStatement(db, "SELECT key, import FROM simulation ORDER BY key")
    while try statement.step() {
      if !gone.contains(statement.int(1)) { body(statement.int64(0)) }
    }
  }

  public func write(_ batch: RecordBatch) throws -> [RecordConflict] {
    guard let rows, let simulatedConversations, let labels, let simulatedLabels else {
      throw StoreError.unusable(path: path, explanation: "records came before the audit")
    }
    try dictionaries.write(from: batch, to: db)
    var conflicts: [RecordConflict] = []
    storedRecords += batch.count - batch.reviews.count
    try batch.bytes.withUnsafeBytes { bytes in
      func put(
        _ kind: RecordConflict.Kind, _ key: Int64, line: Int, row: (_ replacing: Bool) throws -> Bool,
        held: () throws -> RecordStatements.Held
      ) throws {
        let isFirst = see(kind, key)
        if try row(false) { return }
        let verdict = try verdict(held(), isFirst, kind, key)
        if verdict.isContradiction || verdict == .completes, isReplacing { _ = try row(true) }
        if verdict == .answered, isReplacing { try bundle?.replaceAnswer(kind, key, in: db) }
        conflicts.append(.init(kind: kind, verdict: verdict, line: line, key: key))
      }
      for row in batch.conversations {
        try put(
          .conversation, Int64(row.key), line: row.line, row: { try rows.put(row, bytes, replacing: $0) },
          held: { try rows.held(row, bytes) })
      }
      for row in batch.simulatedConversations {
        try put(
          .simulatedConversation, Int64(row.key), line: row.line,
          row: { try simulatedConversations.put(row, bytes, replacing: $0) },
          held: { try simulatedConversations.held(row, bytes) })
      }
      try putAll(
        batch.simulations, block: { try rows.put($0, bytes) },
        one: { row in
          try put(
            .simulation, row.key, line: row.line, row: { try rows.put(row, bytes, replacing: $0) },
            held: { try rows.held(row, bytes) })
        })
      for (kind, labelRows, statements) in [
        (RecordConflict.Kind.label, batch.labels, labels), (.simulatedLabel, batch.simulatedLabels, simulatedLabels),
      ] {
        try putAll(
          labelRows, block: { try statements.put($0, bytes) },
          one: { row in
            try put(
              kind, row.key, line: row.line, row: { try statements.put(row, bytes, replacing: $0) },
              held: { try statements.held(row, bytes) })
          })
      }
    }
    storedRecords -= conflicts.count
    for row in batch.reviews {
      if let conflict = try ReviewTable.merge(row, in: db) { conflicts.append(conflict) } else { changedReviews += 1 }
    }
    return conflicts
  }

  /// Puts rows that a new store most probably does not have yet, block by block; where it has one, one by one.
  private func putAll<Row>(
    _ rows: [Row], block: (ArraySlice<Row>) throws -> Int, one: (Row) throws -> Void
  ) throws {
    var next = 0
    while next < rows.count {
      let end = min(next + BlockInsertion.rows, rows.count)
      if !isOldAudit, end - next == BlockInsertion.rows { next += try block(rows[next..<end]) }
      while next < end {
        try one(rows[next])
        next += 1
      }
    }
  }

  private var isReplacing: Bool { bundle?.terms.choice != .keep }

  /// Notes that a row came; returns whether it is the first with its key. A new store finds that out by its keys alone.
  private func see(_ kind: RecordConflict.Kind, _ key: Int64) -> Bool {
    isOldAudit ? bundle?.see(kind, key) ?? true : true
  }

  private func verdict(
    _ held: RecordStatements.Held, _ isFirst: Bool, _ kind: RecordConflict.Kind, _ key: Int64
  ) -> RecordConflict.Verdict {
    let verdict = bundle?.verdict(held, isFirst: isFirst) ?? .duplicate
    if verdict.isContradiction || verdict == .completes, isReplacing {
      replacedRecords += 1
      // A simulated conversation may have another speaker, whose labels are others too.
      if !held.hasSameText || kind == .simulatedConversation { bundle?.noteChange(kind, key) }
    }
    return verdict
  }

  public func settle() throws -> StoreChanges {
    guard let bundle, let merge else { return StoreChanges() }
    var departure = try Departure(bundle, in: db, description: merge.description)
    try departure.run()
    settled = departure.changes
    settled.answersReplaced = bundle.replacedAnswers
    settled.reviewsPutBack = try ReviewsAside.putBack(in: db)
    settled.auditKeys = merge.changedKeys
    settled.notes = merge.notes
    try merge.reduceUnused(in: db)
    let left = try recoding?.countOfRemoved(in: db) ?? 0
    if left > 0, let names = recoding?.removedNames {
      let list = names.map { "“\($0)”" }.joined(separator: ", ")
      throw StoreError.unusable(
        path: path,
        explanation: "\(left) of its records that this bundle did not bring use what audit.json no longer names "
          + "(\(list)); name it again, or import into a new store")
    }
    return settled
  }

  /// Ends the import: indexes, and the case table where it changed.
  func finish(report: String?, digest: String?) throws {
    (rows, simulatedConversations, labels, simulatedLabels) = (nil, nil, nil, nil)
    try db.execute(sql: StoreSchema.indexes)
    try db.execute(
      sql: "UPDATE import SET digest = ?, source = ?, report = ? WHERE number = ?",
      arguments: [digest, source, report, number])
    // Sources and series may have come with rows that were refused: the cases are made with all of them.
    guard try !keptRecords || StoreVocabulary(db).checksum != vocabularyBefore else { return }
    try db.execute(sql: "UPDATE audit SET generation = generation + 1")
    try CaseTableStorage.rebuild(in: db)
  }
}
