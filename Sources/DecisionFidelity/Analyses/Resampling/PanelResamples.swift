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

  private struct Resampled: Sendable {
    let profile: UnitProfile
    let sums: ResampledSums
  }

  private let depth: Resampled
  /// One a group of stages, or none where ``depth`` holds all.
  private let shares: [Resampled]
  private let groups: [[Int]]
  private let level: Double

  /// - Parameter groups: The groups of stages whose shares are wanted, for instance every stage and every headline.
  init(_ panel: Panel, groups: [[Int]], options: AnalysisOptions) async throws {
    self.groups = groups
    level = options.level
    let single = try PanelResamples.profile(panel, [])
    let joint = try PanelResamples.profile(panel, groups)
    guard joint.cost > single.cost * 2 else {
      depth = try await PanelResamples.resample(joint, options, stream: 0)
      shares = []
      return
    }
    let parts = try groups.map { group throws(StatisticsError) in
      try PanelResamples.profile(panel, [group], Column.pairs)
    }
    if joint.cost <= parts.reduce(single.cost, { $0 + $1.cost }) {
      depth = try await PanelResamples.resample(joint, options, stream: 0)
      shares = []
    } else {
      depth = try await PanelResamples.resample(single, options, stream: 0)
      var resampled: [Resampled] = []
      for (number, part) in parts.enumerated() {
        resampled.append(try await PanelResamples.resample(part, options, stream: UInt64(number + 1)))
      }
      shares = resampled
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
    let profile = depth.profile
    return interval(depth.sums) { sums in
      profile.total(sums, stratum: stratum, column: Column.mean)
        / profile.total(sums, stratum: stratum, column: Column.conversations)
    }
  }

  func pairWeightedBias(stratum: Int) -> IntervalFigure {
    let profile = depth.profile
    return interval(depth.sums) { sums in
      profile.total(sums, stratum: stratum, column: Column.depth)
        / profile.total(sums, stratum: stratum, column: Column.pairs)
    }
  }

  /// The interval of a weighted mean of the strata's biases; strata of weight 0 are left out.
  func weightedBias(_ weights: [Double]) -> IntervalFigure {
    let profile = depth.profile
    return interval(depth.sums) { sums in
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
    return interval(depth.sums) { sums in moments(sums, sides.0).mean - moments(sums, sides.1).mean }
  }

  func cohenD(_ contrast: Contrast) -> IntervalFigure {
    let sides = (contrast.uncommitted.indices, contrast.committed.indices)
    return interval(depth.sums) { sums in
      let first = moments(sums, sides.0)
      let second = moments(sums, sides.1)
      let pooled = (first.squares + second.squares) / (first.count + second.count - 2)
      return (first.mean - second.mean) / pooled.squareRoot()
    }
  }

  /// Count, mean and sum of squared deviations of D̄ over the conversations of some strata.
  private func moments(_ sums: Sums, _ strata: [Int]) -> (count: Double, mean: Double, squares: Double) {
    let count = depth.profile.total(sums, strata: strata, column: Column.conversations)
    let total = depth.profile.total(sums, strata: strata, column: Column.mean)
    let square = depth.profile.total(sums, strata: strata, column: Column.square)
    return (count, total / count, square - total * total / count)
  }

  private func share(_ group: Int, _ stratum: Int, _ value: (Double, Double) -> Double) -> IntervalFigure {
    let part = shares.isEmpty ? depth : shares[group]
    let pairsColumn = shares.isEmpty ? Column.pairs : 0
    let column = shares.isEmpty ? Column.groups + 2 * group : 1
    return interval(part.sums) { sums in
      let pairs = part.profile.total(sums, stratum: stratum, column: pairsColumn)
      return value(
        part.profile.total(sums, stratum: stratum, column: column) / pairs,
        part.profile.total(sums, stratum: stratum, column: column + 1) / pairs)
    }
  }

  private func interval(_ sums: ResampledSums, _ statistic: (Sums) -> Double) -> IntervalFigure {
    IntervalFigure { () throws(StatisticsError) in
      try sums.replicates(of: statistic).percentileInterval(level: level)
    }
  }

  /// - Parameter first: The first of the fixed columns that is wanted.
  private static func profile(
    _ panel: Panel, _ groups: [[Int]], _ first: Int = 0
  ) throws(StatisticsError) -> UnitProfile {
    let kinds = panel.kinds
    return try UnitProfile(
      panel.units, width: Column.groups - first + 2 * groups.count, stratum: { kinds.stratum[$0] },
      row: { kind, numbers in
        let mean = kinds.meanDepth(kind)
        let fixed = [1, mean, mean * mean, kinds.depthSum[kind], Double(kinds.pairs[kind])]
        for column in first..<Column.groups { numbers[column - first] = fixed[column] }
        for (number, group) in groups.enumerated() {
          numbers[Column.groups - first + 2 * number] = kinds.real(kind, in: group)
          numbers[Column.groups - first + 2 * number + 1] = kinds.simulated(kind, in: group)
        }
        return true
      })
  }

  private static func resample(
    _ profile: UnitProfile, _ options: AnalysisOptions, stream: UInt64
  ) async throws -> Resampled {
    Resampled(
      profile: profile,
      sums: try await profile.table.bootstrap(
        resamples: options.resamples, seed: options.seed, stream: stream, tasks: options.threads))
  }
}

extension PanelResamples {
  /// Fills in the bootstrap intervals of a row of shares.
  func addIntervals(to row: inout ShareRow, group: Int, stratum: Int) {
    row.real.share.bootstrap = realShare(group: group, stratum: stratum)
    row.simulated.share.bootstrap = simulatedShare(group: group, stratum: stratum)
    row.shift.bootstrap = shift(group: group, stratum: stratum)
  }
}
