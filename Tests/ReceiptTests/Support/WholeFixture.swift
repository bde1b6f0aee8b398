import AuditStore
import Cases
import Fidelity

@testable import Receipt

/// Receipts of an audit with whole simulated conversations, as many as real ones.
enum Whole {
  private static let plain = Task { try await make() }
  private static let withAgents = Task { try await make(agents: 3) }

  static func receipt() async throws -> Receipt { try await plain.value }
  static func receiptWithAgents() async throws -> Receipt { try await withAgents.value }

  static func make(isRecorded: Bool = true, isLabelled: Bool = true, agents: Int = 0) async throws -> Receipt {
    let store = try await Shared.store()
    var table = try store.caseTable()
    table.whole = WholeConversations(
      beside: table.conversations, of: table.series[0].simulator, isRecorded: isRecorded,
      schema: isLabelled ? table.description.schema : nil)
    if agents > 0 {
      table.conversations.profile = [ProfileColumn(agents: agents, of: table.conversations.count)]
      table.whole.simulated.profile = table.conversations.profile
    }
    var options = AnalysisOptions(simulator: table.series[0].simulator, instrument: table.series[0].instrument)
    options.parts = ReceiptMethod.parts
    (options.resamples, options.permutationDraws) = (20, 20)
    let rows = RowSet(capacity: table.count, full: true)
    let report = try await FidelityAnalysis(table: table, rows: rows, options: options).report()
    return try await store.receipt { $0.report = report }
  }
}

extension WholeConversations {
  /// As many as there are real ones: a tenth of those close, nine tenths of these.
  fileprivate init(beside real: ConversationColumns, of simulator: String, isRecorded: Bool, schema: StateSchema?) {
    self.init()
    simulators = [simulator]
    simulated = real
    simulated.firstPair = [0]
    for row in 0..<real.count {
      self.simulator.append(0)
      replays.append(WholeConversations.noReplay)
      inherits.append(0)
      // One user turn longer than the real one.
      simulated.userTurns[row] += 1
      simulated.cluster[row] = UInt32(real.clusterCount + row)
      endedBy.append(isRecorded ? (row % 4 == 0 ? EndedBy.agent : .user).code : Code.missing)
    }
    simulated.clusterCount = real.clusterCount + real.count
    for side in 0..<2 {
      for row in 0..<real.count {
        let closes = side == 0 ? row % 10 == 0 : row % 10 != 0
        conduct.lastAct.append((closes ? LastAct.closing : .talking).code)
        let isFaulty = side == 1 && row % 4 == 0
        conduct.faultyTurns.append(isFaulty ? 1 : 0)
        conduct.faults.append(isFaulty ? FaultSet(.repetition) : [])
        for path in [\ConductColumns.shortTurns, \.questions, \.repeats] { conduct[keyPath: path].append(0) }
        let turns = UInt32(side == 0 ? real.userTurns[row] : simulated.userTurns[row])
        conduct.characters.append(turns * UInt32(side == 0 || row % 8 == 0 ? 20 + row % 7 : 60 + row % 5))
        for path in [\ConductColumns.words, \.distinctWords] { conduct[keyPath: path].append(10) }
      }
    }
    if let schema { labels = WholeLabels(schema, real: real.userTurns, simulated: simulated.userTurns) }
  }
}

extension WholeLabels {
  /// Half of the real ones resist at last, a tenth of the simulated ones; every user turn is labelled.
  fileprivate init(_ schema: StateSchema, real: [UInt16], simulated: [UInt16]) {
    self.init()
    instrument = 0
    let resisting = UInt8(schema.stages.firstIndex { schema.resistance.contains($0.id) } ?? 0)
    let other = UInt8(schema.stages.firstIndex { !schema.resistance.contains($0.id) } ?? 0)
    for (side, turns) in [real, simulated].enumerated() {
      for row in turns.indices {
        let resists = side == 0 ? row % 2 == 0 : row % 10 == 0
        lastAct.append(0)
        lastStage.append(resists ? resisting : other)
        self.turns.append(turns[row])
        stages += repeatElement(resists ? resisting : other, count: Int(turns[row]))
        signs.append(resists ? [.resists, .hasAct] : [.hasAct])
      }
    }
  }
}

extension ProfileColumn {
  /// Conversations dealt to agents in turn.
  fileprivate init(agents: Int, of count: Int) {
    self.init(
      name: WholeConversations.agentField, values: (0..<agents).map { "agent-\($0)" },
      codes: (0..<count).map { UInt32($0 % agents) })
  }
}
