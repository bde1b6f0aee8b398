/// What is known of conversations before they begin: how long they are, and who has one of that length.
struct Population: Sendable {
  let dynamics: StageDynamics
  let lengths: LengthDistribution
  private let committedShare: Double
  /// By length.
  private let mixes: [StageDynamics.Mix]

  init(options: GenerationOptions) {
    let dynamics = StageDynamics(model: options.model)
    let lengths = LengthDistribution(range: options.userTurns, commitment: options.commitmentHazard)
    let share = options.committedShare
    self.dynamics = dynamics
    self.lengths = lengths
    committedShare = share
    mixes = options.userTurns.map { length in
      // Where length says nothing of the outcome, dividing would only round.
      guard lengths.commitment > 0 else { return dynamics.mix(committedShare: share) }
      let committed = share * lengths.share(length, isCommitted: true)
      let all = committed + (1 - share) * lengths.share(length)
      return dynamics.mix(committedShare: all > 0 ? committed / all : share)
    }
  }

  /// The kinds of people who have a conversation of so many user turns.
  func mix(userTurns: Int) -> StageDynamics.Mix { mixes[userTurns - lengths.range.lowerBound] }

  /// P(length), whatever the outcome.
  func share(userTurns: Int) -> Double {
    committedShare * lengths.share(userTurns, isCommitted: true) + (1 - committedShare) * lengths.share(userTurns)
  }
}
