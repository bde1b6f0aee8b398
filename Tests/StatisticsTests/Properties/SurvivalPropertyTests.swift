import Testing

@testable import Statistics

@Suite struct SurvivalPropertyTests {
  @Test func withoutCensoringTheCurveIsTheShareLeft() throws {
    let times = [1.0, 1, 2, 3, 3, 3, 5, 8]
    let curve = try KaplanMeier(counts(times.map { ($0, true) }))
    for step in curve.steps {
      let left = Double(times.count { $0 > step.count.time }) / 8
      #expect(abs(step.survival - left) < 1e-15)
      guard step.survival > 0 else { continue }
      // Greenwood's variance is then the binomial one.
      #expect(abs((step.standardError ?? 0) - (left * (1 - left) / 8).squareRoot()) < 1e-15)
      #expect(try #require(step.interval).contains(left))
    }
    #expect(curve.median == 3)
    #expect(curve.steps.map(\.count.atRisk) == [8, 6, 5, 2, 1])
  }
}
