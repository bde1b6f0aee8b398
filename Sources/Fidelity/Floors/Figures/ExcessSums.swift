import Statistics

/// Sums over units, set of pairs by set of pairs, of what is observed beyond a law.
struct ExcessSums: Sendable {
  private let dimension: Int
  /// By set.
  private(set) var moments: [RatioMoments]
  private var floors: [Double]
  /// By set and component, what the law expects.
  private var expected: [Double]
  /// Of the unit at hand: by set its weight, its values, and what its labels do to the law.
  private var weight: [Double]
  private var values: [Double]
  private var influences: [Double]
  private var touched: [Int] = []
  private var isTouched: [Bool]

  /// - Parameter dimension: The numbers a pair: one a stage, or one.
  init(sets: Int, dimension: Int) {
    self.dimension = dimension
    moments = Array(repeating: RatioMoments(dimension: dimension), count: sets)
    floors = Array(repeating: 0, count: sets * dimension)
    expected = floors
    weight = Array(repeating: 0, count: sets)
    values = floors
    influences = floors
    isTouched = Array(repeating: false, count: sets)
  }

  /// Adds a pair, or a part of one, to a set.
  /// - Parameters:
  ///   - own: What it weighs.
  ///   - pair: By component, what the simulator shows, what the law expects, and what the figure’s floor counts: that
  ///     expectation, or what it exceeds the real turn by.
  @inline(__always)
  mutating func add(
    to set: Int, weight own: Double = 1,
    _ pair: (_ component: Int) -> (shown: Double, expected: Double, floor: Double)
  ) {
    touch(set)
    weight[set] += own
    ExcessSums.add(pair, set * dimension..<(set + 1) * dimension, to: &values, &expected, &floors)
  }

  /// The arrays come one by one, so that they are checked to be nobody else's once a pair and not once a number.
  @inline(__always)
  private static func add(
    _ pair: (_ component: Int) -> (shown: Double, expected: Double, floor: Double), _ places: Range<Int>,
    to values: inout [Double], _ expectations: inout [Double], _ floors: inout [Double]
  ) {
    var values = values.mutableSpan
    var expectations = expectations.mutableSpan
    var floors = floors.mutableSpan
    for place in places {
      let (shown, expected, floor) = pair(place - places.lowerBound)
      values[place] += shown - expected
      expectations[place] += expected
      floors[place] += floor
    }
  }

  /// Adds a label that a law is made of.
  /// - Parameters:
  ///   - weight: How much it counts for the set.
  ///   - miss: By component, the law less the label.
  @inline(__always)
  mutating func addLabel(to set: Int, weight: Double, _ miss: Span<Double>) {
    touch(set)
    let first = set * dimension
    var influences = influences.mutableSpan
    for component in miss.indices { influences[first + component] += weight * miss[component] }
  }

  @inline(__always)
  private mutating func touch(_ set: Int) {
    guard !isTouched[set] else { return }
    isTouched[set] = true
    touched.append(set)
  }

  /// Of the unit at hand.
  func current(_ set: Int, _ component: Int) -> (weight: Double, value: Double, influence: Double) {
    let place = set * dimension + component
    return (weight[set], values[place], influences[place])
  }

  /// What the law expects of the figure, summed over a set.
  func floor(_ set: Int, _ component: Int) -> Double { floors[set * dimension + component] }

  /// Ends the unit at hand and begins the next.
  mutating func closeUnit() {
    // Taken out, so that they can be read while the moments are written.
    var (values, influences): ([Double], [Double]) = ([], [])
    swap(&values, &self.values)
    swap(&influences, &self.influences)
    for set in touched {
      let range = set * dimension..<(set + 1) * dimension
      moments[set].add(
        weight: weight[set], values: values.span.extracting(range), influences: influences.span.extracting(range))
      for place in range {
        values[place] = 0
        influences[place] = 0
      }
      weight[set] = 0
      isTouched[set] = false
    }
    swap(&values, &self.values)
    swap(&influences, &self.influences)
    touched.removeAll(keepingCapacity: true)
  }

  mutating func append(_ other: ExcessSums) {
    for set in moments.indices {
      moments[set].append(other.moments[set])
    }
    for place in floors.indices {
      floors[place] += other.floors[place]
      expected[place] += other.expected[place]
    }
  }

