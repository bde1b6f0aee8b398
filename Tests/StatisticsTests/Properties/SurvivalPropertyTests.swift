import Testing

@testable import Statistics

@Suite struct SurvivalPropertyTests {
  let observations = (0..<60).map { index in
    ClusteredSurvivalTime(
      SurvivalTime(time: Double(1 + index * 13 % 9), isEvent: index % 4 != 0), group: index % 3, cluster: index / 3)
  }

  @Test func withoutCensoringTheCurveIsTheShareLeft() throws {
    let times = [1.0, 1, 2, 3, 3, 3, 5, 8]
    let curve = try KaplanMeier(times.map { SurvivalTime(time: $0, isEvent: true) })
    for step in curve.steps {
      let left = Double(times.count { $0 > step.time }) / 8
      #expect(abs(step.survival - left) < 1e-15)
      guard step.survival > 0 else { continue }
      // Greenwood's variance is then the binomial one.
      #expect(abs((step.standardError ?? 0) - (left * (1 - left) / 8).squareRoot()) < 1e-15)
      #expect(try #require(step.interval).contains(left))
    }
    #expect(curve.median == 3)
    #expect(curve.steps.map(\.atRisk) == [8, 6, 5, 2, 1])
  }

  @Test func theContributionsAddUpToObservedMinusExpected() throws {
    let process = try RiskProcess(observations, groups: 3)
    var sums = [Double](repeating: 0, count: 3)
    for (index, observation) in observations.enumerated() {
      process.addContribution(
        ofObservation: index, group: observation.group, isEvent: observation.duration.isEvent, to: &sums)
    }
    for group in 0..<3 {
      var expected = 0.0
      for place in process.times.indices {
        expected +=
          Double(process.groupEvents[3 * place + group])
          - Double(process.events[place]) * Double(process.groupAtRisk[3 * place + group])
          / Double(process.atRisk[place])
      }
      #expect(abs(sums[group] - expected) < 1e-12)
    }
  }

  @Test func theOrderOfObservationsDoesNotMatter() throws {
    let sorted = try clusteredLogRank(observations, groups: 3)
    let reversed = try clusteredLogRank(observations.reversed(), groups: 3)
    #expect(abs(sorted.statistic - reversed.statistic) < 1e-10)
  }

  @Test func theNamesOfGroupsDoNotMatter() throws {
    let renamed = observations.map { ClusteredSurvivalTime($0.duration, group: 2 - $0.group, cluster: -$0.cluster) }
    let statistic = try clusteredLogRank(observations, groups: 3).statistic
    #expect(abs(statistic - (try clusteredLogRank(renamed, groups: 3).statistic)) < 1e-10)
  }

  @Test func equalTimesInEveryClusterShowNoDifference() throws {
    let twins = (0..<40).map { index in
      ClusteredSurvivalTime(
        SurvivalTime(time: Double(1 + index / 2 % 7), isEvent: true), group: index % 2, cluster: index / 2)
    }
    #expect(throws: StatisticsError.self) { try clusteredLogRank(twins, groups: 2) }
    let groups = (0..<2).map { group in twins.filter { $0.group == group }.map(\.duration) }
    #expect(try logRank(groups).statistic < 1e-20)
  }
}
