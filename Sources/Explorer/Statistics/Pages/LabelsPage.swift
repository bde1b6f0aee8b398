import Cases
import Fidelity

extension StatisticsPage {
  /// Exit acts, emotions and blockers, real and simulated.
  static let labels = StatisticsPage(title: "labels", parts: [.categories, .resampled]) { report, context in
    guard report.reason == nil else { return [.prose(report.reason ?? "")] }
    let kinds: [(String, [FilterField], (StratumReport) -> [ShareRow])] = [
      ("Exit acts", [.realExit, .simulatedExit], { $0.exits }),
      ("Emotions", [.realEmotion, .simulatedEmotion], { $0.emotions }),
      ("Blockers", [.realBlocker, .simulatedBlocker], { $0.blockers }),
    ]
    let blocks = kinds.flatMap { title, fields, rows -> [StatisticsBlock] in
      guard report.strata.contains(where: { !rows($0).isEmpty }) else { return [] }
      let panels = report.strata.map { stratum in
        StatisticsPanel(
          title: stratum.label ?? stratum.id, subtitle: title.lowercased(),
          lines: rows(stratum).map { .shares(bars(of: $0, stratum, fields, context)) })
      }
      return [.panels(panels), .lines([.blank])]
    }
    return blocks.isEmpty ? [.prose(report.stage == .resampled ? "no such labels were given" : "…")] : blocks
  }

  private static func bars(
    of row: ShareRow, _ stratum: StratumReport, _ fields: [FilterField], _ context: StatisticsContext
  ) -> ShareBars {
    let cases = Narrowing((.outcome, [stratum.id]))
    return ShareBars(
      label: row.id, mark: nil,
      real: .init(share: row.real.share, count: row.real.count, narrowing: cases.and(fields[0], [row.id])),
      simulated: .init(
        share: row.simulated.share, count: row.simulated.count, narrowing: cases.and(fields[1], [row.id])),
      shift: row.shift, prefersBootstrap: context.prefersBootstrap)
  }
}
