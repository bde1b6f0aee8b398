import Cases
import Fidelity

extension ErrorRateFigure {
  /// The parts of a report that ``pages`` needs beside those of the verdict.
  static let pageParts: AnalysisParts = [.positions, .actions, .matrix, .survival, .exits]

  /// Every figure of stages on the other pages that has a floor, by the reference of the verdict.
  static let pages: [ErrorRateFigure] =
    [false, true].flatMap(side) + ["30%", "60%", "90%"].flatMap(position)
    + StateSchema.decisionState1.actions.map { action in
      ErrorRateFigure("Δ after \(action)", excess: { $0.actions?.first { $0.id == action }?.floored?.excess })
    }

  /// What is told of leaving. Its floor knows the position and the previous stage, at a conversation's end what others
  /// last said: another knowledge than that of a planted sampler, whose excess need not be 0. See ``ReferenceSampler``.
  static let leaving = [false, true].flatMap(leavings)

  static let recallOfDecliners = ErrorRateFigure("decliners’ resistance recall") { report in
    report.strata.first { !$0.committed }?.matrix?.flooredRecall?.excess
  }

  private static func side(_ isCommitted: Bool) -> [ErrorRateFigure] {
    @Sendable func stratum(_ report: FidelityReport) -> StratumReport? {
      report.strata.first { $0.committed == isCommitted }
    }
    let who = isCommitted ? "committers" : "decliners"
    let shifts = StateSchema.decisionState1.stages.map { stage in
      ErrorRateFigure(
        "\(who)’ share of \(stage.id)", excess: { stratum($0)?.stages.first { $0.id == stage.id }?.floored?.excess })
    }
    return shifts + [
      ErrorRateFigure("\(who)’ depth bias", excess: { stratum($0)?.depthBias?.floored?.excess }),
      ErrorRateFigure("\(who)’ agreement", excess: { stratum($0)?.matrix?.flooredAgreement?.excess }),
      ErrorRateFigure("\(who)’ resistance recall", excess: { stratum($0)?.matrix?.flooredRecall?.excess }),
      ErrorRateFigure("\(who)’ false resistance", excess: { stratum($0)?.matrix?.flooredFalseExits?.excess }),
    ]
      + StateSchema.decisionState1.stages.indices.map { stage in
        ErrorRateFigure(
          "\(who)’ resistance as \(StateSchema.decisionState1.stages[stage].id)",
          excess: { stratum($0)?.matrix?.flooredCells?[0][stage].excess })
      } + [
        ErrorRateFigure("\(who)’ stages as the reference’s", p: { stratum($0)?.matrix?.asReference?.p }),
        ErrorRateFigure("\(who)’ resistance as the reference’s", p: { stratum($0)?.matrix?.resistanceAsReference?.p }),
      ]
  }

  private static func leavings(_ isCommitted: Bool) -> [ErrorRateFigure] {
    let (who, side) = (isCommitted ? "committers" : "decliners", isCommitted ? 1 : 0)
    return [
      ErrorRateFigure(
        "\(who)’ share of disengagements missed", excess: { $0.strata[side].matrix?.flooredMissShare?.excess }),
      ErrorRateFigure("\(who)’ exit-probe recall", excess: { $0.strata[side].matrix?.flooredProbeRecall?.excess }),
      ErrorRateFigure("\(who)’ hazard of leaving", excess: { $0.strata[side].survival?.floored?.excess }),
      ErrorRateFigure("\(who)’ false leaving", excess: { $0.exitAudit?.strata[side].flooredFalseExits?.excess }),
    ]
  }

  private static func position(_ id: String) -> [ErrorRateFigure] {
    @Sendable func group(_ report: FidelityReport) -> GroupReport? { report.positions?.first { $0.id == id } }
    return [ErrorRateFigure("Δ at \(id)", excess: { group($0)?.floored?.excess })]
      + [0, 1].map { side in
        ErrorRateFigure(
          "\(side == 1 ? "committers" : "decliners")’ depth bias at \(id)",
          excess: { group($0)?.strata[side].floored?.excess })
      }
  }
}
