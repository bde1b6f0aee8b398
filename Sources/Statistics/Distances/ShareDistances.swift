import RealModule

/// The Wasserstein-1 distance of two distributions over categories that stand at depths: the least mean distance that
/// probability must be moved to turn one into the other, ∫ |F₁ − F₂|.
///
/// - Parameters:
///   - first: Shares or counts of the categories, ≥ 0, not all 0; they are divided by their sum.
///   - second: The same of the other distribution.
///   - depths: The place of each category, in any order and any one unit; equal depths are one place.
/// - Returns: The distance in the unit of `depths`.
/// - Throws: ``StatisticsError/mismatchedLengths(what:first:second:)``, ``StatisticsError/empty(what:)``,
///   ``StatisticsError/notFinite(what:)``, ``StatisticsError/outOfRange(what:value:allowed:)``.
/// - Complexity: O(*k* log *k*).
/// > L. N. Vaserstein. "Markov Processes over Denumerable Products of Spaces." 1969 (the name); in one dimension
/// > S. S. Vallender. "Calculation of the Wasserstein Distance Between Probability Distributions on the Line." 1974,
/// > doi:10.1137/1118101
public func wassersteinDistance(
  _ first: [Double], _ second: [Double], depths: [Double]
) throws(StatisticsError) -> Double {
  let (p, q) = try sharePair(first, second)
  try requireEqualLengths(p.count, depths.count, "the categories and their depths")
  try requireFinite(depths, "the depths")
  let order = depths.indices.sorted { depths[$0] < depths[$1] }
  var ahead = 0.0
  var distance = 0.0
  for (index, next) in zip(order, order.dropFirst()) {
    ahead += p[index] - q[index]
    distance += abs(ahead) * (depths[next] - depths[index])
  }
  return try representable(distance, "the Wasserstein distance")
}

/// The Jensen–Shannon distance: the square root of the Jensen–Shannon divergence **to base 2**, so that it lies between
/// 0 (equal) and 1 (nothing in common). A metric.
///
/// The divergence is Σ m [r artanh r + ½ log(1 − r²)] / log 2 with m = (p + q)/2 and r = (p − q)/(p + q), a form without
/// cancellation for distributions that are nearly equal.
/// - Parameters:
///   - first: Shares or counts of the categories, ≥ 0, not all 0; they are divided by their sum.
///   - second: The same of the other distribution.
/// - Throws: As ``wassersteinDistance(_:_:depths:)``.
/// - Complexity: O(*k*).
/// > J. Lin. "Divergence Measures Based on the Shannon Entropy." 1991, doi:10.1109/18.61115. D. M. Endres,
/// > J. E. Schindelin. "A New Metric for Probability Distributions." 2003, doi:10.1109/TIT.2003.813506
public func jensenShannonDistance(_ first: [Double], _ second: [Double]) throws(StatisticsError) -> Double {
  let (p, q) = try sharePair(first, second)
  var divergence = 0.0
  for (a, b) in zip(p, q) where a + b > 0 {
    let ratio = (a - b) / (a + b)
    if abs(ratio) == 1 {
      divergence += (a + b) * Double.log(2) / 2
      continue
    }
    divergence += (a + b) * (ratio * Double.log(onePlus: (a - b) / b) + Double.log(onePlus: -ratio * ratio)) / 4
  }
  return min(1, max(0, divergence / Double.log(2)).squareRoot())
}

/// The total variation distance ½ Σ |p − q|: the largest difference of any event's probability, 0 … 1.
/// - Parameters:
///   - first: Shares or counts of the categories, ≥ 0, not all 0; they are divided by their sum.
///   - second: The same of the other distribution.
/// - Throws: As ``wassersteinDistance(_:_:depths:)``.
/// - Complexity: O(*k*).
/// > D. A. Levin, Y. Peres, E. L. Wilmer. *Markov Chains and Mixing Times*, 2009, §4.1
public func totalVariation(_ first: [Double], _ second: [Double]) throws(StatisticsError) -> Double {
  let (p, q) = try sharePair(first, second)
  var sum = 0.0
  for (a, b) in zip(p, q) { sum += abs(a - b) }
  return min(1, sum / 2)
}

private func sharePair(
  _ first: [Double], _ second: [Double]
) throws(StatisticsError) -> (first: [Double], second: [Double]) {
  try requireEqualLengths(first.count, second.count, "the two distributions")
  return (try normalised(first, "the first distribution"), try normalised(second, "the second distribution"))
}

private func normalised(_ weights: [Double], _ what: String) throws(StatisticsError) -> [Double] {
  try requireFinite(weights, what)
  var sum = 0.0
  for weight in weights {
    guard weight >= 0 else { throw .outOfRange(what: "a share of \(what)", value: weight, allowed: "≥ 0") }
    sum += weight
  }
  guard sum > 0 else { throw .empty(what: what) }
  let total = try representable(sum, "the sum of \(what)")
  return weights.map { $0 / total }
}
