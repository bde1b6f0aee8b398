import Testing

@testable import Statistics

@Suite struct ReplicatesTests {
  private let uncommitted = [0.75, 0.5, -0.25, 1.0, 0.25, 0.5, 0.0, 1.25]
  private let committed = [0.0, -2.0, 0.5, 1.5, -0.75]

  private func contrastTable() throws -> ProfileTable {
    let strata = uncommitted.map { _ in UInt8(0) } + committed.map { _ in 1 }
    return try ProfileTable(columns: [uncommitted + committed, strata.map { _ in 1 }], strata: strata, strataCount: 2)
  }

  private let contrast: (Sums) -> Double = { $0[0, 0] / $0[0, 1] - $0[1, 0] / $0[1, 1] }

  @Test func percentileLimitsAndStandardErrorAreThoseOfSciPy() async throws {
    // scipy.stats.bootstrap((uncommitted, committed), difference, n_resamples=20_000, method="percentile"), 60 runs:
    // the mean of each number and the standard deviation of one run (Tests/Oracles/resampling_oracles.py).
    let replicates = try await contrastTable().bootstrap(resamples: 20_000, seed: 1).replicates(of: contrast)
    let interval = try replicates.percentileInterval()
    expectClose(interval.estimate, 0.65, within: 1e-15)
    #expect(interval.level == 0.95)
    expectClose(interval.lower, -0.40408072916666643, within: 4 * 0.008753266815383543)
    expectClose(interval.upper, 1.7511484374999995, within: 4 * 0.008882724513879024)
    try expectClose(replicates.standardError(), 0.5530199473612973, within: 4 * 0.002678063132706776)
  }

  @Test func accelerationIsThatOfSciPy() throws {
    // scipy.stats._resampling._bca_interval((uncommitted, committed), difference, …)[2]
    try expectClose(contrastTable().acceleration(of: contrast), 0.014046392298550802, within: 1e-14)
    // The ratio of two sums over the same six units.
    let columns = [[1.0, 2, 2, 3, 1, 4], [2.0, 3, 2, 4, 4, 4]]
    let table = try ProfileTable(columns: columns, strata: [0, 0, 0, 0, 0, 0], strataCount: 1)
    try expectClose(table.acceleration { $0[0, 0] / $0[0, 1] }, -0.04336302995525956, within: 1e-14)
  }

