import Statistics
import Testing

@Suite struct DegenerateSampleTests {
  @Test func anEmptySampleHasNoFigures() {
    #expect(throws: StatisticsError.tooFewValues(needed: 1, got: 0)) { try mean(of: []) }
    #expect(throws: StatisticsError.tooFewValues(needed: 1, got: 0)) { try Summary(of: []) }
    #expect(throws: StatisticsError.tooFewValues(needed: 1, got: 0)) { try Summary(of: [3], multiplicities: [0]) }
    #expect(throws: StatisticsError.tooFewValues(needed: 1, got: 0)) { try median(of: []) }
    #expect(throws: StatisticsError.tooFewValues(needed: 1, got: 0)) { try Ranks(of: []) }
  }

  @Test func aSingleValueHasAMeanButNoVariance() throws {
    let summary = try Summary(of: [2.5])
    #expect(summary.mean == 2.5)
    #expect(summary.variance == nil)
    #expect(summary.standardDeviation == nil)
    #expect(throws: StatisticsError.tooFewValues(needed: 2, got: 1)) { try summary.meanEstimate() }
    #expect(try quantile(0.3, of: [2.5]) == 2.5)
  }

  @Test func equalValuesHaveNoVariance() throws {
    let summary = try Summary(of: [Double](repeating: 0.1, count: 1000))
    #expect(summary.variance == 0)
    #expect(throws: StatisticsError.noVariance(what: "the sample")) { try summary.meanEstimate() }
  }

  @Test func whatIsNotANumberIsRefused() {
    for bad in [Double.nan, .infinity, -.infinity] {
      #expect(throws: StatisticsError.notFinite(what: "the sample")) { try mean(of: [1, bad]) }
      #expect(throws: StatisticsError.notFinite(what: "the sample")) { try Summary(of: [1, bad]) }
      #expect(throws: StatisticsError.notFinite(what: "the sample")) { try quantile(0.5, of: [1, bad]) }
      #expect(throws: StatisticsError.notFinite(what: "the sample")) { try Ranks(of: [1, bad]) }
      #expect(throws: StatisticsError.notFinite(what: "the probability")) { try quantile(bad, of: [1, 2]) }
    }
  }

  @Test func whatOverflowsIsSaidToOverflow() {
    #expect(throws: StatisticsError.overflow(what: "the mean")) { try mean(of: [1e308, 1e308]) }
    #expect(throws: StatisticsError.overflow(what: "the variance")) { try Summary(of: [1e200, -1e200]) }
  }

  @Test func probabilitiesOutsideOfTheirRangeAreRefused() {
    #expect(throws: StatisticsError.self) { try quantile(-0.01, of: [1]) }
    #expect(throws: StatisticsError.self) { try quantile(1.01, of: [1]) }
    #expect(throws: StatisticsError.self) { try holmAdjusted([0.5, 1.5]) }
    #expect(throws: StatisticsError.self) { try benjaminiHochbergAdjusted([.nan]) }
  }

  @Test func anEmptyFamilyStaysEmpty() throws {
    #expect(try holmAdjusted([]) == [])
    #expect(try benjaminiHochbergAdjusted([]) == [])
  }

  @Test func replicatesThatDoNotVaryGiveNoInterval() throws {
    let same = [Double](repeating: 0.2, count: 50)
    let stratum = try JackknifeStratum(values: [1, 2, 4])
    #expect(throws: StatisticsError.noVariance(what: "the replicates")) {
      try percentileInterval(estimate: 0.2, replicates: same)
    }
    #expect(throws: StatisticsError.tooFewValues(needed: 2, got: 1)) {
      try percentileInterval(estimate: 0.2, replicates: [0.2])
    }
    #expect(throws: StatisticsError.noVariance(what: "the replicates")) {
      try bcaInterval(estimate: 0.2, replicates: same, jackknife: [stratum])
    }
  }

  @Test func bcaNeedsReplicatesOnBothSidesAndAJackknifeThatVaries() throws {
    let replicates = [1.0, 2, 3, 4, 5]
    let stratum = try JackknifeStratum(values: [1, 2, 4])
    let flat = try JackknifeStratum(values: [0.1, 0.1, 0.1], multiplicities: [4, 2, 9])
    #expect(throws: StatisticsError.self) { try bcaInterval(estimate: 9, replicates: replicates, jackknife: [stratum]) }
    for strata in [[flat], []] {
      #expect(throws: StatisticsError.noVariance(what: "the jackknife values")) {
        try bcaInterval(estimate: 3, replicates: replicates, jackknife: strata)
      }
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
