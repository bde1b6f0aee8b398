import Cases
import Fidelity
import Figures
import Testing

/// Every estimate has its interval, or says why not.
@Suite struct EffectIntervalTests {
  private func report(_ values: [(stratum: Int, shift: Int)]) async throws -> FidelityReport {
    var table = TestTable(depths: [0, 1, 2, 3, 4, 5, 6, 7])
    for value in values { table.add(stratum: value.stratum, [(3, 3 + value.shift)]) }
    let options = AnalysisOptions(
      simulator: "s", instrument: "i", resamples: 200, permutationDraws: 50,
      parts: [.strata, .contrast, .resampled, .matrix])
    return try await FidelityAnalysis(table: table.table, rows: table.all, options: options).report()
  }

  private let both =
    [3, 2, -1, 4, 1, 2, 0, 4].map { (stratum: 0, shift: $0) } + [0, -3, 2, 3, -2, 1, 0].map { (stratum: 1, shift: $0) }

  @Test func cliffsDeltaHasDeLongsInterval() async throws {
    let delta = try #require(try await report(both).contrast?.cliffsDelta)
    let bounds = try #require(delta.interval.bounds)
    // numpy and scipy.stats.t: placements, DeLong's variance, Welch's df, artanh.
    #expect(try abs(#require(delta.number) - 0.4642857142857143) < 1e-12)
    #expect(abs(bounds.lower - -0.231743459940906) < 1e-10 && abs(bounds.upper - 0.8458979247665643) < 1e-10)
  }

  @Test func hedgesGAndGlasssDeltaHaveTheBootstraps() async throws {
    let contrast = try #require(try await report(both).contrast)
    let (d, g) = (try #require(contrast.cohenD.number), try #require(contrast.hedgesG.number))
    let (own, other) = (try #require(contrast.cohenD.interval.bounds), try #require(contrast.hedgesG.interval.bounds))
    #expect(abs(other.lower - own.lower * g / d) < 1e-12 && abs(other.upper - own.upper * g / d) < 1e-12)
    let glass = try #require(contrast.glassDelta.interval.bounds)
    #expect(try (glass.lower...glass.upper).contains(#require(contrast.glassDelta.number)))
  }

  @Test func completeSeparationHasNoInterval() async throws {
    let far = (0..<8).map { (stratum: 0, shift: 3 + $0 % 2) } + (0..<8).map { (stratum: 1, shift: -$0 % 2) }
    let delta = try #require(try await report(far).contrast?.cliffsDelta)
    #expect(delta.number == 1 && delta.interval.bounds == nil)
  }

  @Test func aDistanceStandsBesideAFloorAndHasNoInterval() async throws {
    let matrix = try #require(try await report(both).strata[0].matrix)
    for distance in [matrix.wasserstein, matrix.jensenShannon, matrix.totalVariation] {
      #expect(distance.estimate.number != nil && distance.estimate.interval.bounds == nil)
      #expect(distance.estimate.bootstrap.bounds == nil)
      let (mean, upper) = (try #require(distance.noiseMean.number), try #require(distance.noiseUpper.number))
      #expect(mean > 0 && upper >= mean)
    }
  }

  /// Calibration of one stratum is its depth bias: the same number with the same interval.
  @Test func calibrationIsCorrectedOnceForTheNumberOfUnits() async throws {
    let report = try await report([4, -1, 2].map { (stratum: 0, shift: $0) })
    let (bias, own) = (try #require(report.marginalBias?.estimate), try #require(report.strata[0].depthBias?.estimate))
    let (first, second) = (try #require(bias.interval.bounds), try #require(own.interval.bounds))
    #expect(bias.number == own.number)
    #expect(abs(first.lower - second.lower) < 1e-12 && abs(first.upper - second.upper) < 1e-12)
  }
}
