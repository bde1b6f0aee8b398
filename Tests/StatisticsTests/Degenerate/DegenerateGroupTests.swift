import Statistics
import Testing

@Suite struct DegenerateGroupTests {
  @Test func aGroupOfOneHasNoContrast() throws {
    let one = try Summary(of: [1])
    let two = try Summary(of: [1, 2])
    let few = StatisticsError.tooFewValues(needed: 2, got: 1)
    #expect(throws: few) { try welchDifference(one, two) }
    #expect(throws: few) { try welchDifference(two, one) }
    #expect(throws: few) { try cohensD(two, one) }
    #expect(throws: few) { try hedgesG(one, two) }
    #expect(throws: few) { try cohensDInterval(one, two) }
    #expect(throws: few) { try glassDelta(two, reference: one) }
    #expect(try glassDelta(one, reference: two) == -0.5 / 0.5.squareRoot())
  }

  @Test func groupsWithoutVarianceHaveNoScale() throws {
    let flat = try Summary(of: [2, 2, 2])
    let varied = try Summary(of: [1, 2, 4])
    let none = StatisticsError.noVariance(what: "either group")
    #expect(throws: none) { try welchDifference(flat, flat) }
    #expect(throws: none) { try cohensD(flat, flat) }
    #expect(throws: StatisticsError.noVariance(what: "the reference group")) {
      try glassDelta(varied, reference: flat)
    }
    #expect(try welchDifference(varied, flat).degreesOfFreedom == 2)
  }

  @Test func momentsOfNoSampleAreRefused() {
    #expect(throws: StatisticsError.self) { try Summary(count: 0, mean: 1, variance: 1) }
    #expect(throws: StatisticsError.self) { try Summary(count: 3, mean: 1, variance: -1) }
    #expect(throws: StatisticsError.self) { try Summary(count: 3, mean: .nan, variance: 1) }
    #expect(throws: StatisticsError.self) { try Summary(count: 3, mean: 1, variance: .infinity) }
    #expect(throws: StatisticsError.self) { try Summary(count: .max, mean: 1, variance: 1) }
  }

  @Test func rankTestsNeedTwoSamplesThatDiffer() throws {
    #expect(throws: StatisticsError.empty(what: "the first sample")) { try DominanceCounts([], [1]) }
    #expect(throws: StatisticsError.empty(what: "the second sample")) { try DominanceCounts([1], []) }
    #expect(throws: StatisticsError.empty(what: "the second sample")) {
      try DominanceCounts(values: [1, 2], first: [3, 4], second: [0, 0])
    }
    #expect(throws: StatisticsError.notFinite(what: "the first sample")) { try DominanceCounts([.nan], [1]) }
    #expect(throws: StatisticsError.self) { try DominanceCounts(values: [1], first: [1, 2], second: [1]) }
    #expect(throws: StatisticsError.self) { try DominanceCounts(values: [1], first: [-1], second: [1]) }
    let equal = try DominanceCounts([2, 2, 2], [2, 2])
    #expect(throws: StatisticsError.noVariance(what: "the ranks")) { try mannWhitney(equal) }
    #expect(cliffsDelta(equal) == 0)
  }

  @Test func crowdsHaveTheAsymptoticDistributionOfU() throws {
    // 8 values against 125,001, none tied: one pair more than the exact table holds.
    let many = try DominanceCounts((0..<8).map { Double($0) }, (10..<125_011).map { Double($0) })
    #expect(try mannWhitney(many).pValue < 1e-5)
  }

  @Test func aMarginMustBeDeclared() throws {
    let estimate = try Estimate(value: 0.1, standardError: 0.1)
    #expect(throws: StatisticsError.self) { try equivalence(estimate, margin: 0) }
    #expect(throws: StatisticsError.self) { try equivalence(estimate, margin: -0.2) }
    #expect(throws: StatisticsError.self) { try equivalence(estimate, margin: .infinity) }
    #expect(throws: StatisticsError.self) { try equivalence(estimate, margin: 0.2, alpha: 0.5) }
  }

  @Test func powerNeedsGroupsAndATarget() throws {
    let power = try TwoSamplePower()
    #expect(throws: StatisticsError.tooFewValues(needed: 3, got: 2)) { try power.power(d: 1, first: 1, second: 1) }
    #expect(throws: StatisticsError.self) { try power.power(d: 1, first: 0, second: 10) }
    #expect(throws: StatisticsError.self) { try power.power(d: .nan, first: 10, second: 10) }
    #expect(throws: StatisticsError.self) { try power.minimumDetectableEffect(first: 10, second: 10, power: 0.05) }
    #expect(throws: StatisticsError.self) { try power.minimumDetectableEffect(first: 10, second: 10, power: 1) }
    #expect(throws: StatisticsError.self) { try power.requiredSize(d: 0) }
    #expect(throws: StatisticsError.self) { try power.requiredSize(d: 0.2, ratio: 0) }
    #expect(throws: StatisticsError.overflow(what: "the number of conversations")) { try power.requiredSize(d: 1e-9) }
    #expect(throws: StatisticsError.self) { try TwoSamplePower(alternative: .greater).requiredSize(d: -0.5) }
    #expect(throws: StatisticsError.self) { try TwoSamplePower(alpha: 0) }
    #expect(throws: StatisticsError.self) { try TwoSamplePower(designEffect: 0.5) }
    #expect(throws: StatisticsError.self) { try TwoSamplePower(designEffect: 20).power(d: 1, first: 10, second: 10) }
  }
}
