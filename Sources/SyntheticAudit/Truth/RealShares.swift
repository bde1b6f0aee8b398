internal import Cases

/// The exact stage shares of real turns at probes, in one stratum.
struct RealShares: Sendable {
  /// Pair-weighted over all fractions.
  let overall: [Double]
  let byFraction: [[Double]]

  init(options: GenerationOptions, isCommitted: Bool) {
    let dynamics = StageDynamics(model: options.model)
    let lengths = LengthDistribution(range: options.userTurns, commitment: options.commitmentHazard)
    let kinds = dynamics.kindShares[isCommitted ? 1 : 0]
    let places = PlaceShares(dynamics: dynamics, lengths: options.userTurns) { _ in kinds }
    let rule = ProbeRule(fractions: options.fractions, exitProbe: options.exitProbe)
    var sums = Array(repeating: StageVector(), count: options.fractions.count)
    for userTurns in options.userTurns {
      for (fraction, place) in rule.places(userTurns: userTurns) {
        sums[fraction].add(
          places.at(place: place, userTurns: userTurns), times: lengths.share(userTurns, isCommitted: isCommitted))
      }
    }
    byFraction = sums.map { $0.normalized.values }
    overall = sums.reduce(into: StageVector()) { $0.add($1, times: 1) }.normalized.values
  }
}
