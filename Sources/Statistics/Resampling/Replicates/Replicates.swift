/// A statistic in every resample: what bootstrap intervals and standard errors are read from.
public struct Replicates: Sendable, Equatable {
  /// The statistic of the units themselves.
  public let observed: Double
  /// The finite values, one a resample in which the statistic is defined.
  public let values: [Double]
  /// The number of resamples in which it is not.
  public let undefined: Int

  /// - Parameter values: One a resample; those that are not finite count as undefined.
  /// - Throws: ``StatisticsError/undefined(reason:)`` where `observed` is not finite.
  public init(observed: Double, values: [Double]) throws(StatisticsError) {
    guard observed.isFinite else { throw .undefined(reason: "the statistic is not defined for these units") }
    self.observed = observed
    let defined = values.allSatisfy(\.isFinite) ? values : values.filter(\.isFinite)
    self.values = defined
    undefined = values.count - defined.count
  }

  /// The standard deviation of the values, with n − 1.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` below two values.
  public func standardError() throws(StatisticsError) -> Double {
    guard values.count >= 2 else { throw .tooFewValues(needed: 2, got: values.count) }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return try representable((squares / Double(values.count - 1)).squareRoot(), "the standard error")
  }

  /// The percentile interval: the (1 − level)/2 and (1 + level)/2 quantiles (type 7) of the values.
  ///
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` below ``fewest`` values,
  ///   ``StatisticsError/undefined(reason:)`` where the statistic was undefined in more than a tenth of the resamples,
  ///   ``StatisticsError/noVariance(what:)`` where all values are equal,
  ///   ``StatisticsError/outOfRange(what:value:allowed:)`` for the level.
  /// - Complexity: O(values), by selection.
  /// > B. Efron. "Bootstrap Methods: Another Look at the Jackknife." 1979, doi:10.1214/aos/1176344552
  public func percentileInterval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    try requireOpenProbability(level, "the confidence level")
    return try interval(lower: (1 - level) / 2, upper: (1 + level) / 2, level: level)
  }

  /// The percentile interval, widened for a small number of units.
  ///
  /// The bootstrap distribution of a mean is narrower than its sampling distribution by √((n − 1)/n) and has normal tails
  /// where Student's are right. The levels are therefore Φ(∓√(n/(n − 1)) t₍ₙ₋₁₎) in place of (1 ∓ level)/2; for many
  /// units they are the same.
  ///
  /// - Parameter units: The number of units n ≥ 2 behind the statistic; of a contrast, those of the smaller group.
  /// - Throws: As ``percentileInterval(level:)``; ``StatisticsError/tooFewClusters(needed:got:)``.
  /// > T. C. Hesterberg. "What Teachers Should Know About the Bootstrap." 2015, doi:10.1080/00031305.2015.1089789
  public func expandedPercentileInterval(level: Double = 0.95, units: Int) throws(StatisticsError) -> Interval {
    try requireOpenProbability(level, "the confidence level")
    guard units >= 2 else { throw .tooFewClusters(needed: 2, got: units) }
    let freedom = Double(units - 1)
    let t = try representable(
      StudentTDistribution.upperQuantile((1 - level) / 2, degreesOfFreedom: freedom), "the critical value")
    let tail = NormalDistribution.upperTail(t * (Double(units) / freedom).squareRoot())
    return try interval(lower: tail, upper: 1 - tail, level: level)
  }

  /// The fewest values that an interval is read from.
  public static let fewest = 40

  func interval(lower: Double, upper: Double, level: Double) throws(StatisticsError) -> Interval {
    guard undefined * 10 <= values.count + undefined else {
      throw .undefined(
        reason: "the statistic is undefined in \(undefined) of \(values.count + undefined) resamples")
    }
    guard values.count >= Replicates.fewest else {
      throw .tooFewValues(needed: Replicates.fewest, got: values.count)
    }
    guard values.contains(where: { $0 != values[0] }) else { throw .noVariance(what: "the replicates") }
    var selection = Selection(values)
    return Interval(
      estimate: observed, lower: selection.quantile(lower), upper: selection.quantile(upper), level: level)
  }
}
