internal import Cases
internal import Foundation
internal import GRDB

/// Keeps the columns of the case table as blobs beside the rows they were made of.
///
/// They are a cache: what is not exactly as it was written is made anew from the rows.
enum CaseTableStorage {
  /// Raised when the columns or what they mean change; tables of another format are made anew.
  static let format = 13
  /// Pairs in one blob.
  static let chunkRows = 1 << 18

  /// What `case_table` says of the columns.
  private struct Header: Codable {
    struct Series: Codable {
      var simulator: String
      var instrument: String
      var draw: Int
    }

    var conversations: Int
    var clusters: Int
    var pairs: Int
    var series: [Series]
    var fields: [String]
    var columns: ColumnChecksums
    var loneLabels: Int
    var unlabelledProbes: Int
    var loneSources: [LoneLabels.Source]
    var hasFaults: Bool
    /// The simulated conversations; `nil` where there is none.
    var whole: Whole?

    struct Whole: Codable {
      var conversations: Int
      var clusters: Int
      var fields: [String]
      /// Whose labels are columns, as a place in `audit.json`.
      var instrument: Int?
    }

    init(_ summary: CaseTableBuilder.Summary, columns: ColumnChecksums) {
      conversations = summary.conversations.count
      clusters = summary.conversations.clusterCount
      pairs = summary.pairCount
      series = summary.series.map { .init(simulator: $0.simulator, instrument: $0.instrument, draw: $0.draw) }
      fields = summary.conversations.profile.map(\.name)
      self.columns = columns
      loneLabels = summary.loneLabels.count
      unlabelledProbes = summary.unlabelledProbes.count
      loneSources = summary.loneLabels.sources
      hasFaults = summary.hasFaults
      let simulated = summary.whole.simulated
      whole =
        summary.whole.isEmpty
        ? nil
        : Whole(
          conversations: simulated.count, clusters: simulated.clusterCount, fields: simulated.profile.map(\.name),
          instrument: summary.whole.labels.instrument)
    }
  }

  /// What the columns were made of. It stands apart from them, so that damage to either is not damage to both.
  private struct Origin: Codable {
    /// ``StoreVocabulary/checksum``
    var vocabulary: UInt32
    /// ``RecordChecksum`` of the rows; `nil` where there are many.
    var records: UInt32?

    static let name = "origin"

    /// - Throws: ``StoreDamage`` where the store's records are others by now, and nothing of this program changed them.
    func check(_ vocabulary: StoreVocabulary, in db: Database) throws {
      guard self.vocabulary == vocabulary.checksum else {
        throw StoreDamage(
          "its audit.json, sources, series or profile fields are not those that its cases were made with")
      }
      if let records, try RecordChecksum.checksum(db) != records {
        throw StoreDamage("its conversations, simulations or labels are not those that its cases were made of")
      }
    }
  }

  /// Makes the kept table anew from the rows. Needs the memory of the conversations' columns and one chunk.
  static func rebuild(in db: Database) throws {
    try db.execute(sql: "DELETE FROM case_column; DELETE FROM case_table")
    let vocabulary = try StoreVocabulary(db)
    var writer = try ColumnWriter(db)
    let summary = try CaseTableRows.forEachChunk(in: db, vocabulary, rows: chunkRows) { try writer.write($0) }
    try writer.renumber(summary.seriesNumbers)
    try writer.write(summary.conversations)
    try writer.write(summary.loneLabels)
    try writer.write(summary.unlabelledProbes)
    try writer.write(summary.whole)
    try SearchTexts.write(from: db, to: &writer)
    let (generation, header) = (vocabulary.generation, Header(summary, columns: writer.checksums))
    try db.execute(
      sql: "INSERT INTO case_table (id, format, generation, header) VALUES (1, ?, ?, ?)",
      arguments: [format, generation, try Seal.sealed(header, generation: generation)])
    let origin = Origin(vocabulary: vocabulary.checksum, records: try RecordChecksum.ofRows(in: db))
    try db.execute(
      sql: "INSERT INTO case_column (name, chunk, data) VALUES (?, 0, ?)",
      arguments: [Origin.name, try Seal.sealed(origin, generation: generation)])
  }

  /// How many pairs the kept table has; `nil` where it has to be made anew.
  static func keptPairs(in db: Database) throws -> Int? {
    guard let generation = try Row.fetchOne(db, sql: "SELECT generation FROM audit")?.integer(0, of: "audit"),
      let row = try headerRow(in: db, generation: generation)
    else { return nil }
    return Seal.opened(Header.self, row, generation: generation)?.pairs
  }

