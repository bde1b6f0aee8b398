internal import Cases
internal import JSON

/// Why files of kinds cannot be taken together.
public struct KindsProblem: Error, Sendable, Hashable, CustomStringConvertible {
  public var path: String
  public var line: Int?
  public var explanation: String

  public var description: String { "\(path):\(line.map { "\($0):" } ?? "") \(explanation)" }
}

/// What one file of kinds says: a table of its own, and the digests that join it to others.
struct KindsPart: Sendable {
  var auditJSON = ""
  var permitsSilence: [String: Bool] = [:]
  var table: CaseTable
  var hasFaults = false
  var blindLabels: [BlindStages] = []
  /// Of the real conversations, in the order of the table.
  var ids: [KindsDigest] = []
  var customers: [KindsDigest?] = []
  /// Of the simulated ones.
  var simulatedIDs: [KindsDigest] = []
  var simulatedCustomers: [KindsDigest?] = []
  /// The columns of ``KindsColumns/codes``, which the table has when the part is closed: to append to one of its own by
  /// name would copy it.
  private var codes = Array(repeating: [UInt8](), count: KindsColumns.codes.count)
  private var fields: [FieldBuilder]
  private var simulatedFields: [FieldBuilder]

  private struct FieldBuilder {
    var column: ProfileColumn
    var numbers: [String: UInt32] = [:]

    init(_ name: String) { column = ProfileColumn(name: name, values: [], codes: []) }

    mutating func add(_ value: String?) {
      guard let value else { return column.codes.append(ProfileColumn.missing) }
      let code = numbers[value] ?? UInt32(column.values.count)
      if code == column.values.count {
        numbers[value] = code
        column.values.append(value)
      }
      column.codes.append(code)
    }
  }

  /// - Parameter head: The first line of the file.
  init(head: KindsRow) throws(KindsFault) {
    guard let version = head["walkaway_kinds"]?.integer else {
      throw KindsFault("is no file of kinds; make one with walkaway kinds AUDIT")
    }
    guard version == KindsColumns.version else {
      throw KindsFault("is of version \(version), and this program reads \(KindsColumns.version); make it anew")
    }
    auditJSON = try head.string("audit")
    let description: AuditDescription
    do {
      description = try AuditFile(bytes: Array(auditJSON.utf8)).description
    } catch {
      throw KindsFault("its audit cannot be read: \(error)")
    }
    for (name, columns) in KindsColumns.all where try head.object("columns").strings(name) != columns {
      throw KindsFault("has other columns of \(name) than this program; make it anew")
    }
    table = CaseTable(
      description: description, positions: PositionDictionary(rule: description.probes),
      series: try head.list("series") { row throws(KindsFault) in
        CaseTable.Series(
          simulator: try row.string("simulator"), instrument: try row.string("instrument"),
          draw: try row.integer("draw"))
      }, conversations: ConversationColumns(), pairs: PairColumns())
    table.loneLabels.sources = try head.list("sources") { row throws(KindsFault) in
      LoneLabels.Source(simulator: try row.string("simulator"), draw: try row.integer("draw"))
    }
    table.furtherFields = try head.strings("further_fields")
    fields = try head.strings("fields").map { FieldBuilder($0) }
    simulatedFields = try head.strings("simulated_fields").map { FieldBuilder($0) }
    hasFaults = head["has_faults"]?.isTrue ?? false
    table.whole.labels.instrument = head["whole_instrument"]?.integer
    for name in table.description.simulators.map(\.id) {
      permitsSilence[name] = try head.object("permits_silence")[name]?.isTrue
    }
  }

  /// Adds a row.
  mutating func add(_ row: KindsRow) throws(KindsFault) {
    if row["id"] != nil { try addReal(row) } else { try addSimulated(row) }
  }

