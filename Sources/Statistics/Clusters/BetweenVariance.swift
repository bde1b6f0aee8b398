/// How much estimates of one quantity differ beyond what their sample explains, by moments.
///
/// k instruments measure the same clusters: their estimates θ_i differ because instruments do, and because clusters
/// answer to them differently. With δ_i = θ_i − θ̄ and V(δ_i) its sampling variance over clusters, E Σ δ_i² =
/// (k − 1) σ² + Σ V(δ_i). Of means over n clusters that all k measured this is the analysis of variance,
/// σ² = (MS_instruments − MS_rest)/n.
/// > F. E. Satterthwaite. "An Approximate Distribution of Estimates of Variance Components." 1946, doi:10.2307/3002019;
/// > S. R. Searle, G. Casella, C. E. McCulloch. *Variance Components*. 1992, §4.5
public struct BetweenVariance: Sendable, Hashable {
  /// σ² of the instruments; below 0 where they differ less than the sample would make them.
  public let between: Double
  /// What one instrument adds to the sampling variance by answering to clusters in its own way: Σ V(δ_i)/(k − 1).
  public let within: Double

  /// - Parameters:
  ///   - estimates: One an instrument, at least two.
  ///   - deviationVariances: Of each estimate less the mean of all, ≥ 0.
  /// - Throws: ``StatisticsError/undefined(reason:)`` below two, ``StatisticsError/notFinite(what:)``,
  ///   ``StatisticsError/outOfRange(what:value:allowed:)``.
  public init(estimates: [Double], deviationVariances: [Double]) throws(StatisticsError) {
    guard estimates.count >= 2, deviationVariances.count == estimates.count else {
      throw .undefined(reason: "fewer than two instruments")
    }
    for value in estimates { try requireFinite(value, "an estimate") }
    for variance in deviationVariances {
      try requireFinite(variance, "a variance")
      guard variance >= 0 else { throw .outOfRange(what: "a variance", value: variance, allowed: "≥ 0") }
    }
    let mean = estimates.reduce(0, +) / Double(estimates.count)
    let squares = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let sampling = deviationVariances.reduce(0, +)
    let degrees = Double(estimates.count - 1)
    between = (squares - sampling) / degrees
    within = sampling / degrees
  }
}
