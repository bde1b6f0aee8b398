import Testing

@testable import Statistics

@Suite struct BootstrapTests {
  /// Units with a whole number and a real one, in two strata.
  private func units(_ count: Int, seed: UInt64) -> (columns: [[Double]], strata: [UInt8]) {
    var generator = SeededGenerator(seed: seed)
    let strata = (0..<count).map { _ in UInt8(generator.next(below: 3) == 0 ? 1 : 0) }
    let first = strata.map { Double(generator.next(below: 5)) + Double($0) }
    let second = first.map { Double(generator.next(below: 3)) - 0.5 * $0 }
    return ([first, second, strata.map { _ in 1 }], strata)
  }

  private static let contrast: @Sendable (Sums) -> Double = { $0[0, 0] / $0[0, 2] - $0[1, 0] / $0[1, 2] }
  private static let ratio: @Sendable (Sums) -> Double = { $0[1, 1] / $0[1, 0] }

  /// The bootstrap that draws unit after unit.
  private func direct(
    _ columns: [[Double]], _ strata: [UInt8], resamples: Int, _ statistic: (Sums) -> Double
  ) throws -> Replicates {
    var generator = SeededGenerator(seed: 99)
    let members = (0..<2).map { stratum in strata.indices.filter { Int(strata[$0]) == stratum } }
    let width = columns.count
    func sums(_ drawn: [[Int]]) -> Sums {
      let storage = drawn.flatMap { units in columns.map { column in units.reduce(0) { $0 + column[$1] } } }
      return Sums(storage: storage, start: 0, columns: width)
    }
    let values = (0..<resamples).map { _ in
      statistic(sums(members.map { units in units.map { _ in units[generator.next(below: units.count)] } }))
    }
    return try Replicates(observed: statistic(sums(members)), values: values)
  }

