import RealModule

/// Kaplan and Meier's curve: the share to whom it has not happened yet, from the counts at every time.
///
/// S(t) = ∏_{t_j ≤ t} (1 − d_j/n_j). The variance is Greenwood's, S² Σ d_j / (n_j (n_j − d_j)); the limits are
/// S^{exp(± z σ/log S)} on the scale log(−log S), which keeps them within 0 … 1. At S = 1 and S = 0 neither exists.
/// > E. L. Kaplan, P. Meier. "Nonparametric Estimation from Incomplete Observations." 1958,
/// > doi:10.1080/01621459.1958.10501452. J. D. Kalbfleisch, R. L. Prentice. *The Statistical Analysis of Failure Time
/// > Data*, 2nd ed., 2002, §1.4
public struct KaplanMeier: Sendable, Hashable {
  /// What was seen at one time.
  public struct Count: Sendable, Hashable {
    public var time: Double
    /// Those under observation at the time to whom it has not happened before.
    public var atRisk: Int
    /// Those of them to whom it happens; a fraction where several draws share one event.
    public var events: Double

    public init(time: Double, atRisk: Int, events: Double) {
      self.time = time
      self.atRisk = atRisk
      self.events = events
    }
  }

  /// The curve from one time on, until the next step's.
  public struct Step: Sendable, Hashable {
    public let count: Count
    /// S(time).
    public let survival: Double
    /// The square root of Greenwood's variance of S; `nil` where S is 0.
    public let standardError: Double?
    /// The log-log interval of S; `nil` where S is 1 or 0.
    public let interval: Interval?
  }

  /// One step a count.
  public let steps: [Step]

  /// - Parameters:
  ///   - counts: By ascending time, at least one; at every time 0 ≤ events ≤ at risk, and somebody is.
  ///   - level: The nominal coverage of the intervals, pointwise.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)``, ``StatisticsError/outOfRange(what:value:allowed:)``.
  public init(_ counts: [Count], level: Double = 0.95) throws(StatisticsError) {
    try requireOpenProbability(level, "the confidence level")
    guard !counts.isEmpty else { throw .tooFewValues(needed: 1, got: 0) }
    let z = -NormalDistribution.standardQuantile((1 - level) / 2)
    var steps: [Step] = []
    var survival = 1.0
    var hazardVariance = 0.0
    for count in counts {
      let (n, d) = (Double(count.atRisk), count.events)
      guard n > 0, d >= 0, d <= n else {
        throw .outOfRange(what: "the events", value: d, allowed: "0 … \(count.atRisk)")
      }
      guard count.time.isFinite, count.time > steps.last?.count.time ?? -.infinity else {
        throw .outOfRange(what: "a time", value: count.time, allowed: "ascending")
      }
      survival *= (n - d) / n
      if d < n { hazardVariance += d / n / (n - d) }
      let interval =
        survival > 0 && survival < 1
        ? Self.logLogInterval(survival, deviation: hazardVariance.squareRoot(), z: z, level: level) : nil
      steps.append(
        Step(
          count: count, survival: survival, standardError: survival > 0 ? survival * hazardVariance.squareRoot() : nil,
          interval: interval))
    }
    self.steps = steps
  }

  /// The first time by which it has happened to half of them; `nil` where the curve does not fall so far.
  public var median: Double? {
    // Rounding in the product must not push a curve at one half just above it.
    steps.first { $0.survival <= 0.5 * (1 + 0x1p-44) }?.count.time
  }

  private static func logLogInterval(_ survival: Double, deviation: Double, z: Double, level: Double) -> Interval {
    let logarithm = Double.log(survival)
    let spread = z * deviation / -logarithm
    return Interval(
      estimate: survival, lower: Double.exp(logarithm * Double.exp(spread)),
      upper: Double.exp(logarithm * Double.exp(-spread)), level: level)
  }
}
