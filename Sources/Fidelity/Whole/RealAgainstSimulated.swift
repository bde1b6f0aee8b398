import Statistics

/// How far simulated conversations lie from real ones, beside how far two halves of the real people do.
public struct RealAgainstSimulated: Sendable, Hashable {
  /// What may be said of a difference.
  ///
  /// Of equal shares at 95 % it says "higher" or "lower" in 0.3 to 1.5 % of 20,000 samples, most with 7 units of ten runs a
  /// side; the interval alone leaves 0 out in 0.5 to 8 % (`Tests/Oracles/whole_findings.py`).
  public enum Finding: String, Sendable, Hashable {
    /// The interval of the difference lies above the floor.
    case higher
    /// It lies below minus the floor.
    case lower
    /// It does not leave the floor: no difference beyond it is shown, nor that there is none.
    case notShown = "not shown"
    /// One side has too few units, or there is no interval.
    case withheld
  }

  /// Simulated − real, in the figure's own unit.
  public var difference: Figure
  /// The absolute difference expected of two random halves of the real people, see ``Statistics/TwoSides/Side/halves()``.
  public var floor: Quantity
  /// Units (customers or conversations) of the side that has fewer.
  public var units: Int

  public init(difference: Figure, floor: Quantity, units: Int) {
    self.difference = difference
    self.floor = floor
    self.units = units
  }

  static func unavailable(_ reason: String) -> RealAgainstSimulated {
    RealAgainstSimulated(difference: .unavailable(reason), floor: .reason(reason), units: 0)
  }

  public var finding: Finding {
    guard units >= ConcentrationVerdict.fewestUnits, let bounds = difference.interval.bounds, let floor = floor.number
    else { return .withheld }
    return bounds.lower > floor ? .higher : bounds.upper < -floor ? .lower : .notShown
  }
}

/// A share of real and of simulated conversations, or of their turns.
public struct WholeShare: Sendable, Hashable {
  public var id: String
  public var real: ShareRow.Side
  public var simulated: ShareRow.Side
  public var comparison: RealAgainstSimulated
}

/// A mean, or a ratio that is no share, of real and of simulated conversations.
public struct WholeMean: Sendable, Hashable {
  public var id: String
  public var real: Figure
  public var simulated: Figure
  public var comparison: RealAgainstSimulated
}

extension WholeShare {
  /// - Parameters:
  ///   - moments: Of the real side first.
  ///   - withoutReal: Why the real side cannot be told, where it cannot.
  init(
    _ id: String, _ moments: TwoRatioMoments, level: Double, withoutReal: String? = nil,
    empty: String = noConversation
  ) {
    self.id = id
    let sums = moments.sums
    do throws(StatisticsError) {
      let sides = try moments.sides()
      real = ShareRow.Side(sides.first, count: sums.x, of: sums.y, level: level)
      simulated = ShareRow.Side(sides.second, count: sums.z, of: sums.w, level: level)
      let interval = shareDifference(
        try sides.first.share(of: sums.y, level: level), try sides.second.share(of: sums.w, level: level),
        correlation: sides.correlation)
      comparison = RealAgainstSimulated(
        difference: Figure(
          .number(interval.estimate), interval: IntervalFigure(interval), bootstrap: .reason(notResampled),
          count: simulated.of),
        floor: Quantity { () throws(StatisticsError) in try sides.first.halves() },
        units: min(sides.first.clusters, sides.second.clusters))
    } catch {
      // One side is empty: the other one is told alone.
      let reason =
        sums.y > 0 && sums.w > 0 ? error.description : sums.w > 0 && empty == noConversation ? noPeople : empty
      real =
        (try? moments.firstSide()).map { ShareRow.Side($0, count: sums.x, of: sums.y, level: level) }
        ?? ShareRow.Side(count: sums.x, of: sums.y, without: reason)
      simulated =
        (try? moments.secondSide()).map { ShareRow.Side($0, count: sums.z, of: sums.w, level: level) }
        ?? ShareRow.Side(count: sums.z, of: sums.w, without: reason)
      comparison = .unavailable(reason)
    }
  }

