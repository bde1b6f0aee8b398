import Cases
import Statistics

/// Bootstrap resamples of a panel, from which every interval of its shares, shifts, biases and contrasts is read.
///
/// A share needs only its own stages' counts. Where the kinds of conversations are many, every group of stages is
/// therefore resampled on its own, on the few kinds that it tells apart; where they are few, all is resampled at once.
/// Both are exact.
struct PanelResamples: Sendable {
  /// The columns of a row: conversations, Σ D̄, Σ D̄², Σ D, pairs, then a real and a simulated count a group of stages.
  private enum Column {
    static let conversations = 0
    static let mean = 1
    static let square = 2
    static let depth = 3
    static let pairs = 4
    static let groups = 5
  }

  /// `nil` where ``reason`` says why nothing could be resampled.
  private var depth: Resampled?
  /// One a group of stages, or none where ``depth`` holds all.
  private var shares: [Resampled] = []
  private var reason = ""
  private let groups: [[Int]]

  /// - Parameters:
  ///   - groups: The groups of stages whose shares are wanted, for instance every stage and every headline.
  ///   - stream: Tells apart panels that are resampled under one seed; the next `groups.count` are used too.
  /// - Throws: `CancellationError`.
  init(_ panel: Panel, groups: [[Int]], options: AnalysisOptions, stream: UInt64 = 0) async throws {
    self.groups = groups
    do {
      try await resample(panel, options, stream)
    } catch let error as StatisticsError {
      depth = nil
      reason = error.description
    }
  }

  private mutating func resample(_ panel: Panel, _ options: AnalysisOptions, _ stream: UInt64) async throws {
    let joint = try profile(panel)
    let single = try joint.marginal(of: Array(0..<Column.groups))
    let parts: [UnitProfile] =
      joint.cost > 2 * single.cost
      ? try groups.indices.map {
        try joint.marginal(of: [Column.pairs, Column.groups + 2 * $0, Column.groups + 2 * $0 + 1])
      } : []
    guard !parts.isEmpty, joint.cost > parts.reduce(single.cost, { $0 + $1.cost }) else {
      depth = try await Resampled(joint, options: options, stream: stream)
      return
    }
    depth = try await Resampled(single, options: options, stream: stream)
    for (number, part) in parts.enumerated() {
      shares.append(try await Resampled(part, options: options, stream: stream + UInt64(number + 1)))
    }
  }

  /// The interval of a share in one stratum.
  func realShare(group: Int, stratum: Int) -> IntervalFigure { share(group, stratum) { real, _ in real } }

  func simulatedShare(group: Int, stratum: Int) -> IntervalFigure {
    share(group, stratum) { _, simulated in simulated }
  }

  func shift(group: Int, stratum: Int) -> IntervalFigure { share(group, stratum) { $1 - $0 } }

  /// The interval of the mean of D̄ over conversations of one stratum.
  func bias(stratum: Int) -> IntervalFigure {
    interval { profile, sums in
      profile.total(sums, stratum: stratum, column: Column.mean)
        / profile.total(sums, stratum: stratum, column: Column.conversations)
    }
  }

  func pairWeightedBias(stratum: Int) -> IntervalFigure {
    interval { profile, sums in
      profile.total(sums, stratum: stratum, column: Column.depth)
        / profile.total(sums, stratum: stratum, column: Column.pairs)
    }
  }

  /// The interval of a weighted mean of the strata's biases; strata of weight 0 are left out.
  func weightedBias(_ weights: [Double]) -> IntervalFigure {
    interval { profile, sums in
      var mean = 0.0
      for (stratum, weight) in weights.enumerated() where weight > 0 {
        mean +=
          weight * profile.total(sums, stratum: stratum, column: Column.mean)
          / profile.total(sums, stratum: stratum, column: Column.conversations)
      }
      return mean
    }
  }

  func contrast(_ contrast: Contrast) -> IntervalFigure {
    let sides = (contrast.uncommitted.indices, contrast.committed.indices)
    return interval { profile, sums in moments(profile, sums, sides.0).mean - moments(profile, sums, sides.1).mean }
  }

