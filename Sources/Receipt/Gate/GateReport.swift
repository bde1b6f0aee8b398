internal import Cases
internal import Fidelity
internal import Text

/// What a policy says of a receipt, rule by rule.
public struct GateReport: Sendable, Hashable {
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    case trusted
    case notTrusted = "not-trusted"
    /// The data cannot tell.
    case undecided

    /// 0, 1 or 2.
    public var exitStatus: Int32 {
      switch self {
      case .trusted: 0
      case .notTrusted: 1
      case .undecided: 2
      }
    }
  }

  /// One rule, for one stratum or source where it is about several.
  public struct Line: Sendable, Hashable {
    /// Where several are judged together.
    public var simulator: String?
    /// "exit_probe_recall".
    public var rule: String
    /// A stratum, a source or a fact; `nil` where the rule is about everything.
    public var subject: String?
    public var estimate: Double?
    public var interval: [Double]?
    public var n: Int?
    /// "≤ +0.200", "≥ 50.0 %".
    public var limit: String
    /// How the numbers are written.
    var style = NumberStyle.count
    /// What numbers are multiplied by to be written: differences of shares stand in points.
    var scale = 1.0
    public var verdict: Verdict
    /// Why it is as it is, where the numbers do not say it.
    public var reason: String?
    /// Which look this is, where the bounds hold for repeated ones.
    public var look: Int?
  }

  /// What a simulator’s receipt finds, whatever a policy asks.
  struct Finding: Sendable, Hashable {
    var simulator: String
    var concentration: ReceiptConcentration
    /// What else is to be known of it: that it holds for this look alone, or is taken with another margin than elsewhere.
    var notes: [String]
  }

  /// Of every simulator, in their order: the gate’s verdict is of the rules alone, and is no other’s.
  var findings: [Finding]
  public var lines: [Line]

  /// Not trusted where one rule is broken; else undecided where one is.
  public var verdict: Verdict {
    if lines.contains(where: { $0.verdict == .notTrusted }) { return .notTrusted }
    return lines.contains { $0.verdict == .undecided } ? .undecided : .trusted
  }

  /// Several simulators, judged together.
  public init(of reports: [(simulator: String, report: GateReport)]) {
    findings = reports.flatMap(\.report.findings)
    lines = reports.flatMap { simulator, report in
      report.lines.map { line in
        var line = line
        line.simulator = simulator
        return line
      }
    }
  }

  /// Judges a receipt that was made with the policy's margin.
  ///
  /// - Parameter look: How often the audit was looked at with it, this time included.
  public init(_ policy: Policy, _ receipt: Receipt, look: Int = 1) {
    let looks = policy.narrowestAt.map {
      RepeatedLooks(narrowestAt: $0, level: receipt.predicate.method.level, look: look)
    }
    findings = [
      Finding(
        simulator: receipt.predicate.method.simulator, concentration: receipt.predicate.concentration,
        notes: (looks == nil ? [] : [Finding.oneLook]) + policy.marginNotes(receipt.predicate))
    ]
    lines = policy.rules.flatMap { rule in
      GateReport.linesOrReason(rule, receipt.predicate, looks).map { line in
        var line = looks?.line(line, rule) ?? line
        if let note = policy.marginNote(of: rule) {
          line.reason = [line.reason, note].compactMap(\.self).joined(separator: "; ")
        }
        return line
      }
    }
    if receipt.predicate.concentration.judge?.established == false {
      for index in lines.indices where policy.rules.contains(where: { $0.restsOnLabels(lines[index].rule) }) {
        lines[index].verdict = .undecided
        lines[index].reason = "the judge is not established (its κ with people lies below theirs with each other)"
      }
    }
    lines += policy.requiredFields.map { field in
      let isOfNothing = ReceiptCompleteness.fieldsOfWhole.contains(field) && !receipt.predicate.comparesWhole
      let isMissing = isOfNothing || receipt.predicate.completeness.missing.contains(field)
      return Line(
        rule: "receipt_fields", subject: field, limit: "stated", verdict: isMissing ? .notTrusted : .trusted,
        reason: isMissing ? notStatedText : nil)
    }
    if let reason = (try? Filter(parsing: receipt.predicate.method.filter))?.reasonToWithhold {
      lines = lines.map { $0.withheld(reason) }
    }
  }

  /// The lines of a rule; where no outcome group is meant, one that is undecided: a rule of nothing is not kept.
  private static func linesOrReason(
    _ rule: Policy.Rule, _ predicate: ReceiptPredicate, _ looks: RepeatedLooks?
  ) -> [Line] {
    let lines = lines(rule, predicate, looks)
    guard lines.isEmpty, rule.quantity.isPerStratum else { return lines }
    let reason =
      predicate.outcome.strata.isEmpty ? FidelityReport.noOutcomeGroups : "the outcome has no group that this is about"
    return [line(rule, nil, ReceiptFigure(estimate: nil, n: 0, reason: reason))]
  }

  private static func lines(_ rule: Policy.Rule, _ predicate: ReceiptPredicate, _ looks: RepeatedLooks?) -> [Line] {
    switch rule.quantity {
    case .excessContrast:
      let contrast = predicate.results.contrast
      let id = rule.reference?.rawValue ?? contrast?.verdictReference
      let floor = contrast?.floors.first { $0.reference == id }
      let none = ReceiptFigure(estimate: nil, n: 0, reason: "there is no contrast with a reference")
      guard let corrected = floor?.correctedExcess, predicate.concentration.correction != nil else {
        return [line(rule, floor?.reference, floor?.excess ?? none)]
      }
      return [line(rule, floor.map { "\($0.reference), corrected by people’s labels" }, corrected)]
    case .exitProbeRecallExcess: return strata(rule, predicate, ofCommitted: false) { $0.exitProbeRecall.beyondFloor }
    case .falseLeavingExcess: return strata(rule, predicate, ofCommitted: nil) { $0.falseLeaving.beyondFloor }
    case .depthBiasExcess:
      return named(rule, predicate, ofCommitted: nil).map { id in
        line(rule, id, predicate.results.strata.first { $0.id == id }?.depthBias.beyondFloor ?? unknown(id))
      }
    case .skill: return [skill(rule, predicate)]
    case .exitProbeRecall: return strata(rule, predicate, ofCommitted: false) { $0.exitProbeRecall }
    case .falseLeaving: return strata(rule, predicate, ofCommitted: nil) { $0.falseLeaving }
    case .depthBias:
      return named(rule, predicate, ofCommitted: nil).map { id in
        let stratum = predicate.results.strata.first { $0.id == id }
        let figure = stratum?.depthBias ?? unknown(id)
        let verdict: Verdict =
          switch stratum?.equivalence {
          case "faithful": .trusted
          case "unfaithful": .notTrusted
          default: .undecided
          }
        return Line(rule, id, figure, verdict)
      }
    case .conversations:
      return named(rule, predicate, ofCommitted: nil).map { id in
        let count = predicate.outcome.strata.first { $0.id == id }?.analysed
        return line(rule, id, exact: count, reason: unknown(id).reason)
      }
    case .invalidRate:
      guard let sources = predicate.instrument.invalid.value else {
        return [line(rule, nil, ReceiptFigure(estimate: nil, n: 0, reason: notStatedText))]
      }
      return sources.map { line(rule, $0.source, $0.share) }
    case .completeness: return [line(rule, nil, exact: predicate.completeness.stated, reason: nil)]
    case .endingClosing, .leaves, .faults, .faultyTurns, .lengthDifference, .speechAUCExcess, .everResists,
      .everLeaves:
      return [line(rule, nil, predicate.figureOfWhole(rule.quantity, looks))]
    }
  }

  private static func skill(_ rule: Policy.Rule, _ predicate: ReceiptPredicate) -> Line {
    func none(_ reason: String) -> Line { line(rule, nil, ReceiptFigure(estimate: nil, n: 0, reason: reason)) }
    guard let skills = predicate.results.skill else {
      return none("one draw a probe: how good a forecast draws are takes two")
    }
    guard let id = rule.reference?.rawValue ?? predicate.concentration.reference,
      let own = skills.first(where: { $0.reference == id })
    else { return none("there is no reference for it") }
    var figure = own.skill
    if own.units < ConcentrationVerdict.fewestUnits, figure.interval != nil {
      figure.interval = nil
      figure.reason = "\(own.units) independent conversations or customers are too few"
    }
    return line(rule, own.reference, figure)
  }

  private static func strata(
    _ rule: Policy.Rule, _ predicate: ReceiptPredicate, ofCommitted: Bool?,
    _ figure: (ReceiptExitAudit.Stratum) -> ReceiptFigure
  ) -> [Line] {
    named(rule, predicate, ofCommitted: ofCommitted).map { id in
      line(rule, id, predicate.exitAudit.strata.first { $0.id == id }.map(figure) ?? unknown(id))
    }
  }

  /// The strata that a rule names, else those on the side that it is about.
  private static func named(_ rule: Policy.Rule, _ predicate: ReceiptPredicate, ofCommitted: Bool?) -> [String] {
    rule.strata
      ?? predicate.outcome.strata.filter { ofCommitted == nil || $0.committed == ofCommitted }.map(\.id)
  }

  private static func unknown(_ id: String) -> ReceiptFigure {
    ReceiptFigure(estimate: nil, n: 0, reason: "the outcome has no stratum “\(id)”")
  }

  /// Trusted where the whole interval keeps the limit, not trusted where all of it breaks it.
  private static func line(_ rule: Policy.Rule, _ subject: String?, _ figure: ReceiptFigure) -> Line {
    guard let interval = figure.interval, interval.count == 2 else { return Line(rule, subject, figure, .undecided) }
    switch rule.limit {
    case .atMost(let limit):
      return Line(
        rule, subject, figure, interval[1] <= limit ? .trusted : interval[0] > limit ? .notTrusted : .undecided)
    case .atLeast(let limit):
      return Line(
        rule, subject, figure, interval[0] >= limit ? .trusted : interval[1] < limit ? .notTrusted : .undecided)
    case .margin(let margin):
      return Line(
        rule, subject, figure,
        interval.allSatisfy { abs($0) <= margin }
          ? .trusted : interval[0] > margin || interval[1] < -margin ? .notTrusted : .undecided)
    }
  }

  /// A count, which has no interval.
  private static func line(_ rule: Policy.Rule, _ subject: String?, exact count: Int?, reason: String?) -> Line {
    guard let count, case .atLeast(let limit) = rule.limit else {
      return Line(rule, subject, ReceiptFigure(estimate: nil, n: 0, reason: reason), .undecided)
    }
    let figure = ReceiptFigure(estimate: Double(count), n: count)
    guard Double(count) < limit else { return Line(rule, subject, figure, .trusted) }
    // Too few conversations are no fault of a simulator.
    return Line(rule, subject, figure, rule.quantity == .conversations ? .undecided : .notTrusted)
  }
}

extension GateReport.Line {
  /// The line without its numbers.
  fileprivate func withheld(_ reason: String) -> GateReport.Line {
    var line = self
    (line.estimate, line.interval, line.n) = (nil, nil, nil)
    (line.verdict, line.reason) = (.undecided, reason)
    return line
  }

  fileprivate init(
    _ rule: Policy.Rule, _ subject: String?, _ figure: ReceiptFigure, _ verdict: GateReport.Verdict
  ) {
    let scale = rule.quantity.style == .shift ? 100.0 : 1
    let limit =
      switch rule.limit {
      case .atMost(let number): "≤ \(rule.quantity.style.text(number * scale))"
      case .atLeast(let number): "≥ \(rule.quantity.style.text(number * scale))"
      case .margin(let number): "within ± \(NumberText.brief(number))"
      }
    self.init(
      rule: rule.quantity.rawValue, subject: subject, estimate: figure.estimate, interval: figure.interval,
      n: figure.n, limit: limit, style: rule.quantity.style, scale: scale, verdict: verdict,
      reason: figure.reason ?? rule.quantity.floorlessNote)
  }
}
