internal import Cases

/// Says one of the agent's turns again, all of the last or most of it; or asks the agent's own question back.
///
/// Whole words count. Fewer than five, or ten Han characters, may be a choice that the agent offered.
enum Echo {

  static let rule = FaultRule(
    fault: .echo,
    look: .turn { turn in
      let words = turn.text.words
      let fewest = turn.reading.language == .chinese ? 10 : 5
      guard words.count >= fewest, let answered = turn.answered?.text else { return nil }
      if words == answered.words { return turn.finding(.echo, "says the agent's last turn again") }
      for number in turn.earlier.indices.reversed() where turn.earlier[number].role == .agent {
        let other = turn.earlier[number].text
        if other.hash == turn.text.hash, other.words == words {
          return turn.finding(.echo, "says the agent's turn \(number) again")
        }
      }
      let isQuestion = turn.text.hasQuestionMark && answered.hasQuestionMark
      // A question of one's own shares fewer words with the agent's.
      let least = isQuestion && words.count >= 8 ? 0.5 : 0.75
      let likeness = Likeness.ofPairs(turn.text, answered, atLeast: least)
      if likeness >= least { return turn.finding(.echo, "nearly the agent's last turn") }
      let isMost = words.count * 2 >= answered.words.count
      if words.count >= fewest * 8 / 5 && isMost || isQuestion, Likeness.holds(answered.words, words) {
        return turn.finding(
          .echo, isMost ? "most of the agent's last turn" : "asks the agent's question back")
      }
      return nil
    })
}
