import RealModule

/// How often a value of the first sample is above, equal to or below one of the second: all that Mann and Whitney's U
/// and Cliff's δ need.
public struct DominanceCounts: Sendable, Hashable {
  public let firstCount: Int
  public let secondCount: Int
  /// The number of pairs (one value of each sample) in which the first's is greater.
  public let wins: Double
  /// The number of pairs with equal values.
  public let ties: Double
  /// Σ(t³ − t) over the groups of equal values in both samples together.
  public let tieTerm: Double

  /// All pairs.
  var pairs: Double { Double(firstCount) * Double(secondCount) }

  /// - Parameters:
  ///   - first: Finite numbers, at least one.
  ///   - second: Finite numbers, at least one.
  /// - Throws: ``StatisticsError/empty(what:)``, ``StatisticsError/notFinite(what:)``.
  /// - Complexity: O(*n* log *n*).
  public init(_ first: [Double], _ second: [Double]) throws(StatisticsError) {
    try requireFinite(first, "the first sample")
    try requireFinite(second, "the second sample")
    let a = first.sorted()
    let b = second.sorted()
    var tally = Tally()
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      let value = i == a.count ? b[j] : j == b.count ? a[i] : min(a[i], b[j])
      let (startA, startB) = (i, j)
      while i < a.count, a[i] == value { i += 1 }
      while j < b.count, b[j] == value { j += 1 }
      try tally.add(first: i - startA, second: j - startB)
    }
    try self.init(tally)
  }

  /// Two samples given by their distinct values and how often each occurs in either.
  /// - Parameters:
  ///   - values: Finite numbers, in any order, repetition allowed.
  ///   - first: How often the value at the same place occurs in the first sample, ≥ 0.
  ///   - second: The same of the second sample.
  /// - Throws: As ``init(_:_:)``; ``StatisticsError/mismatchedLengths(what:first:second:)``,
  ///   ``StatisticsError/outOfRange(what:value:allowed:)`` for a negative count.
  /// - Complexity: O(*k* log *k*) in the number of values.
  public init(values: [Double], first: [Int], second: [Int]) throws(StatisticsError) {
    try requireEqualLengths(values.count, first.count, "values and the first sample's counts")
    try requireEqualLengths(values.count, second.count, "values and the second sample's counts")
    try requireFinite(values, "the values")
    try requireCounts(first, "a count")
    try requireCounts(second, "a count")
    let order = values.indices.sorted { values[$0] < values[$1] }
    var tally = Tally()
    var start = 0
    while start < order.count {
      var (a, b) = (0, 0)
      var end = start
      while end < order.count, values[order[end]] == values[order[start]] {
        try addCount(first[order[end]], to: &a, "a count")
        try addCount(second[order[end]], to: &b, "a count")
        end += 1
      }
      try tally.add(first: a, second: b)
      start = end
    }
    try self.init(tally)
  }

  private init(_ tally: Tally) throws(StatisticsError) {
    guard tally.first > 0 else { throw .empty(what: "the first sample") }
    guard tally.second > 0 else { throw .empty(what: "the second sample") }
    firstCount = tally.first
    secondCount = tally.second
    wins = tally.wins
    ties = tally.ties
    tieTerm = tally.tieTerm
  }

  private struct Tally {
    var (first, second) = (0, 0)
    var (wins, ties, tieTerm) = (0.0, 0.0, 0.0)

    /// Takes the next greater value, which occurs `a` and `b` times.
    mutating func add(first a: Int, second b: Int) throws(StatisticsError) {
      wins += Double(a) * Double(second)
      ties += Double(a) * Double(b)
      let size = Double(a) + Double(b)
      tieTerm += size * (size - 1) * (size + 1)
      try addCount(a, to: &first, "the first sample's size")
      try addCount(b, to: &second, "the second sample's size")
    }
  }
}

/// Cliff's δ: P(first > second) − P(first < second), −1 … 1. Mann and Whitney's U is n₁n₂(1 + δ)/2.
/// - Complexity: O(1) after ``DominanceCounts``.
/// > N. Cliff. "Dominance Statistics: Ordinal Analyses to Answer Ordinal Questions." 1993,
/// > doi:10.1037/0033-2909.114.3.494
public func cliffsDelta(_ counts: DominanceCounts) -> Double {
  let losses = counts.pairs - counts.wins - counts.ties
  return (counts.wins - losses) / counts.pairs
}

/// The interval of Cliff's δ from the standard error of its placements, on the scale artanh δ, which keeps it within
/// −1 … 1.
///
/// - Parameters:
///   - delta: δ, inside −1 … 1.
///   - estimate: The difference of the two samples' mean placements (each value's P(other < it) − P(other > it)), with
///     its standard error over whatever was drawn independently. It is DeLong's of δ.
/// - Throws: ``StatisticsError/noVariance(what:)`` where one sample lies wholly above the other,
///   ``StatisticsError/outOfRange(what:value:allowed:)`` for the level.
/// > E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson. "Comparing the Areas under Two or More Correlated Receiver
/// > Operating Characteristic Curves." 1988, doi:10.2307/2531595. N. A. Obuchowski. "Nonparametric Analysis of Clustered
/// > ROC Curve Data." 1997, doi:10.2307/2533958
public func cliffsDeltaInterval(
  _ delta: Double, estimate: Estimate, level: Double = 0.95
) throws(StatisticsError) -> Interval {
  guard abs(delta) < 1 else { throw .noVariance(what: "Cliff's delta") }
  let scaled = try Estimate(
    value: Double.atanh(delta), standardError: estimate.standardError / (1 - delta * delta),
    degreesOfFreedom: estimate.degreesOfFreedom
  ).interval(level: level)
  return Interval(
    estimate: delta, lower: Double.tanh(scaled.lower), upper: Double.tanh(scaled.upper), level: level)
}
