import Statistics
import Testing

/// What is expected of a few draws is what their law has.
@Suite struct EnsemblePropertyTests {
  private let laws = [[0.2, 0.3, 0.5], [0.05, 0.05, 0.6, 0.3], [0.5, 0.5], [0, 1, 0]]

  /// Every way to deal out so many draws, with its chance.
  private func ensembles(_ law: [Double], _ draws: Int) -> [(counts: [Int], chance: Double)] {
    var all = [(counts: law.map { _ in 0 }, chance: 1.0)]
    for _ in 0..<draws {
      var next: [[Int]: Double] = [:]
      for (counts, chance) in all {
        for (category, probability) in law.enumerated() where probability > 0 {
          var own = counts
          own[category] += 1
          next[own, default: 0] += chance * probability
        }
      }
      all = next.map { ($0.key, $0.value) }
    }
    return all
  }

  private func mean(_ law: [Double], _ draws: Int, _ value: ([Int]) -> Double?) throws -> Double {
    try ensembles(law, draws).reduce(0) { $0 + $1.chance * (try #require(value($1.counts))) }
  }

  @Test(arguments: 2...6) func theFairScoreDoesNotDependOnTheNumberOfDraws(draws: Int) throws {
    for law in laws {
      for outcome in law.indices {
        let fair = try mean(law, draws) { fairRankedProbabilityScore($0, outcome: outcome) }
        #expect(abs(fair - rankedProbabilityScore(law, outcome: outcome)) < 1e-12)
        let shares = try mean(law, draws) { counts in
          fairRankedProbabilityScore(
            counts.map { Double($0) / Double(draws) }, of: Double(draws), outcome: outcome)
        }
        #expect(abs(shares - fair) < 1e-12)
      }
    }
  }

  @Test(arguments: 2...6) func agreementIsThatOfTheLaw(draws: Int) throws {
    for law in laws {
      let expected = law.reduce(0) { $0 + $1 * $1 }
      #expect(abs(try mean(law, draws, { pairAgreement($0) }) - expected) < 1e-12)
    }
  }

  @Test(arguments: 1...6) func entropyIsWhatAsManyDrawsShow(draws: Int) throws {
    for law in laws {
      #expect(abs(try mean(law, draws, { millerMadowEntropy($0) }) - ExpectedEntropy(draws: draws)(law)) < 1e-12)
    }
  }

  @Test func veryManyDrawsShowTheLawItself() {
    for law in laws {
      #expect(abs(ExpectedEntropy(draws: 199)(law) - entropy(law)) < 1e-3)
      #expect(ExpectedEntropy(draws: 200)(law) == entropy(law))
    }
  }

  @Test func oneDrawIsNoEnsemble() {
    #expect(fairRankedProbabilityScore([0, 1, 0], outcome: 1) == nil)
    #expect(pairAgreement([1, 0]) == nil && pairAgreement([0, 0]) == nil)
    #expect(millerMadowEntropy([0, 0]) == nil)
    #expect(fairRankedProbabilityScore([0, 3, 0], outcome: 1) == 0 && pairAgreement([0, 3]) == 1)
  }

  @Test func aSkillNeedsAReferenceThatErrsAndScoresThatDiffer() throws {
    let perfect = [ClusterSum(total: 1, weight: 0), ClusterSum(total: 0, weight: 0)]
    #expect(throws: StatisticsError.undefined(reason: "the reference is never wrong here")) { try skillScore(perfect) }
    #expect(throws: StatisticsError.tooFewClusters(needed: 2, got: 1)) {
      try skillScore([ClusterSum(total: 1, weight: 2)])
    }
    let same = [ClusterSum(total: 1, weight: 2), ClusterSum(total: 2, weight: 4)]
    #expect(throws: StatisticsError.noVariance(what: "the clusters' scores")) { try skillScore(same) }
    // A cluster where the reference is right counts as much as any other.
    let mixed = [ClusterSum(total: 1, weight: 0), ClusterSum(total: 1, weight: 2, multiplicity: 3)]
    #expect(try skillScore(mixed).degreesOfFreedom == 3)
    #expect(abs(try skillScore(mixed).value - (1 - 4.0 / 6)) < 1e-15)
  }

  @Test func varianceBetweenInstrumentsTakesTwo() throws {
    #expect(throws: StatisticsError.undefined(reason: "fewer than two instruments")) {
      try BetweenVariance(estimates: [1], deviationVariances: [1])
    }
    #expect(throws: StatisticsError.self) { try BetweenVariance(estimates: [1, 2], deviationVariances: [1, -1]) }
    let none = try BetweenVariance(estimates: [1, 1], deviationVariances: [0.5, 0.5])
    #expect(none.between == -1 && none.within == 1)
  }
}
