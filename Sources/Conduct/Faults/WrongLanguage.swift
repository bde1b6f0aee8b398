internal import Cases

/// Another script than that of the conversation so far.
///
/// Of languages with one script, Spanish, French, German, Italian and Portuguese are told from English, by words that
/// nearly every sentence has.
enum WrongLanguage {
  static let rule = FaultRule(
    fault: .wrongLanguage,
    look: .turn { turn in
      let text = turn.text
      if isForeign(turn) {
        return turn.finding(.wrongLanguage, "another language's common words where the conversation is English")
      }
      guard text.letters >= 4, let own = script(han: text.han, latin: text.latin, other: text.otherLetters) else {
        return nil
      }
      // A name, a model's number or "OK thanks" is no change of language.
      if own == .latin, text.words.count < 6 || text.han > 0 { return nil }
      var (han, latin, other) = (0, 0, 0)
      for turn in turn.earlier where turn.role == .agent || turn.role == .user {
        // Whoever spoke so before does not change now: it is the agent that answers in another language.
        if turn.role == .user, turn.text.letters >= 4,
          script(han: turn.text.han, latin: turn.text.latin, other: turn.text.otherLetters) == own
        {
          return nil
        }
        han += turn.text.han
        latin += turn.text.latin
        other += turn.text.otherLetters
        if han + latin + other > 2000 { break }
      }
      guard han * 3 + latin + other * 2 >= fewestLetters, let spoken = script(han: han, latin: latin, other: other),
        spoken != own
      else {
        return nil
      }
      return turn.finding(.wrongLanguage, "\(own.rawValue) where the conversation is \(spoken.rawValue)")
    })

  /// What is said before tells a language from so many letters on; "How many nights?" has thirteen, 住几晚 counts as nine.
  private static let fewestLetters = 9

  private static func isForeign(_ turn: JudgedTurn) -> Bool {
    guard turn.reading.foreignWords >= 3, turn.reading.foreignWords > 2 * turn.reading.englishWords else {
      return false
    }
    var (english, foreign) = (0, 0)
    for turn in turn.earlier.suffix(12) {
      english += turn.englishWords
      foreign += turn.foreignWords
    }
    return english >= 1 && english > 2 * foreign
  }

  private enum Script: String {
    case han = "Han characters"
    case latin = "Latin letters"
    case other = "letters of another script"
  }

  /// That of four fifths of the letters; a Han character says as much as three letters, and is of another script where
  /// kana or Hangul outnumber it.
  private static func script(han: Int, latin: Int, other: Int) -> Script? {
    if other > han, han > 0 { return script(han: 0, latin: latin, other: other + han) }
    let all = han * 3 + latin + other * 2
    if han * 15 >= all * 4 { return .han }
    if latin * 5 >= all * 4 { return .latin }
    return other * 10 >= all * 4 ? .other : nil
  }
}
