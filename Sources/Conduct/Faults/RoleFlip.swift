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
      guard turn.reading.lists.contains(.agent) else { return nil }
      for hit in turn.reading.hits where hit.list == .agent && !turn.isQuoted(hit.range) {
        return turn.finding(.roleFlip, at: hit.range, "speaks as the agent: “\(turn.words(hit.range))”")
      }
      return nil
    })
}
