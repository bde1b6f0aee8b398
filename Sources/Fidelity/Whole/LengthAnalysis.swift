import Cases
import Statistics

/// How long conversations last, in user turns until their end.
///
/// A real conversation ends by its own end. A simulated one does where a user or an agent ended it, or where nobody wrote
/// down what did; a limit, an error or an end that is recorded as unknown only says that it was still going on.
struct LengthAnalysis {
  private let kinds: WholeKinds
  private let clusters: ClusterCompositions
  /// The numbers of user turns that occur, ascending; a kind's value is a place among them and an ``End``.
  private let times: [Double]
  /// How many conversations are of each kind.
  private let counts: [Double]
  private let options: AnalysisOptions

  /// How a conversation ended.
  private enum End: Int, CaseIterable {
    case own, user, agent, limit, censored

    init(_ code: UInt8) {
      switch EndedBy(code: code) {
      case nil: self = .own
      case .user: self = .user
      case .agent: self = .agent
      case .limit: self = .limit
      case .error, .unknown: self = .censored
      }
    }

    /// Whether it is an end for those who stay.
    var isEnd: Bool { self == .own || self == .user || self == .agent }
  }

  private static let ends = End.allCases.count

  init(_ kinds: WholeKinds, options: AnalysisOptions) {
    self.kinds = kinds
    self.options = options
    var occurs = [Bool](repeating: false, count: 1 << 16)
    for turns in kinds.userTurns { occurs[Int(turns)] = true }
    var places = [UInt32](repeating: 0, count: 1 << 16)
    var times: [Double] = []
    for turns in occurs.indices where occurs[turns] {
      places[turns] = UInt32(times.count)
      times.append(Double(turns))
    }
    self.times = times
    let real = kinds.table.conversations.count
    let ended = kinds.table.whole.endedBy.map { UInt32(End($0).rawValue) }
    let values = kinds.userTurns.enumerated().map { place, turns in
      places[Int(turns)] * UInt32(LengthAnalysis.ends) + (place < real ? 0 : ended[place - real])
    }
    let count = times.count * LengthAnalysis.ends
    clusters = kinds.compositions(values, count)
    counts = clusters.counts(kinds: 2 * (kinds.strata + 1) * count)
  }

  private var valueCount: Int { times.count * LengthAnalysis.ends }

  func lengths(stratum: Int?) -> WholeReport.Lengths {
    let (real, simulated) = (ends(stratum, isReal: true), ends(stratum, isReal: false))
    let sizes = (real: Int(real.joined().reduce(0, +)), simulated: Int(simulated.joined().reduce(0, +)))
    let staying = (curve(real, isByCause: false), curve(simulated, isByCause: false))
    let horizon = min(last(real), last(simulated))
    let addends = kinds.addends(valueCount, stratum: stratum) { SIMD2(times[$0 / LengthAnalysis.ends], 1) }
    let moments = clusters.moments(addends)
    let mean = WholeMean("mean", counts: sizes, level: options.level, alone: moments) { () throws(StatisticsError) in
      try moments.sides()
    }
    let restricted = WholeMean("restricted_mean", counts: sizes, level: options.level) { () throws(StatisticsError) in
      try restrictedMeans(staying, horizon: horizon, stratum: stratum)
    }
    return WholeReport.Lengths(
      mean: mean, restrictedMean: restricted, horizon: Int(horizon),
      real: survival(staying.0, real), simulated: survival(staying.1, simulated), causes: causes(simulated, stratum),
      p: logRank(staying, stratum: stratum))
  }

  // MARK: Curves

  /// How many conversations of a side end at each time, end by end.
  private func ends(_ stratum: Int?, isReal: Bool) -> [[Double]] {
    End.allCases.map { end in
      times.indices.map { time in
        (0...kinds.strata).reduce(0) { sum, own in
          guard stratum == nil || stratum == own else { return sum }
          let group = isReal ? own : kinds.strata + 1 + own
          return sum + counts[group * valueCount + time * LengthAnalysis.ends + end.rawValue]
        }
      }
    }
  }

  /// - Parameter isByCause: Whether user, agent and limit are causes of their own; else there is one, and a limit is none.
  private func curve(_ ends: [[Double]], isByCause: Bool) -> Result<StepCurve, StatisticsError> {
    Result { () throws(StatisticsError) in
      let chosen = End.allCases.filter { isByCause ? $0 != .censored : $0.isEnd }
      let left = End.allCases.filter { !chosen.contains($0) }
      func sum(_ parts: [End]) -> [Double] {
        times.indices.map { time in parts.reduce(0) { $0 + ends[$1.rawValue][time] } }
      }
      return try StepCurve(
        times: times, ends: isByCause ? chosen.map { ends[$0.rawValue] } : [sum(chosen)], censored: sum(left))
    }
  }

