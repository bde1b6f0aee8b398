import Cases
import Fidelity
import Figures

extension StatisticsPage {
  /// How people leave, how the simulator does, how often it leaves where they do, and after how many turns.
  static let exits = StatisticsPage(title: "exits", parts: [.survival, .exits, .resampled]) { report, context in
    guard report.reason == nil else { return [.prose(report.reason ?? "")] }
    var blocks: [StatisticsBlock] = []
    if let audit = report.exitAudit {
      blocks = [
        .prose(audit.silenceSentence), .panels(audit.strata.map { acts(of: $0, context) }), .lines([.blank]),
        .panels(audit.strata.map(recalls)), .lines([.blank]),
      ]
    }
    return blocks + [
      .panels(report.strata.map(panel)),
      .prose(
        "Silence and abandonment follow from the record, other acts from the instrument. Kaplan–Meier over user turns "
          + "until the first resisting or exit turn; at most the probed turns are known."),
    ]
  }

  private static func acts(of stratum: ExitAuditReport.Stratum, _ context: StatisticsContext) -> StatisticsPanel {
    let cases = Narrowing((.outcome, [stratum.id]))
    func side(_ side: ShareRow.Side, _ act: ExitAuditReport.Act, _ stage: FilterField, _ exit: FilterField)
      -> ShareBars.Side
    {
      var narrowing = cases
      if act.isFromRecord {
        narrowing = cases.and(stage, [FilterValue.noReply])
      } else if context.schema.exits.contains(act.row.id) {
        narrowing = cases.and(exit, [act.row.id])
      }
      return ShareBars.Side(share: side.share, count: side.count, narrowing: narrowing)
    }
    let lines = stratum.acts.map { act -> StatisticsLine in
      .shares(
        ShareBars(
          label: act.row.id, mark: nil, real: side(act.row.real, act, .real, .realExit),
          simulated: side(act.row.simulated, act, .simulated, .simulatedExit), shift: act.row.shift,
          prefersBootstrap: context.prefersBootstrap))
    }
    return StatisticsPanel(
      title: stratum.label ?? stratum.id,
      subtitle: "exit acts at \(counted(stratum.acts.first?.row.real.of ?? 0, "probe"))", lines: lines)
  }

  private static func recalls(of stratum: ExitAuditReport.Stratum) -> StatisticsPanel {
    func share(_ label: String, _ figure: Figure, _ narrowing: Narrowing? = nil) -> StatisticsLine {
      .figure(
        FigureLine(
          label: label, figure: figure, signed: false, basis: "n \(figure.count.grouped)", narrowing: narrowing,
          hasBootstrap: false))
    }
    let cases = Narrowing((.outcome, [stratum.id]))
    var lines = [
      share("exit recall", stratum.exitRecall, cases.and(.real, [FilterValue.noReply])),
      share("without a word", stratum.silentAtExit, cases.and(.real, [FilterValue.noReply])),
      share("false exits", stratum.falseExits),
    ]
    for position in stratum.positions where position.recall.count > 0 && position.falseExits.count > 0 {
      let here = cases.and(.position, [position.id])
      lines += [
        share("\(position.id) recall", position.recall, here), share("\(position.id) false", position.falseExits, here),
      ]
    }
    if let record = stratum.record {
      lines += [
        .heading("In the record", counted(record.conversations, "conversation")),
        share("silence a turn", record.silence), share("unanswered end", record.abandonment),
      ]
    }
    return StatisticsPanel(
      title: stratum.label ?? stratum.id, subtitle: "leaves where the real person leaves, or alone", lines: lines)
  }

  private static func panel(of stratum: StratumReport) -> StatisticsPanel {
    let title = stratum.label ?? stratum.id
    guard let survival = stratum.survival else { return StatisticsPanel(title: title, subtitle: "…", lines: []) }
    return StatisticsPanel(
      title: title, subtitle: "share that has not left",
      lines: [
        .curves(SurvivalCurves(real: survival.real, simulated: survival.simulated)),
        plain("log-rank p", survival.logRankClustered.p, places: 4, "clustered"),
      ])
  }
}
