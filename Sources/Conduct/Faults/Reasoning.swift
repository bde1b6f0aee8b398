internal import Cases

/// Tags of reasoning, and sentences about the user, the persona or the task of playing it.
enum Reasoning {
  static let rule = FaultRule(
    fault: .reasoning, look: .turn { $0.finding(.reasoning, of: .reasoning, "thinks aloud") })
}
