internal import Cases
internal import GRDB
internal import GRDBSQLite

/// A statement that is bound and stepped without GRDB's values in between, for millions of rows.
struct RawStatement {
  private let statement: Statement
  private let pointer: SQLiteStatement
  private let database: SQLiteConnection?

  /// - Parameter isKept: Whether the connection keeps it for the next time: for what is asked again and again, a row each
  ///   time. Whoever takes such a statement resets it before anybody else can.
  init(_ db: Database, _ sql: String, isKept: Bool = false) throws {
    statement = try isKept ? db.cachedStatement(sql: sql) : db.makeStatement(sql: sql)
    pointer = statement.sqliteStatement
    database = db.sqliteConnection
  }

  func bind(_ value: Int64, _ index: Int32) { sqlite3_bind_int64(pointer, index, value) }
  func bind(_ value: Int, _ index: Int32) { sqlite3_bind_int64(pointer, index, Int64(value)) }
  func bind(_ value: Double, _ index: Int32) { sqlite3_bind_double(pointer, index, value) }
  func bindNull(_ index: Int32) { sqlite3_bind_null(pointer, index) }

  func bind(_ value: Double?, _ index: Int32) {
    if let value { bind(value, index) } else { bindNull(index) }
  }

  /// Binds text that stays in place until the statement has run.
  func bindText(_ span: RecordBatch.Span, of bytes: UnsafeRawBufferPointer, _ index: Int32) {
    guard span.count >= 0, let start = bytes.baseAddress else { return bindEmptyOrNull(span, index, isText: true) }
    sqlite3_bind_text(
      pointer, index, start.advanced(by: Int(span.start)).assumingMemoryBound(to: CChar.self), span.count, nil)
  }

  /// Binds bytes that stay in place until the statement has run.
  func bindBlob(_ span: RecordBatch.Span, of bytes: UnsafeRawBufferPointer, _ index: Int32) {
    guard span.count >= 0, let start = bytes.baseAddress else { return bindEmptyOrNull(span, index, isText: false) }
    if span.count == 0 {
      sqlite3_bind_zeroblob(pointer, index, 0)
    } else {
      sqlite3_bind_blob(pointer, index, start.advanced(by: Int(span.start)), span.count, nil)
    }
  }

  func bindBlob(_ bytes: UnsafeRawBufferPointer, _ index: Int32) {
    guard let start = bytes.baseAddress, bytes.count > 0 else {
      sqlite3_bind_zeroblob(pointer, index, 0)
      return
    }
    sqlite3_bind_blob(pointer, index, start, Int32(bytes.count), nil)
  }

  func bindText(_ bytes: UnsafeRawBufferPointer, _ index: Int32) {
    let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    if let start { sqlite3_bind_text(pointer, index, start, Int32(bytes.count), nil) } else { bindNull(index) }
  }

  private func bindEmptyOrNull(_ span: RecordBatch.Span, _ index: Int32, isText: Bool) {
    if span.count < 0 {
      sqlite3_bind_null(pointer, index)
    } else if isText {
      sqlite3_bind_text(pointer, index, "", 0, nil)
    } else {
      sqlite3_bind_zeroblob(pointer, index, 0)
    }
  }

  /// Runs an insertion. Returns whether it changed a row.
  func run() throws -> Bool {
    let code = sqlite3_step(pointer)
    sqlite3_reset(pointer)
    guard code == SQLITE_DONE else { throw failure(code) }
    return sqlite3_changes(database) > 0
  }

  /// Runs an insertion of several rows, which a constraint may end. Returns how many were inserted.
  func runUpToConflict() throws -> Int {
    let code = sqlite3_step(pointer)
    sqlite3_reset(pointer)
    guard code == SQLITE_DONE || code & 0xFF == SQLITE_CONSTRAINT else { throw failure(code) }
    return Int(sqlite3_changes(database))
  }

  /// Moves to the next row; false behind the last one.
  func step() throws -> Bool {
    let code = sqlite3_step(pointer)
    if code == SQLITE_ROW { return true }
    sqlite3_reset(pointer)
    guard code == SQLITE_DONE else { throw failure(code) }
    return false
  }

  func reset() { sqlite3_reset(pointer) }

  func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(pointer, column) }
  func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(pointer, column)) }
  func double(_ column: Int32) -> Double { sqlite3_column_double(pointer, column) }
  var columnCount: Int32 { sqlite3_column_count(pointer) }

  /// As SQLite numbers the kinds of values.
  func type(of column: Int32) -> Int32 { sqlite3_column_type(pointer, column) }
  func isInteger(_ column: Int32) -> Bool { type(of: column) == SQLITE_INTEGER }
  func isText(_ column: Int32) -> Bool { type(of: column) == SQLITE_TEXT }
  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(pointer, column) == SQLITE_NULL }

  /// A finite number.
  func optionalNumber(_ column: Int32, of table: String) throws -> Double? {
    switch sqlite3_column_type(pointer, column) {
    case SQLITE_NULL: return nil
    case SQLITE_INTEGER: return double(column)
    case SQLITE_FLOAT where double(column).isFinite: return double(column)
    default: throw StoreDamage("table \(table): a column of numbers holds something else")
    }
  }

  /// The bytes of a text or blob, which live until the next step; empty for null.
  func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_blob(pointer, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column)))
  }

  func text(_ column: Int32) -> String? {
    isNull(column) ? nil : String(decoding: bytes(column), as: UTF8.self)
  }

  private func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(resultCode: ResultCode(rawValue: code), message: sqlite3_errmsg(database).map { String(cString: $0) })
  }
}
