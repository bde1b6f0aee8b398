internal import Cases

/// What a turn does, by its words: the first act that holds.
enum TurnAct {
  /// A turn of as many words or fewer refuses or puts off where it holds words for it, whatever thanks stand beside them.
  ///
  /// Of the turns in `Tests/ConductTests/Turns` any limit from 10 to 18 tells the same acts; below 8 up to 14 refusals
  /// that thank are taken for a closing, from 20 on up to 10 goodbyes that say what is not needed for a refusal.
  private static let mostOfBrief = 14
  /// In bytes; and in turns of as many words: the longest of those turns that so refuse has 38, and one of hundreds weighs
  /// things up.
  private static let longestAfterBut = 60
  private static let mostOfBut = 60
  /// "Okay" agrees in a turn of as many words or fewer; before more it only opens.
  private static let mostOfAssent = 8

  /// - Parameter agent: The agent's turn that it answers.
  static func of(_ turn: TurnReading, answering agent: TurnReading?) -> LastAct {
    if let word = turn.controlWord, word == turn.text.body { return .controlWord }
    // "He said thank you" is nobody's leave.
    let closes = turn.count(.closing) > turn.count(.told)
    // "No, thank you" refuses an offer; it takes leave where nothing but further help is offered.
    let isDone =
      turn.lists.contains(.finished)
      || turn.text.words.count <= mostOfBrief && agent.map(asksForNoMore) == true
    if closes, isDone { return .closing }
    let isBrief = turn.text.words.count <= mostOfBrief
    for (list, act) in [(WordList.refusal, LastAct.refusal), (.delay, .delay)] where turn.lists.contains(list) {
      if !closes || isBrief || comesAfterBut(list, turn) { return act }
    }
    if closes { return .closing }
    if turn.lists.contains(.topic) { return .topicChange }
    return agrees(turn) ? .agreement : .talking
  }

  /// "Is there anything else?", and no other question after it.
  private static func asksForNoMore(_ agent: TurnReading) -> Bool {
    guard agent.lists.contains(.furtherHelp) else { return false }
    return agent.hits.contains {
      $0.list == .furtherHelp && $0.range.upperBound > (agent.text.questionMarkBefore ?? 0)
    }
  }

  /// "Thank you for all that, but I am not interested", the words close behind the "but".
  private static func comesAfterBut(_ list: WordList, _ turn: TurnReading) -> Bool {
    guard turn.lists.contains(.reservation), turn.text.words.count <= mostOfBut else { return false }
    let buts = turn.hits.filter { $0.list == .reservation }
    return turn.hits.contains { hit in
      hit.list == list
        && buts.contains { (0...longestAfterBut).contains(hit.range.lowerBound - $0.range.upperBound) }
    }
  }

  /// A yes that asks nothing and keeps nothing open.
  private static func agrees(_ turn: TurnReading) -> Bool {
    guard !turn.text.hasQuestionMark,
      turn.lists.isDisjoint(with: [.init(.question), .init(.unsettled), .init(.reservation)])
    else { return false }
    return turn.lists.contains(.agreement) || turn.lists.contains(.assent) && turn.text.words.count <= mostOfAssent
  }
}
