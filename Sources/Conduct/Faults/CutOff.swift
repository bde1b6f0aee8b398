internal import Cases

/// Ends without a mark in a word that cannot be the last ("the", "because", "因为"), in a comma, or in half a character;
/// from six words on.
enum CutOff {
  static let fewestWords = 6

  static let rule = FaultRule(
    fault: .cutOff,
    look: .turn { turn in
      if turn.text.endsInMidCharacter { return turn.finding(.cutOff, "ends in the middle of a character") }
      guard turn.text.words.count >= fewestWords, let last = turn.reading.first(.unfinished) else { return nil }
      return turn.finding(.cutOff, at: last, "ends in “\(turn.words(last))”")
    })
}
