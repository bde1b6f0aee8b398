import Statistics

extension Study {
  /// How often the intervals of the bias, the contrast and the effect size hold the truth.
  ///
  /// - Parameters:
  ///   - buyerSpread: How many times more the smaller stratum varies.
  ///   - contrast: The true one; buyers are centred on its negative, the others on 0.
  static func contrastCoverage(_ name: String, buyerSpread: Double, contrast truth: Double) -> Study {
    Study(
      name: name,
      methods: [
        ("buyers' bias: t(n−1) on conversation means", true), ("buyers' bias: percentile bootstrap", false),
        ("buyers' bias: expanded percentile", false), ("contrast: Welch", true),
        ("contrast: percentile bootstrap", false), ("contrast: expanded percentile", false),
        ("d: percentile bootstrap", false), ("d: expanded percentile", true), ("d: BCa bootstrap", false),
        ("d: noncentral t", false),
      ]
    ) { conversations, generator, seed in
      let audit = MeanStudyAudit(
        conversations: conversations, buyerSpread: buyerSpread, contrast: truth, using: &generator)
      let (others, buyers) = (audit.others, audit.buyers)
      let means = others + buyers
      let table = try ProfileTable(
        columns: [means, means.map { $0 * $0 }, means.map { _ in 1 }],
        strata: others.map { _ in 0 } + buyers.map { _ in 1 }, strataCount: 2)
      let sums = try await table.bootstrap(resamples: resamples, seed: seed, stream: 3, tasks: 1)
      let bias = try sums.replicates { $0[1, 0] / $0[1, 2] }
      let contrast = try sums.replicates(of: Study.contrast)
      let effect = try sums.replicates(of: cohenD)
      let (first, second) = (try Summary(of: others), try Summary(of: buyers))
      let units = buyers.count
      return [
        try given { try ratioEstimate(buyers.map { ClusterSum(total: $0, weight: 1) }).interval().contains(-truth) },
        try given { try bias.percentileInterval().contains(-truth) },
        try given { try bias.expandedPercentileInterval(units: units).contains(-truth) },
        try given { try welchDifference(first, second).interval().contains(truth) },
        try given { try contrast.percentileInterval().contains(truth) },
        try given { try contrast.expandedPercentileInterval(units: units).contains(truth) },
        try given { try effect.percentileInterval().contains(audit.effectSize) },
        try given { try effect.expandedPercentileInterval(units: units).contains(audit.effectSize) },
        try given { try effect.bcaInterval(acceleration: table.acceleration(of: cohenD)).contains(audit.effectSize) },
        try given { try cohensDInterval(first, second).contains(audit.effectSize) },
      ]
    }
  }

  private static func contrast(_ sums: Sums) -> Double { sums[0, 0] / sums[0, 2] - sums[1, 0] / sums[1, 2] }

  private static func cohenD(_ sums: Sums) -> Double {
    var squares = 0.0
    for stratum in 0..<2 { squares += sums[stratum, 1] - sums[stratum, 0] * sums[stratum, 0] / sums[stratum, 2] }
    return contrast(sums) / (squares / (sums[0, 2] + sums[1, 2] - 2)).squareRoot()
  }
}
