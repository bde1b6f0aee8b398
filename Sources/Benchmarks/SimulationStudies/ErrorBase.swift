import Fidelity
import SyntheticAudit

/// A population with a simulator that is exact given something, in which errors of known size are planted.
struct ErrorBase: Sendable {
  /// Half of the conversations commit; `told` is how far people who will commit and who will decline start from each other,
  /// in levels of willingness.
  private let knowledge: Knowledge
  private let told: Double
  private let right: GeneratedAudits.Truth

  private static let conversations = 40_000

  private init(_ knowledge: Knowledge, told: Double = 0) throws {
    self.knowledge = knowledge
    self.told = told
    right = try ErrorBase.audits(knowledge, told) { _ in }.truth(conversations: ErrorBase.conversations)
  }

  /// Rows whose simulator is exact, but for the plant, given this knowledge.
  static func rows(_ knowledge: Knowledge) -> [ErrorRateRow] {
    let tail = "; exact but for that given " + (knowledge == .action ? "what “action” knows" : "every label before")
    return [
      ErrorRateRow(truth: "Right on decliners, 0.6 depth steps too shallow on committers\(tail)") {
        let base = try ErrorBase(knowledge)
        let step = base.right.strata[1].bias - (try base.truth { $0.committersShift = -1 }).strata[1].bias
        return ErrorRatePlanting(
          base.audits { $0.committersShift = -0.6 / step },
          claims: [.saidOnDecliners(most: 0.025), .saidOnCommitters(), .convicted()])
      },
      planted(knowledge, 0.28, "≥ 22 % at 60, ≥ 68 % at 200", tail),
      planted(knowledge, 0.5, "≥ 49 % at 60, ≥ 99.6 % at 200", tail),
      softening(
        "Resisting becomes considering in 60 %, whatever the outcome\(tail)", "more at a larger d: see below"
      ) { try ErrorBase(knowledge) },
    ]
  }

  /// The mechanism at the size at which it was first measured. How large its excess is hangs on how much more those who
  /// decline resist in turns that the simulator draws: a sampler that knows little resists with everyone alike.
  static let mechanism = softening(
    "Resisting becomes considering in 60 %, whatever the outcome, among people who start so far apart that its excess is "
      + "d = \(mechanismSize)", "> 16 % at 60, > 54 % at 200"
  ) {
    var (near, far) = (0.0, 4.0)
    for _ in 0..<7 {
      let told = (near + far) / 2
      let base = try ErrorBase(.action, told: told)
      if try base.size({ $0.softening = 0.6 }) < mechanismSize { near = told } else { far = told }
    }
    return try ErrorBase(.action, told: (near + far) / 2)
  }

  private static let mechanismSize = 0.22

  private static func softening(
    _ truth: String, _ wish: String, _ base: @escaping @Sendable () throws -> ErrorBase
  ) -> ErrorRateRow {
    ErrorRateRow(truth: truth) {
      let base = try base()
      let size = try base.size { $0.softening = 0.6 }
      let resisting = base.right.strata.map { (($0.simulated["resisting"] ?? 0) * 1000).rounded() / 10 }
      return ErrorRatePlanting(
        base.audits { $0.softening = 0.6 }, claims: caught(wish) + [.below(ErrorRateFigure.recallOfDecliners)],
        parts: [.strata, .contrast, .resampled, .floors, .matrix],
        note:
          "Excess d = \((size * 100).rounded() / 100): without the plant the simulator resists in \(resisting[0]) % of "
          + "the turns of decliners and \(resisting[1]) % of committers.")
    }
  }

  /// Too deep with those who decline, by so many standard deviations.
  private static func planted(_ knowledge: Knowledge, _ size: Double, _ wish: String, _ tail: String) -> ErrorRateRow {
    ErrorRateRow(truth: "Too deep with decliners by d = \(size)\(tail)") {
      let base = try ErrorBase(knowledge)
      let steps = size * base.spread
      let step = (try base.truth { $0.declinersShift = 1 }).strata[0].bias - base.right.strata[0].bias
      return ErrorRatePlanting(
        base.audits { $0.declinersShift = steps / step }, claims: caught(wish),
        note: "d = \(size) is \((steps * 100).rounded() / 100) depth steps.")
    }
  }

  private static func caught(_ wish: String) -> [ErrorRateClaim] {
    [.saidOnDecliners(bySize: wish), .saidOnCommitters(most: 0.025), .convicted()]
  }

  /// Standard deviation of a conversation’s mean difference.
  private var spread: Double {
    (right.strata.reduce(0) { $0 + $1.standardDeviation * $1.standardDeviation } / 2).squareRoot()
  }

  /// How much larger the plant makes the contrast, in standard deviations.
  private func size(_ change: (inout SimulatorPlan.PlantedErrors) -> Void) throws -> Double {
    (try truth(change).contrast - right.contrast) / spread
  }

  private func truth(_ change: (inout SimulatorPlan.PlantedErrors) -> Void) throws -> GeneratedAudits.Truth {
    try audits(change).truth(conversations: ErrorBase.conversations)
  }

  private func audits(_ change: (inout SimulatorPlan.PlantedErrors) -> Void) -> GeneratedAudits {
    ErrorBase.audits(knowledge, told, change)
  }

  private static func audits(
    _ knowledge: Knowledge, _ told: Double, _ change: (inout SimulatorPlan.PlantedErrors) -> Void
  ) -> GeneratedAudits {
    GeneratedAudits(simulator: .exact(knowing: knowledge)) {
      $0.model.uncommittedStart -= told / 2
      $0.model.committedStart += told / 2
      change(&$0.simulators[0].planted)
    }
  }
}
