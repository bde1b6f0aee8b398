import Testing

@testable import Statistics

/// What can be computed from the summaries that the paper prints: arXiv:2606.20708v1, primary panel.
@Suite struct PaperTests {
  /// The spread of D̄ follows from the intervals +0.396 [.30, .49] and +0.092 [−.04, .22].
  private func summary(_ count: Int, _ mean: Double, _ lower: Double, _ upper: Double) throws -> Summary {
    let critical = try StudentTDistribution(degreesOfFreedom: Double(count - 1)).quantile(0.975)
    let deviation = (upper - lower) / 2 / critical * Double(count).squareRoot()
    return try Summary(count: count, mean: mean, variance: deviation * deviation)
  }

  @Test func theHeadlineContrastFollowsFromItsStrata() throws {
    let uncommitted = try summary(181, 0.396, 0.30, 0.49)
    let committed = try summary(193, 0.092, -0.04, 0.22)
    #expect(abs(try #require(uncommitted.standardDeviation) - 0.65) < 0.01)
    #expect(abs(try #require(committed.standardDeviation) - 0.92) < 0.01)
    let contrast = try welchDifference(uncommitted, committed)
    #expect(abs(contrast.value - 0.304) < 1e-12)
    let interval = try contrast.interval()
    #expect(abs(interval.lower - 0.14) < 0.01)
    #expect(abs(interval.upper - 0.46) < 0.01)
    #expect(abs(try cohensD(uncommitted, committed) - 0.38) < 0.005)
    let d = try cohensDInterval(uncommitted, committed)
    #expect(abs(d.lower - 0.18) < 0.01)
    #expect(abs(d.upper - 0.59) < 0.01)
    #expect(abs(try contrast.test(alternative: .greater).pValue - 0.0002) < 0.0001)
  }

  @Test func buyersReproducedAlmostExactlyIsACancellationOverPositions() {
    let uncommitted = [0.25, 0.43, 0.50]
    let committed = [0.20, 0.28, -0.20]
    let differences = zip(uncommitted, committed).map { $0 - $1 }
    for (difference, printed) in zip(differences, [0.05, 0.15, 0.71]) { #expect(abs(difference - printed) < 0.011) }
    // Three probes each: the mean over positions is the depth bias of the stratum.
    #expect(abs(uncommitted.reduce(0, +) / 3 - 0.396) < 0.005)
    #expect(abs(committed.reduce(0, +) / 3 - 0.092) < 0.005)
  }

  @Test func thePanelShowsEffectsOfAboutThreeTenths() throws {
    let power = try TwoSamplePower()
    #expect(abs(try power.minimumDetectableEffect(first: 181, second: 193) - 0.29) < 0.005)
    // An effect as large as the paper's needs 110 conversations a stratum.
    #expect(try power.requiredSize(d: 0.38).first == 110)
  }

  @Test func theParentPanelsSharesHaveTheirWilsonIntervals() throws {
    // 793 of 2,790 conversations end with a verified payment.
    let interval = try wilsonInterval(count: 793, of: 2790)
    #expect(abs(interval.estimate - 0.284) < 0.001)
    #expect(abs(interval.lower - 0.268) < 0.001)
    #expect(abs(interval.upper - 0.301) < 0.001)
  }
}
