import RealModule

/// The binomial distribution: the number of successes in independent trials.
public struct BinomialDistribution: Sendable, Hashable {
  public let trials: Int
  /// The probability of a success.
  public let probability: Double

  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)`` unless 0 ≤ trials ≤ 10¹¹ and 0 ≤ probability ≤ 1.
  public init(trials: Int, probability: Double) throws(StatisticsError) {
    guard trials >= 0, Double(trials) <= largestParameter else {
      throw .outOfRange(what: "the number of trials", value: Double(trials), allowed: "0 … 10¹¹")
    }
    try requireProbability(probability, "the probability of a success")
    self.trials = trials
    self.probability = probability
  }

  /// P(X = k), 0 for impossible k.
  public func mass(_ k: Int) -> Double {
    guard k >= 0, k <= trials else { return 0 }
    if probability == 0 { return k == 0 ? 1 : 0 }
    if probability == 1 { return k == trials ? 1 : 0 }
    return binomialMass(k, of: trials, probability: probability)
  }

  /// P(X ≤ k).
  public func cumulative(_ k: Int) -> Double { tails(k).lower }

  /// P(X > k).
  public func survival(_ k: Int) -> Double { tails(k).upper }

  /// The smallest k with P(X ≤ k) ≥ p, for 0 < p < 1.
  /// - Complexity: O(log trials) evaluations of the distribution function.
  public func quantile(_ p: Double) throws(StatisticsError) -> Int {
    try requireOpenProbability(p, "the probability")
    return smallest(in: 0...trials) { cumulative($0) >= p }
  }

  private func tails(_ k: Int) -> Tails {
    if k < 0 { return Tails(lower: 0, upper: 1) }
    if k >= trials { return Tails(lower: 1, upper: 0) }
    return incompleteBeta(Double(trials - k), Double(k) + 1, x: 1 - probability, y: probability)
  }
}

/// The binomial probability of `k` successes for 0 ≤ k ≤ n and 0 < p < 1.
func binomialMass(_ k: Int, of n: Int, probability p: Double) -> Double {
  let (a, b) = (Double(k), Double(n - k))
  if k == 0 { return Double.exp(b * Double.log(onePlus: -p)) }
  if k == n { return Double.exp(a * Double.log(p)) }
  return binomialWeight(a, b, x: p, y: 1 - p)
}

/// The smallest member of `range` for which `condition` holds, which it must for all that follow; the last if for none.
func smallest(in range: ClosedRange<Int>, where condition: (Int) -> Bool) -> Int {
  var (low, high) = (range.lowerBound, range.upperBound)
  while low < high {
    let middle = low + (high - low) / 2
    if condition(middle) { high = middle } else { low = middle + 1 }
  }
  return low
}
