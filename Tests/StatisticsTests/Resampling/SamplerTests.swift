import Testing

@testable import Statistics

@Suite struct SamplerTests {
  private let draws = 20_000

  private func tally(seed: UInt64, _ draw: (inout SeededGenerator) -> Int) -> [Int: Int] {
    var generator = SeededGenerator(seed: seed)
    var counts: [Int: Int] = [:]
    for _ in 0..<draws { counts[draw(&generator), default: 0] += 1 }
    return counts
  }

  @Test func sameNumbersFromTheSameSeed() {
    var first = SeededGenerator(seed: 7, stream: 2, index: 3)
    var second = SeededGenerator(seed: 7, stream: 2, index: 3)
    #expect((0..<100).map { _ in first.next() } == (0..<100).map { _ in second.next() })
  }

  @Test func otherNumbersFromAnotherSeedStreamOrIndex() {
    var starts: Set<UInt64> = []
    for seed in 0..<20 as Range<UInt64> {
      for stream in 0..<20 as Range<UInt64> {
        for index in 0..<20 as Range<UInt64> {
          var generator = SeededGenerator(seed: seed, stream: stream, index: index)
          starts.insert(generator.next())
        }
      }
    }
    #expect(starts.count == 8000)
  }

  @Test func integersAreUniform() throws {
    for bound in [1, 2, 3, 7, 100] {
      let counts = tally(seed: UInt64(bound)) { $0.next(below: bound) }
      #expect(try GoodnessOfFit(counts, over: 0...bound - 1) { _ in 1 / Double(bound) }.pValue > leastPValue)
    }
  }

  @Test func integersOfABoundThatDoesNotDivideTheWordAreUniform() throws {
    // Without the rejection the first third would come up in half of the draws.
    let bound = 3 << 61
    let counts = tally(seed: 4) { $0.next(below: bound) / (1 << 61) }
    #expect(try GoodnessOfFit(counts, over: 0...2) { _ in 1.0 / 3 }.pValue > leastPValue)
  }

  @Test func halfWordIntegersAreUniform() throws {
    for bound in [1, 3, 1000, 3 << 30] as [UInt32] {
      var generator = SeededGenerator(seed: 11)
      var counts: [Int: Int] = [:]
      let parts = min(Int(bound), 3)
      generator.forEachUniform(below: bound, times: draws + 1) { counts[$0 * parts / Int(bound), default: 0] += 1 }
      let mass = { (part: Int) -> Double in
        let starts = (0...parts).map { ($0 * Int(bound) + parts - 1) / parts }
        return Double(starts[part + 1] - starts[part]) / Double(bound)
      }
      #expect(counts.values.reduce(0, +) == draws + 1)
      #expect(try GoodnessOfFit(counts, over: 0...parts - 1, mass: mass).pValue > leastPValue)
    }
  }

  @Test func unitNumbersStayInside() {
    var generator = SeededGenerator(seed: 5)
    let numbers = (0..<draws).map { _ in generator.nextUnit() }
    #expect(numbers.allSatisfy { $0 > 0 && $0 < 1 })
    let mean = numbers.reduce(0, +) / Double(draws)
    expectClose(mean, 0.5, within: 4 * (1.0 / 12 / Double(draws)).squareRoot())
  }

  @Test func normalNumbersFollowTheNormalLaw() throws {
    let normal = NormalDistribution()
    let edges = try (1..<50).map { try normal.quantile(Double($0) / 50) }
    let counts = tally(seed: 6) { generator in
      let value = generator.nextNormal()
      return edges.count { $0 < value }
    }
    #expect(try GoodnessOfFit(counts, over: 0...49) { _ in 0.02 }.pValue > leastPValue)
  }

  @Test(arguments: [
    (0, 0.3), (5, 0.3), (20, 0.5), (1000, 0.003), (31, 0.33), (100, 0.25), (40, 0.97), (400, 0.5), (1_000_000, 0.4),
    (1_000_000_000, 1e-6), (7, 0), (7, 1), (200_000, 0.9999),
  ])
  func binomialCountsFollowTheLaw(trials: Int, probability: Double) throws {
    let sampler = try BinomialSampler(probability: probability)
    let counts = tally(seed: 21) { sampler.draw(trials: trials, using: &$0) }
    try expectBinomial(counts, trials, probability)
  }

  private func expectBinomial(_ counts: [Int: Int], _ trials: Int, _ probability: Double) throws {
    let range = try #require(counts.keys.min())...#require(counts.keys.max())
    #expect(range.lowerBound >= 0 && range.upperBound <= trials)
    if probability == 0 || probability == 1 || trials == 0 {
      #expect(range == (probability == 1 ? trials...trials : 0...0))
      return
    }
    let fit = GoodnessOfFit(counts, over: range) { binomialMass($0, of: trials, probability: probability) }
    #expect(try fit.pValue > leastPValue)
  }

