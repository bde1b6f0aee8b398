internal import Cases
internal import Foundation
internal import GRDB

/// Keeps the columns of the case table as blobs beside the rows they were made of.
///
/// They are a cache: what is not exactly as it was written is made anew from the rows.
enum CaseTableStorage {
  /// Raised when the columns or what they mean change; tables of another format are made anew.
  static let format = 4
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
    /// ``StoreVocabulary/checksum`` of what the columns were made with.
    var vocabulary: UInt32
    /// ``RecordChecksum`` of the rows; `nil` where there are many.
    var records: UInt32?

    /// A checksum, and the header as JSON.
    func sealed(generation: Int) throws -> String {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      let text = String(decoding: try encoder.encode(self), as: UTF8.self)
      return "\(Header.checksum(of: text, generation: generation)) \(text)"
    }

    init(
      _ summary: CaseTableBuilder.Summary, columns: ColumnChecksums, vocabulary: StoreVocabulary, records: UInt32?
    ) {
      conversations = summary.conversations.count
      clusters = summary.conversations.clusterCount
      pairs = summary.pairCount
      series = summary.series.map { .init(simulator: $0.simulator, instrument: $0.instrument, draw: $0.draw) }
      fields = summary.conversations.profile.map(\.name)
      self.columns = columns
      self.vocabulary = vocabulary.checksum
      self.records = records
    }

    /// `nil` where it is not exactly what was written for this state of the rows.
    init?(_ row: Row, generation: Int) {
      guard let sealed = try? row.optionalText(0, of: "case_table"), let blank = sealed.firstIndex(of: " ") else {
        return nil
      }
      let text = sealed[sealed.index(after: blank)...]
      guard sealed[..<blank] == Header.checksum(of: text, generation: generation),
        let header = try? JSONDecoder().decode(Header.self, from: Data(text.utf8))
      else { return nil }
      self = header
    }

    private static func checksum(of text: some StringProtocol, generation: Int) -> String {
      let bytes = Array("\(generation) \(text)".utf8)
      return String(bytes.withUnsafeBytes { $0.checksum }, radix: 16)
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
    let header = Header(
      summary, columns: writer.checksums, vocabulary: vocabulary, records: try RecordChecksum.ofRows(in: db))
    try db.execute(
      sql: "INSERT INTO case_table (id, format, generation, header) VALUES (1, ?, ?, ?)",
      arguments: [format, vocabulary.generation, try header.sealed(generation: vocabulary.generation)])
  }

  /// How many pairs the kept table has; `nil` where it has to be made anew.
  static func keptPairs(in db: Database) throws -> Int? {
    guard let generation = try Row.fetchOne(db, sql: "SELECT generation FROM audit")?.integer(0, of: "audit"),
      let row = try headerRow(in: db, generation: generation)
    else { return nil }
    return Header(row, generation: generation)?.pairs
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
    guard let row = try headerRow(in: db, generation: vocabulary.generation) else { return .stale }
    guard let header = Header(row, generation: vocabulary.generation) else { return .broken }
    guard header.vocabulary == vocabulary.checksum else {
      throw StoreDamage("its audit.json, sources, series or profile fields are not those that its cases were made with")
    }
    if let records = header.records, try RecordChecksum.checksum(db) != records {
      throw StoreDamage("its conversations, simulations or labels are not those that its cases were made of")
    }
    let reader = ColumnReader(db, checksums: header.columns)
    let table: CaseTable
    do {
      table = CaseTable(
        description: vocabulary.description, positions: PositionDictionary(rule: vocabulary.description.probes),
        series: header.series.map { .init(simulator: $0.simulator, instrument: $0.instrument, draw: $0.draw) },
        conversations: try reader.conversations(header.conversations, clusters: header.clusters, fields: header.fields),
        pairs: try reader.pairs(header.pairs))
    } catch is BrokenColumn, is StoreDamage {
      return .broken
    } catch DatabaseError.SQLITE_CORRUPT {
      return .broken
    }
    return table.isSound ? .table(table) : .broken
  }

  /// The table as the rows mean it, whatever was kept.
  static func table(ofRowsIn db: Database) throws -> CaseTable {
    let vocabulary = try StoreVocabulary(db)
    var pairs = PairColumns()
    let summary = try CaseTableRows.forEachChunk(in: db, vocabulary, rows: chunkRows) { pairs.append($0) }
    pairs.series = pairs.series.map { summary.seriesNumbers[Int($0)] }
    return CaseTable(
      description: vocabulary.description, positions: PositionDictionary(rule: vocabulary.description.probes),
      series: summary.series, conversations: summary.conversations, pairs: pairs)
  }
}
