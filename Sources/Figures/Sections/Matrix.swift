import Cases
import Fidelity
import Text

extension FigureSection {
  private struct CellCount: Sendable {
    let count: Double
    let real: String
    let simulated: String

    func cases(_ scope: CaseScope) -> FigureCases {
      let row = scope.common + [.equals(.real, [real])]
      return FigureCases(
        numerator: row + [.equals(.simulated, [simulated])], denominator: row + [scope.isLabelled(.simulated)])
    }
  }

  private struct CellExcess: Sendable {
    let count: CellCount
    let share: Quantity
    let floored: FlooredFigure
  }

  static let confusion = FigureSection(
    .confusion, "Real stage (rows) to simulated stage (columns)", .matrix, parts: [.matrix],
    rows: [
      FigureRow<CellCount>(
        "count", "pairs", .count, "Pairs with this real and this simulated stage.", formula: "a count",
        reading: "The diagonal agrees.",
        cases: { $0.cases($1) }, read: { .turns($0.count) })
    ]
  ) { report, scope, reader in
    squares(report) { count, _, _, stratum in reader.figures(count, scope.and(.outcome, [stratum.id])) }
  }

  /// The square's shares beside the reference: what a real stage becomes is no more the simulator's alone than a recall.
  static let confusionExcess = FigureSection(
    .confusionExcess, "Real to simulated beyond the floor, pp", .matrix,
    parts: [.matrix, .floors],
    rows: FloorRows.rows("", "", .share, cases: { $0.count.cases($1) }, read: { (cell: CellExcess) in cell.floored })
      .map { row in row.path == ["floor"] ? row.lifted(to: .data) { $0 } : row } + [
        FigureRow(
          "share", "share", .share, "Of the pairs with this real stage: how many have this simulated one.",
          formula: "pairs of the cell ÷ pairs of its row",
          reading: "Beside its floor: who is taken for whom hangs on what can be known before the turn.",
          outputs: .data, cases: { $0.count.cases($1) }, read: { .quantity($0.share) })
      ]
  ) { report, scope, reader in
    squares(report) { count, floored, total, stratum in
      floored.map { floored in
        let share = Quantity(count.count / total, orReason: "no real turn has this stage")
        return reader.figures(
          CellExcess(count: count, share: share, floored: floored), scope.and(.outcome, [stratum.id]))
      }
    }
  }

  /// A square a stratum; none where a cell has no figures.
  private static func squares(
    _ report: FidelityReport,
    _ figures: (_ count: CellCount, _ floored: FlooredFigure?, _ row: Double, StratumReport) -> [FigureInstance]?
  ) -> [FigureBlock] {
    report.strata.compactMap { stratum in
      guard let matrix = stratum.matrix, stratum.pairs > 0 else { return nil }
      let stages = stratum.stages
      var cells: [FigureEntry] = []
      for (row, real) in stages.enumerated() where row < matrix.counts.count {
        let total = matrix.counts[row].reduce(0, +)
        for (column, simulated) in stages.enumerated() where column < matrix.counts[row].count {
          let count = CellCount(count: matrix.counts[row][column], real: real.id, simulated: simulated.id)
          guard let own = figures(count, matrix.flooredCells?[row][column], total, stratum) else { return nil }
          cells.append(
            FigureEntry(
              stratum: stratum.id, group: real.id, item: simulated.id, simulated.id, isStage: true, own))
        }
      }
      return FigureBlock(stratum: stratum.id, title: stratum.name, basis: stratum.basis, cells)
    }
  }

  static let rates = FigureSection(
    .rate, "Agreement, turn by turn", .list, parts: [.matrix, .floors], rows: rateRows,
    remarks: { [$0.floorWords, $0.floorWords(of: "leaving")].compactMap(\.self) }
  ) { report, scope, reader in
    report.strata.compactMap { stratum in
      guard let matrix = stratum.matrix else { return nil }
      return FigureBlock(
        stratum: stratum.id, title: stratum.name,
        [
          FigureEntry(
            stratum: stratum.id, stratum.name, reader.figures(matrix, scope.and(.outcome, [stratum.id])))
        ])
    }
  }

