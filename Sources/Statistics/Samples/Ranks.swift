/// The ranks of a sample, from 1, equal values sharing the mean of their ranks.
public struct Ranks: Sendable, Hashable {
  /// The rank of the value at the same place of the input.
  public let values: [Double]
  /// The sizes of the groups of equal values, in ascending order of the values; a single value is a group of 1.
  public let tieSizes: [Int]

  /// Σ(t³ − t) over the groups of ties, what the tie corrections of the rank tests use.
  public var tieTerm: Double {
    var sum = 0.0
    for size in tieSizes where size > 1 {
      let t = Double(size)
      sum += t * (t - 1) * (t + 1)
    }
    return sum
  }

  /// - Parameter sample: *n* ≥ 1 finite numbers.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)``, ``StatisticsError/notFinite(what:)``.
  /// - Complexity: O(*n* log *n*).
  public init(of sample: [Double]) throws(StatisticsError) {
    guard !sample.isEmpty else { throw .tooFewValues(needed: 1, got: 0) }
    try requireFinite(sample, "the sample")
    let order = sample.indices.sorted { sample[$0] < sample[$1] }
    var ranks = [Double](repeating: 0, count: sample.count)
    var sizes: [Int] = []
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, sample[order[end]] == sample[order[start]] { end += 1 }
      let shared = Double(start + 1 + end) / 2
      for place in start..<end { ranks[order[place]] = shared }
      sizes.append(end - start)
      start = end
    }
    values = ranks
    tieSizes = sizes
  }
}
