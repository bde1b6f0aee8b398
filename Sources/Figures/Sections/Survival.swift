import Fidelity
import Text

extension FigureSection {
  static let survival = FigureSection(
    .survival, "The first resisting or exit turn, in user turns", .table, parts: [.survival, .floors],
    rows: [
      FigureRow<SurvivalReport.Curve>(
        "conversations", "n", .count, "Conversations that are followed.", formula: "with labelled probes",
        reading: "Both curves rest on the same: simulated turns follow the real conversation.",
        read: { .count($0.conversations) }),
      FigureRow(
        "events", "leave", .count, "First resisting or exit turns among the people who are still there.",
        formula: "Σ d over probed user turns; of simulated people the mean over draws",
        reading: "Only probed turns are known.", read: { .quantity($0.events) }),
      FigureRow(
        "median", "median turn", .count, "The first user turn after which at most half are still there.",
        formula: "first t with Π (1 − d/n) ≤ ½", reading: "None where more than half stay.",
        read: { .quantity($0.median) }),
      FigureRow(
        "surviving", "still there at the end", .share, "The share that has not left by the last probed turn.",
        formula: "Π (1 − d/n) over probed turns; n: probed there, the real person not having left before",
        reading: "Only probed turns are known.", isResampled: false,
        read: { curve in
          guard let last = curve.steps.last else {
            return .quantity(.reason(curve.events.reason ?? "nobody is followed"))
          }
          return .figure(
            Figure(
              .number(last.surviving),
              interval: curve.reasonForNoInterval.map { .reason($0) } ?? .bounds(lower: last.lower, upper: last.upper),
              count: curve.conversations))
        }),
    ]
  ) { curves($0, $1, $2) }

  static let incidence = FigureSection(
    .incidence, "Left or committed, each ending the conversation for the other", .table, parts: [.survival, .floors],
    rows: [
      FigureRow<SurvivalReport.Curve>(
        "cumulative_incidence.leaving", "has left", .share,
        "The share that has resisted or left by the last probed turn and had not committed before.",
        formula: "Aalen–Johansen: Σ S(t−) d/n; n: probed there, the real person having neither left nor committed",
        reading: "Not 1 − the share still there: who commits can no longer leave.", isResampled: false,
        read: { .figure($0.incidence.leaving) }),
      FigureRow(
        "cumulative_incidence.committing", "has committed", .share,
        "The share that has reached a stage of the schema’s commitment at a probed turn and had not left before.",
        formula: "Aalen–Johansen: Σ S(t−) d/n, leaving as the competing event",
        reading: "Commitment is what was labelled at a probe, not the outcome.", isResampled: false,
        read: { .figure($0.incidence.committing) }),
    ]
  ) { curves($0, $1, $2) }

  /// A block a stratum: real people, then simulated ones, then what a reference shows.
  private static func curves(
    _ report: FidelityReport, _ scope: CaseScope, _ reader: FigureReader<SurvivalReport.Curve>
  ) -> [FigureBlock] {
    report.strata.compactMap { stratum in
      guard let survival = stratum.survival else { return nil }
      return FigureBlock(
        stratum: stratum.id, title: stratum.name,
        [("real", survival.real), ("simulated", survival.simulated), ("floor", survival.floor)].compactMap {
          name, curve in
          curve.map { FigureEntry(stratum: stratum.id, item: name, name, reader.figures($0, scope)) }
        })
    }
  }

  static let survivalTests = FigureSection(
    .survivalTest, "Do simulated people leave as often, turn by turn?", .list, parts: [.survival, .floors],
    rows: [
      [
        FigureRow<SurvivalReport>(
          "hazard_difference", "leaves more often by", .shift,
          "How much more often simulated people resist or leave at a probed turn, among those still there.",
          formula: "Σ (d simulated − d real) ÷ Σ n", reading: "Below 0: the simulator stays where people leave.",
          isResampled: false, read: { .figure($0.difference.scaled(by: 100)) })
      ],
      FloorRows.rows("hazard_difference", "leaves more often by", .shift, read: { $0.floored }),
      [
        FigureRow(
          "p", "p", .probability, "Whether real and simulated people leave equally often.",
          formula: "clustered score test of Σ (d simulated − d real)",
          reading: "Even a perfect outcome-blind sampler differs within a stratum.", outputs: .data,
          read: { .quantity($0.p) })
      ],
    ].flatMap(\.self), remarks: { [$0.floorWords(of: "leaving")].compactMap(\.self) }
  ) { report, scope, reader in
    report.strata.compactMap { stratum in
      stratum.survival.map { survival in
        FigureBlock(
          stratum: stratum.id, title: stratum.name,
          [FigureEntry(stratum: stratum.id, stratum.name, reader.figures(survival, scope))])
      }
    }
  }
}