  @Test func binomialProbabilityOutsideOfItsRangeIsRefused() {
    for probability in [-0.1, 1.1, .nan, .infinity] {
      #expect(throws: StatisticsError.self) { try BinomialSampler(probability: probability) }
    }
  }

  @Test(arguments: [
    (10, 4, 3), (10, 9, 9), (100, 30, 50), (1000, 10, 500), (2790, 793, 60), (2790, 60, 793), (5000, 2500, 2500),
    (1_000_000, 284_000, 20_000), (1_000_000, 999_000, 700_000), (50, 0, 20), (50, 50, 20), (50, 20, 0), (50, 20, 50),
    (2_000_000_000, 3, 900_000_000),
  ])
  func hypergeometricCountsFollowTheLaw(population: Int, marked: Int, drawn: Int) throws {
    let law = try HypergeometricDistribution(population: population, marked: marked, drawn: drawn)
    let counts = tally(seed: 22) { HypergeometricSampler.draw(population, marked, drawn, &$0) }
    let range = try #require(counts.keys.min())...#require(counts.keys.max())
    #expect(law.support.contains(range.lowerBound) && law.support.contains(range.upperBound))
    #expect(try GoodnessOfFit(counts, over: range) { law.mass($0) }.pValue > leastPValue)
  }

  @Test func impossibleHypergeometricLawIsRefused() {
    var generator = SeededGenerator(seed: 1)
    for (population, marked, drawn) in [(10, 11, 3), (10, 3, 11), (-1, 0, 0), (10, -1, 2)] {
      #expect(throws: StatisticsError.self) {
        try HypergeometricSampler.draw(population: population, marked: marked, drawn: drawn, using: &generator)
      }
    }
  }

  @Test(arguments: [10.0, 15.5, 60, 240, 3000, 250_000])
  func poissonRejectionFollowsTheLaw(mean: Double) throws {
    let rejection = CountRejection(poissonMean: mean)
    let counts = tally(seed: 23) { rejection.draw(using: &$0) }
    let range = try #require(counts.keys.min())...#require(counts.keys.max())
    #expect(try GoodnessOfFit(counts, over: range) { poissonMass($0, mean) }.pValue > leastPValue)
  }

  @Test(arguments: [(0.01, 6), (1, 6), (15, 6), (16, 8), (240, 8), (256, 10), (3840, 10)])
  func aliasTablesFollowTheLaw(mean: Double, bits: Int) throws {
    let poisson = CountAlias.poisson(mean: mean, bits: bits)
    let counts = tally(seed: 24) {
      poisson.base + CountAlias.column(poisson.words.span, at: 0, bits: UInt64(bits), using: &$0)
    }
    let range = try #require(counts.keys.min())...#require(counts.keys.max())
    #expect(try GoodnessOfFit(counts, over: range) { poissonMass($0, mean) }.pValue > leastPValue)
    let trials = Int(mean / 0.4) + 1
    let binomial = CountAlias.binomial(trials: trials, probability: 0.4, bits: bits)
    try expectBinomial(
      tally(seed: 25) {
        binomial.base + CountAlias.column(binomial.words.span, at: 0, bits: UInt64(bits), using: &$0)
      }, trials, 0.4)
  }

  @Test func aliasTablesHoldTheirLaws() {
    for (mean, bits) in [(15.0, 6), (240, 8), (3840, 10)] {
      let base = CountAlias.poisson(mean: mean, bits: bits).base
      let held = (base..<base + 1 << bits).reduce(0) { $0 + poissonMass($1, mean) }
      expectClose(held, 1, within: 1e-11)
    }
  }

  @Test func weightedIndicesFollowTheirWeights() throws {
    let weights = [500, 1, 30, 30, 999_983, 7]
    let table = AliasTable(weights: weights)
    let counts = tally(seed: 26) { table.draw(using: &$0) }
    let total = Double(weights.reduce(0, +))
    #expect(try GoodnessOfFit(counts, over: 0...5) { Double(weights[$0]) / total }.pValue > leastPValue)
    let even = AliasTable(weights: [4, 4, 4])
    let evenCounts = tally(seed: 27) { even.draw(using: &$0) }
    #expect(try GoodnessOfFit(evenCounts, over: 0...2) { _ in 1.0 / 3 }.pValue > leastPValue)
  }

  @Test func logFactorialsAreThoseOfLogGamma() {
    // Python: math.lgamma(k + 1)
    let known = [
      (0.0, 0.0), (1, 0), (5, 4.787491742782046), (15, 27.89927138384089), (16, 30.671860106080672),
      (170, 706.5730622457873), (1e6, 12815518.384658169),
    ]
    for (k, value) in known { expectClose(logFactorial(k), value, within: 2e-15 * max(1, value)) }
  }

  private func poissonMass(_ k: Int, _ mean: Double) -> Double {
    k == 0 ? poissonWeight(1, mean: mean) / mean : poissonWeight(Double(k), mean: mean)
  }
}
