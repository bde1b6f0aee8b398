internal import Cases

/// What the columns tell of the conversation in a row, in the words of every list of conversations.
struct ConversationRow {
  let outcome: String
  let outcomeLabel: String
  let turns: Int
  let userTurns: Int
  let agentTurns: Int
  let silences: Int
  /// `nil` where the table was made without the record.
  let ended: ConversationEnding?
  /// What is told of it beside simulated conversations; `nil` where the audit has none.
  let whole: Whole?

  struct Whole {
    /// A simulator's id, or ``ConversationCode/person``.
    let speaker: String
    /// Whether the outcome is that of the conversation that it replays.
    let inheritsOutcome: Bool
    let endedBy: EndedBy?
    /// `nil` where no user turn is.
    let lastAct: LastAct?
    let faults: [Fault]
  }

  init(_ row: Int, in table: CaseTable) {
    let stratum = table.stratum(ofRow: row)
    let conversation = Int(table.pairs.conversation[row])
    let columns = table.conversations
    func number(_ column: [UInt16]) -> Int { conversation < column.count ? Int(column[conversation]) : 0 }
    outcome = stratum.id
    outcomeLabel = stratum.label ?? stratum.id
    turns = number(columns.turns)
    userTurns = number(columns.userTurns)
    agentTurns = number(columns.agentTurns)
    silences = number(columns.silences)
    ended = table.ending(of: conversation)
    whole = table.whole.isEmpty ? nil : Whole(conversation, in: table)
  }
}

extension ConversationRow.Whole {
  fileprivate init(_ conversation: Int, in table: CaseTable) {
    speaker = table.speaker(ofConversation: conversation) ?? ConversationCode.person
    inheritsOutcome = table.inheritsOutcome(ofConversation: conversation)
    endedBy = table.endedBy(ofConversation: conversation)
    lastAct = table.lastAct(ofConversation: conversation)
    faults = table.whole.conduct.faults[conversation].faults
  }
}

extension ConversationRow {
  /// Whose outcome it is, in a word: "own", or "inherited" from the conversation that it replays; `nil` where there is
  /// none.
  var outcomeSource: String? {
    if outcome == Stratum.unknown.id { return nil }
    return whole?.inheritsOutcome == true ? ConversationCode.inherited : ConversationCode.own
  }
}

extension CaseTexts {
  /// The user's last turn; `nil` where the user never spoke.
  var lastUserTurn: UnsafeRawBufferPointer? {
    var last: UnsafeRawBufferPointer?
    PackedTurns.forEach(in: turns) { item in
      if item.role == .user { last = text.clamped(item.text) }
      return true
    }
    return last
  }

  /// The user's first turn; `nil` where the user never spoke.
  var firstUserTurn: UnsafeRawBufferPointer? {
    var first: UnsafeRawBufferPointer?
    PackedTurns.forEach(in: turns) { item in
      if item.role == .user { first = text.clamped(item.text) }
      return first == nil
    }
    return first
  }
}
