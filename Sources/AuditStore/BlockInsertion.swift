internal import GRDB

/// Rows of a table that one statement inserts together: a third of what a short row takes SQLite alone is beginning and
/// ending its statement.
struct BlockInsertion {
  static let rows = 16

  private let statement: RawStatement
  private let columns: Int32

  /// - Parameters:
  ///   - columns: The last is the number of the import.
  ///   - number: That of the import.
  init(_ db: Database, table: String, columns: [String], number: Int) throws {
    let places = "(" + columns.map { _ in "?" }.joined(separator: ", ") + ")"
    let all = Array(repeating: places, count: BlockInsertion.rows).joined(separator: ", ")
    statement = try RawStatement(
      db, "INSERT OR FAIL INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(all)")
    self.columns = Int32(columns.count)
    for row in 1...Int32(BlockInsertion.rows) { statement.bind(number, row * self.columns) }
  }

  /// Inserts ``rows`` rows, up to the first whose key is taken.
  ///
  /// - Parameter bind: Binds a row behind so many places.
  /// - Returns: How many were inserted.
  func put<Row>(_ rows: ArraySlice<Row>, _ bind: (Row, RawStatement, Int32) -> Void) throws -> Int {
    var before: Int32 = 0
    for row in rows {
      bind(row, statement, before)
      before += columns
    }
    return try statement.runUpToConflict()
  }
}
