import Fidelity
import JSON
import Text

extension FigureSection {
  static let comparison = FigureSection(
    .comparison, "Beside another simulator: contrast", .list,
    parts: [.comparison, .strata, .contrast, .floors, .resampled],
    rows: [
      [
        FigureRow<ComparisonReport>(
          "contrast", "own contrast Δ", .depth, "Δ of the simulator on the conversations that both cover.",
          formula: "mean D̄ of the uncommitted − that of the committed",
          reading: "As the contrast Δ, on fewer conversations.", read: { .figure($0.contrast) })
      ],
      FloorRows.rows("contrast", "own contrast", .depth, read: { $0.floored }),
      [
        FigureRow(
          "other_contrast", "other’s contrast Δ", .depth, "Δ of the other on the same conversations.",
          formula: "mean D̄ of the uncommitted − that of the committed", reading: "Beside the own one.",
          read: { .figure($0.otherContrast) })
      ],
      FloorRows.rows("other_contrast", "other’s contrast", .depth, read: { $0.otherFloored }),
      [
        FigureRow(
          "difference", "difference", .depth, "How much larger the first one’s contrast is.",
          formula: "Δ − other’s Δ, paired",
          reading:
            "Both meet the same people; what a reference shows at their probes may still differ: see the excess.",
          read: { .figure($0.difference) })
      ],
      FloorRows.rows("difference", "difference", .depth, read: { $0.flooredDifference }),
      [
        FigureRow(
          "p", "p of the difference", .probability, "Whether the contrasts differ.", formula: "two-sided, paired",
          reading: "Against no difference; the excess is that beyond what the probes alone make.",
          read: { .quantity($0.p) })
      ],
    ].flatMap(\.self),
    remarks: { report in
      report.comparison.map {
        [report.floorWords].compactMap(\.self) + [
          "\($0.simulator) − \($0.other), on \(NumberText.counted($0.conversations, "conversation")) that both cover."
        ]
      } ?? []
    }
  ) { report, scope, reader in
    report.comparison.map { comparison in
      [
        FigureBlock(
          title: "\(comparison.simulator) − \(comparison.other)",
          [FigureEntry(group: comparison.other, "contrast Δ", reader.figures(comparison, scope))])
      ]
    } ?? []
  }

  static let comparisonBiases = FigureSection(
    .comparisonBias, "Beside another simulator: depth bias", .table,
    parts: [.comparison, .strata, .contrast, .floors, .resampled],
    rows: [
      [
        FigureRow<ComparisonReport.Stratum>(
          "conversations", "n", .count, "Conversations that both cover.", formula: "a count",
          reading: "What the row rests on.",
          read: { .count($0.conversations) }),
        FigureRow(
          "depth_bias", "own bias", .depth, "Depth bias of the simulator there.", formula: "mean of D̄",
          reading: "+ is too deep.",
          read: { .figure($0.bias) }),
      ],
      FloorRows.rows("depth_bias", "own", .depth, read: { $0.floored }),
      [
        FigureRow(
          "other_depth_bias", "other’s bias", .depth, "Depth bias of the other there.", formula: "mean of D̄",
          reading: "+ is too deep.", read: { .figure($0.otherBias) })
      ],
      FloorRows.rows("other_depth_bias", "other’s", .depth, read: { $0.otherFloored }),
      [
        FigureRow(
          "difference", "difference", .depth, "How much deeper the first one is.", formula: "paired",
          reading: "+: the first one is deeper.",
          read: { .figure($0.difference) })
      ],
      FloorRows.rows("difference", "difference", .depth, read: { $0.flooredDifference }),
    ].flatMap(\.self)
  ) { report, scope, reader in
    report.comparison.map { comparison in
      [
        FigureBlock(
          title: "\(comparison.simulator) − \(comparison.other)",
          comparison.strata.map { stratum in
            FigureEntry(
              stratum: stratum.id, group: comparison.other, report.name(ofStratum: stratum.id),
              facts: [JSONValue.Member("id", .string(stratum.id))], reader.figures(stratum, scope))
          })
      ]
    } ?? []
  }
}