  /// The most user turns of any.
  private func last(_ ends: [[Double]]) -> Double {
    times.indices.last { time in ends.contains { $0[time] > 0 } }.map { times[$0] } ?? 0
  }

  private func survival(
    _ curve: Result<StepCurve, StatisticsError>, _ ends: [[Double]]
  ) -> SurvivalReport.Curve {
    let size = Int(ends.joined().reduce(0, +))
    do throws(StatisticsError) {
      let curve = try curve.get()
      let places = times.indices.filter { curve.atRisk[$0] > 0 }
      let steps = try KaplanMeier(
        places.map { .init(time: times[$0], atRisk: Int(curve.atRisk[$0]), events: curve.ends[0][$0]) },
        level: options.level)
      return SurvivalReport.Curve(
        conversations: size, events: .number(curve.ends[0].reduce(0, +)),
        median: Quantity(steps.median, orReason: "more than half were still going on at the end"),
        steps: steps.steps.map(SurvivalReport.Step.init))
    } catch {
      return SurvivalReport.Curve(
        conversations: size, events: .reason(error.description), median: .reason(error.description), steps: [])
    }
  }

  // MARK: Estimates over clusters

  private func restrictedMeans(
    _ curves: (Result<StepCurve, StatisticsError>, Result<StepCurve, StatisticsError>), horizon: Double, stratum: Int?
  ) throws(StatisticsError) -> TwoSides {
    let (real, simulated) = (
      try curves.0.get().restrictedMean(limit: horizon), try curves.1.get().restrictedMean(limit: horizon)
    )
    return try TwoSides(
      first: real.value, second: simulated.value,
      clusters.contributions(
        kinds.influences(valueCount, stratum: stratum) { value, isReal in
          let (time, end) = value.quotientAndRemainder(dividingBy: LengthAnalysis.ends)
          let cause = End(rawValue: end)?.isEnd ?? false ? 0 : nil
          return (isReal ? real : simulated).influence(time: time, cause: cause)
        }))
  }

  private func causes(_ ends: [[Double]], _ stratum: Int?) -> [WholeReport.Lengths.Cause] {
    let isRecorded = (End.user.rawValue...End.censored.rawValue).contains { ends[$0].contains { $0 > 0 } }
    guard isRecorded else { return [] }
    let size = Int(ends.joined().reduce(0, +))
    return [(EndedBy.user, End.user), (.agent, .agent), (.limit, .limit)].map { cause, end in
      WholeReport.Lengths.Cause(cause: cause, incidence: incidence(ends, end, size, stratum))
    }
  }

  private func incidence(_ ends: [[Double]], _ end: End, _ size: Int, _ stratum: Int?) -> Figure {
    do throws(StatisticsError) {
      let incidence = try curve(ends, isByCause: true).get().incidence(of: end.rawValue)
      let side = try TwoSides(
        first: 0, second: incidence.value,
        clusters.contributions(
          kinds.influences(valueCount, stratum: stratum) { value, isReal in
            guard !isReal else { return 0 }
            let (time, end) = value.quotientAndRemainder(dividingBy: LengthAnalysis.ends)
            return incidence.influence(time: time, cause: end == End.censored.rawValue ? nil : end)
          })
      ).second
      let none = IntervalFigure.reason(
        side.value > 0 ? "it happens to everybody" : "it happens to nobody")
      var interval = none
      if side.value > 0, side.value < 1 {
        interval = IntervalFigure { () throws(StatisticsError) in
          guard let interval = try incidenceInterval(side.estimate(), level: options.level) else {
            throw .noVariance(what: "the clusters")
          }
          return interval
        }
      }
      return Figure(.number(side.value), interval: interval, bootstrap: .reason(notResampled), count: size)
    } catch {
      return .unavailable(error.description, count: size)
    }
  }

  private func logRank(
    _ curves: (Result<StepCurve, StatisticsError>, Result<StepCurve, StatisticsError>), stratum: Int?
  ) -> Quantity {
    Quantity { () throws(StatisticsError) in
      let scores = try curves.0.get().logRankScores(against: try curves.1.get())
      let contributions = clusters.contributions(
        kinds.influences(valueCount, stratum: stratum) { value, isReal in
          let (time, end) = value.quotientAndRemainder(dividingBy: LengthAnalysis.ends)
          return (isReal ? scores.first : scores.second)
            .influence(time: time, cause: End(rawValue: end)?.isEnd ?? false ? 0 : nil)
        })
      var score = try ClusterScore(dimension: 1)
      for cluster in contributions {
        try score.add((cluster.first ?? 0) + (cluster.second ?? 0), at: 0)
        try score.closeCluster(multiplicity: cluster.multiplicity)
      }
      return try score.test().pValue
    }
  }
}
