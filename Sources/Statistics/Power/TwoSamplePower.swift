/// What a comparison of two groups can show: the power of the two-sample t test on conversation means.
///
/// A design effect above 1 (conversations of the same customers) divides the sizes. The statistic of groups of m and n
/// at a true d is noncentral t with m + n − 2 degrees of freedom and δ = d √(mn/(m + n)).
/// > J. Cohen. *Statistical Power Analysis for the Behavioral Sciences*, 2nd ed., 1988, ch. 2
public struct TwoSamplePower: Sendable, Hashable {
  /// The chance of a significant result where there is no difference.
  public let alpha: Double
  public let alternative: Alternative
  /// How many conversations count as one independent one, 1 … 10⁶.
  public let designEffect: Double

  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)``, ``StatisticsError/notFinite(what:)``.
  public init(
    alpha: Double = 0.05, alternative: Alternative = .twoSided, designEffect: Double = 1
  ) throws(StatisticsError) {
    try requireOpenProbability(alpha, "alpha")
    try requireFinite(designEffect, "the design effect")
    guard designEffect >= 1, designEffect <= 1e6 else {
      throw .outOfRange(what: "the design effect", value: designEffect, allowed: "1 … 10⁶")
    }
    self.alpha = alpha
    self.alternative = alternative
    self.designEffect = designEffect
  }

  /// The chance of a significant result at a true difference of `d` standard deviations.
  /// - Parameters:
  ///   - d: First mean − second mean over the common standard deviation.
  ///   - first: The first group's size, in conversations.
  ///   - second: The second group's size.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` for an empty group or where the two have no degree of
  ///   freedom left, ``StatisticsError/notFinite(what:)``, ``StatisticsError/outOfRange(what:value:allowed:)``.
  public func power(d: Double, first: Int, second: Int) throws(StatisticsError) -> Double {
    try requireFinite(d, "d")
    let (m, n) = try effectiveSizes(first, second)
    return try power(d, m, n)
  }

  /// The smallest true |d| that groups of these sizes show with the chance `power`.
  /// - Parameter power: Above alpha and below 1.
  /// - Throws: As ``power(d:first:second:)``.
  public func minimumDetectableEffect(
    first: Int, second: Int, power target: Double = 0.8
  ) throws(StatisticsError) -> Double {
    try requireTarget(target)
    let (m, n) = try effectiveSizes(first, second)
    let sign = alternative == .less ? -1.0 : 1.0
    // The normal approximation is close; the true d is bracketed by doubling and halving around it.
    let unit = ((m + n) / m / n).squareRoot()
    var high =
      unit * (NormalDistribution.standardQuantile(target) - NormalDistribution.standardQuantile(alpha / sides))
    if high <= 0 { high = unit }
    var low = high / 2
    while try power(sign * high, m, n) < target { high *= 2 }
    while try power(sign * low, m, n) > target {
      low /= 2
      guard low > 1e-300 else { throw .undefined(reason: "the power asked for does not differ from alpha") }
    }
    return try bracketedRoot(between: low, and: high) { (d) throws(StatisticsError) in
      try power(sign * d, m, n) - target
    }
  }

  /// The conversations that show a true `d` with the chance `power`.
  /// - Parameters:
  ///   - d: Not 0, and of the sign of the alternative.
  ///   - ratio: The size of the second group over the first's, > 0.
  ///   - power: Above alpha and below 1.
  /// - Returns: The sizes with the design effect in them, both as the equation's solution and rounded up.
  /// - Throws: As ``power(d:first:second:)``; ``StatisticsError/overflow(what:)`` above 2^33 conversations.
  public func requiredSize(
    d: Double, ratio: Double = 1, power target: Double = 0.8
  ) throws(StatisticsError) -> RequiredSize {
    try requireTarget(target)
    try requireFinite(d, "d")
    try requireFinite(ratio, "the ratio of the sizes")
    guard ratio > 0, ratio <= 1e6, ratio >= 1e-6 else {
      throw .outOfRange(what: "the ratio of the sizes", value: ratio, allowed: "10⁻⁶ … 10⁶")
    }
    guard d != 0, alternative != .greater || d > 0, alternative != .less || d < 0 else {
      throw .outOfRange(what: "d", value: d, allowed: "not 0 and in the direction of the alternative")
    }
    // Half a degree of freedom: what is enough there is less than the two conversations that a group needs anyway.
    var low = 2.5 / (1 + ratio)
    var exact = low
    if try power(d, low, low * ratio) < target {
      var high = low * 2
      while try power(d, high, high * ratio) < target {
        low = high
        high *= 2
        guard high * max(1, ratio) * designEffect < Double(largestCount) else {
          throw .overflow(what: "the number of conversations")
        }
      }
      exact = try bracketedRoot(between: low, and: high) { (size) throws(StatisticsError) in
        try power(d, size, size * ratio) - target
      }
    }
    // A group needs a variance, hence two conversations at least.
    let first = max(2, exact * designEffect)
    let second = max(2, exact * ratio * designEffect)
    return RequiredSize(
      exactFirst: exact * designEffect, exactSecond: exact * ratio * designEffect, first: Int(first.rounded(.up)),
      second: Int(second.rounded(.up)))
  }

  private var sides: Double { alternative == .twoSided ? 2 : 1 }

  private func requireTarget(_ target: Double) throws(StatisticsError) {
    guard target > alpha, target < 1 else {
      throw .outOfRange(what: "the power", value: target, allowed: "above alpha and below 1")
    }
  }

  private func effectiveSizes(_ first: Int, _ second: Int) throws(StatisticsError) -> (Double, Double) {
    try requireCounts([first, second], "a group's size")
    guard first >= 1, second >= 1, first + second >= 3 else { throw .tooFewValues(needed: 3, got: first + second) }
    let (m, n) = (Double(first) / designEffect, Double(second) / designEffect)
    guard m + n > 2 else { throw .tooFewValues(needed: Int((2 * designEffect).rounded(.up)) + 1, got: first + second) }
    return (m, n)
  }

  private func power(_ d: Double, _ m: Double, _ n: Double) throws(StatisticsError) -> Double {
    let freedom = m + n - 2
    let delta = d * (m / (m + n) * n).squareRoot()
    let critical = try representable(
      StudentTDistribution.upperQuantile(alpha / sides, degreesOfFreedom: freedom), "the critical value")
    guard abs(delta) <= 1e3 else {
      // The spread estimated would have to be ten times the true one to hide such a shift: certain from half a degree of
      // freedom on.
      guard critical * 10 < abs(delta), freedom >= 0.5 else {
        throw .outOfRange(what: "d", value: d, allowed: "less, for so few conversations at so small an alpha")
      }
      return alternative == .twoSided || (delta > 0) == (alternative == .greater) ? 1 : 0
    }
    let distribution = try NoncentralTDistribution(degreesOfFreedom: freedom, noncentrality: delta)
    return switch alternative {
    case .twoSided: min(1, try distribution.survival(critical) + distribution.cumulative(-critical))
    case .greater: try distribution.survival(critical)
    case .less: try distribution.cumulative(-critical)
    }
  }
}

/// The sizes of two groups that a comparison needs.
public struct RequiredSize: Sendable, Hashable {
  /// The first group's size as the solution of the power equation.
  public let exactFirst: Double
  public let exactSecond: Double
  /// The first group's size in whole conversations, at least 2.
  public let first: Int
  public let second: Int
}
