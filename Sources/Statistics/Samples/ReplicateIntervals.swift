/// The percentile interval: the (1 ± level)/2 quantiles (type 7) of the replicates.
///
/// - Parameters:
///   - estimate: The quantity on the data themselves.
///   - replicates: The quantity on each resample, *B* ≥ 2.
///   - level: The nominal coverage.
/// - Throws: ``StatisticsError/tooFewValues(needed:got:)``, ``StatisticsError/notFinite(what:)``,
///   ``StatisticsError/noVariance(what:)`` where all replicates are equal,
///   ``StatisticsError/outOfRange(what:value:allowed:)``.
/// - Complexity: O(*B* log *B*).
/// > B. Efron. "Nonparametric Standard Errors and Confidence Intervals." 1981, doi:10.2307/3314608
public func percentileInterval(
  estimate: Double, replicates: [Double], level: Double = 0.95
) throws(StatisticsError) -> Interval {
  let sorted = try sortedReplicates(estimate, replicates, level)
  return Interval(
    estimate: estimate, lower: try quantile((1 - level) / 2, ofSorted: sorted),
    upper: try quantile((1 + level) / 2, ofSorted: sorted), level: level)
}

/// The values of a quantity with one unit (or one kind of unit) of a stratum left out at a time.
public struct JackknifeStratum: Sendable, Hashable {
  public let values: [Double]
  /// How many units of the stratum each value stands for.
  public let multiplicities: [Int]

  /// - Throws: ``StatisticsError/mismatchedLengths(what:first:second:)``, ``StatisticsError/notFinite(what:)``,
  ///   ``StatisticsError/outOfRange(what:value:allowed:)``.
  public init(values: [Double], multiplicities: [Int]? = nil) throws(StatisticsError) {
    let counts = multiplicities ?? [Int](repeating: 1, count: values.count)
    try requireEqualLengths(values.count, counts.count, "values and multiplicities")
    try requireFinite(values, "a jackknife value")
    try requireCounts(counts, "a multiplicity")
    var size = 0
    for count in counts { try addCount(count, to: &size, "a stratum's size") }
    self.values = values
    self.multiplicities = counts
  }
}

/// The bias-corrected and accelerated (BCa) interval.
///
/// With z₀ = Φ⁻¹(share of replicates below the estimate, ties half) and the acceleration a from the jackknife, the
/// limits are the quantiles (type 7) of the replicates at Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z))), z = Φ⁻¹((1 ± level)/2). With
/// influences U = (n_s − 1)(θ̄_s − θ_si)/n_s over all strata s, a = Σ U³ / 6 (Σ U²)^{3/2}.
/// - Parameters:
///   - estimate: The quantity on the data themselves.
///   - replicates: The quantity on each resample, *B* ≥ 2.
///   - jackknife: The quantity with each unit left out, one entry for each stratum that is resampled on its own.
///   - level: The nominal coverage.
/// - Throws: As ``percentileInterval(estimate:replicates:level:)``; ``StatisticsError/noVariance(what:)`` also where the
///   jackknife values are all equal, ``StatisticsError/undefined(reason:)`` where all replicates lie on one side of the
///   estimate or the acceleration carries a limit beyond the distribution.
/// - Complexity: O(*B* log *B* + number of jackknife values).
/// > B. Efron. "Better Bootstrap Confidence Intervals." 1987, doi:10.1080/01621459.1987.10478410
public func bcaInterval(
  estimate: Double, replicates: [Double], jackknife: [JackknifeStratum], level: Double = 0.95
) throws(StatisticsError) -> Interval {
  let sorted = try sortedReplicates(estimate, replicates, level)
  var below = 0.0
  for value in sorted { below += value < estimate ? 1 : value == estimate ? 0.5 : 0 }
  let places = try bcaPlaces(
    shareBelow: below / Double(sorted.count), acceleration: try accelerationConstant(jackknife), level: level)
  return Interval(
    estimate: estimate, lower: try quantile(places.lower, ofSorted: sorted),
    upper: try quantile(places.upper, ofSorted: sorted), level: level)
}

/// The probabilities Φ(z₀ + (z₀ ∓ z)/(1 − a(z₀ ∓ z))) at which the limits of a BCa interval are read from the replicates.
/// - Parameter shareBelow: The share of replicates below the estimate, ties half.
/// - Throws: ``StatisticsError/undefined(reason:)`` where there is no z₀, or a limit is carried beyond the distribution.
func bcaPlaces(
  shareBelow share: Double, acceleration: Double, level: Double
) throws(StatisticsError) -> (lower: Double, upper: Double) {
  guard share > 0, share < 1 else {
    throw .undefined(reason: "all replicates lie on one side of the estimate, BCa has no bias correction")
  }
  let bias = NormalDistribution.standardQuantile(share)
  let z = -NormalDistribution.standardQuantile((1 - level) / 2)
  func place(_ shifted: Double) throws(StatisticsError) -> Double {
    let scale = 1 - acceleration * shifted
    guard scale > 0 else { throw .undefined(reason: "the acceleration carries a BCa limit beyond the replicates") }
    return NormalDistribution.upperTail(-(bias + shifted / scale))
  }
  return (lower: try place(bias - z), upper: try place(bias + z))
}

/// Σ U³ / 6 (Σ U²)^{3/2} over the influences of all units.
func accelerationConstant(_ strata: [JackknifeStratum]) throws(StatisticsError) -> Double {
  var influences: [(value: Double, times: Double)] = []
  var largest = 0.0
  for stratum in strata {
    let size = Double(stratum.multiplicities.reduce(0, +))
    guard size > 0 else { continue }
    let centre = try Summary(of: stratum.values, multiplicities: stratum.multiplicities).mean
    for (value, multiplicity) in zip(stratum.values, stratum.multiplicities) where multiplicity > 0 {
      let influence = try representable((centre - value) * ((size - 1) / size), "a jackknife influence")
      influences.append((influence, Double(multiplicity)))
      // What rounding alone makes of equal values is no influence.
      if abs(influence) > 0x1p-48 * abs(centre) { largest = max(largest, abs(influence)) }
    }
  }
  guard largest > 0 else { throw .noVariance(what: "the jackknife values") }
  // Scaled by the largest, so that neither cubes nor squares leave the range of `Double`.
  var (squares, cubes) = (0.0, 0.0)
  for (value, times) in influences {
    let scaled = value / largest
    squares += scaled * scaled * times
    cubes += scaled * scaled * scaled * times
  }
  return cubes / (6 * squares * squares.squareRoot())
}

private func sortedReplicates(
  _ estimate: Double, _ replicates: [Double], _ level: Double
) throws(StatisticsError) -> [Double] {
  try requireFinite(estimate, "the estimate")
  try requireFinite(replicates, "the replicates")
  try requireOpenProbability(level, "the confidence level")
  guard replicates.count >= 2 else { throw .tooFewValues(needed: 2, got: replicates.count) }
  let sorted = replicates.sorted()
  guard sorted[0] < sorted[sorted.count - 1] else { throw .noVariance(what: "the replicates") }
  return sorted
}
