import Statistics

extension Study {
  static let resamples = 999

  /// How often the intervals of a stage's share and shift hold the truth in the smaller stratum.
  static func stageCoverage(realShare: Double, simulatedShare: Double) -> Study {
    let percent = "\(Int((realShare * 100).rounded())) %"
    return Study(
      name: "buyers' stage of \(percent) (simulated \((simulatedShare * 1000).rounded() / 10) %)",
      methods: [
        ("share: Wilson on the effective n", true), ("share: percentile bootstrap", false),
        ("shift: CR1 t(G−1)", true), ("shift: percentile bootstrap", false), ("shift: BCa bootstrap", false),
      ]
    ) { conversations, generator, seed in
      let buyers = Int(StudyAudit.buyerShare * Double(conversations))
      let audit = try StageStudyAudit(
        conversations: buyers, realShare: realShare, simulatedShare: simulatedShare, using: &generator)
      let table = try ProfileTable(
        columns: [audit.real, audit.simulated, audit.pairs], strata: audit.pairs.map { _ in 0 }, strataCount: 1)
      let sums = try await table.bootstrap(resamples: resamples, seed: seed, stream: 2, tasks: 1)
      let share: (Sums) -> Double = { $0[0, 0] / $0[0, 2] }
      let shift: (Sums) -> Double = { ($0[0, 1] - $0[0, 0]) / $0[0, 2] }
      let kinds = table.strata[0].multiplicities.indices
      func clusters(_ total: (Double, Double) -> Double) -> [ClusterSum] {
        kinds.map { kind in
          let row = table.strata[0].rows[kind * 3..<kind * 3 + 3]
          let (real, simulated) = (row[row.startIndex], row[row.startIndex + 1])
          return ClusterSum(
            total: total(real, simulated), weight: row[row.startIndex + 2],
            multiplicity: table.strata[0].multiplicities[kind])
        }
      }
      let truth = simulatedShare - realShare
      return [
        try given { try clusteredShare(clusters { real, _ in real }).interval.contains(realShare) },
        try given { try sums.replicates(of: share).percentileInterval().contains(realShare) },
        try given { try ratioEstimate(clusters { $1 - $0 }).interval().contains(truth) },
        try given { try sums.replicates(of: shift).percentileInterval().contains(truth) },
        try given {
          try sums.replicates(of: shift).bcaInterval(acceleration: table.acceleration(of: shift)).contains(truth)
        },
      ]
    }
  }
}
