import Testing

@testable import Statistics

@Suite struct ContrastPermutationTests {
  private let totals = [0.75, 0.5, -0.25, 1.0, 0.25, 0.5, 0.0, 1.25, 0.0, -2.0, 0.5, 1.5, -0.75]
  private let isCommitted = Array(repeating: false, count: 8) + Array(repeating: true, count: 5)

  private func expect(_ tail: PermutationTail?, _ alternative: Alternative, _ exact: Double) throws {
    let p = try #require(tail).pValue(alternative)
    // Exact p-values count what was observed once among all groupings, as (b + 1)/(B + 1) does among the draws.
    expectClose(p, exact, within: 4 * (exact * (1 - exact) / 20_000).squareRoot() + 1.0 / 20_000)
  }

  @Test func pValuesAreTheExactOnesOfSciPy() async throws {
    // scipy.stats.permutation_test(…, n_resamples=np.inf): all 1287 groupings (Tests/Oracles/resampling_oracles.py).
    let test = try await ContrastPermutation.run(totals: totals, isCommitted: isCommitted, draws: 20_000, seed: 5)
    expectClose(test.raw.statistic, 0.65, within: 1e-14)
    try expect(test.raw, .greater, 0.1414141414141414)
    try expect(test.raw, .less, 0.8904428904428905)
    try expect(test.raw, .twoSided, 0.2680652680652681)
    try expectClose(#require(test.studentised).statistic, 1.0561778028131037, within: 1e-13)
    try expect(test.studentised, .greater, 0.14763014763014762)
    try expect(test.studentised, .less, 0.857031857031857)
    try expect(test.studentised, .twoSided, 0.3411033411033411)
  }

  @Test func whatWasObservedCountsAsOneOfTheDraws() {
    let tail = PermutationTail(statistic: 3, draws: 999, atLeast: 0, atMost: 999, asFar: 4)
    #expect(tail.pValue(.greater) == 0.001)
    #expect(tail.pValue(.less) == 1)
    #expect(tail.pValue(.twoSided) == 0.005)
  }

  @Test func movingAllValuesFarAwayChangesNothing() async throws {
    let here = try await ContrastPermutation.run(totals: totals, isCommitted: isCommitted, draws: 2000, seed: 5)
    let there = try await ContrastPermutation.run(
      totals: totals.map { $0 + 1024 }, isCommitted: isCommitted, draws: 2000, seed: 5)
    #expect(here.raw.atLeast == there.raw.atLeast && here.raw.atMost == there.raw.atMost)
    #expect(here.studentised?.asFar == there.studentised?.asFar)
  }

  @Test func tiesAreRecognisedInSpiteOfRounding() async throws {
    // Thirds and sixths: sums of equal value are rounded differently. By symmetry Δ = 0, so that every draw is as far.
    let third = 1.0 / 3
    let values: [Double] = [third, 2 * third, -third, third / 2, third, 2 * third, -third, third / 2]
    let groups = [true, true, true, true, false, false, false, false]
    let test = try await ContrastPermutation.run(totals: values, isCommitted: groups, draws: 3000, seed: 1)
    #expect(test.raw.asFar == 3000 && test.studentised?.asFar == 3000)
    let swapped = try await ContrastPermutation.run(
      totals: values, isCommitted: groups.map { !$0 }, draws: 3000, seed: 1)
    #expect(swapped.raw.asFar == 3000)
    expectClose(test.raw.pValue(.greater), test.raw.pValue(.less), within: 0.06)
  }

  @Test func sizesOfOneAreNoSizes() async throws {
    let plain = try await ContrastPermutation.run(totals: totals, isCommitted: isCommitted, draws: 3000, seed: 7)
    let sized = try await ContrastPermutation.run(
      totals: totals, sizes: totals.map { _ in 1 }, isCommitted: isCommitted, draws: 3000, seed: 7)
    #expect(plain.raw.atLeast == sized.raw.atLeast && plain.studentised?.atLeast == sized.studentised?.atLeast)
    expectClose(plain.raw.statistic, sized.raw.statistic, within: 1e-14)
  }

  @Test func entriesMayStandForSeveralUnits() async throws {
    let spread = try await ContrastPermutation.run(
      totals: [1, 1, 1, 2, 2, 0, 2], isCommitted: [false, false, false, false, true, true, true], draws: 500, seed: 2)
    let packed = try await ContrastPermutation.run(
      totals: [1, 2, 2, 0, 9], isCommitted: [false, false, true, true, true], multiplicities: [3, 1, 2, 1, 0],
      draws: 500, seed: 2)
    #expect(spread == packed)
    await #expect(throws: StatisticsError.self) {
      _ = try await ContrastPermutation.run(
        totals: [1, 2], isCommitted: [true, false], multiplicities: [1, -1], draws: 5, seed: 1)
    }
  }

