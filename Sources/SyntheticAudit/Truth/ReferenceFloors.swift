/// The contrasts of outcome-blind references in the population: what Δ is without any fault of a simulator.
struct ReferenceFloors: Sendable {
  let position: Double
  let previousStage: Double
  let previousStageAndAction: Double

  /// - Parameter strata: The uncommitted, then the committed.
  init(_ strata: [TruthTally.Reference], committedShare: Double) {
    let actions = AgentAction.allCases.count
    position = ReferenceFloors.contrast(strata, committedShare, group: TruthTally.Reference.cells)
    previousStage = ReferenceFloors.contrast(strata, committedShare, group: actions)
    previousStageAndAction = ReferenceFloors.contrast(strata, committedShare, group: 1)
  }

  /// The contrast of a reference that tells `group` neighbouring cells not apart.
  private static func contrast(
    _ strata: [TruthTally.Reference], _ committedShare: Double, group: Int
  ) -> Double {
    let scales = zip([1 - committedShare, committedShare], strata).map { share, stratum in
      stratum.conversations > 0 ? share / Double(stratum.conversations) : 0
    }
    var biases = [0.0, 0.0]
    for start in stride(from: 0, to: strata[0].weights.count, by: group) {
      let cells = start..<start + group
      let weights = strata.map { $0.weights[cells].reduce(0, +) }
      let depths = strata.map { $0.depths[cells].reduce(0, +) }
      let weight = weights[0] * scales[0] + weights[1] * scales[1]
      guard weight > 0 else { continue }
      let expected = (depths[0] * scales[0] + depths[1] * scales[1]) / weight
      for stratum in 0...1 { biases[stratum] += weights[stratum] * expected - depths[stratum] }
    }
    let means = zip(biases, strata).map { $0 / Double(max($1.conversations, 1)) }
    return means[0] - means[1]
  }
}
