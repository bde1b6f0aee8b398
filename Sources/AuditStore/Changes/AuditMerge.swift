internal import Cases
internal import GRDB
internal import JSON

/// What the `audit.json` of a store becomes when a bundle brings another one: the bundle's, with the definitions that the
/// store ran itself, and with the simulators and instruments that its rows still name.
struct AuditMerge {
  let json: String
  let description: AuditDescription
  /// What the rows of the bundle are read with: `description` without what the bundle no longer names.
  let readable: AuditDescription
  /// The keys whose values are others than before.
  let changedKeys: [String]
  let notes: [String]

  /// - Parameter keepsStore: Whether outcome groups and lists of the schema stay that the bundle no longer names.
  init(given: String, held: String, keepsStore: Bool, in db: Database) throws {
    let (before, after) = (try JSONValue(parsing: held), try JSONValue(parsing: given))
    let old = try StoredAudit.description(of: held)
    var merged = after
    if keepsStore {
      let new = try StoredAudit.description(of: given)
      if !Set(new.outcome.strata.map(\.id)).isSuperset(of: old.outcome.strata.map(\.id)) {
        merged["outcome"] = before["outcome"]
      }
      let lists = zip(old.schema.lists, new.schema.lists)
      if !lists.allSatisfy({ Set($1).isSuperset(of: $0) }) { merged["schema"] = before["schema"] }
    }
    let speakers = try SimulatedConversationTable.simulators(in: db)
    // What stays in the store is not readable by the first version.
    if !speakers.isEmpty, old.hasSimulatedConversations { merged["format"] = before["format"] }
    let named = try NamedParticipants(db, speakers: speakers, instruments: old.instruments.map(\.id))
    var notes: [String] = []
    var left = (simulators: 0, instruments: 0)
    for list in AuditEntries.lists {
      let entries = MergedEntries(
        given: after[list]?.elements ?? [], held: before[list]?.elements ?? [], probed: try named.probed(list),
        named: list == AuditEntries.simulators ? named.simulators : named.instruments)
      notes += entries.changedDefinitions.map {
        "\(list.dropLast()) “\($0)”: the store keeps the definition that made its answers; "
          + "give a changed one a new id"
      }
      if list == AuditEntries.simulators { left.simulators = entries.left } else { left.instruments = entries.left }
      if merged[list] != nil || !entries.all.isEmpty { merged[list] = .array(entries.all) }
    }
    self.notes = notes
    json = merged.means(before) ? held : merged.means(after) ? given : merged.json()
    description = try StoredAudit.description(of: json)
    var readable = description
    readable.format = try StoredAudit.description(of: given).format
    readable.simulators.removeLast(left.simulators)
    readable.instruments.removeLast(left.instruments)
    self.readable = readable
    let keys = ((before.members ?? []) + (merged.members ?? [])).map(\.key)
    var seen: Set<String> = []
    changedKeys = keys.filter { key in
      guard seen.insert(key).inserted else { return false }
      guard let first = before[key], let second = merged[key] else { return true }
      return !first.means(second)
    }
  }

  /// Reduces the entries that the bundle no longer names, and that no row names any more, to their ids.
  func reduceUnused(in db: Database) throws {
    let holdings = try StoredDictionaries(db).holdings
    let speakers = try SimulatedConversationTable.simulators(in: db)
    let simulators = try description.simulators.dropFirst(readable.simulators.count).map(\.id).filter { id in
      if speakers.contains(id) { return false }
      let sources = holdings.sources.indices.filter {
        if case .simulator(id, _) = holdings.sources[$0] { true } else { false }
      }
      let series = holdings.series.indices.filter { sources.contains(holdings.series[$0].source) }
      return try !AuditMerge.isUsed(sources, in: "simulation", db) && !AuditMerge.isUsed(series, in: "label", db)
    }
    let first = readable.instruments.count
    let instruments = try description.instruments.indices.dropFirst(first).filter { place in
      let series = holdings.series.indices.filter { holdings.series[$0].instrument == place }
      return try !AuditMerge.isUsed(series, in: "label", db)
        && !AuditMerge.isUsed(series, in: SimulatedLabelTable.name, db)
    }.map { description.instruments[$0].id }
    var reduced = json
    for (list, ids) in zip(AuditEntries.lists, [simulators, instruments]) where !ids.isEmpty {
      reduced = AuditEntries.reducing(Set(ids), in: list, of: reduced)
    }
    if reduced != json { try db.execute(sql: "UPDATE audit SET json = ?", arguments: [reduced]) }
  }

  private static func isUsed(_ codes: [Int], in table: String, _ db: Database) throws -> Bool {
    guard !codes.isEmpty else { return false }
    let list = codes.map { "\($0)" }.joined(separator: ", ")
    return try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE key & 65535 IN (\(list)))") ?? false
  }
}

extension StateSchema {
  /// The lists that the codes of labels refer to, in the order of ``LabelCodes``.
  var lists: [[String]] { [stages.map(\.id), emotions, blockers, exits, actions] }
}

/// One of the two lists of entries, merged.
private struct MergedEntries {
  private(set) var all: [JSONValue]
  /// How many at the end are there only because rows name them.
  private(set) var left = 0
  /// The ids of definitions that were run and that the bundle describes otherwise.
  private(set) var changedDefinitions: [String] = []

  init(given: [JSONValue], held: [JSONValue], probed: Set<String>, named: Set<String>) {
    all = given
    var leftovers: [JSONValue] = []
    for entry in held {
      guard let id = entry["id"]?.string else { continue }
      let place = given.firstIndex { $0["id"]?.string == id }
      if let place, probed.contains(id) {
        if AuditEntries.contradicts(given[place], entry) { changedDefinitions.append(id) }
        all[place] = AuditEntries.merging(entry, into: given[place])
      } else if place == nil, probed.contains(id) {
        all.append(entry)
      } else if place == nil, named.contains(id) {
        leftovers.append(entry)
      }
    }
    left = leftovers.count
    all += leftovers
  }
}

/// The simulators and instruments that a store has ever had rows of.
private struct NamedParticipants {
  let simulators: Set<String>
  let instruments: Set<String>
  private let definitions: [DefinitionRecord]

  /// - Parameter speakers: The simulators of simulated conversations.
  init(_ db: Database, speakers: Set<String>, instruments all: [String]) throws {
    let holdings = try StoredDictionaries(db).holdings
    simulators = Set(
      holdings.sources.compactMap { if case .simulator(let id, _) = $0 { id } else { nil } }
    ).union(speakers)
    instruments = Set(holdings.series.compactMap { all.indices.contains($0.instrument) ? all[$0.instrument] : nil })
    definitions = try ProbingRows.definitions(db)
  }

  /// The ids in a list of `audit.json` that the store ran itself.
  func probed(_ list: String) throws -> Set<String> {
    let kind: DefinitionRecord.Kind = list == AuditEntries.simulators ? .simulator : .instrument
    return Set(definitions.filter { $0.kind == kind }.map(\.id))
  }
}
