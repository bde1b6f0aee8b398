import Statistics

/// Resamples of one table, and the rule by which intervals are read from them.
struct Resampled: Sendable {
  let layout: UnitProfile.Layout
  private let sums: ResampledSums
  private let level: Double
  /// For the acceleration of BCa intervals; `nil` where percentiles are wanted.
  private let table: ProfileTable?

  /// - Parameter stream: Tells apart tables that are resampled under one seed.
  /// - Throws: `StatisticsError`, `CancellationError`.
  init(_ profile: UnitProfile, options: AnalysisOptions, stream: UInt64) async throws {
    let sums = try await profile.table.bootstrap(
      resamples: options.resamples, seed: options.seed, stream: stream, tasks: options.threads)
    self.init(profile.layout, sums, options, options.biasCorrected ? profile.table : nil)
  }

  private init(
    _ layout: UnitProfile.Layout, _ sums: ResampledSums, _ options: AnalysisOptions, _ table: ProfileTable?
  ) {
    self.layout = layout
    self.sums = sums
    self.table = table
    level = options.level
  }

  /// Resamples some of the numbers of a profile together, group by group: the kinds that a group tells apart are few.
  static func groups(
    _ profile: UnitProfile, _ groups: [[Int]], options: AnalysisOptions, stream: UInt64
  ) async throws -> [Resampled] {
    let sums = try await profile.table.bootstrap(
      groups: groups.map(profile.layout.columns), resamples: options.resamples, seed: options.seed, stream: stream,
      tasks: options.threads)
    return try zip(groups, sums).map { group, sums in
      var layout = profile.layout
      layout.width = group.count
      return Resampled(layout, sums, options, options.biasCorrected ? try profile.marginal(of: group).table : nil)
    }
  }

  /// The interval of a statistic of the sums.
  func interval(_ statistic: (Sums) -> Double) -> IntervalFigure {
    interval { () throws(StatisticsError) in try sums.replicates(of: statistic) } acceleration: { table throws(StatisticsError) in
      try table.acceleration(of: statistic)
    }
  }

  /// The intervals of several statistics that are computed together.
  func intervals(_ count: Int, _ statistics: (Sums) -> [Double]) -> [IntervalFigure] {
    var values = Array(repeating: [Double](), count: count)
    for resample in 0..<sums.resamples {
      for (number, value) in statistics(sums[resample]).enumerated() { values[number].append(value) }
    }
    let observed = statistics(sums.observed)
    return (0..<count).map { number in
      interval { () throws(StatisticsError) in
        try Replicates(observed: observed[number], values: values[number])
      } acceleration: { table throws(StatisticsError) in
        try table.acceleration { statistics($0)[number] }
      }
    }
  }

  private func interval(
    _ replicates: () throws(StatisticsError) -> Replicates,
    acceleration: (ProfileTable) throws(StatisticsError) -> Double
  ) -> IntervalFigure {
    IntervalFigure { () throws(StatisticsError) in
      let replicates = try replicates()
      guard let table else { return try replicates.percentileInterval(level: level) }
      return try replicates.bcaInterval(level: level, acceleration: try acceleration(table))
    }
  }
}
