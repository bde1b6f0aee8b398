/// The chi-squared distribution with any positive degrees of freedom.
public struct ChiSquaredDistribution: Sendable, Hashable {
  public let degreesOfFreedom: Double

  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)`` unless 10⁻⁶ ≤ degreesOfFreedom ≤ 10¹¹.
  public init(degreesOfFreedom: Double) throws(StatisticsError) {
    try requirePositiveParameter(degreesOfFreedom, "the degrees of freedom")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(X ≤ x).
  public func cumulative(_ x: Double) throws(StatisticsError) -> Double {
    try requireFinite(x, "x")
    return incompleteGamma(degreesOfFreedom / 2, x / 2).lower
  }

  /// P(X > x).
  public func survival(_ x: Double) throws(StatisticsError) -> Double {
    try requireFinite(x, "x")
    return incompleteGamma(degreesOfFreedom / 2, x / 2).upper
  }

  /// The x with P(X ≤ x) = p, for 0 < p < 1.
  public func quantile(_ p: Double) throws(StatisticsError) -> Double {
    try requireOpenProbability(p, "the probability")
    let half = inverseIncompleteGamma(degreesOfFreedom / 2, tails: Tails(lower: p, upper: 1 - p))
    return try representable(2 * half, "the quantile")
  }

  /// The test that refers `statistic` ≥ 0 to this distribution.
  func test(_ statistic: Double) throws(StatisticsError) -> TestResult {
    TestResult(
      statistic: try representable(statistic, "the test statistic"), degreesOfFreedom: degreesOfFreedom,
      pValue: try survival(statistic))
  }
}
