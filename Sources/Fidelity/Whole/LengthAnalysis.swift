import Cases
import Statistics

/// How long conversations last, in user turns until their end.
///
/// A real conversation ends by its own end. A simulated one does where a user or an agent ended it, or where nobody wrote
/// down what did; a limit, an error or an end that is recorded as unknown only says that it was still going on.
struct LengthAnalysis {
  private let timed: TimedConversations
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

  /// One cause, and a limit is none.
  private static let staying: [TimedConversations.Event] = End.allCases.map { $0.isEnd ? .cause(0) : .censored }
  /// User, agent and limit are causes of their own.
  private static let byCause: [TimedConversations.Event] = End.allCases.map {
    $0 == .censored ? .censored : .cause($0.rawValue)
  }

  init(_ kinds: WholeKinds, options: AnalysisOptions) {
    self.options = options
    let real = repeatElement(UInt8(End.own.rawValue), count: kinds.table.conversations.count)
    timed = TimedConversations(
      kinds, turns: kinds.userTurns, ends: real + kinds.table.whole.endedBy.map { UInt8(End($0).rawValue) },
      endCount: End.allCases.count)
  }

  func lengths(stratum: Int?) -> WholeReport.Lengths {
    let sides = TimedSides(timed, Self.staying, stratum: stratum, level: options.level)
    let (sizes, horizon) = (sides.counts, sides.horizon)
    let (real, simulated) = (timed.ends(stratum: stratum, isReal: true), timed.ends(stratum: stratum, isReal: false))
    let moments = timed.moments(stratum: stratum)
    let mean = WholeMean("mean", counts: sizes, level: options.level, alone: moments) { () throws(StatisticsError) in
      try moments.sides()
    }
    let restricted = WholeMean("restricted_mean", counts: sizes, level: options.level) { () throws(StatisticsError) in
      let curves = try sides.curves()
      return try timed.sides(
        curves.real.restrictedMean(limit: horizon), curves.simulated.restrictedMean(limit: horizon), stratum: stratum,
        Self.staying)
    }
    return WholeReport.Lengths(
      mean: mean, restrictedMean: restricted, horizon: Int(horizon),
      real: survival(real), simulated: survival(simulated), causes: causes(simulated, stratum),
      p: sizes.real == 0
        ? .reason(noPeople)
        : Quantity { () throws(StatisticsError) in
          let curves = try sides.curves()
          return try timed.test(
            try curves.real.logRankScores(against: curves.simulated), stratum: stratum, Self.staying
          ).pValue
        })
  }

  private func survival(_ ends: [[Double]]) -> SurvivalReport.Curve {
    let (size, times) = (Int(ends.joined().reduce(0, +)), timed.times)
    do throws(StatisticsError) {
      let curve = try timed.curve(ends, Self.staying)
      let places = times.indices.filter { curve.atRisk[$0] > 0 }
      let steps = try KaplanMeier(
        places.map { .init(time: times[$0], atRisk: Int(curve.atRisk[$0]), events: curve.ends[0][$0]) },
        level: options.level)
      return SurvivalReport.Curve(
        conversations: size, events: .number(curve.ends[0].reduce(0, +)),
        median: Quantity(steps.median, orReason: "more than half were still going on at the end"),
        steps: steps.steps.map(SurvivalReport.Step.init))
    } catch {
      let reason = size == 0 ? noConversation : error.description
      return SurvivalReport.Curve(conversations: size, events: .reason(reason), median: .reason(reason), steps: [])
    }
  }

  // MARK: Causes

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
      let incidence = try timed.curve(ends, Self.byCause).incidence(of: end.rawValue)
      // Of real conversations no cause is recorded: the other side is not read.
      let side = try timed.sides(incidence, incidence, stratum: stratum, Self.byCause).second
      var interval = IntervalFigure.reason(side.value > 0 ? "it happens to everybody" : "it happens to nobody")
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
}
