import Cases
import Statistics
import Testing

@testable import Fidelity

/// Against `Tests/Oracles/corrected_excess.py`: numpy, ppi-python, statsmodels.
struct CorrectedExcessOracleTests {
  private func member(_ oracle: OracleValue) throws -> ExcessCorrection.Member {
    var member = ExcessCorrection.Member(
      cluster: Int(try #require(oracle["cluster"]?.number)), side: Int(try #require(oracle["side"]?.number)),
      simulated: try #require(oracle["simulated"]?.number), expected: try #require(oracle["expected"]?.number))
    if let blind = oracle["blind"]?.numbers { member.blindSimulated = (1, SIMD2(blind[0], blind[1])) }
    member.blindReal = (oracle["real"]?.elements ?? []).map(\.numbers).map {
      (weight: SIMD2($0[0], $0[1]), depth: SIMD2($0[2], $0[3]))
    }
    return member
  }

  @Test func excessesAreThoseOfNumPyAndThePackage() throws {
    let cases = try OracleValue.read("corrected_excess.json")["cases"]?.elements ?? []
    #expect(cases.count == 5)
    for oracle in cases {
      let members = try #require(oracle["members"]?.elements).map(member)
      let result = try ExcessCorrection(members).result()
      let expected = oracle["expected"]
      expectNear(result.lambda, expected?["lambda"])
      for (name, estimate) in [
        ("uncommitted", result.uncommitted), ("committed", result.committed), ("excess", result.excess),
      ] {
        expectNear(estimate.value, expected?[name]?["value"])
        expectNear(estimate.standardError, expected?[name]?["standardError"])
        expectNear(estimate.degreesOfFreedom, expected?[name]?["df"])
      }
    }
  }

  /// cohen_kappa_score(a, b, sample_weight=w) of scikit-learn: `Tests/Oracles/round_agreement.py`.
  @Test func turnsOfARoundCountWhatTheyStandFor() throws {
    let weights = [1.0, 4, 2.5, 10, 1.5, 3]
    let (people, judge) = ([0, 1, 2, 1, 0, 2], [0, 1, 1, 1, 2, 2])
    let turns = weights.indices.map { place in
      BlindTurns.Turn(
        row: place, conversation: place, judge: judge[place], people: [people[place]], weight: weights[place])
    }
    let report = JudgeAnalysis(
      turns: BlindTurns(real: turns, areDrawn: true), stages: (0..<3).map { .init(id: "\($0)", depth: Double($0)) },
      level: 0.95, cluster: { $0 }
    ).report()
    expectNear(report.confusions[0].kappa.number, .number(0.6101882613510521))
    #expect(report.confusions[0].counts == [[1, 0, 1], [0, 2, 0], [0, 1, 1]])
    expectNear(report.confusions[0].shift.number, .number((1.5 * 2 - 2.5) / 22))
    #expect(report.misread[1].real.count == 2 && report.misread[2].real.number == 2.5 / 5.5)
  }

  @Test func kappaIsThatOfStatsmodelsLeavingCustomersOut() throws {
    let oracle = try #require(try OracleValue.read("corrected_excess.json")["kappa"])
    func turns(_ key: String) -> [[Double]] { oracle[key]?.elements.map(\.numbers) ?? [] }
    let customers = oracle["customers"]?.numbers.map { Int($0) } ?? []
    func labelled(_ key: String) -> [BlindTurns.Turn] {
      turns(key).enumerated().map {
        BlindTurns.Turn(row: $0, conversation: $0, judge: Int($1[1]), people: [Int($1[0])])
      }
    }
    let report = JudgeAnalysis(
      turns: BlindTurns(real: labelled("real"), simulated: labelled("simulated")),
      stages: (0..<3).map { .init(id: "\($0)", depth: Double($0)) }, level: 0.95, cluster: { customers[$0] }
    ).report()
    let expected = oracle["expected"]
    expectNear(report.kappaDifference.number, expected?["value"])
    let value = try #require(expected?["value"]?.number)
    let error = try #require(expected?["standardError"]?.number)
    let interval = try Estimate(
      value: value, standardError: error, degreesOfFreedom: try #require(expected?["df"]?.number)
    ).interval(level: 0.95)
    expectNear(report.kappaDifference.interval.bounds?.lower, .number(interval.lower))
    expectNear(report.kappaDifference.interval.bounds?.upper, .number(interval.upper))
  }
}
