internal import Cases
internal import GRDB
internal import GRDBSQLite

/// Writes columns in chunks.
struct ColumnWriter {
  private let db: Database
  private let statement: RawStatement
  private var chunk = 0

  init(_ db: Database) throws {
    self.db = db
    statement = try RawStatement(db, "INSERT INTO case_column (name, chunk, data) VALUES (?, ?, ?)")
  }

  mutating func write(_ pairs: PairColumns) throws {
    guard !pairs.conversation.isEmpty else { return }
    try write(pairs.conversation, "conversation", chunk)
    try write(pairs.turn, "turn", chunk)
    try write(pairs.series, "series", chunk)
    for column in ByteColumn.allCases { try write(pairs[column], column.storedName, chunk) }
    chunk += 1
  }

  func write(_ columns: ConversationColumns) throws {
    try write(columns.key, "c.key", 0)
    try write(columns.stratum, "c.stratum", 0)
    try write(columns.cluster, "c.cluster", 0)
    try write(columns.userTurns, "c.userTurns", 0)
    try write(columns.agentTurns, "c.agentTurns", 0)
    try write(columns.silences, "c.silences", 0)
    try write(columns.isAbandoned, "c.isAbandoned", 0)
    try write(columns.firstPair, "c.firstPair", 0)
    for (number, field) in columns.profile.enumerated() {
      try write(field.codes, "profile.\(number)", 0)
      var values: [UInt8] = []
      for value in field.values {
        Packing.append(value.utf8.count, to: &values)
        values.append(contentsOf: value.utf8)
      }
      try write(values, "profile.\(number).values", 0)
    }
  }

  /// Gives the series their final numbers.
  func renumber(_ numbers: [UInt16]) throws {
    if numbers.enumerated().allSatisfy({ $0 == Int($1) }) { return }
    let reader = try ColumnReader(db)
    for (chunk, data) in try reader.chunks(of: "series", as: UInt16.self).enumerated() {
      let renumbered = data.map { Int($0) < numbers.count ? numbers[Int($0)] : 0 }
      try db.execute(sql: "DELETE FROM case_column WHERE name = 'series' AND chunk = ?", arguments: [chunk])
      try write(renumbered, "series", chunk)
    }
  }

  private func write<Value: BitwiseCopyable>(_ values: [Value], _ name: String, _ chunk: Int) throws {
    var name = name
    try name.withUTF8 { name in
      try values.withUnsafeBytes { bytes in
        statement.bindText(UnsafeRawBufferPointer(name), 1)
        statement.bind(chunk, 2)
        statement.bindBlob(bytes, 3)
        _ = try statement.run()
      }
    }
  }
}

/// Reads columns straight into arrays.
struct ColumnReader {
  private let db: Database

  init(_ db: Database) throws { self.db = db }

  func pairs(_ header: CaseTableStorage.Header) throws -> PairColumns {
    var pairs = PairColumns()
    let count = header.pairs
    pairs.conversation = try column("conversation", count)
    pairs.turn = try column("turn", count)
    pairs.series = try column("series", count)
    for column in ByteColumn.allCases { pairs[column] = try self.column(column.storedName, count) }
    return pairs
  }

  func conversations(_ header: CaseTableStorage.Header) throws -> ConversationColumns {
    var columns = ConversationColumns()
    let count = header.conversations
    columns.key = try column("c.key", count)
    columns.stratum = try column("c.stratum", count)
    columns.cluster = try column("c.cluster", count)
    columns.userTurns = try column("c.userTurns", count)
    columns.agentTurns = try column("c.agentTurns", count)
    columns.silences = try column("c.silences", count)
    columns.isAbandoned = try column("c.isAbandoned", count)
    columns.firstPair = try column("c.firstPair", count + 1)
    columns.clusterCount = header.clusters
    for (number, name) in header.fields.enumerated() {
      let codes: [UInt32] = try column("profile.\(number)", count)
      let packed: [UInt8] = try chunks(of: "profile.\(number).values", as: UInt8.self).flatMap { $0 }
      columns.profile.append(ProfileColumn(name: name, values: ColumnReader.strings(packed), codes: codes))
    }
    return columns
  }

  private static func strings(_ packed: [UInt8]) -> [String] {
    packed.withUnsafeBytes { bytes in
      var strings: [String] = []
      var place = 0
      while let range = Packing.range(in: bytes, at: &place) {
        strings.append(String(decoding: bytes[range], as: UTF8.self))
      }
      return strings
    }
  }

  /// A column of exactly `count` values.
  private func column<Value: BitwiseCopyable>(_ name: String, _ count: Int) throws -> [Value] {
    let blobs = try blobs(of: name)
    let size = MemoryLayout<Value>.stride
    guard blobs.reduce(0, { $0 + $1.size }) == count * size else { throw ColumnReader.damage(name) }
    return try Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      let target = UnsafeMutableRawBufferPointer(buffer)
      var place = 0
      for blob in blobs {
        try read(blob.row, into: UnsafeMutableRawBufferPointer(rebasing: target[place..<place + blob.size]))
        place += blob.size
      }
      initialized = count
    }
  }

  func chunks<Value: BitwiseCopyable>(of name: String, as type: Value.Type) throws -> [[Value]] {
    try blobs(of: name).map { blob in
      try Array(unsafeUninitializedCapacity: blob.size / MemoryLayout<Value>.stride) { buffer, initialized in
        try read(blob.row, into: UnsafeMutableRawBufferPointer(buffer))
        initialized = buffer.count
      }
    }
  }

  private func blobs(of name: String) throws -> [(row: Int64, size: Int)] {
    try Row.fetchAll(
      db, sql: "SELECT rowid, length(data) FROM case_column WHERE name = ? ORDER BY chunk", arguments: [name]
    ).map { ($0[0], $0[1]) }
  }

  /// Copies a blob without an intermediate copy.
  private func read(_ row: Int64, into target: UnsafeMutableRawBufferPointer) throws {
    guard target.count > 0 else { return }
    var blob: OpaquePointer?
    var code = sqlite3_blob_open(db.sqliteConnection, "main", "case_column", "data", row, 0, &blob)
    defer { sqlite3_blob_close(blob) }
    if code == SQLITE_OK { code = sqlite3_blob_read(blob, target.baseAddress, Int32(target.count), 0) }
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  private static func damage(_ name: String) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_CORRUPT, message: "column \(name) of the case table has the wrong length")
  }
}