  private mutating func addReal(_ row: KindsRow) throws(KindsFault) {
    guard simulatedIDs.isEmpty else { throw KindsFault("a real conversation stands behind a simulated one") }
    let number = UInt32(ids.count)
    ids.append(try row.digest("id"))
    customers.append(try row.optionalDigest("customer"))
    try KindsPart.add(row, to: &table.conversations, &fields, stratum: try row.code("outcome"))
    table.conversations.cluster.append(0)
    let firstPair = table.count
    try addPairs(row, of: number)
    table.conversations.firstPair.append(UInt32(clamping: table.count))
    try row.rows("lone_labels", width: KindsColumns.lone.count) { values throws(KindsFault) in
      table.loneLabels.append(
        conversation: number, turn: Int(try values.number(0, as: UInt16.self, "turn")),
        source: try values.number(1, as: UInt16.self, "source"),
        instrument: Int(try values.number(2, as: UInt16.self, "instrument")),
        stage: try values.number(3, as: UInt8.self, "stage"))
    }
    try row.rows("unlabelled", width: KindsColumns.unlabelled.count) { values throws(KindsFault) in
      table.unlabelledProbes.append(
        conversation: number, series: try values.number(0, as: UInt16.self, "series"),
        real: try values.number(1, as: UInt8.self, "real.stage"),
        simulated: try values.number(2, as: UInt8.self, "simulated.stage"))
    }
    let pairs = table.count - firstPair
    for value in try row.elements("blind") {
      let label = try KindsPart.blindLabel(value, firstPair: firstPair, pairs: pairs)
      if let last = blindLabels.last, last.row > label.row { throw KindsFault("blind labels do not ascend by pair") }
      blindLabels.append(label)
    }
    try addWords(row)
  }

  private mutating func addPairs(_ row: KindsRow, of number: UInt32) throws(KindsFault) {
    let stratum = table.conversations.stratum[Int(number)]
    try row.rows("pairs", width: KindsColumns.pair.count) { values throws(KindsFault) in
      table.pairs.conversation.append(number)
      table.pairs.stratum.append(stratum)
      table.pairs.turn.append(try values.number(0, as: UInt16.self, "turn"))
      table.pairs.userTurn.append(try values.number(1, as: UInt16.self, "user.turn"))
      table.pairs.series.append(try values.number(2, as: UInt16.self, "series"))
      let faults = FaultSet(rawValue: try values.number(3, as: UInt16.self, "faults"))
      if hasFaults { table.pairs.faults.append(faults) }
      for (place, column) in KindsColumns.codes.enumerated() {
        codes[place].append(try values.number(4 + place, as: UInt8.self, column.storedName))
      }
    }
  }

  private static func blindLabel(
    _ value: JSONView, firstPair: Int, pairs: Int
  ) throws(KindsFault) -> BlindStages {
    var all: [JSONView] = []
    var children = value.firstChild
    while let child = children.next() { all.append(child) }
    guard value.kind == .array, all.count == KindsColumns.blind.count, let pair = all[0].integer,
      (0..<pairs).contains(pair), let reviewer = all[1].string,
      let real = all[2].integer.flatMap(UInt8.init(exactly:)),
      let simulated = all[3].integer.flatMap(UInt8.init(exactly:)),
      all[4...].allSatisfy({ $0.isNull || $0.number.map { $0 > 0 && $0 <= 1 } ?? false })
    else { throw KindsFault("a blind label is not what “columns” says") }
    return BlindStages(
      row: firstPair + pair, reviewer: reviewer, real: real, simulated: simulated, realProbability: all[4].number,
      simulatedProbability: all[5].number)
  }

  private mutating func addSimulated(_ row: KindsRow) throws(KindsFault) {
    simulatedIDs.append(try row.digest("simulated"))
    simulatedCustomers.append(try row.optionalDigest("customer"))
    table.whole.simulator.append(try row.number("simulator", as: UInt16.self))
    let replays = try row["replays"].map { _ throws(KindsFault) in try row.number("replays", as: UInt32.self) }
    table.whole.replays.append(replays ?? WholeConversations.noReplay)
    table.whole.endedBy.append(try row.code("ended_by"))
    table.whole.inherits.append(try row.code("inherits"))
    try KindsPart.add(row, to: &table.whole.simulated, &simulatedFields, stratum: try row.code("outcome"))
    table.whole.simulated.cluster.append(0)
    try addWords(row)
  }

  private static func add(
    _ row: KindsRow, to columns: inout ConversationColumns, _ fields: inout [FieldBuilder], stratum: UInt8
  ) throws(KindsFault) {
    columns.key.append(UInt32(columns.key.count + 1))
    columns.stratum.append(stratum)
    columns.userTurns.append(try row.number("user_turns", as: UInt16.self))
    columns.turns.append(try row.number("turns", as: UInt16.self))
    columns.agentTurns.append(try row.number("agent_turns", as: UInt16.self))
    columns.silences.append(try row.number("silences", as: UInt16.self))
    columns.isAbandoned.append(try row.code("abandoned"))
    let values = try row.elements("profile")
    guard values.count == fields.count else { throw KindsFault("“profile” has not one value a field") }
    for (place, value) in values.enumerated() {
      guard value.isNull || value.isString else { throw KindsFault("“profile” holds what is no text") }
      fields[place].add(value.string)
    }
  }

