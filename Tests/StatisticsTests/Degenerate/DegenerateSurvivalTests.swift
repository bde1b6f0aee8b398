import Statistics
import Testing

@Suite struct DegenerateSurvivalTests {
  let event = SurvivalTime(time: 2, isEvent: true)
  let censored = SurvivalTime(time: 3, isEvent: false)

  @Test func noTimesAreNoCurve() {
    #expect(throws: StatisticsError.tooFewValues(needed: 1, got: 0)) { try KaplanMeier([]) }
    #expect(throws: StatisticsError.self) { try KaplanMeier([SurvivalTime(time: -1, isEvent: true)]) }
    #expect(throws: StatisticsError.self) { try KaplanMeier([SurvivalTime(time: .nan, isEvent: true)]) }
    #expect(throws: StatisticsError.self) { try KaplanMeier([event], level: 1) }
  }

  @Test func aCurveWithoutEventsStaysAtOne() throws {
    let curve = try KaplanMeier([censored, censored])
    #expect(curve.steps.map(\.survival) == [1])
    #expect(curve.steps[0].interval == nil)
    #expect(curve.steps[0].standardError == 0)
    #expect(curve.median == nil)
    #expect(try curve.survival(at: 99) == 1)
  }

  @Test func aCurveThatEndsAtZeroHasNoIntervalThere() throws {
    let curve = try KaplanMeier([event, SurvivalTime(time: 5, isEvent: true)])
    #expect(curve.steps.map(\.survival) == [0.5, 0])
    #expect(curve.steps[1].interval == nil)
    #expect(curve.steps[1].standardError == nil)
    #expect(curve.median == 2)
    #expect(try curve.survival(at: 1.9) == 1)
    #expect(try curve.survival(at: 2) == 0.5)
    #expect(try curve.survival(at: 7) == 0)
    #expect(throws: StatisticsError.self) { try curve.survival(at: .nan) }
  }

  @Test func logRankNeedsTwoGroupsAndAnEventWithBothAtRisk() {
    #expect(throws: StatisticsError.tooFewValues(needed: 2, got: 1)) { try logRank([[event]]) }
    #expect(throws: StatisticsError.empty(what: "a group")) { try logRank([[event], []]) }
    let none = StatisticsError.noVariance(what: "the events: none happens while two groups are at risk")
    #expect(throws: none) { try logRank([[censored, censored], [censored]]) }
    #expect(throws: none) { try logRank([[event, event], [SurvivalTime(time: 1, isEvent: false)]]) }
    #expect(throws: StatisticsError.self) { try logRank([[event], [SurvivalTime(time: .infinity, isEvent: true)]]) }
  }

  @Test func clusteredLogRankNeedsClustersAndGroups() {
    func observations(_ clusters: Int) -> [ClusteredSurvivalTime] {
      (0..<(2 * clusters)).map {
        ClusteredSurvivalTime(SurvivalTime(time: Double($0), isEvent: true), group: $0 % 2, cluster: $0 / 2)
      }
    }
    #expect(throws: StatisticsError.empty(what: "a group")) { try clusteredLogRank([], groups: 2) }
    #expect(throws: StatisticsError.self) { try clusteredLogRank(observations(9), groups: 1) }
    #expect(throws: StatisticsError.self) { try clusteredLogRank(observations(9), groups: 65) }
    #expect(throws: StatisticsError.empty(what: "a group")) { try clusteredLogRank(observations(9), groups: 3) }
    #expect(throws: StatisticsError.tooFewClusters(needed: 3, got: 2)) {
      try clusteredLogRank(observations(2), groups: 2)
    }
    let stray = ClusteredSurvivalTime(event, group: 2, cluster: 0)
    #expect(throws: StatisticsError.self) { try clusteredLogRank(observations(9) + [stray], groups: 2) }
    let quiet = observations(9).map {
      ClusteredSurvivalTime(SurvivalTime(time: 1, isEvent: false), group: $0.group, cluster: $0.cluster)
    }
    #expect(throws: StatisticsError.noVariance(what: "the events: none happens while two groups are at risk")) {
      try clusteredLogRank(quiet, groups: 2)
    }
  }
}
