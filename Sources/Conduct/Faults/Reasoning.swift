internal import Cases

/// Tags of reasoning, and sentences about the user, the persona or the task of playing it.
enum Reasoning {
  static let rule = FaultRule(
    fault: .reasoning,
    look: .turn { turn in
      guard turn.reading.lists.contains(.reasoning) else { return nil }
      for hit in turn.reading.hits where hit.list == .reasoning && !turn.isQuoted(hit.range) {
        return turn.finding(.reasoning, at: hit.range, "thinks aloud: “\(turn.words(hit.range))”")
      }
      return nil
    })
}