  /// A mean over one set: Σ component ÷ Σ weight, beside its floor.
  /// - Parameter empty: Why there is none where the set has no pair.
  func mean(_ set: Int, level: Double, empty: String) -> FlooredFigure {
    figure(set, [1], leastVariance: 0, level: level, empty: empty)
  }

  /// A share of one set’s pairs, beside its floor.
  /// - Parameter components: Those that are counted.
  func share(_ set: Int, _ components: [Int], level: Double, empty: String) -> FlooredFigure {
    let factors = (0..<dimension).map { components.contains($0) ? 1.0 : 0 }
    let expected = components.reduce(0) { $0 + self.expected[set * dimension + $1] }
    return figure(
      set, factors, leastVariance: leastVariance(set, expected, seen(set, components)), level: level,
      empty: empty)
  }

  /// The test that the simulator shows some components together as often as the law expects.
  func homogeneity(_ set: Int, of components: [Int]) -> MatrixReport.PairedTest {
    let expected = components.reduce(0) { $0 + self.expected[set * dimension + $1] }
    guard leastVariance(set, expected, seen(set, components)) == 0 else {
      return .unavailable("fewer than \(Int(ExcessSums.few)) such turns are expected or shown")
    }
    return MatrixReport.PairedTest { () throws(StatisticsError) in try moments[set].test([components]) }
  }

  /// The test that the simulator shows every component as often as the law expects, rare ones taken together.
  func homogeneity(_ set: Int) -> MatrixReport.PairedTest {
    let isRare = (0..<dimension).map { component in
      min(expected[set * dimension + component], seen(set, [component])) < ExcessSums.few
    }
    let rare = (0..<dimension).filter { isRare[$0] }
    let groups = (0..<dimension).filter { !isRare[$0] }.map { [$0] } + (rare.isEmpty ? [] : [rare])
    return MatrixReport.PairedTest { () throws(StatisticsError) in try moments[set].test(groups) }
  }

  /// Turns under which a sample says little of how its own number varies.
  private static let few = 5.0

  private func seen(_ set: Int, _ components: [Int]) -> Double {
    components.reduce(0) { $0 + expected[set * dimension + $1] + moments[set].totals[$1] }
  }

  /// Nothing seen where one was expected is no proof, though nothing seems to vary: rare turns vary as Poisson’s do.
  private func leastVariance(_ set: Int, _ expected: Double, _ seen: Double) -> Double {
    let rest = (moments[set].weight - expected, moments[set].weight - seen)
    return min(expected, seen, rest.0, rest.1) < ExcessSums.few ? max(min(expected, rest.0), 0) : 0
  }

  private func figure(
    _ set: Int, _ factors: [Double], leastVariance: Double, level: Double, empty: String
  ) -> FlooredFigure {
    let moments = moments[set]
    guard moments.weight > 0 else { return .unavailable(empty) }
    var floor = 0.0
    for component in 0..<dimension { floor += factors[component] * floors[set * dimension + component] }
    return FlooredFigure(
      floor: floor / moments.weight, moments, factors, leastVariance: leastVariance, level: level)
  }
}

extension FlooredFigure {
  /// A difference of two ratios beyond its floor.
  init(floor: Double, _ moments: SideMoments, count: Int, level: Double) {
    self.init(
      floor: .number(floor),
      excess: Figure(
        .number(moments.difference),
        interval: IntervalFigure { () throws(StatisticsError) in try moments.estimate().interval(level: level) },
        bootstrap: .reason("not resampled"), count: count),
      p: Quantity { () throws(StatisticsError) in try moments.estimate().test().pValue })
  }

  /// A ratio beyond its floor, with its CR1 interval.
  init(
    floor: Double, _ moments: RatioMoments, _ factors: [Double], leastVariance: Double = 0, level: Double
  ) {
    let finite = "the result is not a finite number"
    self.init(
      floor: Quantity(floor, orReason: finite),
      excess: Figure(
        Quantity(moments.ratio(factors), orReason: finite),
        interval: IntervalFigure { () throws(StatisticsError) in
          try moments.estimate(factors, leastVariance: leastVariance).interval(level: level)
        }, bootstrap: .reason("not resampled"), count: Int(moments.weight.rounded())),
      p: Quantity { () throws(StatisticsError) in
        try moments.estimate(factors, leastVariance: leastVariance).test().pValue
      })
  }
}
