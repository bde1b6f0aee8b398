import Testing

@testable import Statistics

@Suite struct DegenerateSampleTests {
  @Test func anEmptySampleHasNoFigures() {
    #expect(throws: StatisticsError.tooFewValues(needed: 1, got: 0)) { try mean(of: []) }
    #expect(throws: StatisticsError.tooFewValues(needed: 1, got: 0)) { try Summary(of: []) }
    #expect(throws: StatisticsError.tooFewValues(needed: 1, got: 0)) { try Summary(of: [3], multiplicities: [0]) }
  }

  @Test func aSingleValueHasAMeanButNoVariance() throws {
    let summary = try Summary(of: [2.5])
    #expect(summary.mean == 2.5)
    #expect(summary.variance == nil)
    #expect(summary.standardDeviation == nil)
  }

  @Test func equalValuesHaveNoVariance() throws {
    let summary = try Summary(of: [Double](repeating: 0.1, count: 1000))
    #expect(summary.variance == 0)
  }

  @Test func whatIsNotANumberIsRefused() {
    for bad in [Double.nan, .infinity, -.infinity] {
      #expect(throws: StatisticsError.notFinite(what: "the sample")) { try mean(of: [1, bad]) }
      #expect(throws: StatisticsError.notFinite(what: "the sample")) { try Summary(of: [1, bad]) }
    }
  }

  @Test func whatOverflowsIsSaidToOverflow() {
    #expect(throws: StatisticsError.overflow(what: "the mean")) { try mean(of: [1e308, 1e308]) }
    #expect(throws: StatisticsError.overflow(what: "the variance")) { try Summary(of: [1e200, -1e200]) }
  }

  @Test func probabilitiesOutsideOfTheirRangeAreRefused() {
    #expect(throws: StatisticsError.self) { try holmAdjusted([0.5, 1.5]) }
    #expect(throws: StatisticsError.self) { try benjaminiHochbergAdjusted([.nan]) }
  }

  @Test func anEmptyFamilyStaysEmpty() throws {
    #expect(try holmAdjusted([]) == [])
    #expect(try benjaminiHochbergAdjusted([]) == [])
  }

  @Test func aJackknifeThatDoesNotVaryHasNoAcceleration() throws {
    let flat = try JackknifeStratum(values: [0.1, 0.1, 0.1], multiplicities: [4, 2, 9])
    for strata in [[flat], []] {
      #expect(throws: StatisticsError.noVariance(what: "the jackknife values")) { try accelerationConstant(strata) }
    }
    #expect(throws: StatisticsError.self) { try JackknifeStratum(values: [1, 2], multiplicities: [1]) }
    #expect(throws: StatisticsError.self) { try JackknifeStratum(values: [1], multiplicities: [-1]) }
  }

  @Test func distancesNeedTwoDistributionsOverTheSameCategories() {
    #expect(throws: StatisticsError.empty(what: "the second distribution")) { try totalVariation([1, 2], [0, 0]) }
    #expect(throws: StatisticsError.empty(what: "the first distribution")) { try totalVariation([], []) }
    #expect(throws: StatisticsError.mismatchedLengths(what: "the two distributions", first: 2, second: 1)) {
      try jensenShannonDistance([1, 2], [1])
    }
    #expect(throws: StatisticsError.self) { try wassersteinDistance([1, 2], [2, 1], depths: [0]) }
    #expect(throws: StatisticsError.self) { try wassersteinDistance([1, -2], [2, 1], depths: [0, 1]) }
    #expect(throws: StatisticsError.self) { try wassersteinDistance([1, 2], [2, 1], depths: [0, .infinity]) }
  }
}
