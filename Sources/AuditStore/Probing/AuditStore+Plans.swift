internal import Cases
internal import Foundation
internal import GRDB

extension AuditStore {
  /// Keeps a plan, unless the last one is the same but for its time.
  ///
  /// - Returns: The number of the plan.
  @discardableResult
  public func save(plan: PlanRecord, probes: [PlannedProbe]) throws(StoreError) -> Int {
    let packed = PackedProbes.data(probes)
    return try writing { db in
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let counts = String(decoding: try encoder.encode(plan.counts), as: UTF8.self)
      let arguments: StatementArguments = [
        Int64(bitPattern: plan.seed), plan.panel, plan.filter, plan.limit, counts, packed,
      ]
      let same = try Int.fetchOne(
        db,
        sql: """
          SELECT number FROM (SELECT * FROM probe_plan ORDER BY number DESC LIMIT 1)
          WHERE seed = ? AND panel = ? AND filter IS ? AND largest IS ? AND counts = ? AND probes = ?
          """, arguments: arguments)
      if let same { return same }
      try db.execute(
        sql: "INSERT INTO probe_plan (seed, panel, filter, largest, counts, probes, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: arguments + [plan.at])
      return Int(db.lastInsertedRowID)
    }
  }

  /// The probes of a plan, by conversation and turn; of the last one where no number is given, `nil` where there is none.
  public func probes(ofPlan number: Int? = nil) throws(StoreError) -> [PlannedProbe]? {
    try reading { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT probes FROM probe_plan WHERE number = coalesce(?, number) ORDER BY number DESC LIMIT 1",
        arguments: [number])
      return try row.map { PackedProbes.probes(try $0.bytes(0, of: "probe_plan")) }
    }
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
