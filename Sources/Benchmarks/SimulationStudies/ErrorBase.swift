import Fidelity
import SyntheticAudit

/// A simulator that is exact given something, in which errors of known size are planted.
struct ErrorBase: Sendable {
  private let knowledge: Knowledge
  /// Standard deviation of a conversation's mean difference, and how far a shift of one step moves a side's mean.
  private let spread: Double
  private let declinersStep: Double
  private let committersStep: Double

  /// One that knows what the look-up by action knows, and one that knows every label before the probe.
  static func all() throws -> [ErrorBase] { try [.action, .history].map(ErrorBase.init) }

  private init(_ knowledge: Knowledge) throws {
    func truth(_ change: (inout SimulatorPlan.PlantedErrors) -> Void = { _ in }) throws -> GeneratedAudits.Truth {
      try ErrorBase.audits(knowledge, change).truth(conversations: 40_000)
    }
    let (right, deep, shallow) = (
      try truth(), try truth { $0.declinersShift = 1 }, try truth { $0.committersShift = -1 }
    )
    self.knowledge = knowledge
    let variances = right.strata.map { $0.standardDeviation * $0.standardDeviation }
    spread = (variances.reduce(0, +) / 2).squareRoot()
    declinersStep = deep.strata[0].bias - right.strata[0].bias
    committersStep = right.strata[1].bias - shallow.strata[1].bias
  }

  var rows: [ErrorRateRow] {
    let tail = "; exact but for that given " + (knowledge == .action ? "what “action” knows" : "every label before")
    return [
      ErrorRateRow(
        truth: "Right on decliners, 0.6 depth steps too shallow on committers\(tail)",
        audits: audits { $0.committersShift = -0.6 / committersStep },
        claims: [.saidOnDecliners(most: 0.025), .saidOnCommitters(), .convicted()]),
      planted(0.28, "≥ 22 % at 60, ≥ 68 % at 200", tail), planted(0.5, "≥ 49 % at 60, ≥ 99.6 % at 200", tail),
      ErrorRateRow(
        truth: "Resisting becomes considering in 60 %, whatever the outcome\(tail)",
        audits: audits { $0.softening = 0.6 },
        claims: caught("> 16 % at 60, > 54 % at 200")),
    ]
  }

  /// Too deep with those who decline, by so many standard deviations.
  private func planted(_ size: Double, _ wish: String, _ tail: String) -> ErrorRateRow {
    let steps = size * spread
    return ErrorRateRow(
      truth: "Too deep with decliners by d = \(size), \((steps * 100).rounded() / 100) depth steps\(tail)",
      audits: audits { $0.declinersShift = steps / declinersStep }, claims: caught(wish))
  }

  private func caught(_ wish: String) -> [ErrorRateClaim] {
    [.saidOnDecliners(bySize: wish), .saidOnCommitters(most: 0.025), .convicted()]
  }

  private func audits(_ change: (inout SimulatorPlan.PlantedErrors) -> Void) -> GeneratedAudits {
    ErrorBase.audits(knowledge, change)
  }

  private static func audits(
    _ knowledge: Knowledge, _ change: (inout SimulatorPlan.PlantedErrors) -> Void
  ) -> GeneratedAudits {
    GeneratedAudits(simulator: .exact(knowing: knowledge)) { change(&$0.simulators[0].planted) }
  }
}
