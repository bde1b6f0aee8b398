/// The fair ranked probability score of an ensemble: what its draws' own law would score, expected, whatever their number.
///
/// With F_k the share of draws in category k or below, o_k whether the outcome is, and m draws:
/// Σ_k (F_k − o_k)² − F_k (1 − F_k)/(m − 1). Without the second part few draws would score worse than many of the same
/// law. May be below 0, −categories/4 … categories − 1. Smaller is better.
/// > C. A. T. Ferro. "Fair Scores for Ensemble Forecasts." 2014, doi:10.1002/qj.2270
///
/// - Parameter counts: The draws in each category, in the order of the categories, each ≥ 0.
/// - Returns: `nil` below two draws.
public func fairRankedProbabilityScore(_ counts: some Collection<Int>, outcome: Int) -> Double? {
  let draws = Double(counts.reduce(0, +))
  guard draws >= 2 else { return nil }
  var (below, score) = (0.0, 0.0)
  for (category, count) in counts.enumerated() {
    below += Double(count)
    let share = below / draws
    let miss = share - (category >= outcome ? 1 : 0)
    score += miss * miss - share * (1 - share) / (draws - 1)
  }
  return score
}

/// The chance that two draws of one ensemble agree: Σ n (n − 1) ÷ m (m − 1), without bias for Σ p² of their law.
/// > E. H. Simpson. "Measurement of Diversity." 1949, doi:10.1038/163688a0
///
/// - Returns: 0 … 1; `nil` below two draws.
public func pairAgreement(_ counts: some Collection<Int>) -> Double? {
  let draws = counts.reduce(0, +)
  guard draws >= 2 else { return nil }
  let pairs = counts.reduce(0.0) { $0 + Double($1) * Double($1 - 1) }
  return pairs / (Double(draws) * Double(draws - 1))
}

/// How much better one forecast scores than a reference on the same outcomes: 1 − Σ score ÷ Σ score of the reference.
///
/// The ratio θ is linearised by u_g = (score_g − θ · reference_g) / Σ reference; V = G/(G − 1) Σ u_g² (the delta method with
/// the CR1 factor), judged by t(G − 1).
/// - Parameter clusters: `total` is the forecast's score, `weight` the reference's (≥ 0, in one cluster also 0), both
///   summed over the cluster's outcomes; every entry is a cluster.
/// - Throws: ``StatisticsError/tooFewClusters(needed:got:)`` below two clusters, ``StatisticsError/undefined(reason:)``
///   where the reference is never wrong, ``StatisticsError/noVariance(what:)``, ``StatisticsError/notFinite(what:)``,
///   ``StatisticsError/outOfRange(what:value:allowed:)``.
/// - Complexity: O(number of entries).
public func skillScore(_ clusters: [ClusterSum]) throws(StatisticsError) -> Estimate {
  var (count, total, weight) = (0, 0.0, 0.0)
  for cluster in clusters {
    try requireCount(cluster.multiplicity, "a cluster's multiplicity")
    try requireFinite(cluster.total, "a cluster's score")
    try requireFinite(cluster.weight, "a cluster's reference score")
    guard cluster.weight >= 0 else {
      throw .outOfRange(what: "a cluster's reference score", value: cluster.weight, allowed: "≥ 0")
    }
    try addCount(cluster.multiplicity, to: &count, "the number of clusters")
    total += cluster.total * Double(cluster.multiplicity)
    weight += cluster.weight * Double(cluster.multiplicity)
  }
  guard count >= 2 else { throw .tooFewClusters(needed: 2, got: count) }
  guard weight > 0 else { throw .undefined(reason: "the reference is never wrong here") }
  let ratio = try representable(total / weight, "the ratio of the scores")
  var (squares, noise) = (0.0, 0.0)
  for cluster in clusters {
    let fitted = ratio * cluster.weight
    let residual = (cluster.total - fitted) / weight
    let rounding = 0x1p-51 * max(abs(fitted), abs(cluster.total)) / weight
    squares += residual * residual * Double(cluster.multiplicity)
    noise += rounding * rounding * Double(cluster.multiplicity)
  }
  guard squares > noise else { throw .noVariance(what: "the clusters' scores") }
  return try Estimate(
    value: 1 - ratio, standardError: (squares * Double(count) / Double(count - 1)).squareRoot(),
    degreesOfFreedom: Double(count - 1))
}
