import Cases
import Statistics

extension ConcentrationVerdict {
  /// Nothing is said, whatever the numbers are.
  init(withheld reason: String, options: AnalysisOptions) {
    let none = Figure.unavailable(reason)
    self.init(
      finding: .withheld, reference: nil, margin: options.excessMargin, excess: none, uncommitted: none,
      committed: none, detectable: .reason(reason), conversationsNeeded: .reason(reason), reason: reason,
      standing: AnalysisStanding(options, reference: nil))
  }

  /// - Parameters:
  ///   - floors: With their intervals.
  ///   - options: The declared margin, the level and the power.
  init(_ floors: [FloorReport], options: AnalysisOptions) {
    let none = Figure.unavailable("no reference has an excess with an interval")
    let floor = FloorReport.mostKnowing(floors, named: options.verdictReference)
    self.init(
      finding: .withheld, reference: floor?.reference, margin: options.excessMargin, excess: floor?.excess ?? none,
      uncommitted: floor?.uncommittedExcess ?? none, committed: floor?.committedExcess ?? none,
      detectable: .reason("no standard error"), conversationsNeeded: .reason("no margin was declared"), reason: nil,
      standing: AnalysisStanding(options, reference: floor?.reference))
    if let floor { takeCorrection(of: floor) }
    guard let floor, let excess = self.excess.interval.bounds,
      let uncommitted = self.uncommitted.interval.bounds,
      let committed = self.committed.interval.bounds
    else {
      finding = .undecided
      reason =
        (floor.map { [$0] } ?? floors).lazy.compactMap { $0.excess.value.reason ?? $0.excess.interval.reason }.first
      return
    }
    addPower(floor, options)
    if let why = ConcentrationVerdict.reasonToWithhold(floor) {
      reason = why
      return
    }
    finding = ConcentrationFinding(margin: options.excessMargin)(
      excess: excess, uncommitted: uncommitted, committed: committed)
  }

  /// Takes the excesses that people's blind labels rectify for the instrument's own.
  private mutating func takeCorrection(of floor: FloorReport) {
    guard let corrected = floor.corrected else { return }
    guard corrected.fewestUnits >= ConcentrationVerdict.fewestUnits else {
      correctionReason =
        "one side has blind labels of \(corrected.fewestUnits) independent conversations or customers; at least "
        + "\(ConcentrationVerdict.fewestUnits) are needed"
      return
    }
    guard corrected.excess.interval.bounds != nil else {
      correctionReason = corrected.excess.value.reason ?? corrected.excess.interval.reason
      return
    }
    correction = Correction(labelled: corrected.labelled, lambda: corrected.lambda, instrument: floor.excess)
    (excess, uncommitted, committed) = (corrected.excess, corrected.uncommitted, corrected.committed)
  }

  private static func reasonToWithhold(_ floor: FloorReport) -> String? {
    let units = min(floor.uncommittedUnits, floor.committedUnits)
    guard units < fewestUnits else { return nil }
    return
      "one side has \(units == 1 ? "1 independent conversation or customer" : "\(units) independent conversations or customers"); "
      + "at least \(fewestUnits) are needed"
  }

  /// From the standard error of the excess itself, never from what was found.
  private mutating func addPower(_ floor: FloorReport, _ options: AnalysisOptions) {
    let standardError = correction == nil ? floor.excessStandardError : floor.corrected?.standardError
    guard let error = standardError?.number, error > 0,
      let rejection = try? NormalDistribution().quantile(1 - options.alpha / 2),
      let power = try? NormalDistribution().quantile(options.power)
    else { return }
    let smallest = (rejection + power) * error
    detectable = .number(smallest)
    if let value = excess.number {
      let distance = abs(value - (options.excessMargin ?? 0)) / error
      p = Quantity { () throws(StatisticsError) in 2 * (try NormalDistribution().survival(distance)) }
    }
    if let margin = options.excessMargin {
      let ratio = smallest / margin
      conversationsNeeded = .number((Double(excess.count) * ratio * ratio).rounded(.up))
    }
  }
}
