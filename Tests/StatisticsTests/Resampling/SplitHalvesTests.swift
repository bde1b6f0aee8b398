import Testing

@testable import Statistics

@Suite struct SplitHalvesTests {
  @Test func floorIsThatOfTheEnumeratedSplits() async throws {
    // Halves of {0, 1, 1, 4}: |difference of means| is 2, 2, 1 for the three pairs of halves.
    let table = try ProfileTable(columns: [[9, 0, 1, 1, 4]], strata: [1, 0, 0, 0, 0], strataCount: 2)
    let halves = try await table.splitHalves(stratum: 0, splits: 30_000, seed: 3)
    let floor = try halves.floor(level: 0.95) { abs($0[0, 0] - $1[0, 0]) / 2 }
    let spread = (2.0 / 9 / 30_000).squareRoot()
    expectClose(floor.mean, 5.0 / 3, within: 4 * spread)
    #expect(floor.upper == 2 && floor.splits == 30_000 && floor.undefined == 0)
    // A third of the distances is 1, and two thirds are 2.
    #expect(try halves.floor(level: 0.3) { abs($0[0, 0] - $1[0, 0]) / 2 }.upper == 1)
    #expect(throws: StatisticsError.self) { try halves.floor(level: 1) { _, _ in 0 } }
  }

  @Test func halvesAddUpAndAreOfHalfTheSize() async throws {
    let values = (0..<101).map { Double($0 % 7) }
    let table = try ProfileTable(
      columns: [values, values.map { _ in 1 }], strata: values.map { _ in 0 }, strataCount: 1)
    let halves = try await table.splitHalves(stratum: 0, splits: 200, seed: 1)
    let total = values.reduce(0, +)
    let floor = try halves.floor(level: 0.95) { first, second in
      first[0, 0] + second[0, 0] == total && first[0, 1] == 50 && second[0, 1] == 51 ? 0 : 1
    }
    #expect(floor.mean == 0 && floor.upper == 0)
  }

  @Test func anyNumberOfTasksGivesTheSameFloor() async throws {
    let values = (0..<500).map { Double($0 % 11) }
    let table = try ProfileTable(columns: [values], strata: values.map { _ in 0 }, strataCount: 1)
    let distance: (Sums, Sums) -> Double = { abs($0[0, 0] - $1[0, 0]) }
    let one = try await table.splitHalves(stratum: 0, splits: 3001, seed: 2, tasks: 1).floor(level: 0.95, of: distance)
    let many = try await table.splitHalves(stratum: 0, splits: 3001, seed: 2, tasks: 8).floor(level: 0.95, of: distance)
    #expect(one == many)
  }

  @Test func whatCannotBeSplitIsRefused() async throws {
    let table = try ProfileTable(columns: [[1, 2, 3]], strata: [0, 0, 1], strataCount: 2)
    await #expect(throws: StatisticsError.tooFewClusters(needed: 2, got: 1)) {
      _ = try await table.splitHalves(stratum: 1, splits: 10, seed: 1)
    }
    await #expect(throws: StatisticsError.self) { _ = try await table.splitHalves(stratum: 2, splits: 10, seed: 1) }
    await #expect(throws: StatisticsError.self) { _ = try await table.splitHalves(stratum: 0, splits: 0, seed: 1) }
    let halves = try await table.splitHalves(stratum: 0, splits: 10, seed: 1)
    #expect(throws: StatisticsError.undefined(reason: "the distance is undefined in 10 of 10 splits")) {
      try halves.floor(level: 0.95) { _, _ in .nan }
    }
  }
}
