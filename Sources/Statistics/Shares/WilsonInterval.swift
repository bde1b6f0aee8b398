/// Wilson's score interval of a share.
///
/// Centre (p + z²/2n) / (1 + z²/n), half width z √(p(1 − p)/n + z²/4n²) / (1 + z²/n). It stays within 0 … 1 and is
/// honest at small counts, also at none.
/// - Parameters:
///   - share: The share observed, 0 … 1.
///   - size: The number of independent observations behind it, > 0; need not be whole (an effective sample size).
///   - level: The nominal coverage.
/// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)``, ``StatisticsError/notFinite(what:)``,
///   ``StatisticsError/empty(what:)`` for a size of 0.
/// > E. B. Wilson. "Probable Inference, the Law of Succession, and Statistical Inference." 1927,
/// > doi:10.1080/01621459.1927.10502953
public func wilsonInterval(share: Double, size: Double, level: Double = 0.95) throws(StatisticsError) -> Interval {
  try requireFinite(share, "the share")
  try requireFinite(size, "the sample size")
  try requireProbability(share, "the share")
  try requireOpenProbability(level, "the confidence level")
  guard size != 0 else { throw .empty(what: "the sample") }
  guard size > 0 else { throw .outOfRange(what: "the sample size", value: size, allowed: "> 0") }
  let z = -NormalDistribution.standardQuantile((1 - level) / 2)
  let square = z * z
  let scale = 1 / (size + square)
  let centre = (share * size + square / 2) * scale
  let half = z * scale * (share * (1 - share) * size + square / 4).squareRoot()
  // At 0 and 1 the formula's limit is 0 or 1 but for rounding.
  return Interval(
    estimate: share, lower: share == 0 ? 0 : max(0, try representable(centre - half, "the lower limit")),
    upper: share == 1 ? 1 : min(1, try representable(centre + half, "the upper limit")), level: level)
}

/// Wilson's score interval of `count` of `size` independent observations.
/// - Throws: As ``wilsonInterval(share:size:level:)``; ``StatisticsError/outOfRange(what:value:allowed:)`` unless
///   0 ≤ count ≤ size.
public func wilsonInterval(count: Int, of size: Int, level: Double = 0.95) throws(StatisticsError) -> Interval {
  try requireCount(size, "the sample size")
  guard size > 0 else { throw .empty(what: "the sample") }
  guard (0...size).contains(count) else {
    throw .outOfRange(what: "the count", value: Double(count), allowed: "0 … \(size)")
  }
  return try wilsonInterval(share: Double(count) / Double(size), size: Double(size), level: level)
}

/// A share of clustered observations, with Wilson's interval on the effective sample size.
public struct ClusteredShare: Sendable, Hashable {
  public let interval: Interval
  /// Variance of the share over clusters ÷ variance of as many independent observations; 1 where it is smaller, and
  /// where the share is 0 or 1, which say nothing of the clusters.
  public let designEffect: Double
  /// Observations ÷ ``designEffect``.
  public let effectiveSize: Double
  /// The number of clusters with observations.
  public let clusters: Int
}

/// Wilson's interval of a share on the effective sample size n / max(design effect, 1).
///
/// The design effect is the CR1 variance of the linearised ratio (see ``ratioEstimate(_:)``) over p(1 − p)/n.
/// - Parameters:
///   - sums: For each cluster the observations in the cell (`total`) among all its observations (`weight`).
///   - level: The nominal coverage.
/// - Throws: ``StatisticsError/tooFewClusters(needed:got:)`` below two clusters,
///   ``StatisticsError/outOfRange(what:value:allowed:)`` where a total is not within 0 … weight.
/// - Complexity: O(number of entries).
/// > L. Kish. *Survey Sampling*. 1965, §8.2 (design effect). N. Dean, M. Pagano. "Evaluating Confidence Interval Methods
/// > for Binomial Proportions in Clustered Surveys." 2015, doi:10.1093/jssam/smv024
public func clusteredShare(_ sums: [ClusterSum], level: Double = 0.95) throws(StatisticsError) -> ClusteredShare {
  let totals = try ClusterTotals(sums)
  guard totals.clusters >= 2 else { throw .tooFewClusters(needed: 2, got: totals.clusters) }
  for sum in sums where sum.total < 0 || sum.total > sum.weight {
    throw .outOfRange(what: "a cluster's total", value: sum.total, allowed: "0 … weight")
  }
  let share = min(1, totals.total / totals.weight)
  let independent = share * (1 - share) / totals.weight
  let effect = independent > 0 ? max(1, try linearisedVariance(sums, totals) / independent) : 1
  let size = totals.weight / effect
  return ClusteredShare(
    interval: try wilsonInterval(share: share, size: size, level: level), designEffect: effect, effectiveSize: size,
    clusters: totals.clusters)
}
