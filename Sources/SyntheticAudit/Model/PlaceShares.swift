/// The exact stage shares at each place of conversations of each length, by the forward recursion over kind and stage.
struct PlaceShares: Sendable {
  private let lengths: ClosedRange<Int>
  /// By length, then place; one place more than user turns, for the turn that an exit probe asks for.
  private let shares: [[StageVector]]

  /// - Parameter kinds: P(kind) of the people meant, by the length of their conversation.
  init(dynamics: StageDynamics, lengths: ClosedRange<Int>, kinds: (Int) -> [Double]) {
    self.lengths = lengths
    shares = lengths.map { PlaceShares.forward(dynamics, kinds($0), userTurns: $0) }
  }

  func at(place: Int, userTurns: Int) -> StageVector { shares[userTurns - lengths.lowerBound][place] }

  private static func forward(_ dynamics: StageDynamics, _ kinds: [Double], userTurns: Int) -> [StageVector] {
    var result: [StageVector] = []
    // P(kind, stage before); only the opening has no stage before.
    var joint: [[Double]] = []
    for place in 0...userTurns {
      let step = dynamics.step(place: place, userTurns: userTurns)
      var next = Array(repeating: StageVector(), count: dynamics.kinds)
      let befores: [Stage?] = place == 0 ? [nil] : Stage.allCases.map { $0 }
      for before in befores {
        for (code, share) in dynamics.actionShares(after: before).enumerated() where share > 0 {
          guard let action = AgentAction(rawValue: code) else { continue }
          let situation = dynamics.situation(step: step, before: before, action: action)
          for kind in 0..<dynamics.kinds {
            let weight = before.map { joint[kind][$0.rawValue] } ?? kinds[kind]
            next[kind].add(dynamics.next(situation.lowerBound + kind), times: weight * share)
          }
        }
      }
      result.append(next.reduce(into: StageVector()) { $0.add($1, times: 1) })
      joint = next.map(\.values)
    }
    return result
  }
}
