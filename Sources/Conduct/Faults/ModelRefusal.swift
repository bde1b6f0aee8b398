internal import Cases

/// The model speaks of itself, or refuses to play.
enum ModelRefusal {
  static let rule = FaultRule(
    fault: .refusal,
    look: .turn { turn in
      guard turn.reading.lists.contains(.modelRefusal) else { return nil }
      for hit in turn.reading.hits where hit.list == .modelRefusal && !turn.isQuoted(hit.range) {
        return turn.finding(.refusal, at: hit.range, "the model speaks of itself: “\(turn.words(hit.range))”")
      }
      return nil
    })
}
