import RealModule
import Testing

@testable import Statistics

/// Units whose conversations lie on both sides.
@Suite struct SpanningPermutationTests {
  /// 40 customers with 4 conversations, correlated .6 within, outcomes independent of them.
  private func audit(_ number: UInt64) -> [[(value: Double, isCommitted: Bool)]] {
    var generator = SeededGenerator(seed: 6, stream: number)
    return (0..<40).map { _ in
      let shared = generator.nextNormal() * 0.6.squareRoot()
      return (0..<4).map { _ in
        (value: shared + generator.nextNormal() * 0.4.squareRoot(), isCommitted: generator.nextUnit() < 0.4)
      }
    }
  }

  @Test func holdsItsLevelWhereCustomersLieOnBothSides() async throws {
    let audits = 300
    var (blocks, units) = (0, 0)
    for number in 0..<audits {
      let audit = audit(UInt64(number))
      let test = try await ContrastPermutation.run(units: audit, draws: 99, seed: 1, tasks: 1)
      if try #require(test.studentised).pValue(.twoSided) <= 0.05 { blocks += 1 }
      // As if the two sides of a customer were two customers.
      let sides = audit.flatMap { unit in
        [false, true].compactMap { side in
          let own = unit.filter { $0.isCommitted == side }
          return own.isEmpty ? nil : (total: own.reduce(0) { $0 + $1.value }, size: Double(own.count), side: side)
        }
      }
      let apart = try await ContrastPermutation.run(
        totals: sides.map(\.total), sizes: sides.map(\.size), isCommitted: sides.map(\.side), draws: 99, seed: 1,
        tasks: 1)
      if try #require(apart.studentised).pValue(.twoSided) <= 0.05 { units += 1 }
    }
    // 5 % ± 4 standard errors of 300 audits.
    #expect((0...30).contains(blocks) && blocks > 4, "\(blocks) of \(audits)")
    #expect(units <= 4, "\(units) of \(audits)")
  }

  @Test func pValuesAreThoseOfTheEnumeratedOutcomes() async throws {
    // Two whole units can trade sides, and the conversations within one: four equally likely audits.
    let units: [[(value: Double, isCommitted: Bool)]] = [
      [(3, false)], [(1, true)], [(5, false), (1, true)],
    ]
    let test = try await ContrastPermutation.run(units: units, draws: 20_000, seed: 4)
    // Differences of means 3, 1, −1, −3.
    expectClose(test.raw.statistic, 3, within: 1e-12)
    expectClose(test.raw.pValue(.greater), 0.25, within: 0.013)
    expectClose(test.raw.pValue(.twoSided), 0.5, within: 0.015)
  }

  @Test func studentisedByThePairedError() async throws {
    let audit = audit(1)
    let sums = audit.map { unit in
      let sides = [false, true].map { side in unit.filter { $0.isCommitted == side } }
        .map { ClusterSum(total: $0.reduce(0) { $0 + $1.value }, weight: Double($0.count)) }
      return PairedClusterSum(first: sides[0], second: sides[1])
    }
    let expected = try pairedRatioDifference(sums).test().statistic
    let test = try await ContrastPermutation.run(units: audit, draws: 9, seed: 1)
    try expectClose(#require(test.studentised).statistic, expected, within: 1e-10)
  }

  @Test func anyNumberOfTasksGivesTheSame() async throws {
    let one = try await ContrastPermutation.run(units: audit(2), draws: 500, seed: 3, tasks: 1)
    #expect(try await ContrastPermutation.run(units: audit(2), draws: 500, seed: 3, tasks: 8) == one)
  }

  @Test func whatCannotBePermutedIsRefused() async throws {
    await #expect(throws: StatisticsError.empty(what: "the committed group")) {
      _ = try await ContrastPermutation.run(units: [[(1, false)]], draws: 9, seed: 1)
    }
    await #expect(throws: StatisticsError.self) {
      _ = try await ContrastPermutation.run(units: [[(2, false), (2, true)]], draws: 9, seed: 1)
    }
    await #expect(throws: StatisticsError.self) {
      _ = try await ContrastPermutation.run(units: [[(.nan, false), (2, true)]], draws: 9, seed: 1)
    }
  }
}
