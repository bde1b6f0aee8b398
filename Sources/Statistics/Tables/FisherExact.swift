/// Two rows by two columns of counts.
public struct FourfoldTable: Sendable, Hashable {
  /// First row, first column.
  public let a: Int
  /// First row, second column.
  public let b: Int
  /// Second row, first column.
  public let c: Int
  /// Second row, second column.
  public let d: Int

  /// - Throws: ``StatisticsError/outOfRange(what:value:allowed:)`` for a negative count or one above 2^33.
  public init(_ a: Int, _ b: Int, _ c: Int, _ d: Int) throws(StatisticsError) {
    try requireCounts([a, b, c, d], "a count of the fourfold table")
    self.a = a
    self.b = b
    self.c = c
    self.d = d
  }
}

/// The result of Fisher's exact test.
public struct FisherExactTest: Sendable, Hashable {
  public let pValue: Double
  /// The sample odds ratio ad/bc; `nil` where bc is 0.
  public let oddsRatio: Double?
}

/// Fisher's exact test that rows and columns are independent, given the margins.
///
/// Two-sided p is the probability of all tables with these margins that are not more probable than the one observed
/// (SciPy's and R's definition); tables whose probabilities agree to 10⁻¹² count as equally probable, which is what
/// rounding leaves of equal ones. `greater` means that the first row has more of the first column than expected.
/// The paper applies it to pairs; pairs of one conversation are not independent, for which there is
/// ``clusteredMcNemar(_:)`` instead.
/// - Throws: ``StatisticsError/empty(what:)`` where a row or a column is empty.
/// - Complexity: O(√n).
/// > R. A. Fisher. "The Logic of Inductive Inference." 1935, doi:10.2307/2342435
public func fisherExact(
  _ table: FourfoldTable, alternative: Alternative = .twoSided
) throws(StatisticsError) -> FisherExactTest {
  let (a, b, c, d) = (table.a, table.b, table.c, table.d)
  guard a + b > 0, c + d > 0 else { throw .empty(what: "a row of the fourfold table") }
  guard a + c > 0, b + d > 0 else { throw .empty(what: "a column of the fourfold table") }
  let reference = try HypergeometricDistribution(population: a + b + c + d, marked: a + b, drawn: a + c)
  let p =
    switch alternative {
    case .greater: reference.survival(a - 1)
    case .less: reference.cumulative(a)
    case .twoSided: twoSidedProbability(a, reference)
    }
  let cross = Double(b) * Double(c)
  return FisherExactTest(pValue: min(1, p), oddsRatio: cross > 0 ? Double(a) * Double(d) / cross : nil)
}

private func twoSidedProbability(_ a: Int, _ reference: HypergeometricDistribution) -> Double {
  let (support, mode) = (reference.support, reference.mode)
  let limit = reference.mass(a) * (1 + 1e-12)
  if reference.mass(mode) <= limit { return 1 }
  if a < mode {
    let start = smallest(in: mode...support.upperBound) { reference.mass($0) <= limit }
    let far = reference.mass(start) <= limit ? reference.upperSum(start) : 0
    return reference.lowerSum(a) + far
  }
  // Mirrored: the offset below the mode from which on the probabilities are small enough.
  let offset = smallest(in: 0...(mode - support.lowerBound)) { reference.mass(mode - $0) <= limit }
  let end = mode - offset
  let far = reference.mass(end) <= limit ? reference.lowerSum(end) : 0
  return reference.upperSum(a) + far
}
