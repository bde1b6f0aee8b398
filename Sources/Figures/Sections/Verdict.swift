import Fidelity
import Text

extension FigureSection {
  static let verdict = FigureSection(
    .verdict, "Verdict", .list, parts: [.contrast, .floors, .resampled],
    rows: [
      FigureRow<ConcentrationVerdict>(
        "word", "verdict", .count, "On which side errors lie beyond what an outcome-blind reference shows.",
        formula: "the intervals of the excess of the contrast and of either side’s mean bias, against the margin",
        reading: "Undecided is no acquittal: the cases cannot tell.", outputs: .data, read: { .word($0.finding.word) }),
      FigureRow(
        "standing", "standing", .count, "Whether this is the analysis that was declared before labels came.",
        formula: "every point that bears on the verdict, against the plan",
        reading: "Exploratory: something was chosen after the labels could be seen.", outputs: .data,
        read: { .word($0.standing.word) }),
      FigureRow(
        "p", "p of the excess", .probability, "How surprising the excess would be if it were the margin, or 0.",
        formula: "two-sided, (excess − margin) ÷ standard error of the excess, normal",
        reading: "Beside the verdict’s interval, which decides; several verdicts share Holm’s.",
        read: { .quantity($0.p) }),
      FigureRow(
        "holm_p", "Holm’s p over all series", .probability,
        "The same where the verdicts of several simulators or instruments are given together.",
        formula: "Holm’s over the series that have a p", reading: "What holds whatever else was asked.", outputs: .data,
        read: { .quantity($0.family?.p ?? .reason("the verdict is given alone")) }),
      FigureRow(
        "family_word", "verdict over all series", .count, "The verdict’s word where Holm’s p still shows it.",
        formula: "undecided where a fault is shown alone and Holm’s p is 1 − level or more", reading: "As the verdict.",
        outputs: .data, read: { .word($0.familyWord) }),
      FigureRow(
        "detectable_excess", "excess that would have shown", .size,
        "The smallest excess of the contrast that cases of this number would show with the stated power.",
        formula: "(z of the level + z of the power) × standard error of the excess",
        reading: "Smaller excesses may be there unseen.", read: { .quantity($0.detectable) }),
      FigureRow(
        "conversations_needed", "conversations that would tell", .count,
        "How many conversations would show an excess of the declared margin.",
        formula: "n × (the excess that would have shown ÷ margin)²",
        reading: "None without --excess-margin.", read: { .quantity($0.conversationsNeeded) }),
      FigureRow(
        "tipping_point", "refusals misread that would void it", .share,
        "How large a share of refusals the judge would have to read as deliberation, on simulated turns alone, to void "
          + "the verdict.",
        formula: "o ÷ (1 + o), o = least of (lower bound − limit) ÷ (depth step × share of refusals on that side)",
        reading: "Small: a slight error of the judge explains all. Label a random sample blind to know.",
        outputs: .all, read: { .quantity($0.tippingPoint) }),
    ],
    remarks: {
      [$0.firstLine, $0.contrast?.verdict?.familySentence, $0.contrast?.verdict?.standing.line].compactMap(\.self)
    }
  ) { report, scope, reader in
    guard let verdict = report.contrast?.verdict else { return [] }
    var entry = FigureEntry("verdict", reader.figures(verdict, scope))
    entry.isDataOnly = verdict.detectable.number == nil
    return [FigureBlock([entry])]
  }
}
