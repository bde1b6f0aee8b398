/// Mann and Whitney's U test that neither of two samples tends to be greater.
///
/// The asymptotic p-value is that of the normal distribution with the variance corrected for ties and ½ taken off the
/// distance of U from n₁n₂/2, as in SciPy and R. It is a test of equal distributions: where the spreads differ it
/// rejects equal centres too often, which is why it is not the default of any contrast here.
/// p is two-sided: exact where a sample has at most 8 values, none are tied and n₁n₂ ≤ 10⁶, asymptotic otherwise.
/// - Returns: `statistic` is U, the pairs in which the first sample's value is greater, ties counting one half.
/// - Throws: ``StatisticsError/noVariance(what:)`` where all values are equal.
/// - Complexity: O(1) asymptotic, O(min(n₁, n₂) n₁n₂) exact.
/// > H. B. Mann, D. R. Whitney. "On a Test of Whether One of Two Random Variables Is Stochastically Larger than the
/// > Other." 1947, doi:10.1214/aoms/1177730491
public func mannWhitney(_ counts: DominanceCounts) throws(StatisticsError) -> TestResult {
  let u = counts.wins + counts.ties / 2
  let extreme = max(u, counts.pairs - u)
  if min(counts.firstCount, counts.secondCount) <= 8, counts.tieTerm == 0, counts.pairs <= largestExactTable {
    let tail = try exactUpperTail(Int(extreme), counts.firstCount, counts.secondCount)
    return TestResult(statistic: u, degreesOfFreedom: nil, pValue: min(1, 2 * tail))
  }
  let size = Double(counts.firstCount) + Double(counts.secondCount)
  let spread = size + 1 - counts.tieTerm / (size * (size - 1))
  guard spread > 1e-12 * size else { throw .noVariance(what: "the ranks") }
  let deviation = (counts.pairs / 12 * spread).squareRoot()
  let z = (extreme - counts.pairs / 2 - 0.5) / deviation
  return TestResult(statistic: u, degreesOfFreedom: nil, pValue: min(1, 2 * NormalDistribution.upperTail(z)))
}

private let largestExactTable = 1e6

/// P(U ≥ u) for samples of m and n values without ties.
///
/// The number of orders with a given U is a coefficient of the Gaussian binomial ∏(1 − q^(n+i)) / (1 − q^i), i = 1 … m,
/// multiplied out and divided in place.
private func exactUpperTail(_ u: Int, _ m: Int, _ n: Int) throws(StatisticsError) -> Double {
  let (fewer, more) = (min(m, n), max(m, n))
  let pairs = m * n
  // By symmetry P(U ≥ u) = P(U ≤ mn − u); of that and its complement the one with fewer terms is summed.
  let below = pairs - u
  let complement = below > pairs / 2
  let last = complement ? u - 1 : below
  guard last >= 0 else { return complement ? 1 : 0 }
  var counts = [Double](repeating: 0, count: last + 1)
  counts[0] = 1
  var orders = 1.0
  for i in 1...fewer {
    orders *= Double(more + i) / Double(i)
    if more + i <= last {
      for place in stride(from: last, through: more + i, by: -1) { counts[place] -= counts[place - more - i] }
    }
    if i <= last {
      for place in i...last { counts[place] += counts[place - i] }
    }
  }
  var sum = 0.0
  for count in counts { sum += count }
  let tail = try representable(sum, "the number of orders") / (try representable(orders, "the number of orders"))
  return min(1, max(0, complement ? 1 - tail : tail))
}
