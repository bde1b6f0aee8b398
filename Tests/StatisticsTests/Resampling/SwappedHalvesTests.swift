import Testing

@testable import Statistics

@Suite struct SwappedHalvesTests {
  /// One column a side.
  private func table(_ first: [Double], _ second: [Double]) throws -> ProfileTable {
    try ProfileTable(columns: [first, second], strata: first.map { _ in 0 }, strataCount: 1)
  }

  private let gap: (Sums, Sums) -> Double = { abs($0[0, 0] - $1[0, 0]) }

  @Test func floorIsThatOfTheEnumeratedSwaps() async throws {
    // Differences 1, 2 and 4, each of either sign: |±1 ± 2 ± 4| is 7, 5, 3, 1 with equal chances.
    let halves = try await table([1, 0, 5], [0, 2, 1]).swappedHalves(stratum: 0, splits: 30_000, seed: 3)
    let floor = try halves.floor(level: 0.95, of: gap)
    expectClose(floor.mean, 4, within: 4 * (5.0 / 30_000).squareRoot())
    #expect(floor.upper == 7 && floor.splits == 30_000)
    #expect(try halves.floor(level: 0.4, of: gap).upper == 3)
  }

  @Test func halvesAddUpAndAreAsLargeAsTheSides() async throws {
    // Equal rows are drawn together; every unit has one turn a side.
    let ones = Array(repeating: 1.0, count: 200)
    let first = ones.indices.map { Double($0 % 3) }
    let table = try ProfileTable(
      columns: [first, ones, first.reversed(), ones], strata: ones.map { _ in 0 }, strataCount: 1)
    let total = 2 * first.reduce(0, +)
    let floor = try await table.swappedHalves(stratum: 0, splits: 200, seed: 1).floor(level: 0.95) { a, b in
      a[0, 0] + b[0, 0] == total && a[0, 1] == 200 && b[0, 1] == 200 ? 0 : 1
    }
    #expect(floor.mean == 0 && floor.upper == 0)
  }

  @Test func anyNumberOfTasksGivesTheSameFloor() async throws {
    let (a, b) = ((0..<300).map { Double($0 % 11) }, (0..<300).map { Double($0 % 7) })
    let table = try table(a, b)
    let one = try await table.swappedHalves(stratum: 0, splits: 3001, seed: 2, tasks: 1).floor(level: 0.95, of: gap)
    let many = try await table.swappedHalves(stratum: 0, splits: 3001, seed: 2, tasks: 8).floor(level: 0.95, of: gap)
    #expect(one == many)
  }

  @Test func whatCannotBeSwappedIsRefused() async throws {
    let single = try table([1], [2])
    await #expect(throws: StatisticsError.tooFewClusters(needed: 2, got: 1)) {
      _ = try await single.swappedHalves(stratum: 0, splits: 10, seed: 1)
    }
    let several = try table([1, 2], [2, 3])
    await #expect(throws: StatisticsError.self) { _ = try await several.swappedHalves(stratum: 1, splits: 10, seed: 1) }
    await #expect(throws: StatisticsError.self) { _ = try await several.swappedHalves(stratum: 0, splits: 0, seed: 1) }
    let halves = try await several.swappedHalves(stratum: 0, splits: 10, seed: 1)
    #expect(throws: StatisticsError.undefined(reason: "the distance is undefined in 10 of 10 splits")) {
      try halves.floor(level: 0.95) { _, _ in .nan }
    }
  }
}
