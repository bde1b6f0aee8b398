/// Whole conversations, real and simulated, as columns: what stands beside each other on the pages of endings, length,
/// speech and faults. Empty where an audit has no simulated one.
public struct WholeConversations: Sendable, Equatable {
  /// The simulated ones, in the order of the import, with the columns that real ones have.
  ///
  /// Their keys are the store's, apart from those of real conversations. Their clusters go on from the real ones'
  /// numbers (`clusterCount` counts both), and are the same where the customer is. `stratum` is inherited from the
  /// replayed conversation where the row has none (``inherits``). `firstPair` is `[0]`: they have no pairs.
  public var simulated = ConversationColumns()
  /// The ids of the simulators that speak, in the order of `audit.json`.
  public var simulators: [String] = []
  /// Of each simulated conversation the place in ``simulators``.
  public var simulator: [UInt16] = []
  /// The row of the replayed conversation in ``CaseTable/conversations``, or ``noReplay``.
  public var replays: [UInt32] = []
  /// ``EndedBy/code``, or ``Code/missing``.
  public var endedBy: [UInt8] = []
  /// 1 where the stratum is that of the replayed conversation: what became of a real person, and not what the simulated
  /// user did; else 0.
  public var inherits: [UInt8] = []
  /// What the words of each conversation tell: the real ones first, in the order of ``CaseTable/conversations``.
  public var conduct = ConductColumns()
  /// What labels tell of each, in the same order.
  public var labels = WholeLabels()

  public static let noReplay = UInt32.max

  public init() {}

  /// The number of simulated conversations.
  public var count: Int { simulator.count }
  public var isEmpty: Bool { simulator.isEmpty }

  /// The ids of the simulators that spoke in any, in the order of `audit.json`.
  /// - Complexity: O(conversations)
  public var speakers: [String] {
    let spoke = Set(simulator)
    return simulators.indices.filter { spoke.contains(UInt16(clamping: $0)) }.map { simulators[$0] }
  }

  /// The profile field that names the agent of a conversation.
  public static let agentField = "agent"

  /// Whether conversations that name their agent name several, or are of several simulators.
  /// - Complexity: O(conversations)
  public var comparesAgents: Bool {
    guard let column = simulated.profile.first(where: { $0.name == WholeConversations.agentField }) else {
      return false
    }
    var first: (agent: UInt32, simulator: UInt16)?
    for (agent, simulator) in zip(column.codes, simulator) where agent != ProfileColumn.missing {
      guard let known = first else {
        first = (agent, simulator)
        continue
      }
      if known != (agent, simulator) { return true }
    }
    return false
  }
}

/// What the words of user turns tell, one row a conversation.
public struct ConductColumns: Sendable, Equatable {
  /// ``LastAct/code``; ``Code/missing`` where no user turn is.
  public var lastAct: [UInt8] = []
  /// Characters (Unicode scalars without blanks at the edges) of all user turns.
  public var characters: [UInt32] = []
  /// User turns of six characters or fewer.
  public var shortTurns: [UInt16] = []
  /// User turns that ask something.
  public var questions: [UInt16] = []
  /// User turns that say again, word for word, what one before said.
  public var repeats: [UInt16] = []
  /// Words of all user turns; of Han characters each counts as one.
  public var words: [UInt32] = []
  /// Different ones among them.
  public var distinctWords: [UInt32] = []
  /// User turns with at least one fault.
  public var faultyTurns: [UInt16] = []
  /// All faults found in it.
  public var faults: [FaultSet] = []

  public init() {}

  public var count: Int { lastAct.count }
}
