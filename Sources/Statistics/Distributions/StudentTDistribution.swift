import RealModule

/// Student's t distribution with any positive degrees of freedom.
public struct StudentTDistribution: Sendable, Hashable {
  public let degreesOfFreedom: Double

  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)`` unless 10⁻⁶ ≤ degreesOfFreedom ≤ 10¹¹.
  public init(degreesOfFreedom: Double) throws(StatisticsError) {
    try requirePositiveParameter(degreesOfFreedom, "the degrees of freedom")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(T ≤ x).
  public func cumulative(_ x: Double) throws(StatisticsError) -> Double {
    try requireFinite(x, "x")
    return Self.upperTail(-x, degreesOfFreedom: degreesOfFreedom)
  }

  /// P(T > x).
  public func survival(_ x: Double) throws(StatisticsError) -> Double {
    try requireFinite(x, "x")
    return Self.upperTail(x, degreesOfFreedom: degreesOfFreedom)
  }

  /// The x with P(T ≤ x) = p, for 0 < p < 1.
  public func quantile(_ p: Double) throws(StatisticsError) -> Double {
    try requireOpenProbability(p, "the probability")
    let x =
      p <= 0.5
      ? -Self.upperQuantile(p, degreesOfFreedom: degreesOfFreedom)
      : Self.upperQuantile(1 - p, degreesOfFreedom: degreesOfFreedom)
    return try representable(x, "the quantile")
  }

  static func upperTail(_ x: Double, degreesOfFreedom: Double) -> Double {
    let ratio = abs(x) / degreesOfFreedom.squareRoot()
    let (inner, outer): (Double, Double)
    if ratio > 1 {
      let square = 1 / ratio / ratio
      (inner, outer) = (1 / (1 + square), square / (1 + square))
    } else {
      let square = ratio * ratio
      (inner, outer) = (square / (1 + square), 1 / (1 + square))
    }
    let tails = incompleteBeta(0.5, degreesOfFreedom / 2, x: inner, y: outer)
    return x >= 0 ? tails.upper / 2 : 0.5 + tails.lower / 2
  }

  /// The x ≥ 0 with P(T > x) = tail, for 0 < tail ≤ ½; infinite where it leaves the range of `Double`.
  static func upperQuantile(_ tail: Double, degreesOfFreedom: Double) -> Double {
    if tail >= 0.5 { return 0 }
    let logit = inverseIncompleteBeta(
      0.5, degreesOfFreedom / 2, tails: Tails(lower: 1 - 2 * tail, upper: 2 * tail))
    return degreesOfFreedom.squareRoot() * Double.exp(logit / 2)
  }
}
