internal import CZlib
internal import Cases
internal import GRDB
internal import GRDBSQLite

/// Writes columns in chunks, and keeps a checksum of each.
struct ColumnWriter {
  private let db: Database
  private let statement: RawStatement
  private var chunk = 0
  private(set) var checksums = ColumnChecksums()

  init(_ db: Database) throws {
    self.db = db
    statement = try RawStatement(db, "INSERT INTO case_column (name, chunk, data) VALUES (?, ?, ?)")
  }

  mutating func write(_ pairs: PairColumns) throws {
    guard !pairs.conversation.isEmpty else { return }
    try write(pairs.conversation, "conversation", chunk)
    try write(pairs.turn, "turn", chunk)
    try write(pairs.userTurn, "userTurn", chunk)
    try write(pairs.series, "series", chunk)
    for column in ByteColumn.allCases { try write(pairs[column], column.storedName, chunk) }
    if !pairs.faults.isEmpty { try write(pairs.faults, "faults", chunk) }
    chunk += 1
  }

  mutating func write(
    _ columns: ConversationColumns, _ prefix: String = "c", profile: String = "profile"
  ) throws {
    try write(columns.key, "\(prefix).key")
    try write(columns.stratum, "\(prefix).stratum")
    try write(columns.cluster, "\(prefix).cluster")
    try write(columns.userTurns, "\(prefix).userTurns")
    try write(columns.turns, "\(prefix).turns")
    try write(columns.agentTurns, "\(prefix).agentTurns")
    try write(columns.silences, "\(prefix).silences")
    try write(columns.isAbandoned, "\(prefix).isAbandoned")
    try write(columns.firstPair, "\(prefix).firstPair")
    for (number, field) in columns.profile.enumerated() {
      try write(field.codes, "\(profile).\(number)")
      var values: [UInt8] = []
      for value in field.values {
        Packing.append(value.utf8.count, to: &values)
        values.append(contentsOf: value.utf8)
      }
      try write(values, "\(profile).\(number).values")
    }
  }

  mutating func write(_ labels: LoneLabels) throws {
    guard labels.count > 0 else { return }
    try write(labels.conversation, "lone.conversation")
    try write(labels.turn, "lone.turn")
    try write(labels.source, "lone.source")
    try write(labels.instrument, "lone.instrument")
    try write(labels.stage, "lone.stage")
  }

  mutating func write(_ probes: UnlabelledProbes) throws {
    guard probes.count > 0 else { return }
    try write(probes.conversation, "unlabelled.conversation")
    try write(probes.series, "unlabelled.series")
    try write(probes.real, "unlabelled.real")
    try write(probes.simulated, "unlabelled.simulated")
  }

  /// Gives the series their final numbers.
  mutating func renumber(_ numbers: [UInt16]) throws {
    if numbers.enumerated().allSatisfy({ $0 == Int($1) }) { return }
    let reader = ColumnReader(db, checksums: checksums)
    for (chunk, data) in try reader.chunks(of: "series", as: UInt16.self).enumerated() {
      let renumbered = data.map { Int($0) < numbers.count ? numbers[Int($0)] : 0 }
      try db.execute(sql: "DELETE FROM case_column WHERE name = 'series' AND chunk = ?", arguments: [chunk])
      try write(renumbered, "series", chunk)
    }
  }

  mutating func write<Value: BitwiseCopyable>(_ values: [Value], _ name: String, _ chunk: Int = 0) throws {
    var name = name
    try values.withUnsafeBytes { bytes in
      checksums[name, chunk] = bytes.checksum
      try name.withUTF8 { name in
        statement.bindText(UnsafeRawBufferPointer(name), 1)
        statement.bind(chunk, 2)
        statement.bindBlob(bytes, 3)
        _ = try statement.run()
      }
    }
  }
}

/// The checksums of columns, by name and chunk.
struct ColumnChecksums: Codable {
  private var values: [String: [UInt32]] = [:]

  init() {}
  init(from decoder: any Decoder) throws { values = try [String: [UInt32]](from: decoder) }
  func encode(to encoder: any Encoder) throws { try values.encode(to: encoder) }

  /// The number of a column's chunks.
  func count(of name: String) -> Int { values[name]?.count ?? 0 }

  /// - Precondition: Chunks are set in their order.
  subscript(name: String, chunk: Int) -> UInt32? {
    get { values[name].flatMap { chunk < $0.count ? $0[chunk] : nil } }
    set {
      guard let newValue else { return }
      if chunk < values[name, default: []].count {
        values[name]?[chunk] = newValue
      } else {
        values[name, default: []].append(newValue)
      }
    }
  }
}

extension UnsafeRawBufferPointer {
  /// CRC-32: whatever a disk or a copy does to a byte is seen.
  var checksum: UInt32 {
    UInt32(truncatingIfNeeded: crc32_z(0, bindMemory(to: UInt8.self).baseAddress, count))
  }
}

/// A column is not what was written.
struct BrokenColumn: Error {}

/// Reads columns straight into arrays.
struct ColumnReader {
  private let db: Database
  private let checksums: ColumnChecksums

  init(_ db: Database, checksums: ColumnChecksums) {
    self.db = db
    self.checksums = checksums
  }

  /// - Parameter faults: Whether they were looked for.
  func pairs(_ count: Int, faults: Bool) throws -> PairColumns {
    var pairs = PairColumns()
    pairs.conversation = try column("conversation", count)
    pairs.turn = try column("turn", count)
    pairs.userTurn = try column("userTurn", count)
    pairs.series = try column("series", count)
    for column in ByteColumn.allCases { pairs[column] = try self.column(column.storedName, count) }
    if faults { pairs.faults = try column("faults", count) }
    return pairs
  }

