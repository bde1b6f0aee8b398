import Testing

@testable import Statistics

/// The laws of the counts of kinds, for every way to draw them.
@Suite struct DrawTests {
  private func multinomial(
    _ multiplicities: [Int], _ way: MultinomialDraw.Way, draws: Int, seed: UInt64
  ) -> [[Int]] {
    let draw = MultinomialDraw(multiplicities: multiplicities, way: way)
    var results: [[Int]] = []
    var counts = [Int32](repeating: 0, count: multiplicities.count * 4)
    for block in 0..<draws / 4 {
      var generators = (0..<4).map { SeededGenerator(seed: seed, index: UInt64(block * 4 + $0)) }
      var generatorSpan = generators.mutableSpan
      var countSpan = counts.mutableSpan
      draw.draw(into: &countSpan, using: &generatorSpan)
      for resample in 0..<4 {
        results.append(multiplicities.indices.map { Int(counts[resample * multiplicities.count + $0]) })
      }
    }
    return results
  }

  private func subsets(
    _ multiplicities: [Int], size: Int, _ way: SubsetDraw.Way, draws: Int, seed: UInt64
  ) -> [[Int]] {
    let draw = SubsetDraw(multiplicities: multiplicities, size: size, way: way)
    var counts = [Int32](repeating: 0, count: multiplicities.count)
    return (0..<draws).map { number in
      var generator = SeededGenerator(seed: seed, index: UInt64(number))
      var span = counts.mutableSpan
      draw.draw(into: &span, using: &generator)
      return counts.map(Int.init)
    }
  }

  /// Exact, by going through all 4⁴ or more ordered draws of units.
  private func enumerate(_ multiplicities: [Int], size: Int, replacing: Bool) -> [[Int]: Double] {
    let units = multiplicities.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    var law: [[Int]: Double] = [Array(repeating: 0, count: multiplicities.count): 1]
    for step in 0..<size {
      var next: [[Int]: Double] = [:]
      for (counts, mass) in law {
        for kind in multiplicities.indices {
          let left = Double(multiplicities[kind] - (replacing ? 0 : counts[kind]))
          guard left > 0 else { continue }
          var counts = counts
          counts[kind] += 1
          next[counts, default: 0] += mass * left / Double(units.count - (replacing ? 0 : step))
        }
      }
      law = next
    }
    return law
  }

