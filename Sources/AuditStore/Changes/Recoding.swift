internal import Cases
internal import GRDB

/// Gives the rows of a store the codes that their values have in other lists: by the value, never by its place.
struct Recoding {
  /// What a row holds whose value is in no list any more, until the bundle brings another row or it goes. No list is so
  /// long that a value had this code.
  private static let removed = UInt8(Code.maximumValues)

  private let strata: [UInt8]
  /// Stages, emotions, blockers, exits, actions.
  private let labels: [[UInt8]]
  private let instruments: [Int]
  /// The values that are in no list any more.
  let removedNames: [String]

  init(from old: AuditDescription, to new: AuditDescription) {
    func codes(_ old: [String], _ new: [String]) -> [UInt8] {
      old.map { name in new.firstIndex(of: name).map { UInt8($0) } ?? Recoding.removed }
    }
    let lists = zip(
      [old.outcome.strata.map(\.id)] + old.schema.lists, [new.outcome.strata.map(\.id)] + new.schema.lists)
    removedNames = lists.flatMap { old, new in old.filter { !new.contains($0) } }
    strata = codes(old.outcome.strata.map(\.id), new.outcome.strata.map(\.id))
    labels = zip(old.schema.lists, new.schema.lists).map(codes)
    let places = new.instruments.map(\.id)
    // Instruments with labels are always kept.
    instruments = old.instruments.enumerated().map { place, entry in places.firstIndex(of: entry.id) ?? place }
  }

  func apply(in db: Database) throws {
    for table in ["conversation", SimulatedConversationTable.name] {
      try apply(strata.map { Int($0) }, to: "stratum", of: table, db)
    }
    try apply(instruments, to: "instrument", of: "series", db)
    guard labels.contains(where: { $0.enumerated().contains { $0 != Int($1) } }) else { return }
    let function = DatabaseFunction("recoded", argumentCount: 1, pure: true) { values in
      Int64.fromDatabaseValue(values[0]).map { recoded(LabelCodes(rawValue: $0)).rawValue }
    }
    db.add(function: function)
    defer { db.remove(function: function) }
    for table in ["label", SimulatedLabelTable.name] {
      try db.execute(sql: "UPDATE \(table) SET codes = recoded(codes) WHERE codes <> recoded(codes)")
    }
  }

  /// The codes in the other lists; `nil` where a value is in none.
  func standing(_ codes: LabelCodes) -> LabelCodes? {
    let fresh = recoded(codes)
    let all = [fresh.stage, fresh.emotion, fresh.blocker, fresh.exit, fresh.action]
    return all.contains(Recoding.removed) ? nil : fresh
  }

  private func recoded(_ codes: LabelCodes) -> LabelCodes {
    func code(_ list: Int, _ code: UInt8) -> UInt8 {
      labels[list].indices.contains(Int(code)) ? labels[list][Int(code)] : code
    }
    return LabelCodes(
      stage: code(0, codes.stage), emotion: code(1, codes.emotion), blocker: code(2, codes.blocker),
      exit: code(3, codes.exit), action: code(4, codes.action))
  }

  private func apply(_ codes: [Int], to column: String, of table: String, _ db: Database) throws {
    let changed = codes.enumerated().filter { $0 != $1 }
    guard !changed.isEmpty else { return }
    let cases = changed.map { "WHEN \($0) THEN \($1)" }.joined(separator: " ")
    let old = changed.map { "\($0.offset)" }.joined(separator: ", ")
    try db.execute(
      sql: "UPDATE \(table) SET \(column) = CASE \(column) \(cases) END WHERE \(column) IN (\(old))")
  }

  /// How many conversations and labels still have a value that is in no list.
  func countOfRemoved(in db: Database) throws -> Int {
    guard !removedNames.isEmpty else { return 0 }
    let bytes = (0..<5).map { "(codes >> \(8 * $0) & 255) = \(Int(Recoding.removed) + 1)" }.joined(separator: " OR ")
    return try Int.fetchOne(
      db,
      sql: """
        SELECT (SELECT count(*) FROM conversation WHERE stratum = \(Recoding.removed))
          + (SELECT count(*) FROM \(SimulatedConversationTable.name) WHERE stratum = \(Recoding.removed))
          + (SELECT count(*) FROM label WHERE \(bytes))
          + (SELECT count(*) FROM \(SimulatedLabelTable.name) WHERE \(bytes))
        """) ?? 0
  }
}
