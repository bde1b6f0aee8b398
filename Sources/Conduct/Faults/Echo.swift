internal import Cases

/// Says the agent's last turn, all of it or most of it; or asks the agent's own question back.
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
      let likeness = Likeness.ofPairs(turn.text, answered, atLeast: 0.75)
      if likeness >= 0.75 { return turn.finding(.echo, "nearly the agent's last turn") }
      let isMost = words.count * 2 >= answered.words.count
      let isQuestion = turn.text.hasQuestionMark && answered.hasQuestionMark
      if words.count >= fewest * 8 / 5 && isMost || isQuestion, Likeness.holds(answered.words, words) {
        return turn.finding(
          .echo, isMost ? "most of the agent's last turn" : "asks the agent's question back")
      }
      return nil
    })
}
