import Cases
import Fidelity
import JSON
import Text

extension FigureSection {
  private static let differing: FigureRow<ContrastReport>.Cases = { _, scope in scope.stages(differ: true) }

  private static let rows: [FigureRow<ContrastReport>] = [
    FigureRow(
      "", "contrast Δ", .depth, "How much more too deep the simulator is with those who decline.",
      formula: "mean D̄ of the uncommitted − mean D̄ of the committed; Welch’s interval",
      reading: "Above 0 convicts nobody: an outcome-blind sampler shows it too. Read the excess over the floor.",
      interval: "Welch", cases: differing, read: { .figure($0.estimate) }),
    FigureRow(
      "floor", "  floor", .depth, "The contrast of the reference that the verdict is taken beside.",
      formula: "Δ of m(h) − depth(real), where m(h) is the reference’s mean depth; own customer left out",
      reading: "A simulator as good as the reference shows this Δ, and is no less likely to have a small p.",
      read: { .quantity($0.floored?.floor ?? notComputed) }),
    FigureRow(
      "excess", "  excess", .depth, "What the simulator’s contrast exceeds that floor by; the verdict’s number.",
      formula: "Δ − Δ of the reference, from the same resamples; by people’s labels where those correct it",
      reading: "Above 0: further from the outcome than the reference. An interval that holds 0 decides nothing.",
      interval: "bootstrap", cases: differing,
      read: { .figure($0.floored?.excess ?? .unavailable(notComputed.reason ?? "")) }),
    FigureRow(
      "excess_p", "  p of the excess", .probability, "How surprising the excess would be if it were the margin, or 0.",
      formula: "two-sided, (excess − margin) ÷ standard error of the excess, normal",
      reading: "Read this one: the p-values below are against no contrast at all.",
      read: { .quantity($0.floored?.p ?? notComputed) }),
    FigureRow(
      "cohen_d", "Cohen’s d", .effect, "Δ in units of the spread between conversations.",
      formula: "Δ ÷ pooled SD of D̄; percentiles of the cluster bootstrap, expanded",
      reading: "0.2 small, 0.5 medium, 0.8 large by convention; the floor has a d of its own.", interval: "bootstrap",
      shape: .prefixed, cases: differing, read: { .figure($0.cohenD) }),
    FigureRow(
      "hedges_g", "Hedges’ g", .effect, "Cohen’s d without its bias in small samples.",
      formula: "d × the correction for df, as its interval", reading: "As d.", interval: "bootstrap", shape: .prefixed,
      cases: differing, read: { .figure($0.hedgesG) }),
    FigureRow(
      "glass_delta", "Glass’s Δ", .effect, "Δ in units of the committed’s spread.",
      formula: "Δ ÷ SD of the committed; percentiles of the cluster bootstrap, expanded",
      reading: "Beside d where the strata differ in spread.", interval: "bootstrap", shape: .prefixed,
      cases: differing, read: { .figure($0.glassDelta) }),
    FigureRow(
      "cliffs_delta", "Cliff’s δ", .effect, "How often an uncommitted conversation’s D̄ lies above a committed one’s.",
      formula: "P(above) − P(below) over all pairs of conversations; DeLong’s interval over units",
      reading: "−1 … 1; 0 is no tendency.", interval: "DeLong", isResampled: false, shape: .prefixed, cases: differing,
      read: { .figure($0.cliffsDelta) }),
    FigureRow(
      "welch.t", "Welch t", .statistic, "The t statistic of Δ with unequal spreads.", formula: "Δ ÷ its standard error",
      reading: "Beside its df and p.", outputs: .reports, cases: differing, read: { .quantity($0.welch.t) }),
    FigureRow(
      "welch.df", "df", .degreesOfFreedom, "Degrees of freedom of Welch’s test.", formula: "Welch and Satterthwaite’s",
      reading: "The more, the closer t is to the normal distribution.", outputs: .reports, cases: differing,
      read: { .quantity($0.welch.degreesOfFreedom) }),
    FigureRow(
      "welch.p", "Welch p", .probability, "How surprising Δ would be if there were no contrast at all.",
      formula: "two-sided, of t", reading: "Against 0, not against the floor: small is no conviction.",
      cases: differing, read: { .quantity($0.welch.p) }),
    FigureRow(
      "welch_on_conversations.p", "Welch p on conversations", .probability,
      "Welch’s p as if every conversation were independent.", formula: "two-sided, of t on conversation means",
      reading: "Differs where customers have several conversations; then the clustered one holds.", outputs: .data,
      read: { .quantity(($0.welchOnConversations ?? $0.welch).p) }),
    FigureRow(
      "mann_whitney.u", "Mann–Whitney U", .count, "How often an uncommitted D̄ lies above a committed one.",
      formula: "U of the uncommitted", reading: "Beside its p.", outputs: .data, read: { .quantity($0.mannWhitney.u) }),
    FigureRow(
      "mann_whitney.p", "Mann–Whitney p", .probability, "The rank test of D̄.", formula: "two-sided, tie-corrected",
      reading: "Against no difference at all, not against the floor.", cases: differing,
      read: { .quantity($0.mannWhitney.p) }),
    FigureRow(
      "permutation.p_two_sided", "permutation p", .probability,
      "How often outcomes dealt out at random show as large a contrast.",
      formula:
        "(b + 1) ÷ (B + 1), two-sided, of the studentised difference (the raw one with --paper); within blocks of outcome "
        + "patterns where customers lie on both sides",
      reading: "Against no difference at all, not against the floor.", cases: differing,
      read: { .quantity($0.permutation?.twoSided ?? notComputed) }),
    FigureRow(
      "permutation.p_one_sided", "permutation p, one-sided", .probability, "The same in the direction of Δ > 0.",
      formula: "(b + 1) ÷ (B + 1)", reading: "As the two-sided one.", outputs: .reports,
      read: { .quantity($0.permutation?.oneSided ?? notComputed) }),
    FigureRow(
      "permutation.studentised.p_two_sided", "permutation p, studentised", .probability,
      "The permutation test of Welch’s t.", formula: "(b + 1) ÷ (B + 1), two-sided",
      reading: "Holds its level where the strata differ in spread.", outputs: .data,
      read: { .quantity($0.permutation?.studentisedTwoSided ?? notComputed) }),
    FigureRow(
      "permutation.studentised.p_one_sided", "permutation p, studentised, one-sided", .probability,
      "The same in the direction of Δ > 0.", formula: "(b + 1) ÷ (B + 1)", reading: "As the two-sided one.",
      outputs: .data, read: { .quantity($0.permutation?.studentisedOneSided ?? notComputed) }),
    FigureRow(
      "permutation.raw.p_two_sided", "permutation p, raw", .probability, "The permutation test of the raw difference.",
      formula: "(b + 1) ÷ (B + 1), two-sided", reading: "The paper’s; rejects too often where spreads differ.",
      outputs: .pane, cases: differing, read: { .quantity($0.permutation?.rawTwoSided ?? notComputed) }),
    FigureRow(
      "permutation.raw.p_one_sided", "permutation p, raw, one-sided", .probability,
      "The same in the direction of Δ > 0.", formula: "(b + 1) ÷ (B + 1)", reading: "As the two-sided one.",
      outputs: .data, read: { .quantity($0.permutation?.rawOneSided ?? notComputed) }),
    FigureRow(
      "permutation.draws", "draws", .count, "How often outcomes were dealt out.", formula: "B",
      reading: "The smallest p that they can show is 1 ÷ (B + 1).", outputs: [.text, .markdown, .html, .pane],
      read: { $0.permutation.map { .count($0.draws) } ?? .quantity(notComputed) }),
  ]

