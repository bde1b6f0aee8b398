internal import Cases
internal import Foundation
internal import GRDB

/// A plan's name that another plan has.
public struct PlanNameTaken: Error, Sendable, Hashable, CustomStringConvertible {
  public var name: String

  public init(name: String) { self.name = name }

  public var description: String {
    "the audit has another plan “\(name)”, whose requests may be under way; give this one another name"
  }
}

extension AuditStore {
  /// Keeps a plan, unless it is there already: the last one where `plan` has no name, else the one of its name.
  ///
  /// - Returns: The plan with its number and its name, which is `plan-` and the number where none was given.
  /// - Throws: ``PlanNameTaken``, or ``StoreError``.
  @discardableResult
  public func save(plan: PlanRecord, probes: [PlannedProbe]) throws -> PlanRecord {
    let packed = PackedProbes.data(probes)
    var kept = plan
    let isFree = try writing { db in
      let arguments: StatementArguments = [
        Int64(bitPattern: plan.seed), plan.panel, plan.filter, plan.limit, try PlanRows.json(plan.counts),
        try plan.simulators.map(PlanRows.json), packed,
      ]
      let same = try Row.fetchOne(
        db,
        sql: """
          SELECT number, name FROM (SELECT * FROM probe_plan WHERE ? IN ('', name) ORDER BY number DESC LIMIT 1)
          WHERE seed = ? AND panel = ? AND filter IS ? AND largest IS ? AND counts = ? AND simulators IS ? AND probes = ?
          """, arguments: [plan.name] + arguments)
      if let same {
        kept.number = try same.integer(0, of: PlanRows.table)
        kept.name = try same.text(1, of: PlanRows.table)
        return true
      }
      if kept.name.isEmpty { kept.name = try PlanRows.freeName(db) }
      guard try !PlanRows.isTaken(kept.name, db) else { return false }
      try db.execute(
        sql: """
          INSERT INTO probe_plan (seed, panel, filter, largest, counts, simulators, probes, at, name)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: arguments + [plan.at, kept.name])
      kept.number = Int(db.lastInsertedRowID)
      return true
    }
    guard isFree else { throw PlanNameTaken(name: plan.name) }
    return kept
  }

  /// The probes of a plan, by conversation and turn; of the last one where no number is given, `nil` where there is none.
  public func probes(ofPlan number: Int? = nil) throws(StoreError) -> [PlannedProbe]? {
    try reading { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT probes FROM probe_plan WHERE number = coalesce(?, number) ORDER BY number DESC LIMIT 1",
        arguments: [number])
      return try row.map { PackedProbes.probes(try $0.bytes(0, of: PlanRows.table)) }
    }
  }

  /// Every plan, the oldest first.
  public func plans() throws(StoreError) -> [PlanRecord] { try reading { try PlanRows.all($0) } }
}

/// Rows of the table of plans as values.
private enum PlanRows {
  static let table = "probe_plan"

  static func all(_ db: Database) throws -> [PlanRecord] {
    let sql =
      "SELECT number, at, seed, panel, filter, largest, counts, name, simulators FROM probe_plan ORDER BY number"
    return try Row.fetchAll(db, sql: sql).map { row in
      let simulators = try row.optionalText(8, of: table)
      return PlanRecord(
        number: try row.integer(0, of: table), name: try row.text(7, of: table), at: try row.text(1, of: table),
        seed: UInt64(bitPattern: Int64(try row.integer(2, of: table))), panel: try row.text(3, of: table),
        filter: try row.optionalText(4, of: table), limit: try row.optionalInteger(5, of: table),
        simulators: try simulators.map { try read([SimulatorChoice].self, $0) },
        counts: try read([PlanRecord.Count].self, try row.text(6, of: table)))
    }
  }

  private static func read<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(json.utf8))
  }

  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// The name that the next plan gets; people may have taken the first that comes to mind.
  static func freeName(_ db: Database) throws -> String {
    var number = (try Int.fetchOne(db, sql: "SELECT max(number) FROM probe_plan") ?? 0) + 1
    while try isTaken("plan-\(number)", db) { number += 1 }
    return "plan-\(number)"
  }

  static func isTaken(_ name: String, _ db: Database) throws -> Bool {
    try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM probe_plan WHERE name = ?)", arguments: [name]) ?? false
  }
}

/// Probes as keys of eight bytes, the lowest first.
enum PackedProbes {
  static func data(_ probes: [PlannedProbe]) -> Data {
    var data = Data(capacity: probes.count * 8)
    for probe in probes {
      let key = RecordKey.pack(conversation: probe.conversation, turn: probe.turn, code: probe.isExit ? 1 : 0)
      withUnsafeBytes(of: key.littleEndian) { data.append(contentsOf: $0) }
    }
    return data
  }

  static func probes(_ data: Data) -> [PlannedProbe] {
    let bytes = [UInt8](data)
    return stride(from: 0, to: bytes.count - 7, by: 8).map { start in
      let key = Int64(bitPattern: (0..<8).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) })
      return PlannedProbe(
        conversation: RecordKey.conversation(of: key), turn: RecordKey.turn(of: key),
        isExit: RecordKey.code(of: key) == 1)
    }
  }
}
