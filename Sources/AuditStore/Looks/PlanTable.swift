public import Cases
internal import Digest
internal import GRDB
public import JSON

/// The table of the analyses that were declared before labels came: one of a simulator and an instrument, never changed.
enum PlanTable {
  static let name = "declared_plan"

  static let statement = """
    CREATE TABLE declared_plan (
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
      at TEXT NOT NULL,
      looks_before INTEGER NOT NULL,
      UNIQUE (simulator, instrument)
    )
    """

  static func insert(_ plan: DeclaredPlan, in db: Database) throws {
    let terms = plan.plan
    try db.execute(
      sql: """
        INSERT INTO declared_plan (digest, simulator, instrument, draw, filter, reference, margin, level, seed, resamples,
          cluster, at, looks_before)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        plan.digest, terms.simulator, terms.instrument, terms.draw, terms.filter, terms.reference, terms.margin,
        terms.level, Int64(bitPattern: terms.seed), terms.resamples, terms.cluster, plan.at, plan.looksBefore,
      ])
  }

  /// Every plan, the first one first.
  static func plans(_ db: Database) throws -> [DeclaredPlan] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT simulator, instrument, draw, filter, reference, margin, level, seed, resamples, cluster, at, looks_before,
          digest, number
        FROM declared_plan ORDER BY number
        """
    ).map { row in
      var plan = try plan(row)
      plan.isLate = try hasLabels(of: plan.plan, before: plan.at, in: db)
      return plan
    }
  }

  private static func plan(_ row: Row) throws -> DeclaredPlan {
    func text(_ column: Int) throws -> String { try row.text(column, of: name) }
    func integer(_ column: Int) throws -> Int { try row.integer(column, of: name) }
    guard let level = try row.optionalNumber(6, of: name) else {
      throw StoreDamage("table \(name): a level is missing")
    }
    let terms = AnalysisPlan(
      simulator: try text(0), instrument: try text(1), draw: try row.optionalInteger(2, of: name),
      filter: try text(3), reference: try row.optionalText(4, of: name),
      margin: try row.optionalNumber(5, of: name), level: level, seed: UInt64(bitPattern: Int64(try integer(7))),
      resamples: try integer(8), cluster: try text(9))
    let plan = DeclaredPlan(terms, at: try text(10), looksBefore: try integer(11), digest: try text(12))
    guard plan.digest == terms.digest(at: plan.at, looksBefore: plan.looksBefore) else {
      throw StoreDamage(name, row: try integer(13), "its digest is not that of what it declares: it was altered")
    }
    return plan
  }

  /// Whether the simulator has a label by the instrument, of whatever draw.
  ///
  /// - Parameter time: Only labels that are older count; `nil` for all.
  static func hasLabels(of plan: AnalysisPlan, before time: String?, in db: Database) throws -> Bool {
    let vocabulary = try StoreVocabulary(db)
    let series = vocabulary.series.indices.filter { number in
      let series = vocabulary.series[number]
      guard vocabulary.description.instruments[series.instrument].id == plan.instrument,
        vocabulary.sources.indices.contains(series.source),
        case .simulator(let id, _) = vocabulary.sources[series.source]
      else { return false }
      return id == plan.simulator
    }
    if series.isEmpty { return false }
    var sql = "SELECT 1 FROM label WHERE key & 65535 IN (\(series.map(String.init).joined(separator: ", ")))"
    if time != nil {
      // A label that the program asked for is as old as its answer, another one as old as its import.
      sql += """
         AND coalesce((SELECT at FROM request WHERE kind = 'label' AND request.key = label.key),
          (SELECT at FROM import WHERE import.number = label.import)) < ?
        """
    }
    return try Row.fetchOne(db, sql: sql + " LIMIT 1", arguments: time.map { [$0] } ?? []) != nil
  }
}

extension AnalysisPlan {
  /// The declaration with its time: what the digest is of.
  public func declaration(at time: String, looksBefore: Int) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("simulator", .string(simulator)), .init("instrument", .string(instrument)),
      .init("filter", .string(filter)), .init("level", .number(level)), .init("seed", .number(String(seed))),
      .init("resamples", .integer(resamples)), .init("cluster", .string(cluster)), .init("declared_at", .string(time)),
      .init("looks_before", .integer(looksBefore)),
    ]
    if let draw { members.append(.init("draw", .integer(draw))) }
    if let reference { members.append(.init("reference", .string(reference))) }
    if let margin { members.append(.init("excess_margin", .number(margin))) }
    return .object(members)
  }

  /// SHA-256 of ``declaration(at:looksBefore:)`` in canonical JSON, as hexadecimal digits.
  public func digest(at time: String, looksBefore: Int) -> String {
    SHA256.hexadecimal(of: declaration(at: time, looksBefore: looksBefore).canonicalBytes)
  }
}
