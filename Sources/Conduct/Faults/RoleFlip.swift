internal import Cases

/// Words that only an agent says, outside quotation marks; or lines that are labelled with a role, as in a transcript of
/// both sides.
enum RoleFlip {
  static let rule = FaultRule(
    fault: .roleFlip,
    look: .turn { turn in
      if let label = turn.reading.first(.roleLabel) {
        let count = turn.reading.count(.roleLabel)
        return turn.finding(
          .roleFlip, at: label,
          count > 1 ? "writes \(count) lines with the labels of roles" : "begins a line with “\(turn.words(label))”")
      }
      return turn.finding(.roleFlip, of: .agent, "speaks as the agent")
    })
}
