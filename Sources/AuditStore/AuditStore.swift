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
  private let file: StoreFile
  private let vocabulary: Mutex<StoreVocabulary>
  /// As the last answers were stored by them.
  let standingNames = Mutex<StandingNames?>(nil)

  /// Files up to this size are checked page by page whenever they are opened: 3 ms a megabyte.
  private static let largestChecked = 32 << 20

  /// Whether a file says of itself that it is a store, whole or not.
  public static func isStore(at path: String) -> Bool { StoreFile.isStore(path) }

  /// Opens the store at `path`; only to be read where its file or folder cannot be written.
  ///
  /// - Parameter patience: How many seconds to wait where another process writes, before ``StoreError/busy(path:)``.
  public static func open(at path: String, patience: Double = 5) throws(StoreError) -> AuditStore {
    PartialFile(for: path).clear()
    return try open(StoreFile(path), patience: patience)
  }

  /// - Parameter limit: The largest file, in bytes, all pages of which are checked at once.
  static func open(
    _ file: StoreFile, patience: Double, checkingUpTo limit: Int = largestChecked
  ) throws(StoreError) -> AuditStore {
    do {
      let pool = try DatabasePool(path: file.databasePath, configuration: file.configuration(patience: patience))
      let migrator = StoreSchema.migrator
      let isCurrent = try pool.read { db in
        if let difference = try SchemaComparison(db).difference() {
          throw StoreError.foreignSchema(path: file.path, difference: difference)
        }
        if file.size <= limit { try checkPages(of: db) }
        return try migrator.hasCompletedMigrations(db)
      }
      if !isCurrent {
        if file.isReadOnly { throw StoreError.olderVersion(path: file.path) }
        try migrator.migrate(pool)
      }
      return try AuditStore(file, pool: pool)
    } catch {
      throw StoreError(error, path: file.path)
    }
  }

  private init(_ file: StoreFile, pool: DatabasePool) throws {
    self.file = file
    self.pool = pool
    path = file.path
    vocabulary = Mutex(try pool.read { try StoreVocabulary($0) })
  }

  /// Whether nothing can be kept in it.
  public var isReadOnly: Bool { file.isReadOnly }

  /// What the audit measured, as its `audit.json` says.
  public var description: AuditDescription { vocabulary.withLock { $0.description } }

  /// The text of `audit.json`, as it was written, but for credentials.
  public var auditJSON: String { vocabulary.withLock { $0.json } }

  /// What a case table is read from.
  public enum CaseTableSource: Sendable {
    /// The columns that the store keeps, made anew where the records have changed, or the columns themselves.
    case columns
    /// The records alone, each checked, after every page of the file: for what others are to rely on.
    case records
  }

  /// The pairs as columns.
  ///
  /// - Parameter repaired: Called where the columns were not as they had been written, and were made anew.
  public func caseTable(
    from source: CaseTableSource = .columns, repaired: () -> Void = {}
  ) throws(StoreError) -> CaseTable {
    // Another process may have added simulators, instruments and their labels.
    try reload()
    if source == .records {
      return try reading {
        try AuditStore.checkPages(of: $0)
        try SimulatedConversationRows($0).forEach { _ in }
        return try CaseTableStorage.table(ofRowsIn: $0)
      }
    }
    switch try reading({ try CaseTableStorage.read(from: $0) }) {
    case .table(let table): return table
    case .broken: repaired()
    case .stale: break
    }
    if !isReadOnly {
      do throws(StoreError) {
        try writing { try CaseTableStorage.rebuild(in: $0) }
        if case .table(let table) = try reading({ try CaseTableStorage.read(from: $0) }) { return table }
      } catch .busy, .diskFull, .damaged {
        // It is only kept for the next time; what is wrong with records is told below.
      }
    }
    return try reading { try CaseTableStorage.table(ofRowsIn: $0) }
  }

  /// Checks that the columns that the store keeps say the same as a table of its records.
  ///
  /// - Throws: ``StoreError/damaged(path:explanation:)`` where they are whole, and do not: then the records were changed
  ///   by something else than this program.
  public func checkColumns(against table: CaseTable) throws(StoreError) {
    guard case .table(let kept) = try reading({ try CaseTableStorage.read(from: $0) }) else { return }
    if kept.series != table.series || kept.conversations != table.conversations || kept.pairs != table.pairs
      || kept.whole != table.whole
    {
      throw .damaged(path: path, explanation: "its records are not those that its cases were made of")
    }
  }

  private static func checkPages(of db: Database) throws {
    if try String.fetchOne(db, sql: "PRAGMA quick_check(1)") != "ok" {
      throw StoreDamage("its pages and rows do not fit together")
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
    try checkWritable()
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
    } catch {
      throw StoreError(ofStore: error, path: path) ?? error
    }
  }

  /// The dictionaries as they were last read.
  var currentVocabulary: StoreVocabulary { vocabulary.withLock { $0 } }

  func reload() throws(StoreError) {
    let fresh = try reading { try StoreVocabulary($0) }
    vocabulary.withLock { $0 = fresh }
  }

  // MARK: Ways to the file

  /// Runs `body` on one state of the store.
  func reading<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
    try file.checkNotReplaced()
    do { return try pool.read(body) } catch { throw StoreError(error, path: path) }
  }

  /// The same where `body` runs no more than one statement, which sees one state without a transaction around it.
  func readingOnce<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
    try file.checkNotReplaced()
    do { return try pool.unsafeRead(body) } catch { throw StoreError(error, path: path) }
  }

  /// The same where `body` also calls others: what they throw is thrown on as it is.
  func handingOut<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try file.checkNotReplaced()
    do { return try pool.read(body) } catch { throw StoreError(ofStore: error, path: path) ?? error }
  }

  /// Runs `body` in one transaction, on a file that is still where it was.
  func writing<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
    try checkWritable()
    do { return try pool.write(body) } catch { throw StoreError(error, path: path) }
  }

  /// Whether the file is still where it was, the same, and whole.
  public func checkStanding() throws(StoreError) { try file.checkStanding() }

  /// Whether what is written now is kept.
  func checkWritable() throws(StoreError) {
    try checkStanding()
    if isReadOnly { throw .readOnly(path: path) }
  }
}
