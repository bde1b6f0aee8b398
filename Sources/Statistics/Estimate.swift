/// The direction of the alternative hypothesis.
public enum Alternative: String, Sendable, Hashable, Codable {
  /// The parameter differs from the null value.
  case twoSided
  /// The parameter is greater than the null value.
  case greater
  /// The parameter is less than the null value.
  case less
}

/// What a test says: the statistic, its reference distribution's degrees of freedom, and the p-value.
public struct TestResult: Sendable, Hashable {
  public let statistic: Double
  /// `nil` where the reference distribution has none (normal, exact).
  public let degreesOfFreedom: Double?
  public let pValue: Double
}

/// A point estimate with its standard error, judged by Student's t, or by the normal distribution where the degrees of
/// freedom are infinite.
public struct Estimate: Sendable, Hashable {
  public let value: Double
  /// Greater than zero.
  public let standardError: Double
  /// At least 10⁻⁶; `.infinity` for the normal distribution, as which more than 10¹¹ are taken.
  public let degreesOfFreedom: Double

  /// - Throws: ``StatisticsError/notFinite(what:)``, ``StatisticsError/noVariance(what:)`` for a standard error of 0,
  ///   ``StatisticsError/outOfRange(what:value:allowed:)`` for a negative one or for degrees of freedom that are not
  ///   at least 10⁻⁶.
  public init(value: Double, standardError: Double, degreesOfFreedom: Double = .infinity) throws(StatisticsError) {
    try requireFinite(value, "the estimate")
    try requireFinite(standardError, "the standard error")
    guard standardError >= 0 else {
      throw .outOfRange(what: "the standard error", value: standardError, allowed: "> 0")
    }
    guard standardError > 0 else { throw .noVariance(what: "the estimate") }
    guard degreesOfFreedom >= smallestParameter else {
      throw .outOfRange(what: "the degrees of freedom", value: degreesOfFreedom, allowed: "≥ 10⁻⁶")
    }
    self.value = value
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom > largestParameter ? .infinity : degreesOfFreedom
  }

  /// value ± t · standard error.
  /// - Parameter level: The nominal coverage, between 0 and 1.
  public func interval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    try requireOpenProbability(level, "the confidence level")
    let half = try criticalValue(tail: (1 - level) / 2) * standardError
    return Interval(
      estimate: value, lower: try representable(value - half, "the lower limit"),
      upper: try representable(value + half, "the upper limit"), level: level)
  }

  /// The t (or z) test of one value of the parameter.
  public func test(
    against null: Double = 0, alternative: Alternative = .twoSided
  ) throws(StatisticsError) -> TestResult {
    try requireFinite(null, "the null value")
    let statistic = try representable((value - null) / standardError, "the test statistic")
    let p =
      switch alternative {
      case .twoSided: min(1, 2 * upperTail(abs(statistic)))
      case .greater: upperTail(statistic)
      case .less: upperTail(-statistic)
      }
    return TestResult(
      statistic: statistic, degreesOfFreedom: degreesOfFreedom.isFinite ? degreesOfFreedom : nil, pValue: p)
  }

  /// P(T > x) in the reference distribution of the estimate.
  func upperTail(_ x: Double) -> Double {
    degreesOfFreedom.isFinite
      ? StudentTDistribution.upperTail(x, degreesOfFreedom: degreesOfFreedom) : NormalDistribution.upperTail(x)
  }

  /// The value that the reference distribution exceeds with probability `tail` ≤ ½.
  func criticalValue(tail: Double) throws(StatisticsError) -> Double {
    guard degreesOfFreedom.isFinite else { return -NormalDistribution.standardQuantile(tail) }
    let quantile = StudentTDistribution.upperQuantile(tail, degreesOfFreedom: degreesOfFreedom)
    return try representable(quantile, "the critical value")
  }
}
