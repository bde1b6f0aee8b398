import RealModule

/// The standard normal distribution.
public struct NormalDistribution: Sendable, Hashable {
  public init() {}

  /// φ(x).
  public func density(_ x: Double) throws(StatisticsError) -> Double {
    try requireFinite(x, "x")
    return Self.standardDensity(x)
  }

  /// P(X ≤ x), with full relative precision in the lower tail.
  public func cumulative(_ x: Double) throws(StatisticsError) -> Double {
    try requireFinite(x, "x")
    return Self.upperTail(-x)
  }

  /// P(X > x), with full relative precision in the upper tail.
  public func survival(_ x: Double) throws(StatisticsError) -> Double {
    try requireFinite(x, "x")
    return Self.upperTail(x)
  }

  /// The x with P(X ≤ x) = p, for 0 < p < 1.
  public func quantile(_ p: Double) throws(StatisticsError) -> Double {
    try requireOpenProbability(p, "the probability")
    return Self.standardQuantile(p)
  }

  static func standardDensity(_ x: Double) -> Double {
    Double.exp(-x * x / 2) / (2 * Double.pi).squareRoot()
  }

  static func upperTail(_ x: Double) -> Double {
    Double.erfc(x * 0.5.squareRoot()) / 2
  }

  /// Newton's method on log Φ, which is concave, so that it converges from anywhere without a bracket.
  static func standardQuantile(_ p: Double) -> Double {
    if p > 0.5 { return -standardQuantile(1 - p) }
    if p <= 0 { return -.infinity }
    if p == 0.5 { return 0 }
    let target = Double.log(p)
    // The leading term of the tail, −√(−2 log p), lies left of the root: Newton's steps from there are all small.
    var x = -(-2 * Double.log(2 * p)).squareRoot()
    for _ in 0..<60 {
      let tail = upperTail(-x)
      let slope = standardDensity(x)
      guard tail > 0, slope > 0 else { break }
      let step = (target - Double.log(tail)) * tail / slope
      x += step
      if abs(step) <= 1e-16 * abs(x) { break }
    }
    return x
  }
}
