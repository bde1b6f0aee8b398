internal import CZlib
internal import GRDB
internal import GRDBSQLite

/// A checksum over every row of the records.
///
/// SQLite keeps none: a bit that flips in a text or a label is read as if it had been written so.
enum RecordChecksum {
  /// Records beyond this are not read only to be sure of them: 32 MB take about 0.1 s.
  private static let largest = 32 << 20

  /// `nil` where the file is too large for it.
  static func ofRows(in db: Database) throws -> UInt32? {
    let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
    let pageSize = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
    return pages.multipliedReportingOverflow(by: pageSize).partialValue <= largest ? try checksum(db) : nil
  }

  static func checksum(_ db: Database) throws -> UInt32 {
    var state: UInt = 0
    var row: [UInt8] = []
    for table in [
      "conversation", "simulation", "label", SimulatedConversationTable.name, SimulatedLabelTable.name,
    ] {
      let statement = try RawStatement(db, "SELECT * FROM \(table) ORDER BY key")
      while try statement.step() {
        row.removeAll(keepingCapacity: true)
        statement.appendRow(to: &row)
        state = crc32_z(state, row, row.count)
      }
    }
    return UInt32(truncatingIfNeeded: state)
  }
}

extension RawStatement {
  /// Appends the kind, length and bytes of every value of the row.
  fileprivate func appendRow(to bytes: inout [UInt8]) {
    for column in 0..<columnCount {
      let kind = type(of: column)
      bytes.append(UInt8(truncatingIfNeeded: kind))
      if kind == SQLITE_INTEGER || kind == SQLITE_FLOAT {
        let bits = kind == SQLITE_INTEGER ? UInt64(bitPattern: int64(column)) : double(column).bitPattern
        withUnsafeBytes(of: bits.littleEndian) { bytes.append(contentsOf: $0) }
      } else if kind != SQLITE_NULL {
        let value = self.bytes(column)
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: value.count).littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: value)
      }
    }
  }
}
