import RealModule

/// Fisher's and Snedecor's F distribution.
public struct FDistribution: Sendable, Hashable {
  public let numerator: Double
  public let denominator: Double

  /// - Parameters:
  ///   - numerator: Degrees of freedom of the numerator.
  ///   - denominator: Degrees of freedom of the denominator.
  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)`` unless both lie in 10⁻⁶ … 10¹¹.
  public init(numerator: Double, denominator: Double) throws(StatisticsError) {
    try requirePositiveParameter(numerator, "the numerator's degrees of freedom")
    try requirePositiveParameter(denominator, "the denominator's degrees of freedom")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// P(F ≤ x).
  public func cumulative(_ x: Double) throws(StatisticsError) -> Double { try tails(x).lower }

  /// P(F > x).
  public func survival(_ x: Double) throws(StatisticsError) -> Double { try tails(x).upper }

  /// The x with P(F ≤ x) = p, for 0 < p < 1.
  public func quantile(_ p: Double) throws(StatisticsError) -> Double {
    try requireOpenProbability(p, "the probability")
    let logit = inverseIncompleteBeta(numerator / 2, denominator / 2, tails: Tails(lower: p, upper: 1 - p))
    return try representable(denominator / numerator * Double.exp(logit), "the quantile")
  }

  private func tails(_ x: Double) throws(StatisticsError) -> Tails {
    try requireFinite(x, "x")
    guard x > 0 else { return Tails(lower: 0, upper: 1) }
    let odds = numerator / denominator * x
    guard odds.isFinite else { return Tails(lower: 1, upper: 0) }
    return incompleteBeta(numerator / 2, denominator / 2, x: odds / (1 + odds), y: 1 / (1 + odds))
  }
}