  private static let rateRows: [FigureRow<MatrixReport>] = [
    [
      FigureRow(
        "agreement", "agreement", .share, "How often the simulated turn has the real one’s stage.",
        formula: "pairs with equal stages ÷ labelled pairs",
        reading: "Chance agrees too; people would not repeat themselves to the letter either.", isResampled: false,
        cases: { _, scope in scope.stages(differ: false) }, read: { .figure($0.agreement) })
    ],
    FloorRows.rows("agreement", "agreement", .share, read: { $0.flooredAgreement }),
    [
      FigureRow(
        "resistance_recall", "resistance recall", .share,
        "Where the real person resists: how often the simulator does.",
        formula: "P(simulated in resistance | real in resistance), labelled pairs",
        reading: "Not attainable in full: nobody can tell from the prefix alone who will resist.", isResampled: false,
        cases: { _, scope in
          let real = scope.common + [scope.resists(.real), scope.isLabelled(.simulated)]
          return FigureCases(numerator: real + [scope.resists(.simulated)], denominator: real)
        }, read: { .figure($0.exitRecall) })
    ],
    FloorRows.rows("resistance_recall", "resistance recall", .share, read: { $0.flooredRecall }),
    [
      FigureRow(
        "false_resistance", "false resistance", .share,
        "Where the real person goes on: how often the simulator resists.",
        formula: "P(simulated in resistance | real not in resistance), labelled pairs",
        reading: "A simulator that resists everywhere has a high recall and a high false resistance.",
        isResampled: false,
        cases: { _, scope in
          let real = scope.labelled + [.not(scope.resists(.real))]
          return FigureCases(numerator: real + [scope.resists(.simulated)], denominator: real)
        }, read: { .figure($0.falseExitRate) })
    ],
    FloorRows.rows("false_resistance", "false resistance", .share, read: { $0.flooredFalseExits }),
    [
      FigureRow(
        "exit_probe_recall", "exit-probe recall", .share,
        "Where the real person never answered: how often the simulator resists, refuses, delays or stays silent.",
        formula: "P(resists, gives an exit act or is silent | no real reply), exit probes",
        reading: "Most of it may be answers: see how often it really stays silent.", isResampled: false,
        cases: { _, scope in scope.exitProbes(scope.leaves(.simulated, .simulatedExit)) },
        read: { .figure($0.exitProbeRecall) })
    ],
    FloorRows.rows("exit_probe_recall", "exit-probe recall", .share, read: { $0.flooredProbeRecall }),
    [
      FigureRow(
        "disengagement_misses.count", "disengagements missed", .count,
        "Pairs in which the real person resists or never answers and the simulator neither resists nor stays silent.",
        formula: "a count",
        reading: "The cases to read first.",
        cases: { _, scope in
          let leavers = scope.schema.resistance + [FilterValue.noReply]
          let denominator =
            scope.common + [.equals(.real, leavers), .not(.equals(.simulated, [FilterValue.missing]))]
          return FigureCases(
            numerator: scope.common + [.equals(.disengagement, [FilterValue.yes])], denominator: denominator)
        }, read: { .quantity($0.disengagementMisses) }),
      FigureRow(
        "disengagement_misses.of", "of who resist or never answer", .count,
        "Pairs in which the real person resists or never answers.", formula: "a count",
        reading: "Among these the missed ones are counted.",
        cases: { _, scope in
          let leavers = scope.schema.resistance + [FilterValue.noReply]
          let all = scope.common + [.equals(.real, leavers), .not(.equals(.simulated, [FilterValue.missing]))]
          return FigureCases(numerator: all, denominator: all)
        }, read: { .quantity($0.disengagements) }),
      FigureRow(
        "disengagement_misses.share", "share missed", .share,
        "Of the pairs in which the real person resists or never answers: how many the simulator misses.",
        formula: "disengagements missed ÷ pairs whose real person resists or never answers",
        reading: "Not attainable at 0: nobody can tell from the prefix alone who will resist.", isResampled: false,
        read: { .figure($0.disengagementMissShare) }),
    ],
    FloorRows.rows("disengagement_misses.share", "share missed", .share, read: { $0.flooredMissShare }),
  ].flatMap(\.self)

  static let distances = FigureSection(
    .distance, "Distances between the real and the simulated distribution of stages", .list,
    parts: [.matrix, .resampled],
    rows: [
      distance(
        "wasserstein", "Wasserstein-1", "How far stages would have to be moved.", "in depth steps", \.wasserstein),
      distance(
        "jensen_shannon", "Jensen–Shannon", "How well one turn tells the two distributions apart.",
        "base-2 divergence, 0 … 1", \.jensenShannon),
      distance(
        "total_variation", "total variation", "The share of turns that would have to change.", "½ Σ |difference|",
        \.totalVariation),
    ].flatMap(\.self)
  ) { report, scope, reader in
    matrices(report, scope, reader)
  }

  private static func distance(
    _ key: String, _ words: String, _ what: String, _ formula: String,
    _ path: any KeyPath<MatrixReport, MatrixReport.Distance> & Sendable
  ) -> [FigureRow<MatrixReport>] {
    let differing: FigureRow<MatrixReport>.Cases = { _, scope in scope.stages(differ: true) }
    return [
      FigureRow(
        key, words, .distance, what, formula: formula,
        reading: "Never 0 in a sample, and so without an interval: compare it with its floor.", isResampled: false,
        cases: differing, read: { .figure($0[keyPath: path].estimate) }),
      FigureRow(
        key + ".noise_floor.mean", "  floor: sides dealt at random, mean", .distance,
        "What two halves of equal size and pairing differ by.",
        formula: "mean over splits; real and simulated turns dealt at random to two halves, customer by customer",
        reading: "The distance where real and simulated turns are alike.",
        read: { .quantity($0[keyPath: path].noiseMean) }),
      FigureRow(
        key + ".noise_floor.upper", "  floor: sides dealt at random, up to", .distance,
        "The largest distance that two halves of equal size and pairing usually show.",
        formula: "upper limit over the same splits, at the report’s level",
        reading: "A distance below it is not told from none.", read: { .quantity($0[keyPath: path].noiseUpper) }),
    ]
  }

  static func matrices(
    _ report: FidelityReport, _ scope: CaseScope, _ reader: FigureReader<MatrixReport>
  ) -> [FigureBlock] {
    report.strata.compactMap { stratum in
      guard let matrix = stratum.matrix, stratum.pairs > 0 else { return nil }
      return FigureBlock(
        stratum: stratum.id, title: stratum.name,
        [
          FigureEntry(
            stratum: stratum.id, stratum.name, reader.figures(matrix, scope.and(.outcome, [stratum.id])))
        ])
    }
  }
}

extension CaseScope {
  /// Exit probes: nobody answered; those among them of which `holds` is true of the simulated side.
  func exitProbes(_ holds: FilterExpression) -> FigureCases {
    let all =
      common + [.equals(.real, [FilterValue.noReply]), .not(.equals(.simulated, [FilterValue.missing]))]
    return FigureCases(numerator: all + [holds], denominator: all)
  }
}
