import Statistics

/// Resamples of one table, and the rule by which intervals are read from them.
struct Resampled: Sendable {
  let profile: UnitProfile
  private let sums: ResampledSums
  private let level: Double
  private let isBiasCorrected: Bool

  /// - Parameter stream: Tells apart tables that are resampled under one seed.
  /// - Throws: `StatisticsError`, `CancellationError`.
  init(_ profile: UnitProfile, options: AnalysisOptions, stream: UInt64) async throws {
    self.profile = profile
    level = options.level
    isBiasCorrected = options.biasCorrected
    sums = try await profile.table.bootstrap(
      resamples: options.resamples, seed: options.seed, stream: stream, tasks: options.threads)
  }

  /// The interval of a statistic of the sums.
  func interval(_ statistic: (Sums) -> Double) -> IntervalFigure {
    IntervalFigure { () throws(StatisticsError) in
      let replicates = try sums.replicates(of: statistic)
      guard isBiasCorrected else { return try replicates.percentileInterval(level: level) }
      return try replicates.bcaInterval(
        level: level, acceleration: try profile.table.acceleration(of: statistic))
    }
  }
}
