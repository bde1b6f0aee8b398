import Cases
import Fidelity

extension StatisticsPage {
  /// Two simulators on the conversations that both cover, paired.
  static let simulators = StatisticsPage(title: "simulators", parts: [.comparison, .resampled]) { report, _ in
    guard let comparison = report.comparison else {
      return [
        .prose(report.reason ?? (report.stage == .resampled ? "this audit has no second simulator" : "…"))
      ]
    }
    func bias(_ label: String, _ figure: Figure, _ narrowing: Narrowing? = nil) -> StatisticsLine {
      .figure(FigureLine(label: label, figure: figure, narrowing: narrowing))
    }
    let panels = comparison.strata.map { stratum in
      StatisticsPanel(
        title: report.strata.first { $0.id == stratum.id }?.label ?? stratum.id,
        subtitle: "depth bias · \(counted(stratum.conversations, "conversation"))",
        lines: [
          bias(comparison.simulator, stratum.bias, Narrowing((.outcome, [stratum.id]))),
          bias(comparison.other, stratum.otherBias), bias("difference", stratum.difference),
        ])
    }
    return [
      .prose(
        "\(comparison.simulator) − \(comparison.other), on \(counted(comparison.conversations, "conversation")) that both cover."
      ),
      .panels(panels),
      .lines([
        .blank, .heading("Contrast Δ"), bias(comparison.simulator, comparison.contrast),
        bias(comparison.other, comparison.otherContrast), bias("difference", comparison.difference),
        plain("p", comparison.p, places: 4, "two-sided, paired"),
      ]),
    ]
  }

  /// How well the instruments agree, with each other and with people who labelled blind.
  static let instruments = StatisticsPage(title: "instruments", parts: [.instruments, .corrected]) { report, _ in
    guard let agreement = report.instruments else { return [.prose(report.reason ?? "…")] }
    if let reason = agreement.reason { return [.prose(reason)] }
    var blocks: [StatisticsBlock] = agreement.pairs.flatMap { pair -> [StatisticsBlock] in
      let title = "\(pair.first) and \(pair.second)\(pair.isHuman ? " (blind)" : "")"
      let panels = [("real turns", pair.real), ("simulated turns", pair.simulated)].map { name, agreement in
        StatisticsPanel(
          title: name, subtitle: counted(agreement.turns, "turn"),
          lines: [
            plain("the same", agreement.observed), plain("Cohen’s κ", agreement.kappa),
            plain("κ quadratic", agreement.kappaQuadratic), plain("α ordinal", agreement.alphaOrdinal),
            plain("depth", agreement.depthDifference, "second − first"),
          ])
      }
      return [.lines([.heading(title)]), .panels(panels), .lines([.blank])]
    }
    if let corrected = report.corrected, corrected.reason == nil { blocks.append(.lines(lines(of: corrected))) }
    return blocks
  }

  private static func lines(of corrected: CorrectedReport) -> [StatisticsLine] {
    let basis = "\(corrected.labelled.grouped) labelled blind, \(corrected.unlabelled.grouped) not"
    return [.heading("Corrected by blind labels", basis)]
      + corrected.rows.map { row in
        .figure(
          FigureLine(
            label: row.id, figure: row.corrected,
            basis: [row.stratum, "instrument alone " + row.instrument.text(scale: 1, places: 3)].compactMap(\.self)
              .joined(separator: ", ")))
      }
  }
}
