internal import Cases
internal import GRDB

/// Writes the entries that batches add to the dictionaries which keys of rows refer to, each with the next number.
struct DictionaryRows {
  private var sources = 0
  private var series = 0
  private var fields = 0

  init() {}

  init(_ holdings: StoreHoldings) {
    sources = holdings.sources.count
    series = holdings.series.count
    fields = holdings.fields.count
  }

  mutating func write(from batch: RecordBatch, to db: Database) throws {
    for source in batch.newSources {
      switch source {
      case .real: try db.execute(sql: "INSERT INTO source (number, kind) VALUES (?, 'real')", arguments: [sources])
      case .agent: try db.execute(sql: "INSERT INTO source (number, kind) VALUES (?, 'agent')", arguments: [sources])
      case .simulator(let id, let draw):
        try db.execute(
          sql: "INSERT INTO source (number, kind, simulator, draw) VALUES (?, 'simulator', ?, ?)",
          arguments: [sources, id, draw])
      }
      sources += 1
    }
    for entry in batch.newSeries {
      try db.execute(
        sql: "INSERT INTO series (number, source, instrument) VALUES (?, ?, ?)",
        arguments: [series, entry.source, entry.instrument])
      series += 1
    }
    for field in batch.newFields {
      try db.execute(sql: "INSERT INTO profile_field (number, name) VALUES (?, ?)", arguments: [fields, field])
      fields += 1
    }
  }
}
