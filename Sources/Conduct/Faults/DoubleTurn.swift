internal import Cases

/// Two user turns with nothing between them, in a conversation of which all the rest alternates.
///
/// Where people send several messages at a time, or a harness lets agents, that is how they speak and no fault.
enum DoubleTurn {
  static let fewestUserTurns = 4

  static let rule = FaultRule(
    fault: .doubleTurn,
    look: .conversation { turns in
      var doubles: [Int] = []
      var agentDoubles = 0
      var userTurns = turns.first?.role == .user ? 1 : 0
      for number in turns.indices.dropFirst() {
        let role = turns[number].role
        if role == .user { userTurns += 1 }
        guard role == turns[number - 1].role else { continue }
        if role == .user { doubles.append(number) }
        if role == .agent { agentDoubles += 1 }
      }
      guard userTurns >= fewestUserTurns, !doubles.isEmpty, agentDoubles == 0,
        doubles.count == 1 || doubles.count * 10 <= userTurns
      else { return [] }
      return doubles.map {
        FaultFinding(
          .doubleTurn, turn: $0, excerpt: turns[$0].text.body, reason: "follows the user turn \($0 - 1) at once")
      }
    })
}
