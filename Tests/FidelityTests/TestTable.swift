import Cases
import Fidelity

/// A case table made by hand, pair by pair.
struct TestTable {
  private(set) var table: CaseTable
  private var clusters: [String: UInt32] = [:]

  init(description: AuditDescription) {
    table = CaseTable(
      description: description, positions: PositionDictionary(rule: description.probes), series: [],
      conversations: ConversationColumns(), pairs: PairColumns())
  }

  /// An audit with strata "left" (uncommitted) and "paid" (committed), probes at 30, 60 and 90 % and these stages.
  init(
    depths: [Double] = [0, 1, 2, 3, 4], strata: [Stratum]? = nil, simulators: [String] = ["s"],
    instruments: [String] = ["i"], fractions: [Double] = [0.3, 0.6, 0.9]
  ) {
    let names = ["resisting", "exploring", "engaging", "considering", "deciding", "s5", "s6", "s7"]
    var schema = StateSchema.decisionState1
    schema.stages = depths.enumerated().map { .init(id: names[$0], depth: $1) }
    schema.deliberation = depths.count > 3 ? ["considering"] : []
    schema.commitment = depths.count > 4 ? ["deciding"] : []
    self.init(
      description: AuditDescription(
        name: "by hand",
        outcome: OutcomeDefinition(
          name: "payment",
          strata: strata ?? [Stratum(id: "left", committed: false), Stratum(id: "paid", committed: true)]),
        schema: schema, probes: ProbeRule(fractions: fractions, exitProbe: true),
        simulators: simulators.map { Simulator(id: $0) }, instruments: instruments.map { Instrument(id: $0) }))
  }

  /// - Returns: The row of the conversation.
  mutating func addConversation(stratum: Int, customer: String? = nil, userTurns: Int = 10) -> Int {
    let row = table.conversations.count
    table.conversations.key.append(UInt32(row + 1))
    table.conversations.stratum.append(UInt8(stratum))
    let fresh = UInt32(table.conversations.clusterCount)
    let cluster = customer.flatMap { clusters[$0] } ?? fresh
    if cluster == fresh { table.conversations.clusterCount += 1 }
    if let customer { clusters[customer] = cluster }
    table.conversations.cluster.append(cluster)
    table.conversations.userTurns.append(UInt16(userTurns))
    table.conversations.firstPair.append(UInt32(table.count))
    return row
  }

  /// Adds a pair to the last conversation. `nil` stages are not labelled; "-" is no reply.
  mutating func addPair(
    _ conversation: Int, turn: Int, place: Int? = nil, simulator: String = "s", instrument: String = "i",
    draw: Int = 0, real: String?, simulated: String?, action: String? = nil, isExit: Bool = false
  ) {
    let key = CaseTable.Series(simulator: simulator, instrument: instrument, draw: draw)
    let series = table.series.firstIndex(of: key) ?? table.series.count
    if series == table.series.count { table.series.append(key) }
    let schema = table.description.schema
    table.pairs.conversation.append(UInt32(conversation))
    table.pairs.turn.append(UInt16(turn))
    table.pairs.userTurn.append(
      UInt16(isExit ? Int(table.conversations.userTurns[conversation]) + 1 : (place ?? turn / 2) + 1))
    table.pairs.series.append(UInt16(series))
    table.pairs.stratum.append(table.conversations.stratum[conversation])
    table.pairs.position.append(
      isExit
        ? table.positions.exit
        : table.positions.code(
          place: place ?? turn / 2, userTurns: Int(table.conversations.userTurns[conversation])))
    table.pairs.realStage.append(TestTable.stage(real, schema))
    table.pairs.simulatedStage.append(TestTable.stage(simulated, schema))
    for column in [
      \PairColumns.realEmotion, \.simulatedEmotion, \.realBlocker, \.simulatedBlocker, \.realExit, \.simulatedExit,
    ] {
      table.pairs[keyPath: column].append(Code.missing)
    }
    let action = action.flatMap { schema.actions.firstIndex(of: $0) }
    table.pairs.action.append(action.map { UInt8($0) } ?? Code.missing)
    table.conversations.firstPair[conversation + 1] = UInt32(table.count)
  }

  mutating func relabel(row: Int, real stage: UInt8) { table.pairs.realStage[row] = stage }

  /// Adds a conversation whose pairs have stages by number, at turns 1, 3, 5 …
  mutating func add(stratum: Int, customer: String? = nil, _ pairs: [(real: Int, simulated: Int)]) {
    let row = addConversation(stratum: stratum, customer: customer)
    let names = table.description.schema.stages.map(\.id)
    for (place, pair) in pairs.enumerated() {
      addPair(
        row, turn: 2 * place + 1, place: [3, 6, 9, 9, 9, 9][min(place, 5)], real: names[pair.real],
        simulated: names[pair.simulated])
    }
  }

  mutating func setActions(_ names: [String]) { table.description.schema.actions = names }

  /// Adds a pair to the last conversation, everything by its code.
  mutating func addCoded(
    _ conversation: Int, turn: Int, position: Int, simulator: String, instrument: String, draw: Int, real: Int,
    simulated: Int, action: Int
  ) {
    addPair(
      conversation, turn: turn, simulator: simulator, instrument: instrument, draw: draw, real: nil, simulated: nil)
    setLast(\.position, position)
    setLast(\.realStage, real)
    setLast(\.simulatedStage, simulated)
    setLast(\.action, action)
  }

  /// Sets the label of one column in the last row.
  mutating func setLast(_ column: WritableKeyPath<PairColumns, [UInt8]>, _ code: Int) {
    table.pairs[keyPath: column][table.count - 1] = UInt8(code)
  }

  var all: RowSet { RowSet(capacity: table.count, full: true) }

  private static func stage(_ id: String?, _ schema: StateSchema) -> UInt8 {
    guard let id else { return Code.missing }
    if id == "-" { return Code.noReply }
    return schema.stages.firstIndex { $0.id == id }.map { UInt8($0) } ?? Code.missing
  }
}
