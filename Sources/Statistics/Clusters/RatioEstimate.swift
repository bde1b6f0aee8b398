/// Σ total / Σ weight over clusters, with its CR1 standard error and t(G − 1).
///
/// The ratio θ̂ is linearised by u_g = (total_g − θ̂ · weight_g) / Σ weight; its variance is G/(G − 1) Σ u_g². This is the
/// cluster-robust sandwich of a weighted regression on a constant with the usual CR1 correction, and with equal weights
/// the ordinary standard error of a mean of the clusters' values.
/// - Parameter sums: One entry a cluster, or a kind of cluster with its multiplicity. Clusters of weight 0 do not count.
/// - Returns: The ratio, in the unit of total / weight, judged by t(G − 1).
/// - Throws: ``StatisticsError/tooFewClusters(needed:got:)`` below two clusters, ``StatisticsError/noVariance(what:)``
///   where all clusters have the same ratio, ``StatisticsError/notFinite(what:)``,
///   ``StatisticsError/outOfRange(what:value:allowed:)``.
/// - Complexity: O(number of entries).
/// > A. C. Cameron, D. L. Miller. "A Practitioner's Guide to Cluster-Robust Inference." 2015, doi:10.3368/jhr.50.2.317
public func ratioEstimate(_ sums: [ClusterSum]) throws(StatisticsError) -> Estimate {
  let totals = try ClusterTotals(sums)
  guard totals.clusters >= 2 else { throw .tooFewClusters(needed: 2, got: totals.clusters) }
  let variance = try linearisedVariance(sums, totals)
  guard variance > 0 else { throw .noVariance(what: "the clusters' ratios") }
  return try Estimate(
    value: try representable(totals.total / totals.weight, "the ratio"), standardError: variance.squareRoot(),
    degreesOfFreedom: Double(totals.clusters - 1))
}

/// G/(G − 1) Σ u_g², 0 where all clusters have the same ratio up to rounding.
func linearisedVariance(_ sums: [ClusterSum], _ totals: ClusterTotals) throws(StatisticsError) -> Double {
  let ratio = totals.total / totals.weight
  var squares = 0.0
  var noise = 0.0
  for sum in sums where sum.weight > 0 {
    let fitted = ratio * sum.weight
    let residual = (sum.total - fitted) / totals.weight
    let rounding = 0x1p-51 * max(abs(fitted), abs(sum.total)) / totals.weight
    squares += residual * residual * Double(sum.multiplicity)
    noise += rounding * rounding * Double(sum.multiplicity)
  }
  if squares <= noise { return 0 }
  let clusters = Double(totals.clusters)
  return try representable(squares * clusters / (clusters - 1), "the variance of the ratio")
}

/// What a difference of two ratios needs to know of one cluster that may hold observations of both.
public struct PairedClusterSum: Sendable, Hashable {
  public var first: ClusterSum
  public var second: ClusterSum

  /// The multiplicity of the pair is that of `first`; `second`'s is not looked at.
  public init(first: ClusterSum, second: ClusterSum) {
    self.first = first
    self.second = second
  }
}

/// First ratio − second ratio, where the same clusters may hold observations of both (two simulators on the same
/// conversations, customers with conversations in both strata).
///
/// u_g is the difference of the two ratios' linearised contributions, so that what the two share cancels; the variance
/// is G/(G − 1) Σ u_g² and the reference t(G − 1), G being the clusters with observations of either, or those of the
/// first ratio where the second is hardly more than its correction.
/// - Throws: As ``ratioEstimate(_:)``; ``StatisticsError/tooFewClusters(needed:got:)`` also where one ratio has none.
/// - Complexity: O(number of entries).
///
/// - Parameter restsOnFirst: Whether G counts the clusters of the first ratio alone.
public func pairedRatioDifference(
  _ sums: [PairedClusterSum], restsOnFirst: Bool = false
) throws(StatisticsError) -> Estimate {
  let firsts = sums.map(\.first)
  let seconds = sums.map {
    ClusterSum(total: $0.second.total, weight: $0.second.weight, multiplicity: $0.first.multiplicity)
  }
  let first = try ClusterTotals(firsts)
  let second = try ClusterTotals(seconds)
  let firstRatio = try representable(first.total / first.weight, "the first ratio")
  let secondRatio = try representable(second.total / second.weight, "the second ratio")
  var clusters = 0
  var squares = 0.0
  var noise = 0.0
  for (a, b) in zip(firsts, seconds) where a.weight > 0 || b.weight > 0 {
    let (fittedA, fittedB) = (firstRatio * a.weight, secondRatio * b.weight)
    let residual = (a.total - fittedA) / first.weight - (b.total - fittedB) / second.weight
    let rounding =
      0x1p-51
      * (max(abs(fittedA), abs(a.total)) / first.weight + max(abs(fittedB), abs(b.total)) / second.weight)
    if a.weight > 0 || !restsOnFirst { try addCount(a.multiplicity, to: &clusters, "the number of clusters") }
    squares += residual * residual * Double(a.multiplicity)
    noise += rounding * rounding * Double(a.multiplicity)
  }
  guard clusters >= 2 else { throw .tooFewClusters(needed: 2, got: clusters) }
  if squares <= noise { throw .noVariance(what: "the clusters' differences") }
  let count = Double(clusters)
  let variance = try representable(squares * count / (count - 1), "the variance of the difference")
  return try Estimate(
    value: try representable(firstRatio - secondRatio, "the difference"), standardError: variance.squareRoot(),
    degreesOfFreedom: count - 1)
}

/// First ratio − second ratio of clusters that do not overlap (two strata): the variances add, and the degrees of
/// freedom are Welch's and Satterthwaite's with G − 1 of each side.
/// - Throws: As ``ratioEstimate(_:)``. One of the two sides may be without variance, not both.
/// - Complexity: O(number of entries).
public func independentRatioDifference(
  _ first: [ClusterSum], _ second: [ClusterSum]
) throws(StatisticsError) -> Estimate {
  let a = try ClusterTotals(first)
  let b = try ClusterTotals(second)
  guard a.clusters >= 2 else { throw .tooFewClusters(needed: 2, got: a.clusters) }
  guard b.clusters >= 2 else { throw .tooFewClusters(needed: 2, got: b.clusters) }
  return try differenceEstimate(
    a.total / a.weight - b.total / b.weight,
    variances: (try linearisedVariance(first, a), try linearisedVariance(second, b)),
    degreesOfFreedom: (Double(a.clusters - 1), Double(b.clusters - 1)))
}

/// A difference of two independent estimates, with the degrees of freedom of Welch and Satterthwaite.
func differenceEstimate(
  _ difference: Double, variances: (Double, Double), degreesOfFreedom: (Double, Double)
) throws(StatisticsError) -> Estimate {
  let sum = try representable(variances.0 + variances.1, "the variance of the difference")
  guard sum > 0 else { throw .noVariance(what: "either group") }
  let (a, b) = (variances.0 / sum, variances.1 / sum)
  return try Estimate(
    value: try representable(difference, "the difference"), standardError: sum.squareRoot(),
    degreesOfFreedom: 1 / (a * a / degreesOfFreedom.0 + b * b / degreesOfFreedom.1))
}