  @Test func unitsOfSeveralConversationsCompareTheirWeightedMeans() async throws {
    let sizes = [1.0, 2, 1, 1, 3, 1, 1, 1, 1, 1, 2, 1, 1]
    let test = try await ContrastPermutation.run(
      totals: totals, sizes: sizes, isCommitted: isCommitted, draws: 100, seed: 7)
    expectClose(test.raw.statistic, 4.0 / 11 + 0.75 / 6, within: 1e-14)
    func variance(_ range: Range<Int>) -> Double {
      let mean = totals[range].reduce(0, +) / sizes[range].reduce(0, +)
      let squares = range.reduce(0.0) { $0 + (totals[$1] - mean * sizes[$1]) * (totals[$1] - mean * sizes[$1]) }
      let size = sizes[range].reduce(0, +)
      return squares * Double(range.count) / Double(range.count - 1) / (size * size)
    }
    let expected = (4.0 / 11 + 0.75 / 6) / (variance(0..<8) + variance(8..<13)).squareRoot()
    try expectClose(#require(test.studentised).statistic, expected, within: 1e-13)
  }

  @Test func anyNumberOfTasksGivesTheSameCounts() async throws {
    var generator = SeededGenerator(seed: 3)
    let values = (0..<3000).map { _ in Double(generator.next(below: 40)) / 12 }
    let groups = values.map { _ in generator.next(below: 4) == 0 }
    let one = try await ContrastPermutation.run(
      totals: values, isCommitted: groups, draws: 5001, seed: 3, tasks: 1)
    for tasks in [2, 8] {
      let many = try await ContrastPermutation.run(
        totals: values, isCommitted: groups, draws: 5001, seed: 3, tasks: tasks)
      #expect(many == one)
    }
    #expect(one.raw.draws == 5001)
  }

  @Test func aGroupOfOneHasNoStudentisedTest() async throws {
    let test = try await ContrastPermutation.run(
      totals: [0, 1, 2, 3, 5], isCommitted: [false, false, true, false, false], draws: 100, seed: 1)
    #expect(test.studentised == nil)
    #expect(test.raw.draws == 100)
  }

  @Test func groupsWithoutSpreadHaveNoStudentisedTest() async throws {
    let test = try await ContrastPermutation.run(
      totals: [1, 1, 1, 0, 0], isCommitted: [false, false, false, true, true], draws: 2000, seed: 1)
    #expect(test.studentised == nil)
    try expect(test.raw, .greater, 0.1)
  }

  @Test func degenerateInputGivesAReason() async {
    func run(_ totals: [Double], _ groups: [Bool], sizes: [Double]? = nil, draws: Int = 10) async throws {
      _ = try await ContrastPermutation.run(totals: totals, sizes: sizes, isCommitted: groups, draws: draws, seed: 1)
    }
    await #expect(throws: StatisticsError.empty(what: "the committed group")) {
      try await run([1, 2], [false, false])
    }
    await #expect(throws: StatisticsError.empty(what: "the uncommitted group")) {
      try await run([1, 2], [true, true])
    }
    await #expect(throws: StatisticsError.empty(what: "the committed group")) { try await run([], []) }
    await #expect(throws: StatisticsError.noVariance(what: "the units' values")) {
      try await run([0.1, 0.1, 0.1], [true, false, false])
    }
    await #expect(throws: StatisticsError.notFinite(what: "a total")) { try await run([1, .nan], [true, false]) }
    await #expect(throws: StatisticsError.self) { try await run([1, 2], [true]) }
    await #expect(throws: StatisticsError.self) { try await run([1, 2], [true, false], sizes: [1, 0]) }
    await #expect(throws: StatisticsError.self) { try await run([1, 2], [true, false], sizes: [1]) }
    await #expect(throws: StatisticsError.self) { try await run([1, 2, 3], [true, false, true], draws: 0) }
    await #expect(throws: StatisticsError.self) { try await run([1e200, 2, 3], [true, false, true]) }
  }

  @Test func aCancelledTestStops() async throws {
    let totals = totals
    let isCommitted = isCommitted
    let task = Task {
      try await ContrastPermutation.run(totals: totals, isCommitted: isCommitted, draws: 50_000_000, seed: 1)
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { _ = try await task.value }
  }
}
