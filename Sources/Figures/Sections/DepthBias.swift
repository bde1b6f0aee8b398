import Cases
import Fidelity
import Text

extension FigureSection {
  private static let rows: [FigureRow<StratumReport>] = own + beside + further

  private static let beside: [FigureRow<StratumReport>] = FloorRows.rows(
    "", "", .depth, interval: nil, cases: { _, scope in scope.stages(differ: true) }, read: { $0.depthBias?.floored })

  private static let own: [FigureRow<StratumReport>] = [
    FigureRow(
      "", "depth bias", .depth, "How much deeper simulated turns stand than the real ones, in depth steps.",
      formula: "mean over conversations of D̄; D = depth(simulated) − depth(real); t on conversation means",
      reading: "+ is too deep, − too shallow. An average near 0 may hide errors that cancel out: see positions.",
      interval: "t", cases: { _, scope in scope.stages(differ: true) },
      read: { .figure($0.depthBias?.estimate ?? pending) })
  ]

  private static let further: [FigureRow<StratumReport>] = [
    FigureRow(
      "pair_weighted", "pair-weighted", .depth, "The same with every pair weighing the same.",
      formula: "Σ D ÷ pairs; CR1 with t(G − 1)", reading: "Differs from the depth bias where long conversations do.",
      interval: "CR1", outputs: .data, cases: { _, scope in scope.stages(differ: true) },
      read: { .figure($0.depthBias?.pairWeighted ?? pending) }),
    FigureRow(
      "sd", "SD", .size, "How much conversations differ in their mean error.", formula: "standard deviation of D̄",
      reading: "In depth steps; what Cohen’s d divides by, pooled.", outputs: .data,
      read: { .quantity($0.depthBias?.standardDeviation ?? .reason("not computed")) }),
  ]

  private static let pending = Figure(.reason("not computed"), count: 0)

  static let depthBias = FigureSection(
    .depthBias, "Depth bias: depth(simulated) − depth(real), mean over conversations", .table,
    parts: [.strata, .floors, .resampled], rows: rows
  ) { report, scope, reader in
    let strata = report.strata.filter { $0.depthBias != nil }
    return strata.isEmpty
      ? []
      : [
        FigureBlock(
          strata.map { stratum in
            FigureEntry(
              stratum: stratum.id, stratum.name, reader.figures(stratum, scope.and(.outcome, [stratum.id])))
          })
      ]
  }

  static let equivalence = FigureSection(
    .equivalence, "Within the declared margin?", .table, parts: [.strata],
    rows: [
      FigureRow<EquivalenceReport>(
        "margin", "margin", .size, "The largest bias that was declared to count as none.", formula: "± depth steps",
        reading: "Declared before looking, or it proves nothing.", read: { .quantity($0.margin) }),
      FigureRow(
        "p", "p", .probability, "Whether the bias is shown to lie within the margin.",
        formula: "the larger p of two one-sided tests (TOST)", reading: "Small: it is shown to lie within.",
        read: { .quantity($0.p) }),
      FigureRow(
        "verdict", "verdict", .count, "What the margin says of the bias.",
        formula: "the interval of level 1 − 2α within, outside of or across ± the margin",
        reading: "faithful: shown to be within; unfaithful: shown to be outside; undecided: neither.",
        read: { .word($0.verdict?.rawValue ?? "undecided") }),
    ]
  ) { report, scope, reader in
    let entries = report.strata.compactMap { stratum -> FigureEntry? in
      guard let equivalence = stratum.equivalence, equivalence.margin.number != nil else { return nil }
      return FigureEntry(stratum: stratum.id, stratum.name, reader.figures(equivalence, scope))
    }
    return entries.isEmpty ? [] : [FigureBlock(entries)]
  }

  static let calibration = FigureSection(
    .calibration, "Calibration", .list, parts: [.strata, .resampled],
    rows: [
      FigureRow<MarginalBiasReport>(
        "", "bias of everyone together", .depth, "Whether the simulator is too deep or too shallow on the whole.",
        formula: "Σ weight of a stratum × its depth bias; weights are the population’s where declared, else the data’s",
        reading: "0 is calibrated. It says nothing of whether errors sit with those who decline.", interval: "CR1",
        cases: { _, scope in scope.stages(differ: true) }, read: { .figure($0.estimate) })
    ]
  ) { report, scope, reader in
    report.marginalBias.map { bias in
      let weights = bias.weightsAreDeclared ? "weighted to the declared population" : "weighted as in the data"
      return [FigureBlock(basis: weights, [FigureEntry("everyone", reader.figures(bias, scope))])]
    } ?? []
  }
}
