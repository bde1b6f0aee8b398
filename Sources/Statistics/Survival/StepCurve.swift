import RealModule

/// Lengths that end by one of several causes or are censored, with what every observation adds to what is estimated of
/// them: the influences that clustered variances are made of.
///
/// With n_t at risk at time t, d_t ends there and h_t = d_t/n_t, S(t) = ∏_{s ≤ t} (1 − h_s). The influence of an
/// observation is the derivative of the estimate at its counting process: it sums to 0 over all observations, and to the
/// estimate's variance in squares; without censoring it is (value − mean)/n.
/// > N. Reid. "Influence Functions for Censored Data." 1981, doi:10.1214/aos/1176345333. P. Royston, M. K. B. Parmar.
/// > "Restricted Mean Survival Time." 2013, doi:10.1186/1471-2288-13-152
public struct StepCurve: Sendable {
  /// Ascending, ≥ 0.
  public let times: [Double]
  /// Under observation at each time, before what happens there.
  public let atRisk: [Double]
  /// Ends at each time, by cause.
  public let ends: [[Double]]
  /// S(t) from each time on.
  public let survival: [Double]
  private let allEnds: [Double]

  /// - Parameters:
  ///   - times: Ascending, ≥ 0.
  ///   - ends: For each cause how many end at each time.
  ///   - censored: How many are censored at each time; they are at risk there.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` where nobody is observed,
  ///   ``StatisticsError/mismatchedLengths(what:first:second:)``, ``StatisticsError/outOfRange(what:value:allowed:)``.
  public init(times: [Double], ends: [[Double]], censored: [Double]) throws(StatisticsError) {
    for column in ends + [censored] { try requireEqualLengths(times.count, column.count, "times and counts") }
    for column in ends + [censored] {
      for count in column where !(count >= 0 && count.isFinite) {
        throw .outOfRange(what: "a count", value: count, allowed: "≥ 0")
      }
    }
    for (time, before) in zip(times, [-1] + times) where !(time >= 0 && time > before && time.isFinite) {
      throw .outOfRange(what: "a time", value: time, allowed: "ascending, ≥ 0")
    }
    let all = times.indices.map { place in ends.reduce(0) { $0 + $1[place] } }
    var risk = zip(all, censored).reduce(0) { $0 + $1.0 + $1.1 }
    guard risk > 0 else { throw .tooFewValues(needed: 1, got: 0) }
    var (atRisk, survival) = ([Double](), [Double]())
    var surviving = 1.0
    for place in times.indices {
      atRisk.append(risk)
      if risk > 0 { surviving *= max(0, (risk - all[place]) / risk) }
      survival.append(surviving)
      risk -= all[place] + censored[place]
    }
    (self.times, self.ends, allEnds) = (times, ends, all)
    (self.atRisk, self.survival) = (atRisk, survival)
  }

  /// d/n at a time; 0 where nobody is left.
  func hazard(_ place: Int) -> Double { atRisk[place] > 0 ? allEnds[place] / atRisk[place] : 0 }

  /// An estimate, and what an observation that ends or is censored at each time adds to it.
  public struct Influenced: Sendable {
    public var value: Double
    /// Of one that is censored at each time.
    public var censored: [Double]
    /// What an end by each cause adds to that, at each time.
    public var ends: [[Double]]

    /// - Parameter cause: `nil` where it is censored.
    public func influence(time: Int, cause: Int?) -> Double { censored[time] + (cause.map { ends[$0][time] } ?? 0) }
  }

  /// The mean length up to `limit`: the area under S.
  public func restrictedMean(limit: Double) -> Influenced {
    // The area from each time to the limit, and the one before the first time.
    var area = [Double](repeating: 0, count: times.count)
    var rest = 0.0
    var next = limit
    for place in times.indices.reversed() where times[place] < limit {
      rest += survival[place] * (next - times[place])
      area[place] = rest
      next = times[place]
    }
    var (base, bases, own) = (0.0, [Double](), [Double]())
    for place in times.indices {
      let h = hazard(place)
      // Where everybody ends nothing comes after, and the area is 0.
      let slope = times[place] < limit && h < 1 && atRisk[place] > 0 ? area[place] / (1 - h) / atRisk[place] : 0
      base += slope * h
      bases.append(base)
      own.append(-slope)
    }
    return Influenced(value: min(next, limit) + rest, censored: bases, ends: ends.map { _ in own })
  }

  /// The share that has ended by one cause up to `limit`, the other causes competing: Aalen and Johansen's.
  public func incidence(of cause: Int, until limit: Double = .infinity) -> Influenced {
    weightedIncidence(of: cause, times.map { $0 <= limit ? 1 : 0 })
  }

