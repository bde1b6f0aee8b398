/// The `p`-quantile of a sample, interpolating between order statistics.
///
/// With h = (n − 1)p the quantile is x₍⌊h⌋₎ + (h − ⌊h⌋)(x₍⌊h⌋₊₁₎ − x₍⌊h⌋₎), counting order statistics from 0: type 7 of
/// Hyndman and Fan, the default of R, numpy and Julia.
/// - Parameters:
///   - p: The probability, 0 … 1.
///   - values: The sample, *n* ≥ 1 finite numbers in any order and any one unit.
/// - Returns: One number, in the unit of `values`.
/// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` where `values` is empty,
///   ``StatisticsError/notFinite(what:)``, ``StatisticsError/outOfRange(what:value:allowed:)`` for `p`.
/// - Complexity: O(*n* log *n*).
/// > R. J. Hyndman, Y. Fan. "Sample Quantiles in Statistical Packages." 1996, doi:10.2307/2684934
public func quantile(_ p: Double, of values: [Double]) throws(StatisticsError) -> Double {
  try requireFinite(values, "the sample")
  return try quantile(p, ofSorted: values.sorted())
}

/// The `p`-quantile (type 7) of a sample that is already in ascending order. O(1).
/// - Throws: As ``quantile(_:of:)``; the order and finiteness of `sorted` are the caller's promise, and only the values
///   that are used are looked at.
public func quantile(_ p: Double, ofSorted sorted: [Double]) throws(StatisticsError) -> Double {
  guard !sorted.isEmpty else { throw .tooFewValues(needed: 1, got: 0) }
  try requireFinite(p, "the probability")
  try requireProbability(p, "the probability")
  let place = Double(sorted.count - 1) * p
  let index = min(Int(place), sorted.count - 1)
  let lower = sorted[index]
  let upper = sorted[min(index + 1, sorted.count - 1)]
  try requireFinite(lower, "the sample")
  try requireFinite(upper, "the sample")
  let fraction = place - Double(index)
  // Weighted from the nearer end, so that the result is exact at both and cannot overflow in the difference.
  return fraction == 0 || lower == upper ? lower : lower * (1 - fraction) + upper * fraction
}

/// The median: the ½-quantile.
/// - Throws: As ``quantile(_:of:)``.
/// - Complexity: O(*n* log *n*).
public func median(of values: [Double]) throws(StatisticsError) -> Double {
  try quantile(0.5, of: values)
}
