import RealModule

/// Aalen and Johansen's cumulative incidence: the share to whom one of several competing events has happened, from the
/// counts at every time.
///
/// F(t) = Σ_{s ≤ t} S(s−) d_s/n_s, where S is the share to whom none of the events has happened. Unlike 1 − Kaplan–Meier
/// it does not count those whom another event took away as if they could still have it. The variance is the delta
/// method's: Σ (F(t) − F(s))² e/(n(n − e)) + Σ S(s−)² d(n − d)/n³ − 2 Σ (F(t) − F(s)) S(s−) d/n², with e the events of
/// every kind. The limits are F^{exp(± z σ/(F log F))}; at F = 0 and F = 1 there are none.
/// > O. O. Aalen, S. Johansen. "An Empirical Transition Matrix for Non-homogeneous Markov Chains Based on Censored
/// > Observations." 1978, JSTOR 4615704. E. Marubini, M. G. Valsecchi. *Analysing Survival Data from Clinical Trials and
/// > Observational Studies*, 1995, §10.2
public struct AalenJohansen: Sendable, Hashable {
  /// What was seen at one time.
  public struct Count: Sendable, Hashable {
    public var time: Double
    /// Those under observation at the time to whom nothing has happened before.
    public var atRisk: Int
    /// Those of them to whom the event happens; a fraction where several draws share one event.
    public var events: Double
    /// Those of them to whom any other event happens.
    public var competing: Double

    public init(time: Double, atRisk: Int, events: Double, competing: Double) {
      self.time = time
      self.atRisk = atRisk
      self.events = events
      self.competing = competing
    }
  }

  /// The curve from one time on, until the next step's.
  public struct Step: Sendable, Hashable {
    public let count: Count
    /// F(time).
    public let incidence: Double
    public let standardError: Double
    /// `nil` where F is 0 or 1.
    public let interval: Interval?
  }

  /// One step a count.
  public let steps: [Step]

  /// - Parameters:
  ///   - counts: By ascending time, at least one; at every time 0 ≤ events + competing ≤ at risk, and somebody is.
  ///   - level: The nominal coverage of the intervals, pointwise.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)``, ``StatisticsError/outOfRange(what:value:allowed:)``.
  /// - Complexity: O(counts).
  public init(_ counts: [Count], level: Double = 0.95) throws(StatisticsError) {
    try requireOpenProbability(level, "the confidence level")
    guard !counts.isEmpty else { throw .tooFewValues(needed: 1, got: 0) }
    let z = -NormalDistribution.standardQuantile((1 - level) / 2)
    var steps: [Step] = []
    var (survival, incidence) = (1.0, 0.0)
    // Σ g, Σ g F(s), Σ g F(s)² with g = e/(n(n − e)); Σ of the second term; Σ h, Σ h F(s) with h = S(s−) d/n².
    var (g, gF, gFF, own, h, hF) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for count in counts {
      let (n, d, all) = (Double(count.atRisk), count.events, count.events + count.competing)
      guard n > 0, d >= 0, count.competing >= 0, all <= n * (1 + 0x1p-44) else {
        throw .outOfRange(what: "the events", value: all, allowed: "0 … \(count.atRisk)")
      }
      guard count.time.isFinite, count.time > steps.last?.count.time ?? -.infinity else {
        throw .outOfRange(what: "a time", value: count.time, allowed: "ascending")
      }
      incidence += survival * d / n
      // Where everybody has an event F does not change any more, and the term is 0.
      if all < n {
        let term = all / (n * (n - all))
        (g, gF, gFF) = (g + term, gF + term * incidence, gFF + term * incidence * incidence)
      }
      own += survival * survival * d * (n - d) / (n * n * n)
      let share = survival * d / (n * n)
      (h, hF) = (h + share, hF + share * incidence)
      survival *= max(0, (n - all) / n)
      let variance =
        incidence * incidence * g - 2 * incidence * gF + gFF + own - 2 * (incidence * h - hF)
      let error = max(0, variance).squareRoot()
      steps.append(
        Step(
          count: count, incidence: incidence, standardError: error,
          interval: AalenJohansen.interval(incidence, error, z: z, level: level)))
    }
    self.steps = steps
  }

  private static func interval(_ incidence: Double, _ error: Double, z: Double, level: Double) -> Interval? {
    guard incidence > 0, incidence < 1 else { return nil }
    let logarithm = Double.log(incidence)
    let spread = z * error / (incidence * -logarithm)
    return Interval(
      estimate: incidence, lower: Double.exp(logarithm * Double.exp(spread)),
      upper: Double.exp(logarithm * Double.exp(-spread)), level: level)
  }
}
