import Statistics
import Testing

@Suite struct DegenerateSurvivalTests {
  private func count(_ time: Double, _ atRisk: Int, _ events: Double) -> KaplanMeier.Count {
    KaplanMeier.Count(time: time, atRisk: atRisk, events: events)
  }

  @Test func noTimesAreNoCurve() {
    #expect(throws: StatisticsError.tooFewValues(needed: 1, got: 0)) { try KaplanMeier([]) }
    #expect(throws: StatisticsError.self) { try KaplanMeier([count(1, 0, 0)]) }
    #expect(throws: StatisticsError.self) { try KaplanMeier([count(1, 2, 3)]) }
    #expect(throws: StatisticsError.self) { try KaplanMeier([count(1, 2, -1)]) }
    #expect(throws: StatisticsError.self) { try KaplanMeier([count(1, 2, .nan)]) }
    #expect(throws: StatisticsError.self) { try KaplanMeier([count(.nan, 2, 1)]) }
    #expect(throws: StatisticsError.self) { try KaplanMeier([count(2, 2, 1), count(2, 1, 1)]) }
    #expect(throws: StatisticsError.self) { try KaplanMeier([count(1, 2, 1)], level: 1) }
  }

  @Test func aCurveWithoutEventsStaysAtOne() throws {
    let curve = try KaplanMeier([count(3, 2, 0)])
    #expect(curve.steps.map(\.survival) == [1])
    #expect(curve.steps[0].interval == nil)
    #expect(curve.steps[0].standardError == 0)
    #expect(curve.median == nil)
  }

  @Test func aCurveThatEndsAtZeroHasNoIntervalThere() throws {
    let curve = try KaplanMeier([count(2, 2, 1), count(5, 1, 1)])
    #expect(curve.steps.map(\.survival) == [0.5, 0])
    #expect(curve.steps[1].interval == nil)
    #expect(curve.steps[1].standardError == nil)
    #expect(curve.median == 2)
  }
}
