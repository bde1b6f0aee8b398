/// What is told of whole conversations in words of its own: a coded column, as profile fields are.
public enum ConversationCode: Sendable, Hashable, CaseIterable {
  /// Who spoke last.
  case lastSpeaker
  /// What spoke as the user: a simulator's id, or ``person``.
  case speaker
  /// What ended it, as whoever ran it wrote down.
  case endedBy
  /// Whether its outcome is ``own``, or ``inherited`` from the real one that it replays.
  case outcomeSource
  /// What its last user turn does, by its words.
  case lastAct

  /// The user of a real conversation.
  public static let person = "person"
  /// An outcome of the conversation itself.
  public static let own = "own"
  /// What became of the real conversation that is replayed.
  public static let inherited = "inherited"

  /// The values that a conversation may have.
  func values(in table: CaseTable) -> [String] {
    switch self {
    case .lastSpeaker: ConversationEnding.allCases.map(\.rawValue)
    case .speaker: table.whole.isEmpty ? [] : [ConversationCode.person] + table.whole.simulators
    case .endedBy: table.whole.isEmpty ? [] : EndedBy.allCases.map(\.rawValue)
    case .outcomeSource: table.whole.isEmpty ? [] : [ConversationCode.own, ConversationCode.inherited]
    case .lastAct: table.whole.isEmpty ? [] : LastAct.allCases.map(\.rawValue)
    }
  }

  /// The column of a table, whether it lists conversations or cases.
  func column(of table: CaseTable) -> ProfileColumn {
    let real = table.realConversations
    let simulated = table.listsConversations ? table.whole.count : 0
    var codes: [UInt32]
    switch self {
    case .lastSpeaker:
      codes = table.conversations.key.indices.map { row in
        table.ending(of: row).flatMap(ConversationEnding.allCases.firstIndex).map(UInt32.init) ?? ProfileColumn.missing
      }
    case .speaker:
      codes = Array(repeating: 0, count: real) + table.whole.simulator.prefix(simulated).map { UInt32($0) + 1 }
    case .endedBy:
      codes =
        Array(repeating: ProfileColumn.missing, count: real)
        + table.whole.endedBy.prefix(simulated).map { $0 == Code.missing ? ProfileColumn.missing : UInt32($0) }
    case .outcomeSource:
      let strata = table.description.outcome.strata.count
      codes = table.conversations.stratum.enumerated().map { row, stratum in
        Int(stratum) >= strata ? ProfileColumn.missing : table.inheritsOutcome(ofConversation: row) ? 1 : 0
      }
    case .lastAct:
      codes = table.whole.conduct.lastAct.prefix(real + simulated).map {
        $0 == Code.missing ? ProfileColumn.missing : UInt32($0)
      }
    }
    // Where nothing was looked for, nothing is known.
    codes += Array(repeating: ProfileColumn.missing, count: max(0, table.conversations.count - codes.count))
    return ProfileColumn(name: "", values: values(in: table), codes: codes)
  }
}

extension CaseTable {
  /// How many conversations people had; those of simulators come after them in a table of conversations.
  public var realConversations: Int { listsConversations ? conversations.count - whole.count : conversations.count }

  /// The same with those of people alone as ``conversations``; the others stand in ``whole`` in any case.
  public var ofPeople: CaseTable {
    guard listsConversations, !whole.isEmpty else { return self }
    var table = self
    table.conversations = conversations.prefix(realConversations)
    return table
  }

  /// The row in ``whole`` of a row of ``conversations``; `nil` where a person spoke.
  public func simulatedRow(ofConversation row: Int) -> Int? {
    row >= realConversations ? row - realConversations : nil
  }

  /// What ended a simulated conversation, where somebody wrote it down.
  public func endedBy(ofConversation row: Int) -> EndedBy? {
    simulatedRow(ofConversation: row).flatMap { EndedBy(code: whole.endedBy[$0]) }
  }

  /// Whether the outcome of a conversation is that of the real one that it replays: what became of a person, and not what
  /// the simulated user did.
  public func inheritsOutcome(ofConversation row: Int) -> Bool {
    simulatedRow(ofConversation: row).map { whole.inherits[$0] != 0 } ?? false
  }

  /// What the last user turn of a conversation does; `nil` where no user turn is, or nobody looked.
  public func lastAct(ofConversation row: Int) -> LastAct? {
    guard row < whole.conduct.count else { return nil }
    let code = Int(whole.conduct.lastAct[row])
    return LastAct.allCases.indices.contains(code) ? LastAct.allCases[code] : nil
  }

  /// The simulator that spoke in a conversation; `nil` where a person did.
  public func speaker(ofConversation row: Int) -> String? {
    simulatedRow(ofConversation: row).map { whole.simulators[Int(whole.simulator[$0])] }
  }
}

extension ConversationColumns {
  /// The first conversations, without their pairs and profiles.
  fileprivate func prefix(_ count: Int) -> ConversationColumns {
    var columns = ConversationColumns()
    columns.key = Array(key.prefix(count))
    columns.stratum = Array(stratum.prefix(count))
    columns.cluster = Array(cluster.prefix(count))
    columns.clusterCount = clusterCount
    columns.userTurns = Array(userTurns.prefix(count))
    columns.turns = Array(turns.prefix(count))
    columns.agentTurns = Array(agentTurns.prefix(count))
    columns.silences = Array(silences.prefix(count))
    columns.isAbandoned = Array(isAbandoned.prefix(count))
    return columns
  }
}
