import RealModule

/// The distribution of (Z + δ) / √(χ²ᵥ/ν), what the t statistic follows where the null hypothesis is wrong by δ standard
/// errors.
///
/// The probabilities are Poisson mixtures of incomplete beta functions, summed outwards from the heaviest weights; each
/// tail has an absolute error near 10⁻¹⁵.
/// > D. Benton, K. Krishnamoorthy. "Computing Discrete Mixtures of Continuous Distributions." 2003,
/// > doi:10.1016/S0167-9473(02)00283-9
public struct NoncentralTDistribution: Sendable, Hashable {
  public let degreesOfFreedom: Double
  /// δ, |δ| ≤ 1,000.
  public let noncentrality: Double

  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)`` unless 10⁻⁶ ≤ degreesOfFreedom ≤ 10¹¹ and
  ///   |noncentrality| ≤ 1,000.
  public init(degreesOfFreedom: Double, noncentrality: Double) throws(StatisticsError) {
    try requirePositiveParameter(degreesOfFreedom, "the degrees of freedom")
    try requireFinite(noncentrality, "the noncentrality")
    guard abs(noncentrality) <= 1e3 else {
      throw .outOfRange(what: "the noncentrality", value: noncentrality, allowed: "−1,000 … 1,000")
    }
    self.degreesOfFreedom = degreesOfFreedom
    self.noncentrality = noncentrality
  }

  /// P(T ≤ x).
  public func cumulative(_ x: Double) throws(StatisticsError) -> Double {
    try requireFinite(x, "x")
    return tails(x).lower
  }

  /// P(T > x).
  public func survival(_ x: Double) throws(StatisticsError) -> Double {
    try requireFinite(x, "x")
    return tails(x).upper
  }

  private func tails(_ x: Double) -> Tails {
    if noncentrality == 0 {
      return Tails(
        lower: StudentTDistribution.upperTail(-x, degreesOfFreedom: degreesOfFreedom),
        upper: StudentTDistribution.upperTail(x, degreesOfFreedom: degreesOfFreedom))
    }
    return x < 0
      ? Self.positiveTails(-x, degreesOfFreedom, -noncentrality).swapped
      : Self.positiveTails(x, degreesOfFreedom, noncentrality)
  }

  /// The tails at x ≥ 0: P(T ≤ x) = Φ(−δ) + ½ Σ_j [p_j I_y(j + ½, ν/2) ± q_j I_y(j + 1, ν/2)] with y = x²/(ν + x²),
  /// p_j and q_j the Poisson weights of mean δ²/2 at j and j + ½, and the sign that of δ.
  private static func positiveTails(_ x: Double, _ freedom: Double, _ delta: Double) -> Tails {
    let below = NormalDistribution.upperTail(delta)
    let ratio = x / freedom.squareRoot()
    let inner = ratio > 1 ? 1 / (1 + 1 / ratio / ratio) : ratio * ratio / (1 + ratio * ratio)
    let outer = ratio > 1 ? 1 / ratio / ratio / (1 + 1 / ratio / ratio) : 1 / (1 + ratio * ratio)
    guard inner > 0 else { return Tails(lower: below, upper: NormalDistribution.upperTail(-delta)) }
    let mean = delta * delta / 2
    // Beyond nine standard deviations and a little the Poisson weights are below 10⁻¹⁷ of their sum.
    let reach = 9 * mean.squareRoot() + 40
    let steps = max(0, Int(mean - reach))...Int(mean + reach)
    let even = MixtureSum(offset: 0.5, steps: steps, mean: mean, half: freedom / 2, inner: inner, outer: outer)
    let odd = MixtureSum(offset: 1, steps: steps, mean: mean, half: freedom / 2, inner: inner, outer: outer)
    let sign = delta < 0 ? -1.0 : 1.0
    let lower = below + (even.lower + sign * odd.lower) / 2
    let upper = (even.upper + sign * odd.upper) / 2
    return Tails(lower: min(1, max(0, lower)), upper: min(1, max(0, upper)))
  }
}

/// Σ w_j I_y(j + offset, b) and Σ w_j [1 − I_y(j + offset, b)], w_j the Poisson weight at j + offset − ½.
///
/// I(a) = I(a + 1) + t(a) with t(a) = yᵃ(1 − y)ᵇ / (a B(a, b)): the sums run in the direction in which this adds.
private struct MixtureSum {
  var lower = 0.0
  var upper = 0.0

  init(offset: Double, steps: ClosedRange<Int>, mean: Double, half b: Double, inner: Double, outer: Double) {
    func weight(_ j: Int) -> Double {
      let place = Double(j) + offset - 0.5
      return place == 0 ? Double.exp(-mean) : poissonWeight(place, mean: mean)
    }
    func increment(_ j: Int) -> Double {
      let a = Double(j) + offset
      return betaPrefix(a, b, x: inner, y: outer) / a
    }
    let first = Double(steps.lowerBound) + offset
    let last = Double(steps.upperBound) + offset
    let weights = steps.map(weight)
    let increments = steps.map(increment)
    var falling = incompleteBeta(last, b, x: inner, y: outer).lower
    for (place, weight) in weights.enumerated().reversed() {
      if place < weights.count - 1 { falling += increments[place] }
      lower += weight * min(1, falling)
    }
    var rising = incompleteBeta(first, b, x: inner, y: outer).upper
    for (weight, increment) in zip(weights, increments) {
      upper += weight * min(1, rising)
      rising += increment
    }
  }
}
