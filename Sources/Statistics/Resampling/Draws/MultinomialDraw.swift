/// Draws how often each kind of unit comes up when as many units as there are are drawn with replacement: exactly
/// Multinomial(n, mₖ/n) for multiplicities mₖ with sum n.
///
/// Three exact ways, and the cheapest is taken:
/// - *one by one*: n uniform draws; where nearly every unit is a kind of its own.
/// - *conditional binomials*, kind after kind, and the rare kinds together, one by one; where the kinds are few.
/// - *Poisson counts topped up*; where the kinds are many and the units far more. Independent Poisson(c·mₖ) counts are,
///   given their sum T, Multinomial(T, mₖ/n), whatever c is. With c a little below 1, T rarely exceeds n (then all is
///   drawn anew), and n − T further units are drawn one by one. The fixed means allow tables for rare kinds and
///   precomputed rejection for common ones.
///
/// > L. Devroye. *Non-Uniform Random Variate Generation*, 1986, §XI.1 (conditional binomials, the Poisson relation)
struct MultinomialDraw: Sendable {
  let kinds: Int
  private let units: Int
  private let method: Method

  private enum Method: Sendable {
    case oneByOne(kindOfUnit: [UInt32])
    /// The samplers of the common kinds, and the rare kind of each remaining unit.
    case binomials([BinomialSampler], rareKindOfUnit: [UInt32])
    case poisson(FixedCounts, AliasTable)
  }

  /// The ways to draw, for tests that compare them.
  enum Way: CaseIterable, Sendable {
    case oneByOne, binomials, poisson
  }

  /// - Parameters:
  ///   - multiplicities: How many units are of each kind, all positive, in descending order.
  ///   - way: `nil` for the cheapest.
  init(multiplicities: [Int], way: Way? = nil) {
    kinds = multiplicities.count
    units = multiplicities.reduce(0, +)
    switch way ?? MultinomialDraw.cheapest(multiplicities, units: units).way {
    case .oneByOne: method = .oneByOne(kindOfUnit: MultinomialDraw.kindOfUnit(multiplicities[...]))
    case .binomials:
      let common = multiplicities.prefix { $0 > MultinomialDraw.rare }
      var rest = units
      let samplers = common.map { multiplicity in
        defer { rest -= multiplicity }
        return BinomialSampler(unchecked: Double(multiplicity) / Double(rest))
      }
      method = .binomials(samplers, rareKindOfUnit: MultinomialDraw.kindOfUnit(multiplicities[common.endIndex...]))
    case .poisson:
      let mean = Double(units)
      let share = max(1 - 1.4 / mean.squareRoot(), 0.25)
      method = .poisson(
        FixedCounts(poissonMeans: multiplicities, times: share), AliasTable(weights: multiplicities))
    }
  }

  /// The multiplicity up to which a kind's units are drawn one by one sooner than by a binomial draw.
  private static let rare = 24

  private static func kindOfUnit(_ multiplicities: ArraySlice<Int>) -> [UInt32] {
    multiplicities.indices.flatMap { repeatElement(UInt32($0), count: multiplicities[$0]) }
  }

  /// What a draw costs, about in nanoseconds.
  static func cost(_ multiplicities: [Int]) -> Double {
    cheapest(multiplicities, units: multiplicities.reduce(0, +)).cost
  }

  /// By the measured cost of a step of each way, in nanoseconds.
  private static func cheapest(_ multiplicities: [Int], units: Int) -> (way: Way, cost: Double) {
    let common = multiplicities.prefix { $0 > rare }.count
    let rareUnits = multiplicities[common...].reduce(0, +)
    let costs: [(Way, Double)] = [
      (.oneByOne, Double(units)), (.binomials, 25 * Double(common) + Double(rareUnits)),
      (.poisson, 5 * Double(multiplicities.count) + 7 * Double(units).squareRoot()),
    ]
    return costs.min { $0.1 < $1.1 } ?? (.oneByOne, 0)
  }

  /// Draws for as many resamples as there are `generators`.
  ///
  /// - Parameter counts: Resample by resample, ``kinds`` each; replaced.
  func draw(into counts: inout MutableSpan<Int32>, using generators: inout MutableSpan<SeededGenerator>) {
    switch method {
    case .oneByOne(let kindOfUnit):
      for place in counts.indices { counts[place] = 0 }
      let kindOfUnit = kindOfUnit.span
      let bound = UInt32(truncatingIfNeeded: units)
      for resample in generators.indices {
        let base = resample * kinds
        var generator = generators[resample]
        generator.forEachUniform(below: bound, times: units) { unit in
          counts[base &+ Int(kindOfUnit[unit])] &+= 1
        }
      }
    case .binomials(let samplers, let rareKindOfUnit):
      drawBinomials(samplers.span, rareKindOfUnit.span, into: &counts, using: &generators)
    case .poisson(let poisson, let alias):
      for resample in generators.indices {
        let base = resample * kinds
        var generator = generators[resample]
        var total = poisson.draw(into: &counts, from: base, using: &generator)
        while total > units { total = poisson.draw(into: &counts, from: base, using: &generator) }
        for _ in total..<units { counts[base &+ alias.draw(using: &generator)] &+= 1 }
      }
    }
  }

  /// Kind after kind, all resamples at each: their chains of conditional draws do not wait for one another.
  private func drawBinomials(
    _ samplers: Span<BinomialSampler>, _ rareKindOfUnit: Span<UInt32>, into counts: inout MutableSpan<Int32>,
    using generators: inout MutableSpan<SeededGenerator>
  ) {
    var rest = [Int](repeating: units, count: generators.count)
    for kind in samplers.indices {
      let sampler = samplers[kind]
      for resample in generators.indices {
        let count = sampler.draw(trials: rest[resample], using: &generators[resample])
        counts[resample &* kinds &+ kind] = Int32(truncatingIfNeeded: count)
        rest[resample] &-= count
      }
    }
    guard samplers.count < kinds else { return }
    let bound = UInt32(truncatingIfNeeded: rareKindOfUnit.count)
    for resample in generators.indices {
      let base = resample * kinds
      for kind in samplers.count..<kinds { counts[base &+ kind] = 0 }
      generators[resample].forEachUniform(below: bound, times: rest[resample]) { unit in
        counts[base &+ Int(rareKindOfUnit[unit])] &+= 1
      }
    }
  }
}
