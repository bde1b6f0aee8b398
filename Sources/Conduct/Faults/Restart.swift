internal import Cases

/// Greets, or says its first turn, after it had taken leave; or goes on in any way after a control word.
enum Restart {
  static let rule = FaultRule(
    fault: .restart,
    look: .turn { turn in
      var closed: Int?
      for number in turn.earlier.indices.reversed() where turn.earlier[number].role == .user {
        let other = turn.earlier[number]
        if other.controlWord != nil, !turn.reading.isEmpty {
          return turn.finding(.restart, "goes on after the control word of turn \(number)")
        }
        if other.lists.contains(.goodbye), GoodbyeLoop.isRitual(other) {
          closed = number
          break
        }
      }
      guard let closed, !turn.reading.lists.contains(.closing) else { return nil }
      if let greeting = turn.reading.first(.greeting), greeting.lowerBound == turn.text.body.lowerBound,
        turn.text.words.count >= 3
      {
        return turn.finding(.restart, at: greeting, "greets after the goodbye of turn \(closed)")
      }
      guard let opening = turn.earlier.first(where: { $0.role == .user }), turn.text.words.count >= 4 else {
        return nil
      }
      return Likeness.ofPairs(turn.text, opening.text, atLeast: 0.8) >= 0.8
        ? turn.finding(.restart, "says its first turn after the goodbye of turn \(closed)") : nil
    })
}
