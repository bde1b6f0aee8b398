internal import Cases
internal import Digest
internal import GRDB
internal import JSON

/// The table of the verdicts that were looked at. It only grows; a look at the same verdict on the same records is counted.
enum LookTable {
  /// `digest` is SHA-256, as hexadecimal digits, of what makes a look distinct, in canonical JSON.
  static let statement = """
    CREATE TABLE look (
      number INTEGER PRIMARY KEY,
      digest TEXT NOT NULL UNIQUE,
      simulator TEXT NOT NULL,
      instrument TEXT NOT NULL,
      draw INTEGER,
      filter TEXT NOT NULL,
      reference TEXT,
      margin REAL,
      level REAL NOT NULL,
      seed INTEGER NOT NULL,
      resamples INTEGER NOT NULL,
      cluster TEXT NOT NULL,
      conversations INTEGER NOT NULL,
      finding TEXT NOT NULL,
      generation INTEGER NOT NULL,
      first_at TEXT NOT NULL,
      last_at TEXT NOT NULL,
      times INTEGER NOT NULL
    )
    """

  static func note(_ look: Look, at time: String, in db: Database) throws {
    let generation = try generation(in: db)
    try db.execute(
      sql: """
        INSERT INTO look (digest, simulator, instrument, draw, filter, reference, margin, level, seed, resamples, cluster,
          conversations, finding, generation, first_at, last_at, times)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
        ON CONFLICT (digest) DO UPDATE SET times = times + 1, last_at = excluded.last_at
        """,
      arguments: [
        digest(look, generation), look.simulator, look.instrument, look.draw, look.filter, look.reference, look.margin,
        look.level, Int64(bitPattern: look.seed), look.resamples, look.cluster, look.conversations, look.finding,
        generation, time, time,
      ])
  }

  /// Which state of the records it is.
  static func generation(in db: Database) throws -> Int {
    try Row.fetchOne(db, sql: "SELECT generation FROM audit WHERE id = 1")?.integer(0, of: "audit") ?? 0
  }

  static func digest(_ look: Look, _ generation: Int) -> String {
    let identity: JSONValue = [
      "simulator": .string(look.simulator), "instrument": .string(look.instrument),
      "draw": look.draw.map(JSONValue.integer) ?? .null, "filter": .string(look.filter),
      "reference": look.reference.map(JSONValue.string) ?? .null, "margin": look.margin.map(JSONValue.number) ?? .null,
      "level": .number(look.level), "seed": .string(String(look.seed)), "resamples": .integer(look.resamples),
      "cluster": .string(look.cluster), "conversations": .integer(look.conversations),
      "finding": .string(look.finding), "generation": .integer(generation),
    ]
    return SHA256.hexadecimal(of: identity.canonicalBytes)
  }

  static func record(_ row: Row) throws -> LookRecord {
    func text(_ column: Int) throws -> String { try row.text(column, of: "look") }
    func integer(_ column: Int) throws -> Int { try row.integer(column, of: "look") }
    guard let level = try row.optionalNumber(6, of: "look") else { throw StoreDamage("table look: a level is missing") }
    let look = Look(
      simulator: try text(0), instrument: try text(1), draw: try row.optionalInteger(2, of: "look"),
      filter: try text(3), reference: try row.optionalText(4, of: "look"),
      margin: try row.optionalNumber(5, of: "look"), level: level,
      seed: UInt64(bitPattern: Int64(try integer(7))), resamples: try integer(8), cluster: try text(9),
      conversations: try integer(10), finding: try text(11))
    return LookRecord(look: look, firstAt: try text(12), lastAt: try text(13), times: try integer(14))
  }
}
