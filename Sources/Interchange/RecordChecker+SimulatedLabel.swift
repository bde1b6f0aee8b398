internal import Cases
internal import JSON

extension RecordChecker {
  /// Checks what an instrument said of a turn of a whole simulated conversation; its members have been read.
  mutating func checkSimulatedLabel(of conversation: UInt32, line: Int) throws(RowProblem) -> Verdict {
    let turn = try turn(members[1])
    let source = try labelSource()
    let instrument = try instrument(members[3])
    let codes = try labelCodes()
    let isOfAgent = source.equals("agent")
    if !isOfAgent {
      try checkSpeaker(source, in: conversation)
      if codes.stage == Code.missing { throw RowProblem.missing("stage") }
    }
    try checkTurn(turn, isOfAgent: isOfAgent, in: conversation)
    // Every run is a conversation of its own: nothing is drawn a second time in it.
    let draw = try draw(members[11])
    if draw.draw != 0 { throw RowProblem(.drawOfConversation, key: "draw", "is \(draw.draw)") }
    let convergence = try finiteNumber(members[10], key: "convergence")
    var origin = RecordDictionaries.agent
    if !isOfAgent { origin = .init(simulator: try simulator(source, key: "source"), draw: 0) }
    let number = try dictionaries.source(origin, batch: &batch)
    let series = try dictionaries.series(LabelSeries(source: number, instrument: instrument), batch: &batch)
    var row = RecordBatch.LabelRow(
      key: RecordKey.pack(conversation: conversation, turn: turn, code: series), line: line, codes: codes,
      drawIsImplied: !isOfAgent && draw.isImplied)
    row.convergence = convergence
    try fillLabel(&row, hasDraw: !isOfAgent)
    batch.simulatedLabels.append(row)
    return .taken
  }

  /// Nobody else spoke as the user, a real person least of all.
  private mutating func checkSpeaker(_ source: JSONView, in conversation: UInt32) throws(RowProblem) {
    if source.withName({ simulatedConversations.isSpeaker($0, in: conversation) }) ?? false { return }
    let speaker = simulatedConversations.speaker(in: conversation)
    throw RowProblem(
      .otherSpeaker, key: "source", "“\(source.excerpt)” is not who spoke as the user there: “\(speaker)” did")
  }

  private mutating func checkTurn(_ turn: Int, isOfAgent: Bool, in conversation: UInt32) throws(RowProblem) {
    guard let role = simulatedConversations.role(of: turn, in: conversation) else {
      throw RowProblem(
        .unknownTurn, key: "turn",
        "turn \(turn) does not exist; the conversation has \(simulatedConversations.turnCount(of: conversation))")
    }
    if role == (isOfAgent ? .agent : .user) { return }
    throw RowProblem(isOfAgent ? .notAgentTurn : .notUserTurn, key: "turn", "turn \(turn) is the \(role.rawValue)'s")
  }
}
