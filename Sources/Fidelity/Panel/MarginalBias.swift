import Cases
import Statistics

/// The mean of D̄ over everyone: calibration, whatever the outcome.
struct MarginalBias: Sendable {
  /// The weight of each stratum, or why there are none.
  private let weights: [Quantity]
  private let isDeclared: Bool
  private let reason: String?

  init(_ panel: Panel, strata: [Stratum], populationShares: [String: Double]?) {
    let counts = strata.indices.map { panel.conversationCount(in: StratumMask([$0], of: strata.count)) }
    let given = strata.map { populationShares?[$0.id] }
    isDeclared = populationShares != nil
    let raw = isDeclared ? given.map { $0 ?? 0 } : counts.map(Double.init)
    let sum = raw.reduce(0, +)
    reason = MarginalBias.problem(raw, sum, counts, strata, populationShares)
    let isUsable = reason == nil
    weights = raw.map { isUsable ? .number($0 / sum) : .reason("no usable weight") }
  }

  func report(_ panel: Panel, level: Double) -> MarginalBiasReport {
    let count = panel.conversations.reduce(0, +)
    guard reason == nil else {
      return MarginalBiasReport(
        weights: weights, weightsAreDeclared: isDeclared, estimate: .unavailable(reason ?? "", count: count))
    }
    let means = weights.indices.map { mean(panel, stratum: $0) }
    let value = zip(weights, means).reduce(0) { $0 + ($1.0.number ?? 0) * $1.1 }
    let residuals = residuals(panel, means)
    let interval = IntervalFigure { () throws(StatisticsError) in try ratioEstimate(residuals).interval(level: level) }
    return MarginalBiasReport(
      weights: weights, weightsAreDeclared: isDeclared,
      estimate: Figure(
        Quantity(value, orReason: "the result is not a finite number"), interval: interval.shifted(by: value),
        count: count))
  }

  func bootstrap(_ resamples: PanelResamples) -> IntervalFigure {
    if let reason { return .reason(reason) }
    return resamples.weightedBias(weights.map { $0.number ?? 0 })
  }

  private func mean(_ panel: Panel, stratum: Int) -> Double {
    let kinds = panel.kinds
    var (sum, count) = (0.0, 0)
    for (kind, times) in panel.conversations.enumerated() where kinds.stratum[kind] == stratum {
      sum += kinds.meanDepth(kind) * Double(times)
      count += times
    }
    return count > 0 ? sum / Double(count) : 0
  }

  /// What every unit adds to the error of the weighted mean, the sizes of the strata being fixed as in resampling:
  /// weight ÷ conversations · √(G/(G − 1)) · (D̄ − the stratum's mean), and a weight that makes their ratio the error. G
  /// is the stratum's; what the ratio of all units is corrected by is taken out, so that nothing is corrected twice.
  private func residuals(_ panel: Panel, _ means: [Double]) -> [ClusterSum] {
    let kinds = panel.kinds
    let all = panel.units.count { (weights[kinds.stratum[$0]].number ?? 0) > 0 }
    let whole = Double(max(all - 1, 1)) / Double(max(all, 1))
    let each = weights.indices.map { stratum -> (residual: Double, weight: Double) in
      let units = panel.units.count { kinds.stratum[$0] == stratum }
      let count = panel.conversationCount(in: StratumMask([stratum], of: weights.count))
      let weight = (weights[stratum].number ?? 0) / Double(max(count, 1))
      return (weight * (whole * Double(units) / Double(max(units - 1, 1))).squareRoot(), weight)
    }
    return panel.units.sums { kind in
      let stratum = kinds.stratum[kind]
      guard each[stratum].weight > 0 else { return nil }
      return (each[stratum].residual * (kinds.meanDepth(kind) - means[stratum]), each[stratum].weight)
    }
  }

  private static func problem(
    _ raw: [Double], _ sum: Double, _ counts: [Int], _ strata: [Stratum], _ shares: [String: Double]?
  ) -> String? {
    let known = Set(strata.map(\.id))
    if let unknown = shares?.keys.filter({ !known.contains($0) }).min() {
      return "a population share is given for \(unknown), which is no stratum of the audit"
    }
    guard raw.allSatisfy({ $0.isFinite && $0 >= 0 }), sum.isFinite else {
      return "a population share is not a number of at least 0"
    }
    guard sum > 0 else { return shares == nil ? StageShares.noPairs : "the population shares add up to 0" }
    for (stratum, weight) in raw.enumerated() where weight > 0 && counts[stratum] == 0 {
      return "stratum \(strata[stratum].id) has a population share but no conversation in the selection"
    }
    return nil
  }
}
