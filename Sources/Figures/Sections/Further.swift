import Cases
import Fidelity
import JSON
import Text

extension FigureSection {
  private static let agreementRows: [FigureRow<InstrumentReport.Agreement>] = [
    FigureRow(
      "turns", "turns", .count, "Turns that both labelled.", formula: "a count",
      reading: "Few turns make coefficients wide.", read: { .count($0.turns) }
    ),
    FigureRow(
      "agreement", "equal", .share, "Turns that both gave the same stage.",
      formula: "equal ÷ turns; Wilson’s interval on the effective number of turns",
      reading: "Chance agrees too: see κ.", isResampled: false, read: { .figure($0.observed) }),
    FigureRow(
      "kappa", "κ", .coefficient, "Agreement beyond chance.", formula: "Cohen’s κ; jackknife over customers",
      reading: "0 is chance, 1 is perfect.", isResampled: false, read: { .figure($0.kappa) }),
    FigureRow(
      "kappa_linear", "κ linear", .coefficient, "The same, larger differences weighing more.",
      formula: "Cohen’s κ, linear weights; jackknife over customers", reading: "For ordered stages.",
      isResampled: false, outputs: .data,
      read: { .figure($0.kappaLinear) }),
    FigureRow(
      "kappa_quadratic", "κ quadratic", .coefficient, "The same, larger differences weighing much more.",
      formula: "Cohen’s κ, quadratic weights; jackknife over customers", reading: "For ordered stages.",
      isResampled: false, read: { .figure($0.kappaQuadratic) }),
    FigureRow(
      "alpha_nominal", "α nominal", .coefficient, "Agreement beyond chance, stages as names.",
      formula: "Krippendorff’s α; jackknife over customers", reading: "Takes every difference for the same.",
      isResampled: false, outputs: .data,
      read: { .figure($0.alphaNominal) }),
    FigureRow(
      "alpha_ordinal", "α ordinal", .coefficient, "Agreement beyond chance, stages in their order.",
      formula: "Krippendorff’s α; jackknife over customers", reading: ".80 and more is customary for firm conclusions.",
      isResampled: false, read: { .figure($0.alphaOrdinal) }),
    FigureRow(
      "alpha_interval", "α interval", .coefficient, "Agreement beyond chance, over the stages’ depths.",
      formula: "Krippendorff’s α; jackknife over customers", reading: "Takes depths at their word.", isResampled: false,
      outputs: .data,
      read: { .figure($0.alphaInterval) }),
    FigureRow(
      "depth_difference", "depth, second − first", .depth, "Whether the second labels deeper than the first.",
      formula: "mean depth of the second − that of the first",
      reading: "Different for real and simulated turns: that difference is bias.",
      isResampled: false, read: { .figure($0.depthDifference) }),
  ]

  static let instruments = FigureSection(
    .instrument, "Agreement of instruments and people on the same turns", .table, parts: [.instruments],
    rows: agreementRows, remarks: { [$0.instruments?.reason].compactMap { $0 } }
  ) { report, scope, reader in
    let pairs = report.instruments?.pairs ?? []
    return pairs.map { (pair: InstrumentReport.Pair) -> FigureBlock in
      let people = pair.isHuman ? " (blind)" : ""
      return FigureBlock(
        title: "\(pair.first) and \(pair.second)" + people,
        [("real", pair.real), ("simulated", pair.simulated)].map { (source: String, agreement) in
          FigureEntry(
            group: pair.second, item: source, "\(source) turns",
            facts: [JSONValue.Member("human", .bool(pair.isHuman))], reader.figures(agreement, scope))
        })
    }
  }

  static let instrumentsOverall = FigureSection(
    .instrumentOverall, "All instruments together", .list, parts: [.instruments],
    rows: [
      FigureRow<InstrumentReport.Overall>(
        "real.alpha_ordinal", "α ordinal, real turns", .coefficient, "Agreement of all on real turns.",
        formula: "Krippendorff’s α, missing labels allowed; jackknife over customers",
        reading: ".80 and more is customary for firm conclusions.",
        isResampled: false, read: { .figure($0.realAlpha) }),
      FigureRow(
        "simulated.alpha_ordinal", "α ordinal, simulated turns", .coefficient, "Agreement of all on simulated turns.",
        formula: "Krippendorff’s α, missing labels allowed; jackknife over customers",
        reading: "Other than for real turns: the instruments differ more on one of the two.",
        isResampled: false, read: { .figure($0.simulatedAlpha) }),
    ]
  ) { report, scope, reader in
    report.instruments?.overall.map { overall in
      [
        FigureBlock(
          basis: NumberText.counted(overall.raters.count, "instrument"),
          [
            FigureEntry(
              "all", facts: [JSONValue.Member("raters", .array(overall.raters.map(JSONValue.string)))],
              reader.figures(overall, scope))
          ])
      ]
    } ?? []
  }

