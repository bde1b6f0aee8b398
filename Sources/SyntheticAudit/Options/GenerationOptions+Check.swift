extension GenerationOptions {
  /// Refuses what cannot be generated, naming the option and its range.
  func check() throws(GenerationError) {
    try require((0...100_000_000).contains(conversations), "conversations", "0 … 100,000,000")
    switch outcome {
    case .share(let share): try require(share >= 0 && share <= 1, "the committed share", "a probability, 0 … 1")
    case .committed(let count):
      try require((0...conversations).contains(count), "the number of committed conversations", "0 … conversations")
    case .balanced: break
    }
    try require(userTurns.lowerBound >= 2 && userTurns.upperBound <= 200, "user turns", "within 2 … 200")
    try require(fractions.count <= 200, "fractions", "at most 200")
    try require(fractions.allSatisfy { $0 >= 0 && $0 <= 1 }, "fractions", "each in 0 … 1")
    try require((1...1000).contains(conversationsPerCustomer), "conversations per customer", "1 … 1000")
    try checkSides()
    try require(
      commitmentHazard >= 0 && commitmentHazard <= 1, "the commitment hazard", "a probability, 0 … 1")
    try require((0...10_000_000).contains(truthConversations), "truth conversations", "0 … 10,000,000")
    try require((0...conversations).contains(blindConversations), "blind conversations", "0 … conversations")
    try checkNames(simulators.map(\.id), "simulator")
    try checkNames(instruments.map(\.id), "instrument")
    for plan in simulators { try check(plan) }
    for plan in instruments {
      try require(plan.errorRate >= 0 && plan.errorRate <= 1, "error rate of \(plan.id)", "a probability, 0 … 1")
      try require(
        plan.simulatedMisreading >= 0 && plan.simulatedMisreading <= 1, "misreading of \(plan.id)",
        "a probability, 0 … 1")
    }
    try model.check()
  }

  private func checkSides() throws(GenerationError) {
    guard let bothSides else { return }
    try require(
      bothSides >= 0 && bothSides <= 1, "the share of customers on both sides", "a probability, 0 … 1")
    try require(conversationsPerCustomer > 1, "conversations per customer", "2 or more for customers on both sides")
    guard case .share = outcome else {
      throw .option(name: "the outcome", must: "a committed share for customers on both sides")
    }
  }

  private func check(_ plan: SimulatorPlan) throws(GenerationError) {
    for (name, value) in [
      ("noise", plan.noise), ("silence", plan.silence), ("exit silence", plan.exitSilence),
      ("price talk", plan.priceTalk), ("softening", plan.planted.softening), ("leak", plan.planted.leak),
    ] { try require(value >= 0 && value <= 1, "\(name) of \(plan.id)", "a probability, 0 … 1") }
    try require(abs(plan.deficit) <= 20, "deficit of \(plan.id)", "within −20 … 20")
    try require(abs(plan.committedBias) <= 20, "committed bias of \(plan.id)", "within −20 … 20")
    for (name, shift) in [
      ("decliners", plan.planted.declinersShift), ("committers", plan.planted.committersShift),
    ] { try require(abs(shift) <= 4, "shift of \(name) by \(plan.id)", "within −4 … 4 depth steps") }
    try require((1...100).contains(plan.draws), "draws of \(plan.id)", "1 … 100")
    if let coverage = plan.coverage {
      try require((0...conversations).contains(coverage), "coverage of \(plan.id)", "0 … conversations")
    }
  }

  private func checkNames(_ names: [String], _ kind: String) throws(GenerationError) {
    try require(names.allSatisfy { !$0.isEmpty }, "\(kind) ids", "not empty")
    try require(Set(names).count == names.count, "\(kind) ids", "different from each other")
    let reserved = names.filter { $0 == "real" || $0 == "agent" }
    try require(reserved.isEmpty, "\(kind) ids", "other than “real” and “agent”")
  }

  private func require(_ condition: Bool, _ name: String, _ must: String) throws(GenerationError) {
    if !condition { throw .option(name: name, must: must) }
  }
}
