import Testing

@testable import Statistics

@Suite struct ClusterPropertyTests {
  let sums = (0..<40).map { (index: Int) -> ClusterSum in
    ClusterSum(total: Double(index * 7 % 5) - 1, weight: Double(1 + index % 4))
  }

  @Test func aMultiplicityIsTheSameAsRepetition() throws {
    let kinds = [
      ClusterSum(total: 1, weight: 3, multiplicity: 17), ClusterSum(total: 0, weight: 4, multiplicity: 5),
      ClusterSum(total: 2, weight: 2, multiplicity: 9),
    ]
    let repeated = kinds.flatMap { kind in
      [ClusterSum](repeating: ClusterSum(total: kind.total, weight: kind.weight), count: kind.multiplicity)
    }
    let (short, long) = (try ratioEstimate(kinds), try ratioEstimate(repeated))
    #expect(abs(short.value - long.value) < 1e-15)
    #expect(abs(short.standardError - long.standardError) < 1e-15)
    #expect(short.degreesOfFreedom == 30)
    let (shortShare, longShare) = (try clusteredShare(kinds), try clusteredShare(repeated))
    #expect(abs(shortShare.designEffect - longShare.designEffect) < 1e-12)
    #expect(shortShare.clusters == 31)
    let (few, many) = (try clusteredMcNemar(kinds), try clusteredMcNemar(repeated))
    #expect(abs(few.statistic - many.statistic) < 1e-12)
    let summary = try Summary(of: kinds.map(\.total), multiplicities: kinds.map(\.multiplicity))
    let spelled = try Summary(of: repeated.map(\.total))
    #expect(summary.count == spelled.count)
    #expect(abs(summary.mean - spelled.mean) < 1e-15)
    #expect(abs((summary.variance ?? 0) - (spelled.variance ?? 1)) < 1e-14)
  }

  @Test func equalWeightsMakeARatioTheMeanOfItsClusters() throws {
    let values = sums.map(\.total)
    let ratio = try ratioEstimate(values.map { ClusterSum(total: $0, weight: 1) })
    let plain = try Summary(of: values)
    let standardError = try #require(plain.standardDeviation) / Double(plain.count).squareRoot()
    #expect(abs(ratio.value - plain.mean) < 1e-15)
    #expect(abs(ratio.standardError - standardError) < 1e-15)
    #expect(ratio.degreesOfFreedom == Double(plain.count - 1))
  }

  @Test func independentClustersMakeAPairedDifferenceOfZeroVarianceOnlyWhereTheyAgree() throws {
    let shifted = sums.map {
      PairedClusterSum(first: $0, second: ClusterSum(total: $0.total - $0.weight, weight: $0.weight))
    }
    #expect(throws: StatisticsError.noVariance(what: "the clusters' differences")) {
      try pairedRatioDifference(shifted)
    }
    let crossed = zip(sums, sums.reversed()).map { PairedClusterSum(first: $0, second: $1) }
    #expect(abs(try pairedRatioDifference(crossed).value) < 1e-15)
  }

  @Test func clustersThatDoNotOverlapDifferNearlyAsIndependentOnesDo() throws {
    let none = ClusterSum(total: 0, weight: 0)
    let (first, second) = (Array(sums[..<20]), Array(sums[20...]))
    let paired =
      first.map { PairedClusterSum(first: $0, second: none) }
      + second.map { PairedClusterSum(first: none, second: ClusterSum(total: $0.total + 1, weight: $0.weight)) }
    let joint = try pairedRatioDifference(paired)
    let apart = try independentRatioDifference(
      first, second.map { ClusterSum(total: $0.total + 1, weight: $0.weight) })
    #expect(abs(joint.value - apart.value) < 1e-15)
    // G/(G − 1) of 40 clusters against that of 20 and 20.
    let factor = (40.0 / 39 / (20.0 / 19)).squareRoot()
    #expect(abs(joint.standardError / apart.standardError - factor) < 1e-12)
    // Where the second is a correction, only those of the first count.
    let resting = try pairedRatioDifference(paired, restsOnFirst: true)
    #expect(resting.value == joint.value && resting.degreesOfFreedom == 19 && joint.degreesOfFreedom == 39)
    #expect(abs(resting.standardError / apart.standardError - 1) < 1e-12)
  }

  @Test func clusteredSharesAreWiderThanPlainOnes() throws {
    let alike = (0..<30).map { ClusterSum(total: $0 % 3 == 0 ? 4 : 0, weight: 4) }
    let share = try clusteredShare(alike)
    let plain = try wilsonInterval(count: 40, of: 120)
    #expect(share.designEffect > 3.9)
    #expect(share.interval.lower < plain.lower)
    #expect(share.interval.upper > plain.upper)
  }

  @Test func anInstrumentThatIsAlwaysRightBringsTheWholeSample() throws {
    let values = (0..<400).map { Double($0 * 37 % 11) }
    let labelled = values[..<40].map { LabelledCluster(truth: $0, prediction: $0) }
    let rest = values[40...].map { ClusterSum(total: $0, weight: 1) }
    let corrected = try predictionPoweredRatio(labelled: labelled, unlabelled: rest)
    let whole = try ratioEstimate(values.map { ClusterSum(total: $0, weight: 1) })
    #expect(abs(corrected.estimate.value - whole.value) < 0.05)
    #expect(corrected.estimate.standardError < 1.1 * whole.standardError)
    #expect(corrected.lambda > 0.85)
    let people = try predictionPoweredRatio(labelled: labelled, unlabelled: rest, lambda: 0)
    #expect(people.estimate.value == people.peopleOnly)
    #expect(people.estimate.standardError > 2 * corrected.estimate.standardError)
  }

  @Test func aBiasedInstrumentIsCorrected() throws {
    let values = (0..<600).map { Double($0 * 37 % 11) }
    let labelled = values[..<100].map { LabelledCluster(truth: $0, prediction: $0 + 5) }
    let rest = values[100...].map { ClusterSum(total: $0 + 5, weight: 1) }
    let corrected = try predictionPoweredRatio(labelled: labelled, unlabelled: rest)
    #expect(abs(corrected.estimate.value - 5) < 0.3)
    #expect(corrected.instrumentOnly > 9.5)
  }
}
