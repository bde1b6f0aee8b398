internal import Cases
internal import Text

extension MarkdownCases {
  /// A whole conversation: a section with its facts, its reviews and its transcript.
  mutating func appendConversation(_ texts: CaseTexts) {
    let row = ConversationRow(texts.row, in: export.table)
    buffer.append(export.hasHeading ? "## " : "### ")
    add(texts.conversation)
    buffer.append("\n\n")
    let isInherited = row.outcomeSource == ConversationCode.inherited
    fact("Outcome", row.outcomeLabel + (isInherited ? " (inherited from the conversation that it replays)" : ""))
    fact("Outcome at", texts.outcomeAt)
    fact("Customer", texts.customer)
    fact("Turns", "\(row.turns), \(row.userTurns) of them the user's")
    if let ended = row.ended { fact("Spoke last", ended == .agent ? "agent, and nobody answered" : ended.rawValue) }
    if let whole = row.whole {
      fact("User", whole.speaker)
      if let end = whole.endedBy { fact("Ended by", end.rawValue) }
      if let act = whole.lastAct { fact("Last user turn, by its words", act.rawValue) }
      if !whole.faults.isEmpty { fact("Faults", whole.faults.map(\.rawValue).joined(separator: ", ")) }
    }
    if export.content == .full { appendProfile(texts.profile) }
    buffer.append("\n")
    for review in export.reviews.spoken(texts.row) { append(review) }
    if export.content.hasTexts { appendTurns(texts) }
  }
}
