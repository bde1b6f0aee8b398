import Cases

extension FakeAudit {
  /// With whole simulated conversations.
  static let withWhole: FakeAudit = {
    var audit = FakeAudit()
    audit.hasWhole = true
    return audit
  }()

  /// Whole conversations that "persona" carried on: they replay the real ones, go on for longer and end with thanks.
  func whole(of real: ConversationColumns) -> WholeConversations {
    var whole = WholeConversations()
    whole.simulators = ["persona"]
    whole.simulated = real
    whole.simulated.firstPair = [0]
    if hasAgents {
      let codes = (0..<real.count).map { UInt32($0 % 2) }
      whole.simulated.profile.append(ProfileColumn(name: "agent", values: ["first", "second"], codes: codes))
    }
    for row in 0..<real.count {
      whole.simulated.isAbandoned[row] = 0
      whole.simulated.userTurns[row] = min(real.userTurns[row] + 3, 12)
      whole.simulator.append(0)
      whole.replays.append(UInt32(row))
      whole.inherits.append(row % 4 == 0 ? 1 : 0)
      whole.endedBy.append((row % 5 == 0 ? EndedBy.limit : row % 3 == 0 ? .agent : .user).code)
    }
    for side in 0..<2 {
      for row in 0..<real.count {
        let turns = side == 0 ? real.userTurns[row] : whole.simulated.userTurns[row]
        let closes = side == 0 ? row % 11 == 0 : row % 17 != 0
        whole.conduct.lastAct.append((closes ? LastAct.closing : row % 4 == 0 ? .delay : .talking).code)
        whole.conduct.characters.append(UInt32(turns) * UInt32(side == 0 ? 8 + row % 9 : 14 + row % 9))
        whole.conduct.shortTurns.append(UInt16(row % 3 == side ? 1 : 0))
        whole.conduct.questions.append(UInt16(min(row % 3, Int(turns))))
        whole.conduct.repeats.append(UInt16(side == 1 && row % 8 == 0 ? 1 : 0))
        whole.conduct.words.append(UInt32(turns) * 9)
        whole.conduct.distinctWords.append(UInt32(turns) * UInt32(5 + row % 3))
        let isFaulty = side == 1 ? row % 6 == 0 : row % 30 == 7
        whole.conduct.faultyTurns.append(isFaulty ? 1 : 0)
        whole.conduct.faults.append(isFaulty ? FaultSet(row % 12 == 0 ? .controlWord : .repetition) : [])
      }
    }
    if hasWholeLabels { whole.labels = labels(of: real.userTurns + whole.simulated.userTurns) }
    return whole
  }

  /// What "persona" said in the place of a real person.
  func simulated(_ number: Int) -> CaseDetail {
    let real = conversations[number]
    var conversation = real
    conversation.id = "s" + real.id.dropFirst()
    conversation.turns = real.turns.enumerated().map { place, turn in
      var turn = turn
      if turn.role == .user { turn.text = place % 3 == 0 ? "多少钱？ What does it cost?" : "That sounds wonderful." }
      return turn
    }
    conversation.turns += [
      Turn(role: .agent, text: "Anything else?"), Turn(role: .user, text: "非常感谢，再见！ Thank you, goodbye!"),
    ]
    var detail = CaseDetail(conversation: conversation, turn: 0, labels: [], answers: [], reviews: [])
    let end = number % 5 == 0 ? EndedBy.limit : number % 3 == 0 ? .agent : .user
    detail.simulated = .init(
      simulator: "persona", endedBy: end, endWord: end == .user ? "###STOP###" : nil, replayed: real)
    detail.simulated?.inheritsOutcome = number % 4 == 0
    if number % 6 == 0, let turn = conversation.turns.lastIndex(where: { $0.role == .user }) {
      detail.faults = [
        FaultFinding(number % 12 == 0 ? .controlWord : .repetition, turn: turn, reason: "the same as turn 3")
      ]
    }
    return detail
  }
}

extension FakeAudit {
  /// The row of a conversation's id in a table of conversations.
  func place(of id: String) -> Int? {
    if let real = conversations.firstIndex(where: { $0.id == id }) { return real }
    return hasWhole ? conversations.firstIndex { "s" + $0.id.dropFirst() == id }.map { $0 + conversations.count } : nil
  }

  private func labels(of userTurns: [UInt16]) -> WholeLabels {
    var builder = WholeLabelsBuilder(schema: description.schema, instrument: 0)
    for (row, count) in userTurns.enumerated() {
      let isReal = row < userTurns.count / 2
      let codes = LabelCodes(
        stage: UInt8(isReal ? row % 3 : 2 + row % 3), emotion: .max, blocker: .max,
        exit: isReal && row % 3 == 0 ? 1 : 0, action: .max)
      builder.add(Array(repeating: .user, count: Int(count)), [(Int(count) - 1, codes)])
    }
    return builder.finish()
  }
}