  /// Count, mean and sum of squared deviations of D̄ over the conversations of a side.
  typealias Moments = (count: Double, mean: Double, squares: Double)

  static func cohenD(_ first: Moments, _ second: Moments) -> Double {
    (first.mean - second.mean)
      / ((first.squares + second.squares) / (first.count + second.count - 2)).squareRoot()
  }

  static func glassDelta(_ first: Moments, _ second: Moments) -> Double {
    (first.mean - second.mean) / (second.squares / (second.count - 1)).squareRoot()
  }

  /// The interval of an effect size: the default one, and the plain bootstrap's.
  ///
  /// - Parameter units: The independent units of the smaller side.
  func effect(
    _ contrast: Contrast, units: Int, _ size: (Moments, Moments) -> Double
  ) -> (interval: IntervalFigure, bootstrap: IntervalFigure) {
    guard let depth else { return (.reason(reason), .reason(reason)) }
    let sides = (contrast.uncommitted.indices, contrast.committed.indices)
    let effect: (Sums) -> Double = { sums in
      size(moments(depth.profile, sums, sides.0), moments(depth.profile, sums, sides.1))
    }
    return (depth.expandedInterval(units: units, effect), depth.interval(effect))
  }

  private func moments(
    _ profile: UnitProfile, _ sums: Sums, _ strata: [Int]
  ) -> Moments {
    let count = profile.total(sums, strata: strata, column: Column.conversations)
    let total = profile.total(sums, strata: strata, column: Column.mean)
    let square = profile.total(sums, strata: strata, column: Column.square)
    return (count, total / count, square - total * total / count)
  }

  private func share(_ group: Int, _ stratum: Int, _ value: (Double, Double) -> Double) -> IntervalFigure {
    let pairsColumn = shares.isEmpty ? Column.pairs : 0
    let column = shares.isEmpty ? Column.groups + 2 * group : 1
    return interval(shares.isEmpty ? depth : shares[group]) { profile, sums in
      let pairs = profile.total(sums, stratum: stratum, column: pairsColumn)
      return value(
        profile.total(sums, stratum: stratum, column: column) / pairs,
        profile.total(sums, stratum: stratum, column: column + 1) / pairs)
    }
  }

  private func interval(_ statistic: (UnitProfile, Sums) -> Double) -> IntervalFigure { interval(depth, statistic) }

  private func interval(_ resampled: Resampled?, _ statistic: (UnitProfile, Sums) -> Double) -> IntervalFigure {
    guard let resampled else { return .reason(reason) }
    return resampled.interval { statistic(resampled.profile, $0) }
  }

  private func profile(_ panel: Panel) throws(StatisticsError) -> UnitProfile {
    let kinds = panel.kinds
    return try UnitProfile(
      panel.units, width: Column.groups + 2 * groups.count, stratum: { kinds.stratum[$0] },
      row: { kind, numbers in
        let mean = kinds.meanDepth(kind)
        numbers[Column.conversations] = 1
        numbers[Column.mean] = mean
        numbers[Column.square] = mean * mean
        numbers[Column.depth] = kinds.depthSum[kind]
        numbers[Column.pairs] = Double(kinds.pairs[kind])
        for (number, group) in groups.enumerated() {
          numbers[Column.groups + 2 * number] = kinds.real(kind, in: group)
          numbers[Column.groups + 2 * number + 1] = kinds.simulated(kind, in: group)
        }
      })
  }
}

extension PanelResamples {
  /// Fills in the bootstrap intervals of a row of shares, where there are shares.
  func addIntervals(to row: inout ShareRow, group: Int, stratum: Int) {
    guard row.shift.number != nil else { return }
    row.real.share.bootstrap = realShare(group: group, stratum: stratum)
    row.simulated.share.bootstrap = simulatedShare(group: group, stratum: stratum)
    row.shift.bootstrap = shift(group: group, stratum: stratum)
  }
}