  /// - Parameter places: How many bounds of pairs there are; one more than conversations where it is `nil`.
  func conversations(
    _ count: Int, clusters: Int, fields: [String], places: Int? = nil, prefix: String = "c",
    profile: String = "profile"
  ) throws -> ConversationColumns {
    var columns = ConversationColumns()
    columns.key = try column("\(prefix).key", count)
    columns.stratum = try column("\(prefix).stratum", count)
    columns.cluster = try column("\(prefix).cluster", count)
    columns.userTurns = try column("\(prefix).userTurns", count)
    columns.turns = try column("\(prefix).turns", count)
    columns.agentTurns = try column("\(prefix).agentTurns", count)
    columns.silences = try column("\(prefix).silences", count)
    columns.isAbandoned = try column("\(prefix).isAbandoned", count)
    columns.firstPair = try column("\(prefix).firstPair", places ?? count + 1)
    columns.clusterCount = clusters
    for (number, name) in fields.enumerated() {
      let codes: [UInt32] = try column("\(profile).\(number)", count)
      let packed = try chunks(of: "\(profile).\(number).values", as: UInt8.self).flatMap { $0 }
      columns.profile.append(ProfileColumn(name: name, values: ColumnReader.strings(packed), codes: codes))
    }
    return columns
  }

  func loneLabels(_ count: Int, sources: [LoneLabels.Source]) throws -> LoneLabels {
    var labels = LoneLabels()
    labels.sources = sources
    labels.conversation = try column("lone.conversation", count)
    labels.turn = try column("lone.turn", count)
    labels.source = try column("lone.source", count)
    labels.instrument = try column("lone.instrument", count)
    labels.stage = try column("lone.stage", count)
    return labels
  }

  func unlabelledProbes(_ count: Int) throws -> UnlabelledProbes {
    var probes = UnlabelledProbes()
    probes.conversation = try column("unlabelled.conversation", count)
    probes.series = try column("unlabelled.series", count)
    probes.real = try column("unlabelled.real", count)
    probes.simulated = try column("unlabelled.simulated", count)
    return probes
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
  func column<Value: BitwiseCopyable>(_ name: String, _ count: Int) throws -> [Value] {
    let blobs = try blobs(of: name)
    let size = blobs.reduce(0) { $0 + $1.size }
    let stride = MemoryLayout<Value>.stride
    guard size.isMultiple(of: stride), size / stride == count else { throw BrokenColumn() }
    // Room for one at least: an array without any is the one that all threads share, and is written to.
    return try Array(unsafeUninitializedCapacity: max(count, 1)) { buffer, initialized in
      let target = UnsafeMutableRawBufferPointer(buffer)
      var place = 0
      for (chunk, blob) in blobs.enumerated() {
        let part = UnsafeMutableRawBufferPointer(rebasing: target[place..<place + blob.size])
        try read(blob.row, into: part)
        guard checksums[name, chunk] == UnsafeRawBufferPointer(part).checksum else { throw BrokenColumn() }
        place += blob.size
      }
      initialized = count
    }
  }

  func chunks<Value: BitwiseCopyable>(of name: String, as type: Value.Type) throws -> [[Value]] {
    try blobs(of: name).enumerated().map { chunk, blob in try values(of: name, chunk, blob) }
  }

  private func values<Value: BitwiseCopyable>(
    of name: String, _ chunk: Int, _ blob: (row: Int64, size: Int)
  ) throws -> [Value] {
    let stride = MemoryLayout<Value>.stride
    guard blob.size.isMultiple(of: stride) else { throw BrokenColumn() }
    return try Array(unsafeUninitializedCapacity: max(blob.size / stride, 1)) { buffer, initialized in
      let part = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<blob.size])
      try read(blob.row, into: part)
      guard checksums[name, chunk] == UnsafeRawBufferPointer(part).checksum else { throw BrokenColumn() }
      initialized = blob.size / stride
    }
  }

  /// One chunk of a column of bytes.
  func chunk(of name: String, _ number: Int) throws -> [UInt8] {
    let sql = "SELECT rowid, length(data) FROM case_column WHERE name = ? AND chunk = ?"
    guard let row = try Row.fetchOne(db, sql: sql, arguments: [name, number]),
      let size = try row.optionalInteger(1, of: "case_column")
    else { throw BrokenColumn() }
    return try values(of: name, number, (Int64(try row.integer(0, of: "case_column")), size))
  }

  /// The chunks of a column, which are numbered from 0.
  private func blobs(of name: String) throws -> [(row: Int64, size: Int)] {
    let sql = "SELECT rowid, chunk, length(data) FROM case_column WHERE name = ? ORDER BY chunk"
    return try Row.fetchAll(db, sql: sql, arguments: [name]).enumerated().map { place, row in
      guard try row.integer(1, of: "case_column") == place, let size = try row.optionalInteger(2, of: "case_column")
      else { throw BrokenColumn() }
      return (Int64(try row.integer(0, of: "case_column")), size)
    }
  }

  /// Copies a blob without an intermediate copy.
  private func read(_ row: Int64, into target: UnsafeMutableRawBufferPointer) throws {
    guard target.count > 0 else { return }
    var blob: OpaquePointer?
    var code = sqlite3_blob_open(db.sqliteConnection, "main", "case_column", "data", row, 0, &blob)
    defer { sqlite3_blob_close(blob) }
    if code == SQLITE_OK { code = sqlite3_blob_read(blob, target.baseAddress, Int32(clamping: target.count), 0) }
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}
