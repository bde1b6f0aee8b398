internal import Cases

/// The third turn in a row that does nothing but thank and take leave, or three of that in one turn.
enum GoodbyeLoop {
  /// A longer turn has something to say. Each Han character is a word.
  static func mostWords(in language: ConductLanguage) -> Int { language == .chinese ? 30 : 16 }

  static let rule = FaultRule(
    fault: .goodbyeLoop,
    look: .turn { turn in
      guard isRitual(turn.reading) else { return nil }
      if turn.reading.count(.closing) >= 3, thanksAndLeaves(turn.reading) {
        return turn.finding(.goodbyeLoop, "closes \(turn.reading.count(.closing)) times in one turn")
      }
      var rounds = 1
      for other in turn.earlier.reversed() where other.role == .user {
        guard isRitual(other) else { break }
        rounds += 1
      }
      return rounds >= 3 ? turn.finding(.goodbyeLoop, "\(rounds) closing turns in a row") : nil
    })

  static func isRitual(_ turn: TurnReading) -> Bool {
    turn.lists.contains(.closing) && turn.text.words.count <= mostWords(in: turn.language)
      && !turn.text.hasQuestionMark
  }

  /// "Thank you, thank you, thanks" is gratitude; with a goodbye it is a ritual run through at once.
  private static func thanksAndLeaves(_ turn: TurnReading) -> Bool {
    turn.lists.contains(.goodbye) && turn.count(.closing) - turn.count(.goodbye) >= 2
  }
}
