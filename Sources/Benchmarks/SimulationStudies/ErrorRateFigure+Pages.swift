import Cases
import Fidelity

extension ErrorRateFigure {
  /// The parts of a report that ``pages`` needs beside those of the verdict.
  static let pageParts: AnalysisParts = [.positions, .actions, .matrix, .survival, .exits]

  /// Every figure of the other pages that has a floor, by the reference of the verdict.
  static let pages: [ErrorRateFigure] =
    [false, true].flatMap(side) + ["30%", "60%", "90%"].flatMap(position)
    + StateSchema.decisionState1.actions.map { action in
      ErrorRateFigure("Δ after \(action)", excess: { $0.actions?.first { $0.id == action }?.floored?.excess })
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
      ErrorRateFigure("\(who)’ exit-probe recall", excess: { stratum($0)?.matrix?.flooredProbeRecall?.excess }),
      ErrorRateFigure("\(who)’ stages as the reference’s", p: { stratum($0)?.matrix?.asReference?.p }),
      ErrorRateFigure("\(who)’ resistance as the reference’s", p: { stratum($0)?.matrix?.resistanceAsReference?.p }),
      ErrorRateFigure("\(who)’ hazard of leaving", excess: { stratum($0)?.survival?.floored?.excess }),
      ErrorRateFigure(
        "\(who)’ exit recall",
        excess: { $0.exitAudit?.strata[isCommitted ? 1 : 0].flooredRecall?.excess }),
      ErrorRateFigure(
        "\(who)’ false exits",
        excess: { $0.exitAudit?.strata[isCommitted ? 1 : 0].flooredFalseExits?.excess }),
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
