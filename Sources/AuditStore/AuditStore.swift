public import Cases
internal import Foundation
internal import GRDB
internal import JSON
internal import Synchronization

/// One audit in an SQLite file: its records, the case table made of them, and what people said of the cases.
///
/// Several stores may be open on one file, in one process or many; reviews of all are kept.
public final class AuditStore: Sendable {
  public let path: String
  let pool: DatabasePool
  private let vocabulary: Mutex<StoreVocabulary>

  /// Opens the store at `path`.
  ///
  /// - Parameter patience: How many seconds to wait where another process writes, before ``StoreError/busy(path:)``.
  public static func open(at path: String, patience: Double = 5) throws(StoreError) -> AuditStore {
    do {
      try StoreFile.check(path)
      let pool = try DatabasePool(path: path, configuration: StoreFile.configuration(patience: patience))
      let migrator = StoreSchema.migrator
      if try pool.read({ try !migrator.hasCompletedMigrations($0) }) { try migrator.migrate(pool) }
      return try AuditStore(path: path, pool: pool)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  init(path: String, pool: DatabasePool) throws {
    self.path = path
    self.pool = pool
    let loaded = try pool.read { try StoreVocabulary($0, path: path) }
    vocabulary = Mutex(loaded)
  }

  /// What the audit measured, as its `audit.json` says.
  public var description: AuditDescription { vocabulary.withLock { $0.description } }

  /// The text of `audit.json`, as it was written, but for credentials.
  public var auditJSON: String { vocabulary.withLock { $0.json } }

  /// The pairs as columns; made anew where the records have changed since they were made.
  public func caseTable() throws(StoreError) -> CaseTable {
    try translated {
      // Another process may have added simulators, instruments and their labels.
      try reload()
      let description = description
      let furtherFields = withVocabulary { Array($0.fields.dropFirst(ProfileColumnsBuilder.maximumFields)) }
      if var table = try pool.read({ try CaseTableStorage.read(from: $0, description: description) }) {
        table.furtherFields = furtherFields
        return table
      }
      try pool.write { try CaseTableStorage.rebuild(in: $0, path: path) }
      guard var table = try pool.read({ try CaseTableStorage.read(from: $0, description: description) }) else {
        throw StoreError.damaged(path: path, explanation: "the case table cannot be made")
      }
      table.furtherFields = furtherFields
      return table
    }
  }

  /// Imports into this store in one transaction: if `body` throws, or brings nothing new, nothing has changed.
  ///
  /// - Parameters:
  ///   - source: Where the records come from, for people.
  ///   - body: Hands records to the writer and returns its report, which is kept as text.
  public func importing<Report>(
    source: String?, digest: String?, describe: (Report) -> String?, _ body: (StoreWriter) throws -> Report
  ) throws -> Report {
    do {
      let report = try pool.barrierWriteWithoutTransaction { db in
        var result: Report?
        try db.inTransaction(.immediate) {
          let writer = StoreWriter(db, path: path, source: source)
          let report = try body(writer)
          result = report
          if try writer.changedNothing(digest: digest) { return .rollback }
          try writer.finish(report: describe(report), digest: digest)
          return .commit
        }
        return result
      }
      try reload()
      guard let report else { throw StoreError.unusable(path: path, explanation: "the import did not end") }
      return report
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }

  /// Runs `body` with the dictionaries as they were last read.
  func withVocabulary<Result>(_ body: (StoreVocabulary) throws -> Result) rethrows -> Result {
    let copy = vocabulary.withLock { $0 }
    return try body(copy)
  }

  func reload() throws {
    let fresh = try pool.read { try StoreVocabulary($0, path: path) }
    vocabulary.withLock { $0 = fresh }
  }

  /// Runs `body` and says what its errors mean for this store.
  func translated<Result>(_ body: () throws -> Result) throws(StoreError) -> Result {
    do { return try body() } catch { throw StoreError(error, path: path) }
  }
}

/// What codes and keys of a store mean.
struct StoreVocabulary: Sendable {
  let json: String
  let description: AuditDescription
  let sources: [LabelSource]
  let series: [LabelSeries]
  let fields: [String]
  let numbers: [LabelSource: Int]

  init(_ db: Database, path: String) throws {
    guard let json = try String.fetchOne(db, sql: "SELECT json FROM audit") else {
      throw StoreError.damaged(path: path, explanation: "it holds no audit")
    }
    // A store of an earlier program may hold credentials: nobody gets to see them.
    self.json = json.withoutCredentials
    description = try StoredAudit.description(of: json, path: path)
    let holdings = try StoredDictionaries(db).holdings
    sources = holdings.sources
    series = holdings.series
    fields = holdings.fields
    numbers = Dictionary(sources.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func number(simulator: String, draw: Int) -> Int? { numbers[.simulator(id: simulator, draw: draw)] }
}
