import Fidelity
import JSON
import Text

extension FigureSection {
  static let missing = FigureSection(
    .missing, "What missing labels could do", .table, parts: [.contrast],
    rows: [
      FigureRow<MissingReport.Part>(
        "missing", "missing", .count,
        "Probes of which a label is missing, invalid or refused, on either side, or the simulated turn is.",
        formula: "a count", reading: "They are in no other figure.", read: { .count($0.missing) }),
      FigureRow(
        "share", "of all probes", .share, "How many of the probes these are.", formula: "missing ÷ probes",
        reading: "Few: the bounds are narrow.", isResampled: false, read: { .figure($0.share) }),
      FigureRow(
        "complete", "as labelled", .depth, "The depth bias, or the contrast, of the probes that are labelled.",
        formula: "mean of D̄", reading: "Takes missing labels to be missing by chance.",
        read: { .quantity($0.complete) }),
      FigureRow(
        "lower", "at the least", .depth, "The same with every missing label where it makes the figure smallest.",
        formula: "simulated at the shallowest stage, real at the deepest; for the contrast, the committed turned round",
        reading: "No labels could take it below this.", read: { .quantity($0.lower) }),
      FigureRow(
        "upper", "at the most", .depth, "The same with every missing label where it makes the figure largest.",
        formula: "simulated at the deepest stage, real at the shallowest; for the contrast, the committed turned round",
        reading: "No labels could take it above this.", read: { .quantity($0.upper) }),
    ],
    remarks: { report in
      guard let missing = report.missing else { return [] }
      if let reason = missing.reason { return ["No bounds for missing labels: \(reason)."] }
      guard let p = missing.p.number else { return [] }
      let style = NumberStyle.shift
      return [
        "Missing with those who decline more often than with those who commit, by "
          + "\(style.text(missing.difference.scaled(by: 100))), p \(NumberStyle.probability.text(p)): "
          + (p < 1 - report.level ? "not alike on both sides." : "no difference between the sides is shown.")
      ]
    }
  ) { report, scope, reader in
    guard let missing = report.missing, missing.reason == nil else { return [] }
    return [
      FigureBlock(
        (missing.strata + [missing.contrast]).map { part in
          FigureEntry(
            stratum: part.stratum, item: part.stratum ?? "contrast",
            part.stratum.map(report.name(ofStratum:)) ?? "contrast Δ",
            facts: [
              JSONValue.Member("stratum", part.stratum.map(JSONValue.string) ?? .null),
              JSONValue.Member("probes", .integer(part.probes)),
            ], reader.figures(part, scope))
        })
    ]
  }
}
