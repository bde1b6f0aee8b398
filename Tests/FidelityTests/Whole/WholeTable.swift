import Cases

/// Real and simulated whole conversations made by hand.
struct WholeTable {
  /// What is known of one conversation.
  struct Conversation {
    var stratum: UInt8 = 0
    var customer: String?
    var userTurns = 4
    var isAbandoned = false
    var lastAct = LastAct.talking
    var faults: FaultSet = []
    var faultyTurns = 0
    var characters = 40
    var shortTurns = 0
    var questions = 0
    var repeats = 0
    var words = 20
    var distinctWords = 15
    var endedBy: EndedBy?
    /// The row of a real conversation.
    var replays: Int?
    /// Whether the stratum is that of the replayed one.
    var inherits = false
    /// The labels of its last user turns, in their order: stage and exit act, as codes.
    var labels: [(stage: UInt8, exit: UInt8)] = []
    var agent: String?
  }

  private(set) var table: CaseTable
  private var clusters: [String: UInt32] = [:]
  private var clusterCount: UInt32 = 0

  init(_ real: [Conversation], simulated: [(simulator: String, conversations: [Conversation])]) {
    table = TestTable().table
    var (own, other) = (table.conversations, ConversationColumns())
    for conversation in real { add(conversation, to: &own) }
    table.conversations = own
    table.conversations.clusterCount = Int(clusterCount)
    for (place, part) in simulated.enumerated() {
      table.whole.simulators.append(part.simulator)
      for conversation in part.conversations {
        add(conversation, to: &other)
        table.whole.simulator.append(UInt16(place))
        table.whole.replays.append(conversation.replays.map(UInt32.init) ?? WholeConversations.noReplay)
        table.whole.endedBy.append(conversation.endedBy?.code ?? Code.missing)
        table.whole.inherits.append(conversation.inherits ? 1 : 0)
      }
    }
    table.whole.simulated = other
    table.whole.simulated.clusterCount = Int(clusterCount)
    table.whole.simulated.firstPair = [0]
    let all = real + simulated.flatMap(\.conversations)
    for conversation in all { addConduct(conversation) }
    if all.contains(where: { !$0.labels.isEmpty }) { addLabels(all) }
    table.conversations.profile = WholeTable.agents(of: real)
    table.whole.simulated.profile = WholeTable.agents(of: simulated.flatMap(\.conversations))
  }

  /// The profile, which names the agent where any conversation does.
  private static func agents(of conversations: [Conversation]) -> [ProfileColumn] {
    var column = ProfileColumn(name: "agent", values: [], codes: [])
    for conversation in conversations {
      if let agent = conversation.agent, !column.values.contains(agent) { column.values.append(agent) }
      column.codes.append(
        conversation.agent.flatMap(column.values.firstIndex).map(UInt32.init) ?? ProfileColumn.missing)
    }
    return column.values.isEmpty ? [] : [column]
  }

  private mutating func add(_ conversation: Conversation, to columns: inout ConversationColumns) {
    columns.key.append(UInt32(columns.count + 1))
    columns.stratum.append(conversation.stratum)
    let cluster = conversation.customer.flatMap { clusters[$0] } ?? clusterCount
    if cluster == clusterCount { clusterCount += 1 }
    if let customer = conversation.customer { clusters[customer] = cluster }
    columns.cluster.append(cluster)
    columns.userTurns.append(UInt16(conversation.userTurns))
    columns.agentTurns.append(UInt16(conversation.userTurns))
    columns.turns.append(UInt16(2 * conversation.userTurns))
    columns.silences.append(0)
    columns.isAbandoned.append(conversation.isAbandoned ? 1 : 0)
    columns.firstPair.append(0)
  }

  private mutating func addLabels(_ conversations: [Conversation]) {
    var builder = WholeLabelsBuilder(schema: table.description.schema, instrument: 0)
    for conversation in conversations {
      let first = conversation.userTurns - conversation.labels.count
      let codes = conversation.labels.enumerated().map { place, label in
        (first + place, LabelCodes(stage: label.stage, emotion: .max, blocker: .max, exit: label.exit, action: .max))
      }
      builder.add(Array(repeating: .user, count: conversation.userTurns), codes)
    }
    table.whole.labels = builder.finish()
  }

  private mutating func addConduct(_ conversation: Conversation) {
    table.whole.conduct.lastAct.append(conversation.lastAct.code)
    table.whole.conduct.characters.append(UInt32(conversation.characters))
    table.whole.conduct.shortTurns.append(UInt16(conversation.shortTurns))
    table.whole.conduct.questions.append(UInt16(conversation.questions))
    table.whole.conduct.repeats.append(UInt16(conversation.repeats))
    table.whole.conduct.words.append(UInt32(conversation.words))
    table.whole.conduct.distinctWords.append(UInt32(conversation.distinctWords))
    table.whole.conduct.faultyTurns.append(UInt16(conversation.faultyTurns))
    table.whole.conduct.faults.append(conversation.faults)
  }

  /// As many conversations as `count` says, the first `holding` of them changed.
  static func conversations(
    _ count: Int, holding: Int, _ change: (inout Conversation) -> Void
  ) -> [Conversation] {
    (0..<count).map { place in
      var conversation = Conversation()
      if place < holding { change(&conversation) }
      return conversation
    }
  }
}
