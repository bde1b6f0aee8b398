import Cases
import Statistics

/// Conversations by a number of user turns and by what happened then, so that an estimate of such times and its clustered
/// variance are sums over few kinds.
struct TimedConversations {
  /// What an end is for an estimate.
  enum Event {
    /// It ends what is followed, by this cause.
    case cause(Int)
    /// It was still going on.
    case censored
    /// Nothing is known of it: it does not count.
    case unobserved
  }

  /// The numbers of user turns that occur, ascending.
  let times: [Double]
  private let kinds: WholeKinds
  private let clusters: ClusterCompositions
  private let endCount: Int
  /// How many conversations are of each kind.
  private let counts: [Double]

  /// - Parameters:
  ///   - turns: Of every conversation of the audit, at most 65,535.
  ///   - ends: Of the same, in `0 ..< endCount`.
  init(_ kinds: WholeKinds, turns: [UInt32], ends: [UInt8], endCount: Int) {
    self.kinds = kinds
    self.endCount = endCount
    var occurs = [Bool](repeating: false, count: 1 << 16)
    for turns in turns { occurs[Int(turns)] = true }
    var places = [UInt32](repeating: 0, count: 1 << 16)
    var times: [Double] = []
    for turns in occurs.indices where occurs[turns] {
      places[turns] = UInt32(times.count)
      times.append(Double(turns))
    }
    self.times = times
    let values = zip(turns, ends).map { places[Int($0)] * UInt32(endCount) + UInt32($1) }
    clusters = kinds.compositions(values, times.count * endCount)
    counts = clusters.counts(kinds: 2 * (kinds.strata + 1) * times.count * endCount)
  }

  private var valueCount: Int { times.count * endCount }

  // MARK: Counts

  /// How many conversations of a side end at each time, end by end.
  func ends(stratum: Int?, isReal: Bool) -> [[Double]] {
    (0..<endCount).map { end in
      times.indices.map { time in
        (0...kinds.strata).reduce(0) { sum, own in
          guard stratum == nil || stratum == own else { return sum }
          let group = isReal ? own : kinds.strata + 1 + own
          return sum + counts[group * valueCount + time * endCount + end]
        }
      }
    }
  }

  /// The mean of the times, whatever happened then.
  func moments(stratum: Int?) -> TwoRatioMoments {
    clusters.moments(kinds.addends(valueCount, stratum: stratum) { SIMD2(times[$0 / endCount], 1) })
  }

  // MARK: Estimates over clusters

  /// - Parameters:
  ///   - ends: As ``ends(stratum:isReal:)`` gives them.
  ///   - events: What each of them is.
  func curve(_ ends: [[Double]], _ events: [Event]) throws(StatisticsError) -> StepCurve {
    let blank = [Double](repeating: 0, count: times.count)
    var (causes, censored) = ([[Double]](), blank)
    for (own, event) in zip(ends, events) {
      switch event {
      case .unobserved: break
      case .censored: for time in times.indices { censored[time] += own[time] }
      case .cause(let cause):
        while causes.count <= cause { causes.append(blank) }
        for time in times.indices { causes[cause][time] += own[time] }
      }
    }
    return try StepCurve(times: times, ends: causes, censored: censored)
  }

  /// What clusters add to an estimate of either side.
  func contributions(
    _ real: StepCurve.Influenced, _ simulated: StepCurve.Influenced, stratum: Int?, _ events: [Event]
  ) -> [TwoSides.Contribution] {
    clusters.contributions(
      kinds.influences(valueCount, stratum: stratum) { value, isReal in
        let (time, end) = value.quotientAndRemainder(dividingBy: endCount)
        let side = isReal ? real : simulated
        return switch events[end] {
        case .unobserved: nil
        case .censored: side.influence(time: time, cause: nil)
        case .cause(let cause): side.influence(time: time, cause: cause)
        }
      })
  }

  func sides(
    _ real: StepCurve.Influenced, _ simulated: StepCurve.Influenced, stratum: Int?, _ events: [Event]
  ) throws(StatisticsError) -> TwoSides {
    try TwoSides(
      first: real.value, second: simulated.value, contributions(real, simulated, stratum: stratum, events))
  }

  /// The test that a clustered score has mean zero.
  func test(
    _ scores: (first: StepCurve.Influenced, second: StepCurve.Influenced), stratum: Int?, _ events: [Event]
  ) throws(StatisticsError) -> TestResult {
    var score = try ClusterScore(dimension: 1)
    for cluster in contributions(scores.first, scores.second, stratum: stratum, events) {
      try score.add((cluster.first ?? 0) + (cluster.second ?? 0), at: 0)
      try score.closeCluster(multiplicity: cluster.multiplicity)
    }
    return try score.test()
  }
}