  private mutating func addWords(_ row: KindsRow) throws(KindsFault) {
    let number = ids.count + simulatedIDs.count - 1
    if let conduct = try row.numbers("conduct", count: KindsColumns.conduct.count) {
      guard table.whole.conduct.count == number else { throw KindsFault("“conduct” is missing before") }
      try table.whole.conduct.append(conduct)
    }
    guard let labels = try row.numbers("labels", count: KindsColumns.labels.count) else { return }
    guard table.whole.labels.count == number else { throw KindsFault("“labels” is missing before") }
    table.whole.labels.lastAct.append(try labels.number(0, as: UInt8.self, "last.act"))
    table.whole.labels.lastStage.append(try labels.number(1, as: UInt8.self, "last.stage"))
    table.whole.labels.turns.append(try labels.number(2, as: UInt16.self, "turns"))
    table.whole.labels.signs.append(WholeSigns(rawValue: try labels.number(3, as: UInt8.self, "signs")))
    for value in try row.elements("stages") {
      guard let code = value.integer.flatMap(UInt8.init(exactly:)) else { throw KindsFault("“stages” holds no code") }
      table.whole.labels.stages.append(code)
    }
  }

  /// What can be told when every row is there.
  ///
  /// - Parameter end: The last line.
  /// - Throws: Where rows are missing, or what they say does not fit together.
  mutating func close(_ end: KindsRow, digest: String) throws(KindsFault) {
    let end = try end.object("end")
    let counts = [
      (try end.integer("conversations"), ids.count), (try end.integer("simulated"), simulatedIDs.count),
      (try end.integer("pairs"), table.count),
    ]
    guard counts.allSatisfy({ $0.0 == $0.1 }), try end.string("sha256") == digest else {
      throw KindsFault("is not what was written: rows are missing or changed; make it anew with walkaway kinds")
    }
    for (place, column) in KindsColumns.codes.enumerated() { table.pairs[column] = codes[place] }
    codes = []
    table.conversations.profile = fields.map(\.column)
    table.whole.simulated.profile = simulatedFields.map(\.column)
    if !table.whole.isEmpty { table.whole.simulators = table.description.simulators.map(\.id) }
    joinCustomers()
    let stages = table.description.schema.stages.count
    let places = table.series.compactMap { table.description.place(of: $0) }
    // The pairs of a conversation stand in the order of their series.
    guard places.count == table.series.count, zip(places, places.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw KindsFault("its series are not those of its audit, in their order; make it anew with walkaway kinds")
    }
    guard table.isSound, (table.pairs.faults.count == table.count) == (hasFaults || table.count == 0),
      blindLabels.allSatisfy({ [$0.real, $0.simulated].allSatisfy { $0 < stages || $0 >= Code.noReply } })
    else { throw KindsFault("what its rows say does not fit together; make it anew with walkaway kinds") }
  }

  /// Numbers the clusters in the order of their first conversations, as a store does.
  private mutating func joinCustomers() {
    var clusters = KindsClusters()
    table.conversations.cluster = customers.map { clusters.cluster(of: $0) }
    table.conversations.clusterCount = clusters.count
    let (real, replays) = (table.conversations.cluster, table.whole.replays)
    table.whole.simulated.cluster = clusters.ofSimulated(simulatedCustomers, replaying: replays, among: real)
    if !table.whole.isEmpty { table.whole.simulated.clusterCount = clusters.count }
  }
}

/// The numbers of customers, in the order in which they come; whoever has no customer is one.
struct KindsClusters: Sendable {
  private var numbers: [KindsDigest: UInt32] = [:]
  private(set) var count = 0

  mutating func cluster(of customer: KindsDigest?) -> UInt32 {
    if let customer, let known = numbers[customer] { return known }
    let number = UInt32(count)
    count += 1
    if let customer { numbers[customer] = number }
    return number
  }

  /// Those of simulated conversations: whoever replays a conversation without a customer is of that conversation's unit.
  mutating func ofSimulated(
    _ customers: [KindsDigest?], replaying replays: [UInt32], among real: [UInt32]
  ) -> [UInt32] {
    zip(customers, replays).map { customer, replayed in
      customer == nil && Int(replayed) < real.count ? real[Int(replayed)] : cluster(of: customer)
    }
  }
}