  private func expectJointLaw(_ results: [[Int]], _ law: [[Int]: Double]) throws {
    let outcomes = law.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let number = Dictionary(uniqueKeysWithValues: outcomes.enumerated().map { ($1, $0) })
    var tally: [Int: Int] = [:]
    for result in results { tally[try #require(number[result]), default: 0] += 1 }
    let fit = GoodnessOfFit(tally, over: 0...outcomes.count - 1) { law[outcomes[$0]] ?? 0 }
    #expect(try fit.pValue > leastPValue)
  }

  @Test(arguments: MultinomialDraw.Way.allCases, [[3, 2, 1], [4], [1, 1, 1, 1]])
  func resamplesOfAFewUnitsFollowTheEnumeratedLaw(way: MultinomialDraw.Way, multiplicities: [Int]) throws {
    let law = enumerate(multiplicities, size: multiplicities.reduce(0, +), replacing: true)
    try expectJointLaw(multinomial(multiplicities, way, draws: 20_000, seed: 31), law)
  }

  @Test(arguments: SubsetDraw.Way.allCases, [0, 1, 3, 4, 6])
  func subsetsOfAFewUnitsFollowTheEnumeratedLaw(way: SubsetDraw.Way, size: Int) throws {
    let law = enumerate([3, 2, 1], size: size, replacing: false)
    try expectJointLaw(subsets([3, 2, 1], size: size, way, draws: 10_000, seed: 32), law)
  }

  private let many = [9000, 4096, 3855, 1000, 512, 300, 255, 100, 47, 32, 17, 16, 12, 5, 5, 2, 1, 1]

  @Test(arguments: MultinomialDraw.Way.allCases)
  func everyCountOfAResampleIsBinomial(way: MultinomialDraw.Way) throws {
    let units = many.reduce(0, +)
    let results = multinomial(many, way, draws: way == .oneByOne ? 400 : 8000, seed: 33)
    #expect(results.allSatisfy { $0.reduce(0, +) == units })
    for (kind, multiplicity) in many.enumerated() {
      let share = Double(multiplicity) / Double(units)
      let tally = Dictionary(results.map { ($0[kind], 1) }, uniquingKeysWith: +)
      let range = try #require(tally.keys.min())...#require(tally.keys.max())
      #expect(
        try GoodnessOfFit(tally, over: range) { binomialMass($0, of: units, probability: share) }.pValue > leastPValue)
    }
  }

  @Test(arguments: MultinomialDraw.Way.allCases)
  func twoCountsOfAResampleVaryTogetherAsTheyShould(way: MultinomialDraw.Way) {
    let units = Double(many.reduce(0, +))
    let results = multinomial(many, way, draws: way == .oneByOne ? 400 : 8000, seed: 34)
    for (first, second) in [(0, 1), (0, 5), (2, 3), (7, 12)] {
      let expected = -Double(many[first]) * Double(many[second]) / units
      expectCovariance(results, first, second, many.map { Double($0) }, expected)
    }
  }

  @Test(arguments: SubsetDraw.Way.allCases, [5200, 900, 12_000])
  func everyCountOfASubsetIsHypergeometric(way: SubsetDraw.Way, size: Int) throws {
    let units = many.reduce(0, +)
    let results = subsets(many, size: size, way, draws: 5000, seed: 35)
    #expect(results.allSatisfy { $0.reduce(0, +) == size })
    for (kind, multiplicity) in many.enumerated() {
      let law = try HypergeometricDistribution(population: units, marked: multiplicity, drawn: size)
      let tally = Dictionary(results.map { ($0[kind], 1) }, uniquingKeysWith: +)
      let range = try #require(tally.keys.min())...#require(tally.keys.max())
      #expect(try GoodnessOfFit(tally, over: range) { law.mass($0) }.pValue > leastPValue)
    }
    let share = Double(size) / Double(units)
    let factor = share * (Double(units) - Double(size)) / (Double(units) - 1)
    for (first, second) in [(0, 1), (0, 5), (2, 3), (7, 12)] {
      let expected = -factor * Double(many[first]) * Double(many[second]) / Double(units)
      expectCovariance(results, first, second, many.map { Double($0) * share }, expected)
    }
  }

  private func expectCovariance(
    _ results: [[Int]], _ first: Int, _ second: Int, _ means: [Double], _ expected: Double
  ) {
    let products = results.map { (Double($0[first]) - means[first]) * (Double($0[second]) - means[second]) }
    let mean = products.reduce(0, +) / Double(products.count)
    let squares = products.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / Double(products.count - 1) / Double(products.count)).squareRoot()
    expectClose(mean, expected, within: 4 * error)
  }

  @Test func weightedSumsAreThoseOfTheRows() {
    var generator = SeededGenerator(seed: 41)
    for (kinds, columns) in [(1, 1), (3, 8), (257, 9), (600, 26)] {
      let rows = (0..<kinds * columns).map { _ in Double(generator.next(below: 100)) }
      let counts = (0..<kinds * 3).map { _ in Int32(generator.next(below: 50)) }
      var sums = [Double](repeating: 0, count: 5 + 3 * (columns + 2))
      WeightedSums(rows: rows, columns: columns).add(
        counts.span, resamples: 3, to: &sums, at: 5, stride: columns + 2)
      for resample in 0..<3 {
        for column in 0..<columns {
          let sum = (0..<kinds).reduce(0) { $0 + Double(counts[resample * kinds + $1]) * rows[$1 * columns + column] }
          #expect(sums[5 + resample * (columns + 2) + column] == sum)
        }
      }
    }
  }
}