/// Both sides of ``TimedConversations`` under one meaning of their ends.
struct TimedSides {
  let timed: TimedConversations
  let events: [TimedConversations.Event]
  let stratum: Int?
  let level: Double
  private let real: [[Double]]
  private let simulated: [[Double]]

  init(_ timed: TimedConversations, _ events: [TimedConversations.Event], stratum: Int?, level: Double) {
    self.timed = timed
    self.events = events
    self.stratum = stratum
    self.level = level
    func observed(_ isReal: Bool) -> [[Double]] {
      zip(timed.ends(stratum: stratum, isReal: isReal), events).map { own, event in
        if case .unobserved = event { own.map { _ in 0 } } else { own }
      }
    }
    (real, simulated) = (observed(true), observed(false))
  }

  /// Conversations that are observed.
  var counts: (real: Int, simulated: Int) {
    (Int(real.joined().reduce(0, +)), Int(simulated.joined().reduce(0, +)))
  }

  /// The most user turns that both sides reach.
  var horizon: Double {
    func last(_ ends: [[Double]]) -> Double {
      timed.times.indices.last { time in ends.contains { $0[time] > 0 } }.map { timed.times[$0] } ?? 0
    }
    return min(last(real), last(simulated))
  }

  func curves() throws(StatisticsError) -> (real: StepCurve, simulated: StepCurve) {
    (try timed.curve(real, events), try timed.curve(simulated, events))
  }

  /// The share that has come to an end by a cause up to a user turn, the other causes competing.
  func incidence(_ id: String, of cause: Int, until limit: Double) -> WholeMean {
    WholeMean(incidence: id, counts: counts, level: level) { () throws(StatisticsError) in
      let curves = try curves()
      let sides = try timed.sides(
        curves.real.incidence(of: cause, until: limit), curves.simulated.incidence(of: cause, until: limit),
        stratum: stratum, events)
      return (sides, followed(real, until: limit), followed(simulated, until: limit))
    }
  }

  /// The mean user turn of an end by a cause, `limit` for whoever never comes to one.
  func restrictedMean(_ id: String, of cause: Int, limit: Double) -> WholeMean {
    WholeMean(id, counts: counts, level: level) { () throws(StatisticsError) in
      let curves = try curves()
      return try timed.sides(
        curves.real.restrictedMean(of: cause, limit: limit), curves.simulated.restrictedMean(of: cause, limit: limit),
        stratum: stratum, events)
    }
  }

  /// Those that are not cut off before a user turn: the sample that a share rests on at most.
  private func followed(_ ends: [[Double]], until limit: Double) -> Double {
    zip(ends, events).reduce(0) { sum, part in
      guard case .censored = part.1 else { return sum + part.0.reduce(0, +) }
      return sum + zip(timed.times, part.0).reduce(0) { $1.0 >= limit ? $0 + $1.1 : $0 }
    }
  }
}

extension WholeMean {
  /// A cumulative incidence of either side.
  ///
  /// Intervals are Wilson's on the effective sample size, which is at most the number of those that were followed so far.
  /// - Parameter make: Both estimates, the real one first, and how many each side follows.
  fileprivate init(
    incidence id: String, counts: (real: Int, simulated: Int), level: Double,
    _ make: () throws(StatisticsError) -> (sides: TwoSides, real: Double, simulated: Double)
  ) {
    self.id = id
    func figure(_ interval: Interval, _ value: Double, _ count: Int) -> Figure {
      Figure(
        .number(value), interval: IntervalFigure(interval), bootstrap: .reason(notResampled), count: count)
    }
    do throws(StatisticsError) {
      let (sides, followed, other) = try make()
      let first = try sides.first.share(of: followed, level: level)
      let second = try sides.second.share(of: other, level: level)
      real = figure(first, sides.first.value, counts.real)
      simulated = figure(second, sides.second.value, counts.simulated)
      comparison = RealAgainstSimulated(
        difference: figure(
          shareDifference(first, second, correlation: sides.correlation), sides.second.value - sides.first.value,
          counts.simulated),
        floor: Quantity { () throws(StatisticsError) in try sides.first.halves() },
        units: min(sides.first.clusters, sides.second.clusters))
    } catch {
      let reason = counts.real == 0 && counts.simulated > 0 ? noPeople : error.description
      self = .unavailable(id, reason)
    }
  }
}
