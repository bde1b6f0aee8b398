import AuditStore
import Cases

/// What most of several instruments say of a turn; never guessed.
struct MajorityVote {
  /// What each instrument says, in their order.
  let votes: [(instrument: String, label: LabelContent)]
  /// Whether actions are voted on, and not stages.
  let isOfActions: Bool

  /// The label that more than half of the votes agree on; `nil` where there is none.
  ///
  /// Emotion, blocker and exit act are those of more than half of all votes, or missing; the signal is that of the first
  /// instrument of the majority that has one, the convergence the mean of theirs.
  var label: LabelContent? {
    guard let winner = majority({ $0.stageOrAction(isOfActions) }) else { return nil }
    let winners = votes.filter { $0.label.codes.stageOrAction(isOfActions) == winner }
    let convergences = winners.compactMap(\.label.convergence)
    let others = { (code: (LabelCodes) -> UInt8) in majority(code) ?? Code.missing }
    return LabelContent(
      codes: LabelCodes(
        stage: isOfActions ? Code.missing : winner, emotion: others(\.emotion), blocker: others(\.blocker),
        exit: others(\.exit), action: isOfActions ? winner : Code.missing),
      signal: winners.compactMap(\.label.signal).first,
      convergence: convergences.isEmpty ? nil : convergences.reduce(0, +) / Double(convergences.count),
      rationale: "\(winners.count) of \(votes.count): \(winners.map(\.instrument).joined(separator: ", "))")
  }

  private func majority(_ code: (LabelCodes) -> UInt8) -> UInt8? {
    var counts: [UInt8: Int] = [:]
    for vote in votes { counts[code(vote.label.codes), default: 0] += 1 }
    return counts.first { $0.key != Code.missing && 2 * $0.value > votes.count }?.key
  }
}

extension LabelCodes {
  fileprivate func stageOrAction(_ isOfActions: Bool) -> UInt8 { isOfActions ? action : stage }
}
