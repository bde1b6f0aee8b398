import Cases

extension FakeAudit {
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
    return whole
  }
}
