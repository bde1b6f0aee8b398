import Statistics

/// Sums over units, set of pairs by set of pairs, of what is observed beyond a law.
struct ExcessSums: Sendable {
  private let dimension: Int
  /// Where the labels that the law is made of count.
  private let labels: LabelWeights
  private var sums: RatioMomentSets
  private var floors: [Double]
  /// By set and component, what the law expects.
  private var expected: [Double]
  /// Of the unit at hand: by set its weight, its values, and what its labels do to the law.
  private var weight: [Double]
  private var values: [Double]
  private var influences: [Double]
  private var touched: [Int] = []
  private var isTouched: [Bool]

  /// - Parameters:
  ///   - dimension: The numbers a pair: one a stage, or one.
  ///   - labels: Where a label counts that is told by its cell alone.
  init(sets: Int, dimension: Int, labels: LabelWeights = .none) {
    self.dimension = dimension
    self.labels = labels
    sums = RatioMomentSets(sets: sets, dimension: dimension)
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
  ///   - beyond: By component, what the simulator shows beyond what the law expects.
  ///   - expectation: That expectation.
  ///   - floor: What the figure’s floor counts: the expectation, or what it exceeds the real turn by.
  @inline(__always)
  mutating func add(
    to set: Int, weight own: Double, _ beyond: [Double], expected expectation: [Double], floor: [Double]
  ) {
    touch(set)
    weight[set] += own
    let first = set * dimension
    ExcessSums.add(beyond, 1, to: &values, first)
    ExcessSums.add(expectation, 1, to: &expected, first)
    ExcessSums.add(floor, 1, to: &floors, first)
  }

  /// The same of one component.
  @inline(__always)
  mutating func add(to set: Int, weight own: Double, _ beyond: Double, expected expectation: Double, floor: Double) {
    touch(set)
    weight[set] += own
    values[set] += beyond
    expected[set] += expectation
    floors[set] += floor
  }

  @inline(__always)
  private static func add(_ own: [Double], _ factor: Double, to sums: inout [Double], _ first: Int) {
    var sums = sums.mutableSpan
    for component in own.indices { sums[first + component] += factor * own[component] }
  }

  /// Adds a label that the law is made of to every set whose pairs lie in its cell.
  /// - Parameter miss: By component, the law less the label.
  mutating func addLabel(in cell: Int, _ miss: [Double]) {
    for place in labels.places(cell) {
      let (set, weight) = labels[place]
      touch(set)
      ExcessSums.add(miss, weight, to: &influences, set * dimension)
    }
  }

  /// The same of one component.
  mutating func addLabel(in cell: Int, _ miss: Double) {
    for place in labels.places(cell) {
      let (set, weight) = labels[place]
      addInfluence(to: set, weight * miss)
    }
  }

  /// Adds what a label does to the law of a set of one component.
  @inline(__always)
  mutating func addInfluence(to set: Int, _ influence: Double) {
    touch(set)
    influences[set] += influence
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
    sums.add(to: touched, weights: weight, values: values, influences: influences)
    ExcessSums.clear(touched, dimension, &weight, &values, &influences, &isTouched)
    touched.removeAll(keepingCapacity: true)
  }

  /// The arrays come one by one, so that they are checked to be nobody else's once a unit and not once a number.
  private static func clear(
    _ touched: [Int], _ dimension: Int, _ weight: inout [Double], _ values: inout [Double],
    _ influences: inout [Double], _ isTouched: inout [Bool]
  ) {
    var weight = weight.mutableSpan
    var values = values.mutableSpan
    var influences = influences.mutableSpan
    var isTouched = isTouched.mutableSpan
    for set in touched {
      for place in set * dimension..<(set + 1) * dimension {
        values[place] = 0
        influences[place] = 0
      }
      weight[set] = 0
      isTouched[set] = false
    }
  }

  mutating func append(_ other: ExcessSums) {
    sums.append(other.sums)
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
    return MatrixReport.PairedTest { () throws(StatisticsError) in try sums[set].test([components]) }
  }

  /// The test that the simulator shows every component as often as the law expects, rare ones taken together.
  func homogeneity(_ set: Int) -> MatrixReport.PairedTest {
    let isRare = (0..<dimension).map { component in
      min(expected[set * dimension + component], seen(set, [component])) < ExcessSums.few
    }
    let rare = (0..<dimension).filter { isRare[$0] }
    let groups = (0..<dimension).filter { !isRare[$0] }.map { [$0] } + (rare.isEmpty ? [] : [rare])
    return MatrixReport.PairedTest { () throws(StatisticsError) in try sums[set].test(groups) }
  }

  /// Turns under which a sample says little of how its own number varies.
  private static let few = 5.0

  private func seen(_ set: Int, _ components: [Int]) -> Double {
    let moments = sums[set]
    return components.reduce(0) { $0 + expected[set * dimension + $1] + moments.totals[$1] }
  }

  /// Nothing seen where one was expected is no proof, though nothing seems to vary: rare turns vary as Poisson’s do.
  private func leastVariance(_ set: Int, _ expected: Double, _ seen: Double) -> Double {
    let weight = sums[set].weight
    let rest = (weight - expected, weight - seen)
    return min(expected, seen, rest.0, rest.1) < ExcessSums.few ? max(min(expected, rest.0), 0) : 0
  }

  private func figure(
    _ set: Int, _ factors: [Double], leastVariance: Double, level: Double, empty: String
  ) -> FlooredFigure {
    let moments = sums[set]
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