  @Test func accelerationCountsEqualUnits() throws {
    let values = [0.0, 0, 0, 1, 1, 5]
    let table = try ProfileTable(columns: [values], strata: Array(repeating: 0, count: 6), strataCount: 1)
    #expect(table.kinds == 3)
    // For a mean the acceleration is Σ(x − x̄)³ / 6 (Σ(x − x̄)²)^1.5.
    let mean = values.reduce(0, +) / 6
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let cubes = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) * ($1 - mean) }
    let expected = cubes / (6 * squares * squares.squareRoot())
    try expectClose(table.acceleration { $0[0, 0] / 6 }, expected, within: 1e-12)
  }

  @Test func bcaLimitsAreThoseOfSciPy() throws {
    // numpy.percentile(replicates, …) at the levels of scipy.stats._resampling._bca_interval
    let values = (0..<1000).map { (number: Int) -> Double in
      let part = Double((number * 7919) % 1000) / 1000
      return 0.65 + 0.9 * (part - 0.48)
    }
    let replicates = try Replicates(observed: 0.65, values: values)
    let acceleration = try contrastTable().acceleration(of: contrast)
    let interval = try replicates.bcaInterval(acceleration: acceleration)
    expectClose(interval.lower, 0.23832719381986234, within: 1e-12)
    expectClose(interval.upper, 1.0921465445233194, within: 1e-12)
  }

  @Test func bcaNeedsValuesOnBothSides() throws {
    let replicates = try Replicates(observed: 0, values: (1...100).map { Double($0) })
    #expect(throws: StatisticsError.undefined(reason: "all resampled values lie on one side of the observed value")) {
      try replicates.bcaInterval(acceleration: 0.1)
    }
    let around = try Replicates(observed: 50.5, values: (1...100).map { Double($0) })
    #expect(throws: StatisticsError.self) { try around.bcaInterval(acceleration: 2) }
    #expect(throws: StatisticsError.notFinite(what: "the acceleration")) {
      try around.bcaInterval(acceleration: .nan)
    }
  }

  @Test func statisticsThatNoUnitChangesHaveNoAcceleration() throws {
    #expect(throws: StatisticsError.noVariance(what: "the jackknife values")) {
      try contrastTable().acceleration { _ in 1 }
    }
    #expect(throws: StatisticsError.self) { try contrastTable().acceleration { _ in .nan } }
  }

  @Test func expandedLimitsAreThoseOfTheirLevels() throws {
    // p = scipy.stats.norm.cdf(-np.sqrt(n / (n - 1)) * scipy.stats.t.ppf(.975, n - 1)), and np.quantile at p and 1 - p.
    let replicates = try Replicates(observed: 500, values: (0...1000).map { Double($0) })
    for (units, tail) in [(2, 0), (10, 0.008550639), (28, 0.018332182), (1_000_000, 0.024999804)] as [(Int, Double)] {
      let interval = try replicates.expandedPercentileInterval(units: units)
      expectClose(interval.lower, 1000 * tail, within: 1e-3)
      expectClose(interval.upper, 1000 * (1 - tail), within: 1e-3)
    }
    #expect(throws: StatisticsError.tooFewClusters(needed: 2, got: 1)) {
      try replicates.expandedPercentileInterval(units: 1)
    }
  }

  @Test func selectionFindsTheQuantilesOfASort() throws {
    var generator = SeededGenerator(seed: 3)
    var samples: [[Double]] = [[4], [2, 1], Array(repeating: 7, count: 50), (0..<999).map { Double($0) }]
    samples.append((0..<999).map { Double(-$0) })
    samples.append((0..<1000).map { _ in generator.nextNormal() })
    samples.append((0..<1000).map { _ in Double(generator.next(below: 4)) })
    samples.append((0..<500).map { Double($0 % 250) })
    for sample in samples {
      var selection = Selection(sample)
      for p in [0.025, 0.975, 0, 1, 0.5, 0.3333, 0.95] {
        #expect(selection.quantile(p) == quantile(p, ofSorted: sample.sorted()))
      }
    }
  }

  /// Type 7, weighted from the nearer end as ``Selection`` does it.
  private func quantile(_ p: Double, ofSorted values: [Double]) -> Double {
    let place = Double(values.count - 1) * p
    let (lower, upper) = (values[Int(place)], values[min(Int(place) + 1, values.count - 1)])
    let fraction = place - place.rounded(.down)
    return fraction == 0 || lower == upper ? lower : lower * (1 - fraction) + upper * fraction
  }

  @Test func undefinedResamplesAreCountedAndTooManyRefused() throws {
    let values = (0..<100).map { Double($0) }
    let some = try Replicates(observed: 50, values: values + [.nan, .infinity])
    #expect(some.undefined == 2 && some.values.count == 100)
    try expectClose(some.percentileInterval().lower, 2.475, within: 1e-13)
    let many = try Replicates(observed: 50, values: values + Array(repeating: .nan, count: 12))
    #expect(throws: StatisticsError.undefined(reason: "the statistic is undefined in 12 of 112 resamples")) {
      try many.percentileInterval()
    }
    #expect(throws: StatisticsError.tooFewValues(needed: 40, got: 3)) {
      try Replicates(observed: 1, values: [1, 2, 3]).percentileInterval()
    }
    #expect(throws: StatisticsError.noVariance(what: "the replicates")) {
      try Replicates(observed: 1, values: Array(repeating: 1, count: 100)).percentileInterval()
    }
    #expect(throws: StatisticsError.self) { try some.percentileInterval(level: 1) }
    #expect(throws: StatisticsError.self) { try Replicates(observed: .nan, values: values) }
    #expect(throws: StatisticsError.tooFewValues(needed: 2, got: 1)) {
      try Replicates(observed: 1, values: [1]).standardError()
    }
  }
}
