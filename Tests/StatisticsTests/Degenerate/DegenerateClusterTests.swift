import Statistics
import Testing

@Suite struct DegenerateClusterTests {
  let one = [ClusterSum(total: 1, weight: 4)]
  let equal = [ClusterSum(total: 0.1, weight: 1), ClusterSum(total: 0.3, weight: 3), ClusterSum(total: 0.7, weight: 7)]

  @Test func oneClusterHasNoInterval() {
    #expect(throws: StatisticsError.tooFewClusters(needed: 2, got: 1)) { try ratioEstimate(one) }
    #expect(throws: StatisticsError.tooFewClusters(needed: 2, got: 1)) { try clusteredShare(one) }
    #expect(throws: StatisticsError.tooFewClusters(needed: 2, got: 1)) { try independentRatioDifference(equal, one) }
    #expect(throws: StatisticsError.tooFewClusters(needed: 2, got: 1)) {
      try pairedRatioDifference([PairedClusterSum(first: one[0], second: one[0])])
    }
  }

  @Test func noClustersAreNoRatio() {
    let weightless = [ClusterSum(total: 0, weight: 0), ClusterSum(total: 3, weight: 1, multiplicity: 0)]
    for sums in [[], weightless] {
      #expect(throws: StatisticsError.tooFewClusters(needed: 1, got: 0)) { try ratioEstimate(sums) }
      #expect(throws: StatisticsError.tooFewClusters(needed: 1, got: 0)) { try clusteredShare(sums) }
    }
  }

  @Test func clustersOfOneRatioHaveNoVariance() throws {
    #expect(throws: StatisticsError.noVariance(what: "the clusters' ratios")) { try ratioEstimate(equal) }
    #expect(throws: StatisticsError.noVariance(what: "either group")) { try independentRatioDifference(equal, equal) }
    let paired = equal.map { PairedClusterSum(first: $0, second: $0) }
    #expect(throws: StatisticsError.noVariance(what: "the clusters' differences")) { try pairedRatioDifference(paired) }
    let share = try clusteredShare([ClusterSum(total: 1, weight: 2), ClusterSum(total: 2, weight: 4)])
    #expect(share.designEffect == 1)
  }

  @Test func aTotalWithoutWeightIsRefused() {
    #expect(throws: StatisticsError.self) { try ratioEstimate(equal + [ClusterSum(total: 1, weight: 0)]) }
    #expect(throws: StatisticsError.self) { try ratioEstimate(equal + [ClusterSum(total: 1, weight: -1)]) }
    #expect(throws: StatisticsError.self) { try ratioEstimate(equal + [ClusterSum(total: .nan, weight: 1)]) }
    #expect(throws: StatisticsError.self) {
      try ratioEstimate(equal + [ClusterSum(total: 1, weight: 1, multiplicity: -1)])
    }
  }

  @Test func multiplicitiesCannotOverflowTheCount() {
    let huge = [ClusterSum](repeating: ClusterSum(total: 1, weight: 2, multiplicity: 1 << 33), count: 3)
    #expect(throws: StatisticsError.self) { try ratioEstimate(huge) }
    #expect(throws: StatisticsError.self) {
      try ratioEstimate([ClusterSum(total: 1, weight: 1, multiplicity: .max)])
    }
  }

  @Test func aShareOutsideOfItsObservationsIsRefused() {
    #expect(throws: StatisticsError.self) {
      try clusteredShare([ClusterSum(total: 3, weight: 2), ClusterSum(total: 0, weight: 2)])
    }
    #expect(throws: StatisticsError.empty(what: "the sample")) { try wilsonInterval(count: 0, of: 0) }
    #expect(throws: StatisticsError.self) { try wilsonInterval(count: 3, of: 2) }
    #expect(throws: StatisticsError.self) { try wilsonInterval(share: 0.5, size: -1) }
    #expect(throws: StatisticsError.self) { try wilsonInterval(share: 0.5, size: 10, level: 1) }
  }

  @Test func sharesOfNoneAndOfAllStayWithinZeroAndOne() throws {
    let none = try clusteredShare([ClusterSum(total: 0, weight: 3), ClusterSum(total: 0, weight: 5)])
    #expect(none.interval.lower == 0)
    #expect(none.interval.upper > 0)
    #expect(none.designEffect == 1)
    let all = try clusteredShare([ClusterSum(total: 3, weight: 3), ClusterSum(total: 5, weight: 5)])
    #expect(all.interval.upper == 1)
    #expect(all.interval.lower < 1)
  }

  @Test func anEstimateWithoutErrorIsRefused() {
    #expect(throws: StatisticsError.noVariance(what: "the estimate")) { try Estimate(value: 1, standardError: 0) }
    #expect(throws: StatisticsError.self) { try Estimate(value: 1, standardError: -1) }
    #expect(throws: StatisticsError.self) { try Estimate(value: .nan, standardError: 1) }
    #expect(throws: StatisticsError.self) { try Estimate(value: 1, standardError: 1, degreesOfFreedom: 0) }
    #expect(throws: StatisticsError.self) { try Estimate(value: 1, standardError: 1, degreesOfFreedom: .nan) }
    #expect(throws: StatisticsError.self) { try Estimate(value: 1, standardError: 1).interval(level: 0) }
    #expect(throws: StatisticsError.self) { try Estimate(value: 1, standardError: 1).test(against: .infinity) }
  }

  @Test func peoplesLabelsMustCoverTwoClusters() throws {
    let labelled = [LabelledCluster(truth: 1, prediction: 2), LabelledCluster(truth: 3, prediction: 2)]
    let rest = [ClusterSum(total: 1, weight: 1), ClusterSum(total: 2, weight: 1)]
    #expect(throws: StatisticsError.tooFewClusters(needed: 1, got: 0)) {
      try predictionPoweredRatio(labelled: [], unlabelled: rest)
    }
    #expect(throws: StatisticsError.tooFewClusters(needed: 2, got: 1)) {
      try predictionPoweredRatio(labelled: [labelled[0]], unlabelled: rest)
    }
    #expect(throws: StatisticsError.tooFewClusters(needed: 2, got: 1)) {
      try predictionPoweredRatio(labelled: labelled, unlabelled: [rest[0]])
    }
    #expect(throws: StatisticsError.self) {
      try predictionPoweredRatio(labelled: labelled, unlabelled: rest, lambda: 1.5)
    }
    let constant = [ClusterSum(total: 2, weight: 1, multiplicity: 30)]
    let alone = try predictionPoweredRatio(labelled: labelled, unlabelled: constant)
    #expect(alone.lambda == 0)
    #expect(alone.estimate.value == 2)
    #expect(alone.estimate.degreesOfFreedom == 1)
  }
}