  /// The same with a reason in the place of a difference that too few units show: a cell of a table is thin where the
  /// whole is not.
  /// - Parameter things: What each unit has to have.
  func comparedWhereEnough(of things: String) -> WholeShare {
    guard comparison.difference.value.number != nil, comparison.units < ConcentrationVerdict.fewestUnits else {
      return self
    }
    var share = self
    let units = comparison.units == 1 ? "one unit has" : "\(comparison.units) units have"
    share.comparison = .unavailable("too thin: on one side only \(units) \(things)")
    return share
  }

  /// A share that only simulated conversations have.
  ///
  /// - Parameters:
  ///   - moments: The same numbers on both sides.
  ///   - reason: Why real ones have none.
  init(simulatedOnly id: String, _ moments: TwoRatioMoments, level: Double, reason: String) {
    self.init(id, moments, level: level)
    real = ShareRow.Side(count: 0, of: 0, without: reason)
    comparison = .unavailable(reason)
  }
}

/// Why a share is of nothing.
let noConversation = "there is no such conversation"

/// Why simulated conversations are compared with nothing.
let noPeople = "there is no such conversation of people to compare with"

/// Said where the bootstrap's interval would stand.
let notResampled = "not resampled"

extension ShareRow.Side {
  fileprivate init(_ side: TwoSides.Side, count: Double, of weight: Double, level: Double) {
    self.init(
      count: count, of: Int(weight),
      share: Figure(
        .number(side.value),
        interval: IntervalFigure { () throws(StatisticsError) in try side.share(of: weight, level: level) },
        bootstrap: .reason(notResampled), count: Int(weight)),
      plainInterval: IntervalFigure { () throws(StatisticsError) in
        try wilsonInterval(share: min(1, side.value), size: weight, level: level)
      })
  }

  fileprivate init(count: Double, of weight: Double, without reason: String) {
    let share =
      weight > 0
      ? Figure(.number(count / weight), interval: .reason(reason), bootstrap: .reason(reason), count: Int(weight))
      : Figure.unavailable(reason)
    self.init(count: count, of: Int(weight), share: share, plainInterval: .reason(reason))
  }
}

extension WholeMean {
  static func unavailable(_ id: String, _ reason: String) -> WholeMean {
    WholeMean(
      id: id, real: .unavailable(reason), simulated: .unavailable(reason), comparison: .unavailable(reason))
  }

  /// - Parameters:
  ///   - counts: What each side rests on.
  ///   - make: Both estimates, the real one first.
  ///   - alone: The same, for where one side is empty.
  init(
    _ id: String, counts: (real: Int, simulated: Int), level: Double, alone: TwoRatioMoments? = nil,
    _ make: () throws(StatisticsError) -> TwoSides
  ) {
    self.id = id
    func figure(_ side: TwoSides.Side, _ count: Int) -> Figure {
      Figure(
        Quantity(side.value, orReason: "the result is not a finite number"),
        interval: IntervalFigure { () throws(StatisticsError) in try side.estimate().interval(level: level) },
        bootstrap: .reason(notResampled), count: count)
    }
    do throws(StatisticsError) {
      let sides = try make()
      real = figure(sides.first, counts.real)
      simulated = figure(sides.second, counts.simulated)
      comparison = RealAgainstSimulated(
        difference: Figure(
          .number(sides.second.value - sides.first.value),
          interval: IntervalFigure { () throws(StatisticsError) in try sides.difference().interval(level: level) },
          bootstrap: .reason(notResampled), count: counts.simulated),
        floor: Quantity { () throws(StatisticsError) in try sides.first.halves() },
        units: min(sides.first.clusters, sides.second.clusters))
    } catch {
      let reason = counts.real == 0 && counts.simulated > 0 ? noPeople : error.description
      let (first, second) = (alone.flatMap { try? $0.firstSide() }, alone.flatMap { try? $0.secondSide() })
      real = first.map { figure($0, counts.real) } ?? .unavailable(reason)
      simulated = second.map { figure($0, counts.simulated) } ?? .unavailable(reason)
      comparison = .unavailable(reason)
    }
  }
}
