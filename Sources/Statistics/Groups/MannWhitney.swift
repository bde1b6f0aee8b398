/// The result of Mann and Whitney's test.
public struct MannWhitneyTest: Sendable, Hashable {
  /// The pairs in which the first sample's value is greater, ties counting one half.
  public let u: Double
  public let pValue: Double
  /// Whether the p-value comes from the exact distribution of U rather than from the normal approximation.
  public let isExact: Bool
}

/// How a rank test finds its p-value.
public enum RankTestMethod: String, Sendable, Hashable {
  /// Exact where a sample has at most 8 values, none are tied and n₁n₂ ≤ 10⁶, asymptotic otherwise.
  case automatic
  case exact
  case asymptotic
}

/// Mann and Whitney's U test that neither of two samples tends to be greater.
///
/// The asymptotic p-value is that of the normal distribution with the variance corrected for ties and ½ taken off the
/// distance of U from n₁n₂/2, as in SciPy and R. It is a test of equal distributions: where the spreads differ it
/// rejects equal centres too often, which is why it is not the default of any contrast here.
/// - Throws: ``StatisticsError/noVariance(what:)`` where all values are equal, ``StatisticsError/undefined(reason:)``
///   where the exact distribution is asked for and values are tied or too many.
/// - Complexity: O(1) asymptotic, O(min(n₁, n₂) n₁n₂) exact.
/// > H. B. Mann, D. R. Whitney. "On a Test of Whether One of Two Random Variables Is Stochastically Larger than the
/// > Other." 1947, doi:10.1214/aoms/1177730491
public func mannWhitney(
  _ counts: DominanceCounts, alternative: Alternative = .twoSided, method: RankTestMethod = .automatic
) throws(StatisticsError) -> MannWhitneyTest {
  let u = counts.wins + counts.ties / 2
  let other = counts.pairs - u
  let extreme =
    switch alternative {
    case .twoSided: max(u, other)
    case .greater: u
    case .less: other
    }
  let sides = alternative == .twoSided ? 2.0 : 1.0
  let tied = counts.tieTerm > 0
  let fits = counts.pairs <= largestExactTable
  let isExact =
    switch method {
    case .automatic: min(counts.firstCount, counts.secondCount) <= 8 && !tied && fits
    case .exact: true
    case .asymptotic: false
    }
  if isExact {
    guard !tied else { throw .undefined(reason: "the exact distribution of U needs values without ties") }
    guard fits else { throw .undefined(reason: "the samples are too large for the exact distribution of U") }
    let tail = try exactUpperTail(Int(extreme), counts.firstCount, counts.secondCount)
    return MannWhitneyTest(u: u, pValue: min(1, sides * tail), isExact: true)
  }
  let size = Double(counts.firstCount) + Double(counts.secondCount)
  let spread = size + 1 - counts.tieTerm / (size * (size - 1))
  guard spread > 1e-12 * size else { throw .noVariance(what: "the ranks") }
  let deviation = (counts.pairs / 12 * spread).squareRoot()
  let z = (extreme - counts.pairs / 2 - 0.5) / deviation
  return MannWhitneyTest(u: u, pValue: min(1, sides * NormalDistribution.upperTail(z)), isExact: false)
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
