import Testing

@testable import Statistics

/// Does it matter who simulates the user? tau2's public pair: one agent's solved tasks under two user simulators.
@Suite struct AgentScoreTests {
  /// By scipy: fisher_exact([[a, n - a], [b, n - b]]).
  @Test(arguments: [
    ("retail", 80, 97, 114, 0.010549768578886877, 0.41237113402061853),
    ("airline", 35, 40, 50, 0.3558286323604284, 0.5833333333333334),
    ("telecom", 98, 86, 114, 0.06408826938105973, 1.994186046511628),
  ])
  func thePublicPairIsToldApartInOneOfThreeDomains(
    domain: String, first: Int, second: Int, tasks: Int, p: Double, odds: Double
  ) throws {
    let test = try fisherExact(FourfoldTable(first, tasks - first, second, tasks - second))
    #expect(abs(test.pValue / p - 1) < 1e-10, "\(domain)")
    #expect(abs(try #require(test.oddsRatio) / odds - 1) < 1e-12, "\(domain)")
  }
}
