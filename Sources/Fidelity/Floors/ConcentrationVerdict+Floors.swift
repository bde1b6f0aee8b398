import Cases
import Statistics

extension ConcentrationVerdict {
  /// - Parameters:
  ///   - floors: With their intervals.
  ///   - options: The declared margin, the level and the power.
  ///   - measuredFields: Fields of the filter that select on what was measured.
  init(_ floors: [FloorReport], options: AnalysisOptions, measuredFields: [String]) {
    let none = Figure.unavailable("no reference has an excess with an interval")
    let floor = ConcentrationVerdict.mostKnowing(floors)
    self.init(
      finding: .withheld, reference: floor?.reference, margin: options.excessMargin, excess: floor?.excess ?? none,
      uncommitted: floor?.uncommittedExcess ?? none, committed: floor?.committedExcess ?? none,
      detectable: .reason("no standard error"), conversationsNeeded: .reason("no margin was declared"), reason: nil)
    guard let floor, let excess = floor.excess.interval.bounds,
      let uncommitted = floor.uncommittedExcess.interval.bounds,
      let committed = floor.committedExcess.interval.bounds
    else {
      finding = .undecided
      reason = floors.lazy.compactMap { $0.excess.value.reason ?? $0.excess.interval.reason }.first
      return
    }
    addPower(floor, options)
    if let why = ConcentrationVerdict.reasonToWithhold(floor, measuredFields) {
      reason = why
      return
    }
    finding = ConcentrationFinding(margin: options.excessMargin)(
      excess: excess, uncommitted: uncommitted, committed: committed)
  }

  /// The last reference made of labels that has an excess, seldom had to know less than its name says, and, where it is
  /// a regression, tells real stages no worse than a look-up does.
  private static func mostKnowing(_ floors: [FloorReport]) -> FloorReport? {
    var usable = floors.filter { $0.reference != .placebo && $0.excess.number != nil }
    if let history = usable.last, history.reference == .history,
      usable.dropLast().contains(where: { ($0.rankedScore.number ?? 2) < (history.rankedScore.number ?? 2) })
    {
      usable.removeLast()
    }
    return usable.last { Double($0.fallbacks) <= mostFallbacks * Double($0.pairs) } ?? usable.first
  }

  private static func reasonToWithhold(_ floor: FloorReport, _ measuredFields: [String]) -> String? {
    if !measuredFields.isEmpty {
      let names = measuredFields.map { "“\($0)”" }.joined(separator: ", ")
      return "the filter selects by \(names), which is part of what is measured"
    }
    let units = min(floor.uncommittedUnits, floor.committedUnits)
    guard units < fewestUnits else { return nil }
    return
      "one side has \(units == 1 ? "1 independent conversation or customer" : "\(units) independent conversations or customers"); "
      + "at least \(fewestUnits) are needed"
  }

  /// From the standard error of the excess itself, never from what was found.
  private mutating func addPower(_ floor: FloorReport, _ options: AnalysisOptions) {
    guard let error = floor.excessStandardError.number, error > 0,
      let rejection = try? NormalDistribution().quantile(1 - options.alpha / 2),
      let power = try? NormalDistribution().quantile(options.power)
    else { return }
    let smallest = (rejection + power) * error
    detectable = .number(smallest)
    if let margin = options.excessMargin {
      let ratio = smallest / margin
      conversationsNeeded = .number((Double(floor.excess.count) * ratio * ratio).rounded(.up))
    }
  }
}
