internal import Cases
internal import GRDB

/// The rows of a store in the words of the bundle.
struct RecordNames {
  let db: Database
  let holdings: StoreHoldings
  let instruments: [String]

  /// Whose turn a simulation or label is about.
  func source(_ table: String, _ key: Int64) -> LabelSource? {
    var number = RecordKey.code(of: key)
    if table == "label" || table == SimulatedLabelTable.name {
      guard holdings.series.indices.contains(number) else { return nil }
      number = holdings.series[number].source
    }
    return holdings.sources.indices.contains(number) ? holdings.sources[number] : nil
  }

  /// A record that its bundle no longer holds.
  func gone(_ table: String, _ key: Int64) throws -> StoreChanges.Gone {
    let isSimulated = table == SimulatedConversationTable.name
    if isSimulated || table == "conversation" {
      let id = try String.fetchOne(db, sql: "SELECT id FROM \(table) WHERE key = ?", arguments: [key])
      return StoreChanges.Gone(
        file: "conversations", record: "“\(id ?? "\(key)")”" + (isSimulated ? ", simulated" : ""))
    }
    return StoreChanges.Gone(file: table == "simulation" ? "simulations" : "labels", record: try name(table, key))
  }

  private func name(_ table: String, _ key: Int64) throws -> String {
    let conversation = RecordKey.conversation(of: key)
    let isOfSimulated = table == SimulatedLabelTable.name
    let conversations = isOfSimulated ? SimulatedConversationTable.name : "conversation"
    let id = try String.fetchOne(
      db, sql: "SELECT id FROM \(conversations) WHERE key = ?", arguments: [conversation])
    let name = "“\(id ?? "\(conversation)")”"
    var words = [name, "turn \(RecordKey.turn(of: key))"]
    switch source(table, key) {
    case .real: words.append("real")
    case .agent: words.append("agent")
    case .simulator(let id, let draw): words.append(isOfSimulated ? id : "\(id), draw \(draw)")
    case nil: break
    }
    let series = RecordKey.code(of: key)
    if table != "simulation", holdings.series.indices.contains(series) {
      let instrument = holdings.series[series].instrument
      if instruments.indices.contains(instrument) { words.append("by \(instruments[instrument])") }
    }
    return words.joined(separator: ", ")
  }
}

/// Whose turns a stored conversation has.
enum ConversationRoles {
  static func fetch(_ key: UInt32, of table: String = "conversation", _ db: Database) throws -> [Role]? {
    let statement = try RawStatement(db, "SELECT turns FROM \(table) WHERE key = ?", isKept: true)
    statement.bind(Int(key), 1)
    guard try statement.step() else { return nil }
    defer { statement.reset() }
    var roles: [Role] = []
    PackedTurns.forEach(in: statement.bytes(0)) { item in
      roles.append(item.role)
      return true
    }
    return roles
  }

  /// Whether a simulator can be asked for `turn`: a user turn, or the one that never came.
  static func isProbe(_ turn: Int, _ roles: [Role]) -> Bool {
    turn < roles.count ? roles[turn] == .user : turn == roles.count && roles.last.map { $0 != .user } == true
  }
}

extension PackedProbes {
  /// Takes the probes out of the plans that no conversation has any more.
  static func prune(in db: Database) throws {
    for row in try Row.fetchAll(db, sql: "SELECT number, probes FROM probe_plan") {
      let all = probes(try row.bytes(1, of: "probe_plan"))
      var roles: [UInt32: [Role]?] = [:]
      let left = try all.filter { probe in
        if roles[probe.conversation] == nil {
          roles[probe.conversation] = .some(try ConversationRoles.fetch(probe.conversation, db))
        }
        guard case .some(.some(let found)) = roles[probe.conversation] else { return false }
        return ConversationRoles.isProbe(probe.turn, found) && probe.isExit == (probe.turn == found.count)
      }
      guard left.count < all.count else { continue }
      try db.execute(
        sql: "UPDATE probe_plan SET probes = ? WHERE number = ?",
        arguments: [data(left), try row.integer(0, of: "probe_plan")])
    }
  }
}