  /// Shares and depths by blind labels stand in one table: their styles differ, so that each has rows of its own.
  static let corrected: FigureSection = {
    let shares = FigureReader(section: .corrected, rows: correctedRows(.share))
    let depths = FigureReader(section: .corrected, rows: correctedRows(.depth))
    return FigureSection(
      .corrected, "Corrected by people’s blind labels", .table, parts: [.corrected],
      definitions: depths.definitions,
      remarks: { report in
        guard let corrected = report.corrected, corrected.reason == nil else { return [] }
        return [
          "\(NumberText.counted(corrected.labelled, "conversation")) labelled by people, "
            + "\(NumberText.grouped(corrected.unlabelled)) by the instrument alone."
        ]
      }
    ) { report, scope in
      guard let corrected = report.corrected, corrected.reason == nil, !corrected.rows.isEmpty else { return [] }
      return [
        FigureBlock(
          corrected.rows.map { row in
            let words = [row.stratum.map(report.name(ofStratum:)), row.id].compactMap(\.self)
            return FigureEntry(
              stratum: row.stratum, item: row.id, words.joined(separator: ", "),
              facts: [
                JSONValue.Member("id", .string(row.id)),
                JSONValue.Member("stratum", row.stratum.map(JSONValue.string) ?? .null),
              ], (row.id.contains("/") ? shares : depths).figures(row, scope))
          })
      ]
    }
  }()

  private static func correctedRows(_ style: NumberStyle) -> [FigureRow<CorrectedReport.Row>] {
    let blind: FigureRow<CorrectedReport.Row>.Cases = { row, scope in
      let scope = row.stratum.map { scope.and(.outcome, [$0]) } ?? scope
      let all = scope.common + [FilterExpression.equals(.blind, [FilterValue.yes])]
      return FigureCases(numerator: all, denominator: all)
    }
    return [
      FigureRow(
        "instrument", "instrument", style, "The quantity by the instrument’s labels alone.",
        formula: "all conversations",
        reading: "Holds the instrument’s errors.", read: { .quantity($0.instrument) }),
      FigureRow(
        "people", "people", style, "The quantity by people’s blind labels alone.", formula: "labelled conversations",
        reading: "Unbiased, and wide.", isResampled: false, cases: blind, read: { .figure($0.people) }),
      FigureRow(
        "corrected", "corrected", style, "The instrument’s quantity, rectified by people’s labels.",
        formula: "prediction-powered inference with a tuned λ (PPI++)",
        reading: "What people would have found, with the instrument’s labels used to the full.", isResampled: false,
        cases: blind, read: { .figure($0.corrected) }),
      FigureRow(
        "lambda", "λ", .coefficient, "How much the instrument’s labels count.", formula: "PPI++",
        reading: "0 not at all, 1 as in classical prediction-powered inference.", read: { .quantity($0.lambda) }),
    ]
  }

  static let power = FigureSection(
    .power, "What this panel could have found", .list, parts: [.contrast],
    rows: [
      FigureRow<PowerReport>(
        "power", "power", .share, "The chance that is asked for.", formula: "declared", reading: "80 % is customary.",
        read: { .quantity(Quantity($0.power, orReason: "no power was declared")) }),
      FigureRow(
        "alpha", "α", .coefficient, "The level of the test.", formula: "1 − level",
        reading: "The chance of a false alarm where there is no contrast.", outputs: .data,
        read: { .quantity(Quantity($0.alpha, orReason: "no level was declared")) }),
      FigureRow(
        "design_effect", "design effect", .size, "What several conversations of one customer cost.",
        formula: "variance of Δ over units ÷ that of as many independent conversations", reading: "1 costs nothing.",
        read: { .quantity($0.designEffect) }),
      FigureRow(
        "minimum_detectable_d", "smallest |d| found", .size, "The smallest |d| that this panel finds with that power.",
        formula: "two-sided test of Δ at α", reading: "Of the contrast against 0, not of the excess.",
        read: { .quantity($0.minimumDetectableD) }),
      FigureRow(
        "minimum_detectable_contrast", "smallest contrast found", .size, "The same in depth steps.",
        formula: "|d| × pooled SD", reading: "A smaller contrast may be there unseen.",
        read: { .quantity($0.minimumDetectableContrast) }),
      FigureRow(
        "conversations_for_observed_d", "conversations for the observed d", .count,
        "Conversations of this mix that find the observed d.", formula: "two-sided test of Δ at α",
        reading: "A small observed d needs many.", read: { .quantity($0.conversationsForObserved) }),
    ]
  ) { report, scope, reader in
    report.power.map { [FigureBlock([FigureEntry("power", reader.figures($0, scope))])] } ?? []
  }

  static let needs = FigureSection(
    .need, "Conversations needed", .table, parts: [.contrast],
    rows: [
      FigureRow<PowerReport.Need>(
        "conversations", "conversations", .count, "Conversations of this mix that find a given d.",
        formula: "two-sided test of Δ at α", reading: "Plan with them before, not after.", outputs: .reports,
        read: { .quantity($0.conversations) })
    ]
  ) { report, scope, reader in
    report.power.map { power in
      [
        FigureBlock(
          power.conversationsFor.map { need in
            FigureEntry(
              item: NumberText.brief(need.d), "d \(NumberText.brief(need.d))",
              facts: [JSONValue.Member("d", .number(need.d))], reader.figures(need, scope))
          })
      ]
    } ?? []
  }
}
