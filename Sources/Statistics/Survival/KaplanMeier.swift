import RealModule

/// Kaplan and Meier's curve: the share to whom it has not happened yet, with times that are censored.
///
/// S(t) = ∏_{t_j ≤ t} (1 − d_j/n_j). The variance is Greenwood's, S² Σ d_j / (n_j (n_j − d_j)); the limits are
/// S^{exp(± z σ/log S)} on the scale log(−log S), which keeps them within 0 … 1. At S = 1 and S = 0 neither exists.
/// Durations are taken as independent: one for each conversation.
/// > E. L. Kaplan, P. Meier. "Nonparametric Estimation from Incomplete Observations." 1958,
/// > doi:10.1080/01621459.1958.10501452. J. D. Kalbfleisch, R. L. Prentice. *The Statistical Analysis of Failure Time
/// > Data*, 2nd ed., 2002, §1.4
public struct KaplanMeier: Sendable, Hashable {
  /// The curve from one time on, until the next step's.
  public struct Step: Sendable, Hashable {
    public let time: Double
    /// Those still under observation just before the time.
    public let atRisk: Int
    /// Those to whom it happened at the time.
    public let events: Int
    /// Those last seen at the time.
    public let censored: Int
    /// S(time).
    public let survival: Double
    /// The square root of Greenwood's variance of S; `nil` where S is 0.
    public let standardError: Double?
    /// The log-log interval of S; `nil` where S is 1 or 0.
    public let interval: Interval?
  }

  /// One step for each distinct time, ascending.
  public let steps: [Step]
  /// The number of durations.
  public let count: Int

  /// - Parameters:
  ///   - durations: At least one.
  ///   - level: The nominal coverage of the intervals, pointwise.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)``, ``StatisticsError/notFinite(what:)``,
  ///   ``StatisticsError/outOfRange(what:value:allowed:)`` for negative times.
  /// - Complexity: O(*n* + times · log times).
  public init(_ durations: [SurvivalTime], level: Double = 0.95) throws(StatisticsError) {
    try requireOpenProbability(level, "the confidence level")
    try requireSurvivalTimes(durations)
    guard !durations.isEmpty else { throw .tooFewValues(needed: 1, got: 0) }
    let z = -NormalDistribution.standardQuantile((1 - level) / 2)
    var tally: [Double: (events: Int, censored: Int)] = [:]
    for duration in durations {
      if duration.isEvent {
        tally[duration.time, default: (0, 0)].events += 1
      } else {
        tally[duration.time, default: (0, 0)].censored += 1
      }
    }
    var steps: [Step] = []
    var atRisk = durations.count
    var survival = 1.0
    var hazardVariance = 0.0
    for (time, (events, censored)) in tally.sorted(by: { $0.key < $1.key }) {
      let (n, d) = (Double(atRisk), Double(events))
      survival *= (n - d) / n
      if events < atRisk { hazardVariance += d / n / (n - d) }
      let interval =
        survival > 0 && survival < 1
        ? Self.logLogInterval(survival, deviation: hazardVariance.squareRoot(), z: z, level: level) : nil
      steps.append(
        Step(
          time: time, atRisk: atRisk, events: events, censored: censored, survival: survival,
          standardError: survival > 0 ? survival * hazardVariance.squareRoot() : nil, interval: interval))
      atRisk -= events + censored
    }
    self.steps = steps
    count = durations.count
  }

  /// S(t): 1 before the first step, the last value after the last (where the curve is not known to fall further).
  /// - Complexity: O(log steps).
  public func survival(at time: Double) throws(StatisticsError) -> Double {
    try requireFinite(time, "a time")
    let next = smallest(in: 0...steps.count) { $0 == steps.count || steps[$0].time > time }
    return next == 0 ? 1 : steps[next - 1].survival
  }

  /// The first time by which it has happened to half of them; `nil` where the curve does not fall so far.
  public var median: Double? {
    // Rounding in the product must not push a curve at one half just above it.
    steps.first { $0.survival <= 0.5 * (1 + 0x1p-44) }?.time
  }

  private static func logLogInterval(_ survival: Double, deviation: Double, z: Double, level: Double) -> Interval {
    let logarithm = Double.log(survival)
    let spread = z * deviation / -logarithm
    return Interval(
      estimate: survival, lower: Double.exp(logarithm * Double.exp(spread)),
      upper: Double.exp(logarithm * Double.exp(-spread)), level: level)
  }
}
