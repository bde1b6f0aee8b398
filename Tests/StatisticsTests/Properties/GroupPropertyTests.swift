import Testing

@testable import Statistics

@Suite struct GroupPropertyTests {
  @Test func countsOfValuesAreTheSameAsValues() throws {
    let first = [1.0, 1, 2, 5, 5, 5]
    let second = [0.0, 1, 5, 7]
    let spelled = try DominanceCounts(first, second)
    let counted = try DominanceCounts(
      values: [5, 0, 1, 2, 7, 1], first: [3, 0, 1, 1, 0, 1], second: [1, 1, 0, 0, 1, 1])
    #expect(spelled == counted)
    #expect(spelled.wins == 10)
    #expect(spelled.ties == 5)
    #expect(abs(cliffsDelta(spelled) - 1.0 / 24) < 1e-16)
  }

  @Test func theVerdictFollowsThePlaceOfTheInterval() throws {
    func verdict(_ value: Double, _ error: Double) throws -> FidelityVerdict {
      let result = try equivalence(
        try Estimate(value: value, standardError: error, degreesOfFreedom: 50), margin: 0.25)
      let within = result.interval.lower > -0.25 && result.interval.upper < 0.25
      let outside = result.interval.lower > 0.25 || result.interval.upper < -0.25
      #expect((result.verdict == .faithful) == within)
      #expect((result.verdict == .unfaithful) == outside)
      return result.verdict
    }
    #expect(try verdict(0.02, 0.05) == .faithful)
    // Clearly different from zero, and still within the margin.
    #expect(try verdict(0.15, 0.03) == .faithful)
    #expect(try verdict(0.45, 0.05) == .unfaithful)
    #expect(try verdict(-0.45, 0.05) == .unfaithful)
    // Clearly different from zero, but perhaps within the margin.
    #expect(try verdict(0.3, 0.1) == .undecided)
    // Not different from zero, but perhaps beyond the margin.
    #expect(try verdict(0.0, 0.3) == .undecided)
    for step in 0..<60 { _ = try verdict(Double(step) / 50 - 0.6, 0.02 + Double(step % 7) / 20) }
  }

  @Test func theVerdictsTurnExactlyWhereTheIntervalTouchesTheMargin() throws {
    let estimate = try Estimate(value: 0.1, standardError: 0.05, degreesOfFreedom: 20)
    let upper = try estimate.interval(level: 0.9).upper
    #expect(try equivalence(estimate, margin: upper * (1 + 1e-9)).verdict == .faithful)
    #expect(try equivalence(estimate, margin: upper * (1 - 1e-9)).verdict == .undecided)
  }

  @Test func effectSizesChangeSignWithTheGroupsAndNotWithTheUnit() throws {
    let (a, b) = (try Summary(of: [1, 2, 4, 8]), try Summary(of: [0, 1, 1, 3, 5]))
    #expect(try cohensD(a, b) == -cohensD(b, a))
    let (a100, b100) = (try Summary(of: [100, 200, 400, 800]), try Summary(of: [0, 100, 100, 300, 500]))
    #expect(abs(try cohensD(a, b) - cohensD(a100, b100)) < 1e-14)
    #expect(try abs(hedgesG(a, b)) < abs(cohensD(a, b)))
    let interval = try cohensDInterval(a, b)
    #expect(interval.contains(try cohensD(a, b)))
  }

  @Test func whatIsDetectableIsDetectedWithThePowerAskedFor() throws {
    for alternative in [Alternative.twoSided, .greater, .less] {
      let test = try TwoSamplePower(alpha: 0.05, alternative: alternative, designEffect: 1.5)
      let d = try test.minimumDetectableEffect(first: 80, second: 210, power: 0.9)
      #expect(d > 0)
      let sign = alternative == .less ? -1.0 : 1.0
      #expect(abs(try test.power(d: sign * d, first: 80, second: 210) - 0.9) < 1e-12)
    }
  }

  @Test func theSizeRequiredIsTheSmallestThatIsEnough() throws {
    let test = try TwoSamplePower()
    let size = try test.requiredSize(d: 0.38)
    #expect(try test.power(d: 0.38, first: size.first, second: size.second) >= 0.8)
    #expect(try test.power(d: 0.38, first: size.first - 1, second: size.second - 1) < 0.8)
    let clustered = try TwoSamplePower(designEffect: 2).requiredSize(d: 0.38)
    #expect(abs(clustered.exactFirst - 2 * size.exactFirst) < 1e-9)
    #expect(try test.requiredSize(d: 1e6).first == 2)
  }

  @Test func distancesGrowWithTheDepthsAndVanishForEqualShares() throws {
    let (p, q) = ([0.1, 0.2, 0.3, 0.4], [0.4, 0.3, 0.2, 0.1])
    let near = try wassersteinDistance(p, q, depths: [0, 1, 2, 3])
    #expect(abs(try wassersteinDistance(p, q, depths: [0, 10, 20, 30]) - 10 * near) < 1e-14)
    // Any order of the categories, and counts instead of shares.
    let turned = try wassersteinDistance([4, 1, 3, 2], [1, 4, 2, 3], depths: [3, 0, 2, 1])
    #expect(abs(turned - near) < 1e-15)
    #expect(try wassersteinDistance(p, p, depths: [3, 1, 2, 0]) == 0)
    #expect(try jensenShannonDistance(p, p) == 0)
    #expect(try jensenShannonDistance([1, 0], [0, 1]) == 1)
    #expect(try totalVariation([1, 0], [0, 1]) == 1)
    #expect(try wassersteinDistance(p, q, depths: [2, 2, 2, 2]) == 0)
  }

  @Test func quantilesInvertTheirDistributions() throws {
    for p in [1e-12, 0.003, 0.2, 0.5, 0.81, 0.9999] {
      #expect(abs(try NormalDistribution().cumulative(NormalDistribution().quantile(p)) / p - 1) < 1e-13)
      for df in [0.4, 3.0, 40, 1e7] {
        let t = try StudentTDistribution(degreesOfFreedom: df)
        #expect(abs(try t.cumulative(t.quantile(p)) / p - 1) < 1e-12)
        let chi = try ChiSquaredDistribution(degreesOfFreedom: df)
        #expect(abs(try chi.cumulative(chi.quantile(p)) / p - 1) < 1e-10)
      }
    }
  }
}
