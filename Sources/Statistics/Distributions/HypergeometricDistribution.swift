import RealModule

/// The hypergeometric distribution: the number of marked items in a sample drawn without replacement.
public struct HypergeometricDistribution: Sendable, Hashable {
  /// The number of items.
  public let population: Int
  /// The number of marked items among them.
  public let marked: Int
  /// The number of items drawn.
  public let drawn: Int

  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)`` for negative numbers, numbers above 2^33, or more
  ///   marked or drawn items than there are.
  public init(population: Int, marked: Int, drawn: Int) throws(StatisticsError) {
    try requireCount(population, "the population")
    guard (0...population).contains(marked) else {
      throw .outOfRange(what: "the number marked", value: Double(marked), allowed: "0 … population")
    }
    guard (0...population).contains(drawn) else {
      throw .outOfRange(what: "the number drawn", value: Double(drawn), allowed: "0 … population")
    }
    self.population = population
    self.marked = marked
    self.drawn = drawn
  }

  /// The values that are possible.
  public var support: ClosedRange<Int> { max(0, drawn - (population - marked))...min(marked, drawn) }

  /// The most probable value (the smaller of two).
  var mode: Int {
    let place = (Double(drawn) + 1) * (Double(marked) + 1) / (Double(population) + 2)
    return min(max(Int(place), support.lowerBound), support.upperBound)
  }

  /// P(X = k), 0 for impossible k.
  public func mass(_ k: Int) -> Double {
    guard support.contains(k) else { return 0 }
    if population == 0 || drawn == 0 || drawn == population { return 1 }
    let p = Double(drawn) / Double(population)
    // Loader's three binomial weights; their common probability cancels.
    return binomialMass(k, of: marked, probability: p)
      * (binomialMass(drawn - k, of: population - marked, probability: p)
        / binomialMass(drawn, of: population, probability: p))
  }

  /// P(X ≤ k). O(√population): the sum is broken off where its terms no longer count.
  public func cumulative(_ k: Int) -> Double {
    if k < support.lowerBound { return 0 }
    if k >= support.upperBound { return 1 }
    return k <= mode ? lowerSum(k) : 1 - upperSum(k + 1)
  }

  /// P(X > k). O(√population).
  public func survival(_ k: Int) -> Double {
    if k < support.lowerBound { return 1 }
    if k >= support.upperBound { return 0 }
    return k >= mode ? upperSum(k + 1) : 1 - lowerSum(k)
  }

  /// The smallest k with P(X ≤ k) ≥ p, for 0 < p < 1.
  public func quantile(_ p: Double) throws(StatisticsError) -> Int {
    try requireOpenProbability(p, "the probability")
    return smallest(in: support) { cumulative($0) >= p }
  }

  /// P(X ≤ k) for k not above the mode, so that the terms fall from the first.
  func lowerSum(_ k: Int) -> Double {
    var term = mass(k)
    var sum = term
    var place = k
    while place > support.lowerBound, term > sum * 1e-18 {
      let j = Double(place)
      term *= j * Double(population - marked - drawn + place) / (Double(marked - place + 1) * Double(drawn - place + 1))
      sum += term
      place -= 1
    }
    return min(1, sum)
  }

  /// P(X ≥ k) for k not below the mode.
  func upperSum(_ k: Int) -> Double {
    var term = mass(k)
    var sum = term
    var place = k
    while place < support.upperBound, term > sum * 1e-18 {
      let next = Double(place + 1)
      term *= Double(marked - place) * Double(drawn - place) / (next * Double(population - marked - drawn + place + 1))
      sum += term
      place += 1
    }
    return min(1, sum)
  }
}
