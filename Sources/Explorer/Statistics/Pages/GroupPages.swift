import Cases
import Fidelity

extension StatisticsPage {
  /// By probe position: an average over positions may hide errors that cancel out.
  static let positions = StatisticsPage(title: "positions", parts: [.positions, .resampled]) { report, context in
    blocks(of: report.positions, by: .position, report, context)
  }

  /// By what the agent did before.
  static let actions = StatisticsPage(title: "actions", parts: [.actions, .resampled]) { report, context in
    blocks(of: report.actions, by: .action, report, context)
  }

  private static func blocks(
    of groups: [GroupReport]?, by field: FilterField, _ report: FidelityReport, _ context: StatisticsContext
  ) -> [StatisticsBlock] {
    guard let groups else { return [.prose(report.reason ?? "…")] }
    guard !groups.isEmpty else { return [.prose("nothing here has a \(field)")] }
    var blocks: [StatisticsBlock] = [
      .panels(report.strata.enumerated().map { biases(of: groups, place: $0, $1, by: field) }),
      .lines([.blank, .heading("Contrast Δ, by \(field)")] + groups.map { contrast(of: $0, by: field) } + [.blank]),
    ]
    for group in groups {
      blocks.append(.lines([.heading("\(field) \(group.id)")]))
      blocks.append(.panels(group.strata.map { cells(of: $0, group, by: field, report, context) }))
      blocks.append(.lines([.blank]))
    }
    return blocks + [.prose(corrections(report, field))]
  }

  private static func biases(
    of groups: [GroupReport], place: Int, _ stratum: StratumReport, by field: FilterField
  ) -> StatisticsPanel {
    let lines = groups.map { group in
      guard group.strata.indices.contains(place) else { return StatisticsLine.blank }
      let part = group.strata[place]
      return .figure(
        FigureLine(
          label: group.id, figure: part.depthBias, basis: "n \(part.conversations.grouped)",
          narrowing: Narrowing((.outcome, [stratum.id]), (field, [group.id]))))
    }
    return StatisticsPanel(title: stratum.label ?? stratum.id, subtitle: "depth bias, by \(field)", lines: lines)
  }

  private static func contrast(of group: GroupReport, by field: FilterField) -> StatisticsLine {
    .figure(
      FigureLine(
        label: group.id, figure: group.contrast, interval: "Welch",
        basis: "p " + group.contrastP.text(scale: 1, places: 4), narrowing: Narrowing((field, [group.id]))))
  }

  private static func cells(
    of stratum: GroupReport.Stratum, _ group: GroupReport, by field: FilterField, _ report: FidelityReport,
    _ context: StatisticsContext
  ) -> StatisticsPanel {
    let cases = Narrowing((.outcome, [stratum.id]), (field, [group.id]))
    let label = report.strata.first { $0.id == stratum.id }?.label ?? stratum.id
    return StatisticsPanel(
      title: label, subtitle: "\(counted(stratum.pairs, "pair")) · \(counted(stratum.conversations, "conversation"))",
      lines: stratum.cells.map { .shares(stageBars(of: $0.row, cases, without: nil, context)) })
  }

  private static func corrections(_ report: FidelityReport, _ field: FilterField) -> String {
    let family = field == .position ? "positions" : "actions"
    guard let note = report.multiplicity?.first(where: { $0.family == family }) else { return "" }
    let clustered = note.clustered
    return
      "Of \(counted(clustered.tested, "shift")) tested by the paired clustered test, \(clustered.uncorrected) have p < "
      + "\(note.alpha.decimal(2)) uncorrected, \(clustered.benjaminiHochberg) after Benjamini–Hochberg; of"
      + " \(clustered.declared) in the declared family \(clustered.holm) after Holm."
  }
}