  /// The mean time to an end by one cause up to `limit`, where whoever ends by another cause never comes to it and counts
  /// `limit`: limit − ∫ F.
  /// > P. K. Andersen. "Decomposition of Number of Life Years Lost According to Causes of Death." 2013,
  /// > doi:10.1002/sim.5903
  public func restrictedMean(of cause: Int, limit: Double) -> Influenced {
    let lost = weightedIncidence(of: cause, times.map { max(0, limit - $0) })
    return Influenced(
      value: limit - lost.value, censored: lost.censored.map { -$0 }, ends: lost.ends.map { $0.map { -$0 } })
  }

  /// Σ w S(t−) d/n over the ends by one cause.
  /// - Parameter weights: w, one a time.
  func weightedIncidence(of cause: Int, _ weights: [Double]) -> Influenced {
    var incidences: [Double] = []
    var (surviving, incidence) = (1.0, 0.0)
    for place in times.indices {
      if atRisk[place] > 0 { incidence += weights[place] * surviving * ends[cause][place] / atRisk[place] }
      incidences.append(incidence)
      surviving = survival[place]
    }
    var (base, bases) = (0.0, [Double]())
    var (own, other) = ([Double](), [Double]())
    surviving = 1
    for place in times.indices {
      let (risk, h) = (atRisk[place], hazard(place))
      let slope = h < 1 && risk > 0 ? (incidence - incidences[place]) / (1 - h) / risk : 0
      let entry = risk > 0 ? weights[place] * surviving / risk : 0
      base += slope * h - (risk > 0 ? entry * ends[cause][place] / risk : 0)
      bases.append(base)
      own.append(entry - slope)
      other.append(-slope)
      surviving = survival[place]
    }
    return Influenced(
      value: incidence, censored: bases, ends: ends.indices.map { $0 == cause ? own : other })
  }

  /// What every observation of two samples adds to the log-rank score, observed − expected ends of the second.
  ///
  /// Summed by cluster they give the score test that both end equally fast (see ``ClusterScore``), whatever is shared
  /// within a cluster, also by observations of both samples.
  /// > E. W. Lee, L. J. Wei, D. A. Amato. "Cox-Type Regression Analysis for Large Numbers of Small Groups of Correlated
  /// > Failure Time Observations." 1992, doi:10.1007/978-94-015-7983-4_14
  /// - Parameter other: The second sample, of the same times.
  /// - Returns: Of both samples, the value being its sum over that sample.
  /// - Throws: ``StatisticsError/invalidArgument(_:)``.
  public func logRankScores(
    against other: StepCurve
  ) throws(StatisticsError) -> (first: Influenced, second: Influenced) {
    guard times == other.times else { throw .invalidArgument("two curves of different times are compared") }
    var (bases, ended) = ([[Double]](repeating: [], count: 2), [[Double]](repeating: [], count: 2))
    var sums = (0.0, 0.0)
    var (base, otherBase) = (0.0, 0.0)
    for place in times.indices {
      let risk = atRisk[place] + other.atRisk[place]
      let h = risk > 0 ? (allEnds[place] + other.allEnds[place]) / risk : 0
      let share = risk > 0 ? other.atRisk[place] / risk : 0
      base += share * h
      otherBase -= (1 - share) * h
      bases[0].append(base)
      bases[1].append(otherBase)
      ended[0].append(-share)
      ended[1].append(1 - share)
      sums.0 -= share * (allEnds[place] - atRisk[place] * h)
      sums.1 += (1 - share) * (other.allEnds[place] - other.atRisk[place] * h)
    }
    return (
      Influenced(value: sums.0, censored: bases[0], ends: [ended[0]]),
      Influenced(value: sums.1, censored: bases[1], ends: [ended[1]])
    )
  }
}

/// The interval of a cumulative incidence: F^{exp(± t σ/(F log F))}, which stays within 0 … 1.
///
/// - Returns: `nil` where F is 0 or 1.
/// - Throws: As ``Estimate/interval(level:)``.
public func incidenceInterval(_ estimate: Estimate, level: Double) throws(StatisticsError) -> Interval? {
  let share = estimate.value
  guard share > 0, share < 1 else { return nil }
  let plain = try estimate.interval(level: level)
  let logarithm = Double.log(share)
  let spread = (plain.upper - share) / (share * -logarithm)
  return Interval(
    estimate: share, lower: Double.exp(logarithm * Double.exp(spread)),
    upper: Double.exp(logarithm * Double.exp(-spread)), level: level)
}