  private func expectSameLaw(_ first: Replicates, _ second: Replicates) throws {
    expectClose(first.observed, second.observed, within: 1e-12)
    let a = try Summary(of: first.values)
    let b = try Summary(of: second.values)
    let (va, vb) = (try #require(a.variance), try #require(b.variance))
    let error = (va / Double(a.count) + vb / Double(b.count)).squareRoot()
    expectClose(a.mean, b.mean, within: 4 * error)
    // The relative error of a variance of about normal values is √(2/n).
    let relative = (2 / Double(a.count) + 2 / Double(b.count)).squareRoot()
    expectClose(va / vb, 1, within: 4 * relative)
    for p in [0.025, 0.25, 0.5, 0.75, 0.975] {
      var selection = Selection(second.values)
      let limit = selection.quantile(p)
      let share = first.values.reduce(0) { $0 + ($1 < limit ? 1 : ($1 == limit ? 0.5 : 0)) } / Double(a.count)
      let shareError = (p * (1 - p) * (1 / Double(a.count) + 1 / Double(b.count))).squareRoot()
      let tie = second.values.reduce(0) { $0 + ($1 == limit ? 1 : 0) } / Double(b.count)
      expectClose(share, p, within: 4 * shareError + tie)
    }
  }

  @Test(arguments: [12, 150])
  func drawingKindsIsDrawingUnits(count: Int) async throws {
    let (columns, strata) = units(count, seed: UInt64(count))
    let table = try ProfileTable(columns: columns, strata: strata, strataCount: 2)
    let sums = try await table.bootstrap(resamples: 4000, seed: 1)
    for statistic in [BootstrapTests.contrast, BootstrapTests.ratio] {
      try expectSameLaw(
        try sums.replicates(of: statistic), try direct(columns, strata, resamples: 4000, statistic))
    }
  }

  @Test func resamplesOfThreeUnitsHaveTheEnumeratedMeans() async throws {
    // 27 equally likely resamples of {0, 0, 3}: the means 0, 1, 2, 3 in 8, 12, 6, 1 of them.
    let table = try ProfileTable(columns: [[0, 0, 3]], strata: [0, 0, 0], strataCount: 1)
    let replicates = try await table.bootstrap(resamples: 27_000, seed: 4).replicates { $0[0, 0] / 3 }
    let tally = Dictionary(replicates.values.map { (Int($0), 1) }, uniquingKeysWith: +)
    let fit = GoodnessOfFit(tally, over: 0...3) { [8.0, 12, 6, 1][$0] / 27 }
    #expect(try fit.pValue > leastPValue)
  }

  @Test func foldedTablesKeepTheLawOfSums() async throws {
    var generator = SeededGenerator(seed: 8)
    let count = 4000
    let strata = (0..<count).map { _ in UInt8(generator.next(below: 3) == 0 ? 1 : 0) }
    let first = (0..<count).map { _ in generator.nextNormal() }
    let second = first.map { 0.5 * $0 + generator.nextUnit() * generator.nextUnit() }
    let columns = [first, second]
    let folded = try ProfileTable(columns: columns, strata: strata, strataCount: 2, foldingBeyond: 256)
    let exact = try ProfileTable(columns: columns, strata: strata, strataCount: 2)
    #expect(folded.isFolded)
    let sums = try await folded.bootstrap(resamples: 2000, seed: 5)
    let reference = try await exact.bootstrap(resamples: 500, seed: 6)
    let units = exact.strata.map { Double($0.units) }
    for statistic in [
      { $0[0, 0] / units[0] - $0[1, 0] / units[1] }, { $0[1, 0] / $0[1, 1] }, { $0[0, 1] - 0.4 * $0[0, 0] },
    ] as [(Sums) -> Double] {
      let value = statistic(exact.observed)
      let a = try sums.replicates(of: statistic)
      expectClose(a.observed, value, within: 1e-6)
      try expectSameLaw(
        try Replicates(observed: value, values: a.values), try reference.replicates(of: statistic))
    }
  }

  @Test func groupsOfColumnsHaveTheLawOfTheWhole() async throws {
    let (columns, strata) = units(100, seed: 3)
    let table = try ProfileTable(columns: columns, strata: strata, strataCount: 2)
    let groups = try await table.bootstrap(groups: [[0, 2], [1, 0]], resamples: 4000, seed: 9)
    let contrast = try groups[0].replicates { $0[0, 0] / $0[0, 1] - $0[1, 0] / $0[1, 1] }
    let ratio = try groups[1].replicates { $0[1, 0] / $0[1, 1] }
    try expectSameLaw(contrast, try direct(columns, strata, resamples: 4000, BootstrapTests.contrast))
    try expectSameLaw(ratio, try direct(columns, strata, resamples: 4000, BootstrapTests.ratio))
  }

  @Test func statisticsOfTheSameResamplesStayPaired() async throws {
    let (columns, strata) = units(300, seed: 3)
    let sums = try await ProfileTable(columns: columns, strata: strata, strataCount: 2)
      .bootstrap(resamples: 500, seed: 2)
    let a = try sums.replicates { $0[0, 0] }
    let b = try sums.replicates { $0[0, 1] }
    let difference = try sums.replicates { $0[0, 0] - $0[0, 1] }
    #expect(difference.values == zip(a.values, b.values).map { $0 - $1 })
  }

  @Test func anyNumberOfTasksGivesTheSameBits() async throws {
    let (columns, strata) = units(5000, seed: 6)
    let table = try ProfileTable(columns: columns, strata: strata, strataCount: 2)
    let one = try await table.bootstrap(resamples: 1003, seed: 12, tasks: 1)
    for tasks in [2, 8] {
      let many = try await table.bootstrap(resamples: 1003, seed: 12, tasks: tasks)
      #expect(many.storage.map(\.bitPattern) == one.storage.map(\.bitPattern))
    }
    let other = try await table.bootstrap(resamples: 1003, seed: 13)
    #expect(other.storage != one.storage)
    let shorter = try await table.bootstrap(resamples: 100, seed: 12)
    #expect(shorter.storage[...] == one.storage[..<shorter.storage.count])
  }

  @Test func aCancelledBootstrapStops() async throws {
    let (columns, strata) = units(5000, seed: 6)
    let table = try ProfileTable(columns: columns, strata: strata, strataCount: 2)
    let task = Task { try await table.bootstrap(resamples: 10_000_000, seed: 1) }
    task.cancel()
    await #expect(throws: CancellationError.self) { _ = try await task.value }
  }

  @Test func numbersOfResamplesOutOfRangeAreRefused() async throws {
    let table = try ProfileTable(columns: [[1, 2]], strata: [0, 0], strataCount: 1)
    for resamples in [0, -5, Int.max] {
      await #expect(throws: StatisticsError.self) { _ = try await table.bootstrap(resamples: resamples, seed: 1) }
    }
  }

  @Test func aShareOfAnEmptyStratumIsUndefined() async throws {
    let table = try ProfileTable(columns: [[1, 2]], strata: [0, 0], strataCount: 2)
    let sums = try await table.bootstrap(resamples: 100, seed: 1)
    #expect(throws: StatisticsError.undefined(reason: "the statistic is not defined for these units")) {
      try sums.replicates { $0[1, 0] / $0[1, 0] }
    }
  }
}
