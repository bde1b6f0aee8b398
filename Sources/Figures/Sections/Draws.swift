import Cases
import Fidelity
import JSON
import Text

// What repeated draws and several instruments tell.

extension FigureSection {
  private static let needed: AnalysisParts = [.contrast, .floors, .draws]

  static let ensemble = FigureSection(
    .ensemble, "Draws as a forecast of the next real turn", .table, parts: needed,
    rows: [
      FigureRow<EnsembleReport.Row>(
        "skill", "skill", .effect, "How much better the draws tell the next real stage than this reference does.",
        formula: "1 − Σ score of the draws ÷ Σ score of the reference, same probes; delta method, CR1, t(G − 1)",
        reading: "0: as good. All of the interval below 0: worse than the reference; above: better; else undecided.",
        isResampled: false, read: { .figure($0.skill) }),
      FigureRow(
        "score", "ranked score", .distance, "How far from the real stage the law of the draws, or the reference, is.",
        formula:
          "Σ over depths (P(≤ depth) − [real ≤ depth])²; of draws, and of the labels of a look-up, the fair one (Ferro "
          + "2014): whatever their number",
        reading: "Smaller is better; 0 is perfect. Stages of equal depth are one.", isResampled: false,
        read: { .figure($0.rankedScore) }),
      FigureRow(
        "identical", "identical draws", .share, "How often two draws at one probe have the same stage.",
        formula: "Σ n(n − 1) ÷ m(m − 1), the mean over probes; of a reference Σ p²",
        reading: "More than the references’: the simulator is surer of one answer than people are alike.",
        isResampled: false, read: { .figure($0.identical) }),
      FigureRow(
        "entropy", "entropy", .size, "How spread the stages of a probe’s draws are, in nats.",
        formula: "Miller’s and Madow’s correction; of a reference what as many draws of it would show",
        reading: "Less than the references’: the draws are more alike than people are.", isResampled: false,
        read: { .figure($0.entropy) }),
      FigureRow(
        "law_entropy", "entropy of the law", .size, "How spread the reference’s law of stages is, in nats.",
        formula: "−Σ p log p, the mean over probes",
        reading: "What very many draws of it would show: few show less.", outputs: .data,
        read: { .quantity($0.lawEntropy) }),
    ],
    remarks: { [$0.repeated?.sentence].compactMap(\.self) }
  ) { report, scope, reader in
    guard let ensemble = report.repeated?.ensemble else { return [] }
    return [
      FigureBlock(
        (ensemble.reason.map { [.unavailable($0)] } ?? ensemble.rows).map { row in
          var entry = FigureEntry(
            item: row.reference?.rawValue ?? "simulator", row.reference?.words ?? "simulator",
            facts: [JSONValue.Member("reference", row.reference.map { .string($0.rawValue) } ?? .null)],
            reader.figures(row, scope))
          // People read the reason in a sentence.
          entry.isDataOnly = ensemble.reason != nil
          return entry
        })
    ]
  }

  static let widerExcess = FigureSection(
    .widerExcess, "The excess over draws and instruments", .list, parts: needed,
    rows: [
      FigureRow<ComponentsReport>(
        "over_draws", "over draws", .depth, "The excess of the contrast, a probe being the mean of all its draws.",
        formula: "Δ − Δ of the reference, each probe once; Welch over units",
        reading: "Beside the excess of one draw: what that draw’s luck did.", isResampled: false,
        read: { .figure($0.overDraws) }),
      FigureRow(
        "over_instruments", "over instruments and draws", .depth,
        "The mean excess by several instruments on the same turns.",
        formula: "mean over instruments; sampling variance + variance of instruments ÷ k, t by Satterthwaite",
        reading: "Holds for instruments like these, not for one alone. Two of them make it wide.", isResampled: false,
        read: { .figure($0.overInstruments) }),
    ],
    remarks: { report in
      guard let repeated = report.repeated, repeated.reason == nil else { return [] }
      return [repeated.components.sentence].compactMap(\.self)
    }
  ) { report, scope, reader in
    guard let components = report.repeated?.components, components.reason == nil else { return [] }
    return [FigureBlock([FigureEntry("excess", reader.figures(components, scope))])]
  }

  static let components = FigureSection(
    .component, "Where the variance of the excess comes from", .table, parts: needed,
    rows: [
      FigureRow<ComponentsReport.Part>(
        "count", "now", .count, "How many there are now.", formula: "a count; of draws the mean over probes",
        reading: "More of the largest part makes the excess surest.", read: { .quantity(.number($0.count)) }),
      FigureRow(
        "sd", "standard deviation", .size, "How much one of them differs from the next, in depth steps.",
        formula: "by moments: of a conversation’s excess, of a draw’s depth, of an instrument’s excess",
        reading: "What cannot be told apart stays with the conversations; a variance below 0 counts as 0.",
        read: { .quantity($0.standardDeviation) }),
      FigureRow(
        "share", "of the variance", .share, "Its part of the variance of the mean excess.",
        formula: "variance from it, averaged as now ÷ all", reading: "Where further requests help most.",
        read: { .quantity($0.share) }),
    ]
  ) { report, scope, reader in
    guard let components = report.repeated?.components, components.reason == nil else { return [] }
    return [
      FigureBlock(
        components.parts.map {
          FigureEntry(
            item: $0.source.rawValue, $0.source.words, facts: [JSONValue.Member("source", .string($0.source.rawValue))],
            reader.figures($0, scope))
        })
    ]
  }

  static let purchases = FigureSection(
    .purchase, "What to buy next: the excess after \(NumberText.grouped(ComponentsReport.requests)) more requests",
    .table, parts: needed,
    rows: [
      FigureRow<ComponentsReport.Purchase>(
        "bought", "more of them", .count, "How many more of them the requests buy.",
        formula: "a simulated turn is a request, and so is each label; whole conversations and instruments",
        reading: "A part of a draw is spread over the probes.", read: { .quantity($0.bought) }),
      FigureRow(
        "standard_error", "standard error", .distance, "The standard error of the excess then, in depth steps.",
        formula: "the variance components, each ÷ how many there then are",
        reading: "Buy what makes it smallest. “now” is of all draws and instruments at hand.",
        read: { .quantity($0.standardError) }),
    ]
  ) { report, scope, reader in
    guard let components = report.repeated?.components, components.reason == nil else { return [] }
    return [
      FigureBlock(
        components.purchases.map {
          FigureEntry(
            item: $0.source?.rawValue ?? "now", $0.source.map { "more \($0.words)" } ?? "now",
            facts: [JSONValue.Member("source", $0.source.map { .string($0.rawValue) } ?? .null)],
            reader.figures($0, scope))
        })
    ]
  }
}
