internal import Cases
internal import Foundation
internal import GRDB

/// Keeps the columns of the case table as blobs beside the rows they were made of.
enum CaseTableStorage {
  /// Raised when the columns or what they mean change; tables of another format are made anew.
  static let format = 3
  /// Pairs in one blob.
  static let chunkRows = 1 << 18

  /// What `case_table` says of the columns.
  struct Header: Codable {
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
  }

  /// Makes the table anew from the rows. Needs the memory of the conversations' columns and one chunk.
  static func rebuild(in db: Database, path: String) throws {
    guard let json = try String.fetchOne(db, sql: "SELECT json FROM audit") else { return }
    let description = try StoredAudit.description(of: json, path: path)
    let dictionaries = try StoredDictionaries(db).holdings
    var builder = try CaseTableBuilder(
      description: description, sources: dictionaries.sources, labelSeries: dictionaries.series,
      fields: dictionaries.fields)
    try db.execute(sql: "DELETE FROM case_column; DELETE FROM case_table")
    var writer = try ColumnWriter(db)
    var rows = try ConversationRows(db)
    while try rows.next({ builder.add($0) }) {
      if builder.waitingPairs >= chunkRows { try writer.write(builder.takePairs()) }
    }
    try writer.write(builder.takePairs())
    let summary = builder.finish()
    try writer.renumber(summary.seriesNumbers)
    try writer.write(summary.conversations)
    let header = Header(
      conversations: summary.conversations.count, clusters: summary.conversations.clusterCount,
      pairs: summary.pairCount,
      series: summary.series.map { .init(simulator: $0.simulator, instrument: $0.instrument, draw: $0.draw) },
      fields: summary.conversations.profile.map(\.name))
    try db.execute(
      sql: """
        INSERT INTO case_table (id, format, generation, header)
        SELECT 1, ?, generation, ? FROM audit
        """,
      arguments: [format, String(decoding: try JSONEncoder().encode(header), as: UTF8.self)])
  }

  /// The table, or `nil` where it is missing or older than the rows.
  static func read(from db: Database, description: AuditDescription) throws -> CaseTable? {
    let sql = """
      SELECT header FROM case_table, audit
      WHERE case_table.generation = audit.generation AND case_table.format = ?
      """
    guard let json = try String.fetchOne(db, sql: sql, arguments: [format]),
      let header = try? JSONDecoder().decode(Header.self, from: Data(json.utf8))
    else { return nil }
    let reader = try ColumnReader(db)
    return CaseTable(
      description: description, positions: PositionDictionary(rule: description.probes),
      series: header.series.map { .init(simulator: $0.simulator, instrument: $0.instrument, draw: $0.draw) },
      conversations: try reader.conversations(header), pairs: try reader.pairs(header))
  }
}

/// Walks over the conversations with their simulations and labels.
private struct ConversationRows {
  private let conversations: RawStatement
  private let simulations: RawStatement
  private let labels: RawStatement
  private var hasSimulation: Bool
  private var hasLabel: Bool
  private var facts = ConversationFacts(
    key: 0, stratum: 0, customer: nil, profile: UnsafeRawBufferPointer(start: nil, count: 0), roles: [],
    simulations: [], labels: [])

  init(_ db: Database) throws {
    conversations = try RawStatement(db, "SELECT key, stratum, customer, profile, turns FROM conversation ORDER BY key")
    simulations = try RawStatement(db, "SELECT key, text IS NULL FROM simulation ORDER BY key")
    labels = try RawStatement(db, "SELECT key, codes FROM label ORDER BY key")
    hasSimulation = try simulations.step()
    hasLabel = try labels.step()
  }

  mutating func next(_ body: (ConversationFacts) -> Void) throws -> Bool {
    guard try conversations.step() else { return false }
    facts.key = UInt32(truncatingIfNeeded: conversations.int64(0))
    facts.stratum = UInt8(truncatingIfNeeded: conversations.int64(1))
    facts.profile = conversations.bytes(3)
    facts.roles.removeAll(keepingCapacity: true)
    PackedTurns.forEach(in: conversations.bytes(4)) { item in
      facts.roles.append(item.role)
      return true
    }
    facts.simulations.removeAll(keepingCapacity: true)
    while hasSimulation, RecordKey.conversation(of: simulations.int64(0)) <= facts.key {
      facts.simulations.append(.init(key: simulations.int64(0), isSilent: simulations.int(1) != 0))
      hasSimulation = try simulations.step()
    }
    facts.labels.removeAll(keepingCapacity: true)
    while hasLabel, RecordKey.conversation(of: labels.int64(0)) <= facts.key {
      facts.labels.append(.init(key: labels.int64(0), codes: LabelCodes(rawValue: labels.int64(1))))
      hasLabel = try labels.step()
    }
    let customer = conversations.isNull(2) ? nil : conversations.bytes(2)
    if let customer {
      customer.withMemoryRebound(to: UInt8.self) { bytes in
        facts.customer = bytes
        body(facts)
      }
    } else {
      facts.customer = nil
      body(facts)
    }
    return true
  }
}
