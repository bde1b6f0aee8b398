import RealModule

/// The beta distribution on 0 … 1.
public struct BetaDistribution: Sendable, Hashable {
  public let alpha: Double
  public let beta: Double

  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)`` unless both parameters lie in 10⁻⁶ … 10¹¹.
  public init(alpha: Double, beta: Double) throws(StatisticsError) {
    try requirePositiveParameter(alpha, "alpha")
    try requirePositiveParameter(beta, "beta")
    self.alpha = alpha
    self.beta = beta
  }

  /// P(X ≤ x).
  public func cumulative(_ x: Double) throws(StatisticsError) -> Double { try tails(x).lower }

  /// P(X > x).
  public func survival(_ x: Double) throws(StatisticsError) -> Double { try tails(x).upper }

  /// The x with P(X ≤ x) = p, for 0 < p < 1.
  public func quantile(_ p: Double) throws(StatisticsError) -> Double {
    try requireOpenProbability(p, "the probability")
    let logit = inverseIncompleteBeta(alpha, beta, tails: Tails(lower: p, upper: 1 - p))
    return 1 / (1 + Double.exp(-logit))
  }

  private func tails(_ x: Double) throws(StatisticsError) -> Tails {
    try requireFinite(x, "x")
    return incompleteBeta(alpha, beta, x: x, y: 1 - x)
  }
}
