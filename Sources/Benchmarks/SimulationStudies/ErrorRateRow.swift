import Fidelity
import SyntheticAudit

/// A planted truth, and what may be said of it.
struct ErrorRateRow: Sendable {
  var truth: String
  var audits: GeneratedAudits
  /// The declared margin of the excess, where there is one.
  var margin: Double?
  var claims: [ErrorRateClaim]
  var parts: AnalysisParts = [.strata, .contrast, .resampled, .floors]
  /// Sizes that this row is run at beside the others.
  var moreSizes: [Int] = []

  /// Every row of the table, in its order.
  static func all() throws -> [ErrorRateRow] {
    try [independent, perfect] + knowing + oneSided() + planted() + [softened] + leaks
  }

  private static let independent = ErrorRateRow(
    truth: "Outcome independent of the stages; a persona that errs with everyone",
    audits: GeneratedAudits(simulator: SimulatorPlan(id: "persona")) { $0.model = $0.model.withoutOutcome },
    claims: [.convicted(most: 0.025), .saidOnDecliners(most: 0.025), .saidOnCommitters(most: 0.025)])

  private static let perfect = ErrorRateRow(
    truth: "Perfect given the whole history (every label before the probe)",
    audits: GeneratedAudits(simulator: .exact(knowing: .history)),
    claims: [.convicted(most: 0.025), .saidOnDecliners(most: 0.025), .saidOnCommitters(most: 0.025)]
      + ErrorRateFigure.verdict.map { .rejects($0) }
      + [.covers(ErrorRateFigure.of(.history)[0]), .belowReference, .reference(.history)]
      + ErrorRateFigure.pages.map { .rejects($0) },
    parts: [.strata, .contrast, .resampled, .floors, ErrorRateFigure.pageParts])

  /// A simulator that knows as much as a reference has no excess over it.
  private static let knowing = [
    (Knowledge.position, FloorReport.Reference.position), (.previousStage, .previousStage), (.action, .action),
  ].map { knowledge, reference in
    let figures = ErrorRateFigure.of(reference)
    return ErrorRateRow(
      truth: "Perfect given what the reference “\(reference.rawValue)” knows",
      audits: GeneratedAudits(simulator: .exact(knowing: knowledge)),
      claims: figures.map { .rejects($0) } + [.covers(figures[0]), .convicted()],
      moreSizes: [14, 20])
  }

  private static func history(_ change: (inout SimulatorPlan.PlantedErrors) -> Void) -> GeneratedAudits {
    var plan = SimulatorPlan.exact(knowing: .history)
    change(&plan.planted)
    return GeneratedAudits(simulator: plan)
  }

  /// How far a shift of one step always moves the mean of its side, in depth steps and in standard deviations of a
  /// conversation's mean difference.
  private static func oneStep(
    _ shift: WritableKeyPath<SimulatorPlan.PlantedErrors, Double>, by steps: Double
  ) throws -> (size: Double, spread: Double) {
    let before = try history { _ in }.truth(conversations: 40_000)
    let after = try history { $0[keyPath: shift] = steps }.truth(conversations: 40_000)
    let variances = before.strata.map { $0.standardDeviation * $0.standardDeviation }
    let moved = zip(before.strata, after.strata).map { abs($1.bias - $0.bias) }
    return (moved.reduce(0, +), (variances.reduce(0, +) / 2).squareRoot())
  }

  private static func oneSided() throws -> [ErrorRateRow] {
    let step = try oneStep(\.committersShift, by: -1).size
    return [
      ErrorRateRow(
        truth: "Right on decliners, 0.6 depth steps too shallow on committers",
        audits: history { $0.committersShift = -0.6 / step },
        claims: [.saidOnDecliners(most: 0.025), .saidOnCommitters(), .convicted()])
    ]
  }

  /// Too deep with those who decline, by so many standard deviations of a conversation's mean difference.
  private static func planted() throws -> [ErrorRateRow] {
    let step = try oneStep(\.declinersShift, by: 1)
    return [(0.28, "≥ 22 % at 60, ≥ 68 % at 200"), (0.5, "≥ 49 % at 60, ≥ 99.6 % at 200")].map { size, wish in
      let steps = size * step.spread
      return ErrorRateRow(
        truth: "Too deep with decliners by d = \(size), \((steps * 100).rounded() / 100) depth steps",
        audits: history { $0.declinersShift = steps / step.size },
        claims: [.saidOnDecliners(bySize: wish), .saidOnCommitters(most: 0.025), .convicted()])
    }
  }

  private static let softened = ErrorRateRow(
    truth: "Resisting becomes considering in 60 %, whatever the outcome",
    audits: history { $0.softening = 0.6 },
    claims: [
      .saidOnDecliners(bySize: "> 16 % at 60, > 54 % at 200"), .saidOnCommitters(most: 0.025), .convicted(),
    ])

  private static let leaks = [(1.0, Double?.none), (0.8, nil), (1.0, 0.25), (0.8, 0.25)].map { share, margin in
    ErrorRateRow(
      truth: "The real label in \(shareText(share)) % of the turns"
        + (margin.map { ", margin \($0) declared" } ?? ""),
      audits: history { $0.leak = share }, margin: margin,
      claims: [.acquitted, .convicted(most: 0.025), .belowReference])
  }
}