  /// The kept texts of the turns; `nil` where the rows have to be searched.
  static func searchTexts(in db: Database) throws -> SearchTexts? {
    guard let generation = try Row.fetchOne(db, sql: "SELECT generation FROM audit")?.integer(0, of: "audit"),
      let row = try headerRow(in: db, generation: generation),
      let header = Seal.opened(Header.self, row, generation: generation)
    else { return nil }
    return SearchTexts(header.columns)
  }

  private static func headerRow(in db: Database, generation: Int) throws -> Row? {
    try Row.fetchOne(
      db, sql: "SELECT header FROM case_table WHERE generation = ? AND format = ?", arguments: [generation, format])
  }

  /// What became of the kept table.
  enum Kept {
    case table(CaseTable)
    /// Missing, of another format, or older than the rows.
    case stale
    /// Not as it was written.
    case broken
  }

  /// The kept table.
  ///
  /// - Throws: ``StoreDamage`` where it is whole, but what it was made with has changed behind it.
  static func read(from db: Database) throws -> Kept {
    let vocabulary = try StoreVocabulary(db)
    let generation = vocabulary.generation
    let row = try Row.fetchOne(
      db, sql: "SELECT data FROM case_column WHERE name = ?", arguments: [Origin.name])
    let origin = row.flatMap { Seal.opened(Origin.self, $0, generation: generation) }
    try origin?.check(vocabulary, in: db)
    guard let row = try headerRow(in: db, generation: generation) else { return .stale }
    guard origin != nil, let header = Seal.opened(Header.self, row, generation: generation) else { return .broken }
    let reader = ColumnReader(db, checksums: header.columns)
    var table: CaseTable
    do {
      table = CaseTable(
        description: vocabulary.description, positions: PositionDictionary(rule: vocabulary.description.probes),
        series: header.series.map { .init(simulator: $0.simulator, instrument: $0.instrument, draw: $0.draw) },
        conversations: try reader.conversations(header.conversations, clusters: header.clusters, fields: header.fields),
        pairs: try reader.pairs(header.pairs, faults: header.hasFaults))
      table.loneLabels = try reader.loneLabels(header.loneLabels, sources: header.loneSources)
      table.unlabelledProbes = try reader.unlabelledProbes(header.unlabelledProbes)
      if let whole = header.whole {
        table.whole = try reader.whole(
          whole.conversations, beside: table.conversations, clusters: whole.clusters, fields: whole.fields,
          simulators: vocabulary.description.simulators.map(\.id), labelledBy: whole.instrument)
      }
    } catch is BrokenColumn, is StoreDamage {
      return .broken
    } catch DatabaseError.SQLITE_CORRUPT {
      return .broken
    }
    table.furtherFields = vocabulary.furtherFields
    return table.isSound ? .table(table) : .broken
  }

  /// The table as the rows mean it, whatever was kept.
  static func table(ofRowsIn db: Database) throws -> CaseTable {
    let vocabulary = try StoreVocabulary(db)
    var pairs = PairColumns()
    let summary = try CaseTableRows.forEachChunk(in: db, vocabulary, rows: chunkRows) { pairs.append($0) }
    pairs.series = pairs.series.map { summary.seriesNumbers[Int($0)] }
    var table = CaseTable(
      description: vocabulary.description, positions: PositionDictionary(rule: vocabulary.description.probes),
      series: summary.series, conversations: summary.conversations, pairs: pairs)
    table.loneLabels = summary.loneLabels
    table.unlabelledProbes = summary.unlabelledProbes
    table.whole = summary.whole
    table.furtherFields = vocabulary.furtherFields
    return table
  }
}

/// What is only read where it is exactly what was written for one state of the records: a checksum, and JSON.
private enum Seal {
  static func sealed(_ value: some Encodable, generation: Int) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(value), as: UTF8.self)
    return "\(checksum(of: text, generation: generation)) \(text)"
  }

  /// - Parameter row: Its first column is the text.
  static func opened<Value: Decodable>(_ type: Value.Type, _ row: Row, generation: Int) -> Value? {
    guard let sealed = try? row.optionalText(0, of: "case_table"), let blank = sealed.firstIndex(of: " ") else {
      return nil
    }
    let text = sealed[sealed.index(after: blank)...]
    guard sealed[..<blank] == checksum(of: text, generation: generation) else { return nil }
    return try? JSONDecoder().decode(type, from: Data(text.utf8))
  }

  private static func checksum(of text: some StringProtocol, generation: Int) -> String {
    let bytes = Array("\(generation) \(text)".utf8)
    return String(bytes.withUnsafeBytes { $0.checksum }, radix: 16)
  }
}
