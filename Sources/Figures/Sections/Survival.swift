import Fidelity
import Text

extension FigureSection {
  static let survival = FigureSection(
    .survival, "Time to the first resisting or exit turn, in user turns", .table, parts: [.survival],
    rows: [
      FigureRow<SurvivalReport.Curve>(
        "conversations", "n", .count, "Conversations that are followed.", formula: "with labelled probes",
        reading: "What the curve rests on.",
        read: { .count($0.conversations) }),
      FigureRow(
        "events", "left", .count, "Conversations in which somebody resists or leaves at a probe.",
        formula: "a count", reading: "Only probed turns are known.", read: { .quantity($0.events) }),
      FigureRow(
        "median", "median turn", .count, "The first user turn after which at most half are still there.",
        formula: "Kaplan–Meier", reading: "None where more than half stay.", read: { .quantity($0.median) }),
      FigureRow(
        "surviving", "still there at the end", .share, "The share that has not left by the last probed turn.",
        formula: "Kaplan–Meier", reading: "Only probed turns are known.", isResampled: false,
        read: { curve in
          guard let last = curve.steps.last else {
            return .quantity(.reason(curve.events.reason ?? "nobody is followed"))
          }
          return .figure(
            Figure(
              .number(last.surviving), interval: .bounds(lower: last.lower, upper: last.upper),
              count: curve.conversations))
        }),
    ]
  ) { report, scope, reader in
    report.strata.compactMap { stratum in
      guard let survival = stratum.survival else { return nil }
      return FigureBlock(
        stratum: stratum.id, title: stratum.name,
        [("real", survival.real), ("simulated", survival.simulated)].map { name, curve in
          FigureEntry(stratum: stratum.id, item: name, name, reader.figures(curve, scope))
        })
    }
  }

  static let survivalTests = FigureSection(
    .survivalTest, "Real against simulated time to exit", .list, parts: [.survival],
    rows: [
      logRank("log_rank_clustered", "log-rank, clustered", .all) { $0.logRankClustered },
      logRank("log_rank", "log-rank, conversations as independent", .data) { $0.logRank },
    ].flatMap(\.self)
  ) { report, scope, reader in
    report.strata.compactMap { stratum in
      stratum.survival.map { survival in
        FigureBlock(
          stratum: stratum.id, title: stratum.name,
          [FigureEntry(stratum: stratum.id, stratum.name, reader.figures(survival, scope))])
      }
    }
  }

  private static func logRank(
    _ key: String, _ words: String, _ shown: FigureDefinition.Outputs,
    _ test: @escaping @Sendable (SurvivalReport) -> MatrixReport.PairedTest
  ) -> [FigureRow<SurvivalReport>] {
    [
      FigureRow(
        key + ".statistic", words + " χ²", .statistic, "The statistic of the log-rank test.", formula: "χ²",
        reading: "Beside its df and p.", outputs: .data, read: { .quantity(test($0).statistic) }),
      FigureRow(
        key + ".df", words + " df", .degreesOfFreedom, "Its degrees of freedom.", formula: "of χ²",
        reading: "One, for two curves.",
        outputs: .data, read: { .quantity(test($0).degreesOfFreedom) }),
      FigureRow(
        key + ".p", words + " p", .probability, "Whether real and simulated people leave at the same pace.",
        formula: "log-rank over user turns", reading: "Even a perfect outcome-blind sampler differs within a stratum.",
        outputs: shown, read: { .quantity(test($0).p) }),
    ]
  }
}
