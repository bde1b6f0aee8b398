/// The interval of Cohen's d from the noncentral t distribution, exact for normal data of equal spread.
///
/// The limits are the δ at which the t statistic observed is the (1 ± level)/2 quantile, times √(1/n₁ + 1/n₂). Where the
/// strata differ in spread, or are far from normal, the percentile bootstrap is the better choice.
/// - Throws: As ``cohensD(_:_:)``; ``StatisticsError/outOfRange(what:value:allowed:)`` for the level, or where a
///   limit is beyond δ = ±1,000.
/// > G. Cumming, S. Finch. "A Primer on the Understanding, Use, and Calculation of Confidence Intervals That Are Based
/// > on Central and Noncentral Distributions." 2001, doi:10.1177/0013164401614002
public func cohensDInterval(
  _ first: Summary, _ second: Summary, level: Double = 0.95
) throws(StatisticsError) -> Interval {
  try requireOpenProbability(level, "the confidence level")
  let d = try cohensD(first, second)
  let unit = (1 / Double(first.count) + 1 / Double(second.count)).squareRoot()
  let freedom = Double(first.count) + Double(second.count) - 2
  let statistic = d / unit
  let tail = (1 - level) / 2
  func noncentrality(lowerTail: Double) throws(StatisticsError) -> Double {
    func excess(_ delta: Double) throws(StatisticsError) -> Double {
      try NoncentralTDistribution(degreesOfFreedom: freedom, noncentrality: delta).cumulative(statistic) - lowerTail
    }
    // The statistic's distribution moves upwards with delta: from the statistic outwards to either side of the root.
    var (low, high) = (statistic - 4, statistic + 4)
    while try excess(low) < 0 { low -= 2 * (statistic - low) }
    while try excess(high) > 0 { high += 2 * (high - statistic) }
    return try bracketedRoot(between: low, and: high) { (delta) throws(StatisticsError) in try excess(delta) }
  }
  return Interval(
    estimate: d, lower: try noncentrality(lowerTail: 1 - tail) * unit, upper: try noncentrality(lowerTail: tail) * unit,
    level: level)
}
