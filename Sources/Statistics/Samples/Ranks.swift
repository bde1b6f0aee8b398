/// Ranks of values from the largest, which is 1, to the smallest; equal values share the mean of their ranks.
///
/// - Parameter values: In any unit; none is NaN.
/// - Complexity: O(n log n).
/// > M. G. Kendall. "The Treatment of Ties in Ranking Problems." 1945, doi:10.1093/biomet/33.3.239
public func midRanks(descending values: [Double]) -> [Double] {
  let order = values.indices.sorted { values[$0] > values[$1] }
  var ranks = [Double](repeating: 0, count: values.count)
  var start = 0
  while start < order.count {
    var end = start + 1
    while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
    for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
    start = end
  }
  return ranks
}

/// Spearman's footrule: Σ |r − s|, how far items are displaced between two rankings of them; ⌊n²/2⌋ at most.
///
/// - Parameters:
///   - first: A rank an item.
///   - second: The ranks of the same items.
/// > P. Diaconis, R. L. Graham. "Spearman's Footrule as a Measure of Disarray." 1977,
/// > doi:10.1111/j.2517-6161.1977.tb01624.x
public func footrule(_ first: [Double], _ second: [Double]) throws(StatisticsError) -> Double {
  guard first.count == second.count else {
    throw .mismatchedLengths(what: "the rankings", first: first.count, second: second.count)
  }
  return zip(first, second).reduce(0) { $0 + abs($1.0 - $1.1) }
}