  private static let notComputed = Quantity.reason("not computed")

  static let contrast = FigureSection(
    .contrast, "Contrast: uncommitted − committed", .list, parts: [.contrast, .resampled], rows: rows,
    remarks: { $0.contrast?.floored == nil ? [] : [FidelityReport.floorlessContrast] }
  ) { report, scope, reader in
    report.contrast.map { contrast in
      let sizes = [contrast.uncommitted, contrast.committed].map { NumberText.grouped($0.conversations) }
      return [
        FigureBlock(
          basis: sizes.joined(separator: " + ") + " conversations",
          [
            FigureEntry("Δ", reader.figures(contrast, scope))
          ])
      ]
    } ?? []
  }

  /// A side beside what the reference of the verdict shows there.
  private struct SidePlace: Sendable {
    let side: ContrastReport.Side
    let floored: FlooredFigure?

    init(_ contrast: ContrastReport, isCommitted: Bool) {
      side = isCommitted ? contrast.committed : contrast.uncommitted
      let reference = contrast.verdict?.reference
      floored = contrast.floors.first { $0.reference == reference }.map { floor in
        FlooredFigure(
          floor: isCommitted ? floor.committedBias : floor.uncommittedBias,
          excess: isCommitted ? floor.committedExcess : floor.uncommittedExcess, p: .reason("its interval tells"))
      }
    }
  }

  static let sides = FigureSection(
    .side, "The two sides", .table, parts: [.contrast, .floors],
    rows: [
      FigureRow<SidePlace>(
        "mean", "mean D̄", .depth, "Mean depth bias of one side of the contrast.", formula: "mean of D̄ over its units",
        reading: "Δ is the difference of the two.", outputs: .pane,
        cases: { place, scope in
          scope.and(.outcome, place.side.strata).stages(differ: true)
        }, read: { .quantity($0.side.mean) })
    ]
      + FloorRows.rows("", "", .depth, interval: "bootstrap", outputs: .pane, read: { $0.floored }).dropLast() + [
        FigureRow(
          "sd", "SD", .size, "Spread of D̄ on one side.", formula: "standard deviation over its units",
          reading: "In depth steps.", outputs: .pane, read: { .quantity($0.side.standardDeviation) }),
        FigureRow(
          "conversations", "conversations", .count, "Conversations of one side.", formula: "with labelled pairs",
          reading: "What the mean rests on.", outputs: .pane, read: { .count($0.side.conversations) }),
        FigureRow(
          "units", "units", .count, "Units of inference of one side.", formula: "customers where known",
          reading: "Fewer than conversations where customers have several.", outputs: .data,
          read: { .count($0.side.units) }),
      ]
  ) { report, scope, reader in
    report.contrast.map { contrast in
      [
        FigureBlock(
          [("uncommitted", false), ("committed", true)].map { key, isCommitted in
            let place = SidePlace(contrast, isCommitted: isCommitted)
            return FigureEntry(
              item: key, report.names(of: place.side.strata),
              facts: [JSONValue.Member("strata", .array(place.side.strata.map(JSONValue.string)))],
              reader.figures(place, scope))
          })
      ]
    } ?? []
  }
}
