/// Which conversations commit, and which simulators are run on which.
struct Membership: Sendable {
  private let outcome: GenerationOptions.OutcomeMix
  private let seed: UInt64
  private let bothSides: Double?
  private let customers: Customers
  private let committed: Panel
  private let covered: [Panel]
  private let blind: Panel

  init(options: GenerationOptions) {
    outcome = options.outcome
    seed = options.seed
    bothSides = options.bothSides
    customers = Customers(most: options.conversationsPerCustomer)
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
    if let bothSides { return isCommitted(customers.of(conversation: index), share, bothSides) }
    var random = Xoshiro256(seed: seed, unit: UInt64(index), purpose: StreamPurpose.outcome.code)
    return random.chance(share)
  }

  private func isCommitted(_ place: (customer: Int, ordinal: Int), _ share: Double, _ bothSides: Double) -> Bool {
    var random = Xoshiro256(seed: seed, unit: UInt64(place.customer), purpose: StreamPurpose.panel("sides").code)
    let size = customers.size(of: place.customer)
    guard random.chance(bothSides), size > 1 else { return random.chance(share) }
    let commits = random.index(below: size)
    let declines = (commits + 1 + random.index(below: size - 1)) % size
    let others = (0..<size).map { _ in random.chance(share) }
    return place.ordinal == commits || place.ordinal != declines && others[place.ordinal]
  }

  /// Whether a person labels its probes.
  func isLabelledBlind(_ index: Int) -> Bool { blind.contains(index) }

  func covers(_ simulator: Int, _ index: Int) -> Bool { covered[simulator].contains(index) }
}
