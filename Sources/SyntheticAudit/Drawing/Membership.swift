/// Which conversations commit, and which simulators are run on which.
struct Membership: Sendable {
  private let outcome: GenerationOptions.OutcomeMix
  private let seed: UInt64
  private let committed: Panel
  private let covered: [Panel]
  private let blind: Panel

  init(options: GenerationOptions) {
    outcome = options.outcome
    seed = options.seed
    var random = Xoshiro256(seed: options.seed, unit: 0, purpose: StreamPurpose.panel("outcome").code)
    switch options.outcome {
    case .share: committed = .all
    case .balanced:
      committed = Panel(choosing: options.conversations / 2, of: options.conversations, &random)
    case .committed(let count): committed = Panel(choosing: count, of: options.conversations, &random)
    }
    var people = Xoshiro256(seed: options.seed, unit: 0, purpose: StreamPurpose.panel("blind").code)
    blind = Panel(choosing: options.blindConversations, of: options.conversations, &people)
    covered = options.simulators.map { plan in
      guard let coverage = plan.coverage else { return .all }
      var random = Xoshiro256(seed: options.seed, unit: 0, purpose: StreamPurpose.panel(plan.id).code)
      return Panel(choosing: coverage, of: options.conversations, &random)
    }
  }

  func isCommitted(_ index: Int) -> Bool {
    guard case .share(let share) = outcome else { return committed.contains(index) }
    var random = Xoshiro256(seed: seed, unit: UInt64(index), purpose: StreamPurpose.outcome.code)
    return random.chance(share)
  }

  /// Whether a person labels its probes.
  func isLabelledBlind(_ index: Int) -> Bool { blind.contains(index) }

  func covers(_ simulator: Int, _ index: Int) -> Bool { covered[simulator].contains(index) }
}
