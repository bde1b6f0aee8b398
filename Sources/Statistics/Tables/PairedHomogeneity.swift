/// Stuart and Maxwell's test that both labels of a pair have the same distribution, for independent pairs.
///
/// With d the differences of the two margins and V their covariance under the null hypothesis (n_i· + n_·i − 2n_ii on
/// the diagonal, −(n_ij + n_ji) off it), X² = dᵀV⁻d is referred to χ² with as many degrees of freedom as V has ranks:
/// categories − 1, fewer where a category occurs only on the diagonal. With two categories it is McNemar's test.
/// Pairs of one conversation are not independent: ``ClusteredTableScore`` is the default.
/// - Throws: ``StatisticsError/noVariance(what:)`` where all pairs lie on the diagonal.
/// - Complexity: O(categories³).
/// > A. Stuart. "A Test for Homogeneity of the Marginal Distributions in a Two-Way Classification." 1955,
/// > doi:10.1093/biomet/42.3-4.412. A. E. Maxwell. "Comparing the Classification of Subjects by Two Independent Judges."
/// > 1970, doi:10.1192/bjp.116.535.651
public func stuartMaxwell(_ table: SquareTable) throws(StatisticsError) -> TestResult {
  let (rows, columns) = (table.rowTotals, table.columnTotals)
  var covariance = CovarianceMatrix(dimension: table.categories)
  for i in 0..<table.categories {
    for j in 0..<table.categories {
      covariance[i, j] =
        i == j ? Double(rows[i] + columns[i] - 2 * table[i, i]) : -Double(table[i, j] + table[j, i])
    }
  }
  let (value, rank) = try covariance.quadraticForm(zip(rows, columns).map { Double($0 - $1) })
  guard rank > 0 else { throw .noVariance(what: "the pairs: none is off the diagonal") }
  return try ChiSquaredDistribution(degreesOfFreedom: Double(rank)).test(value)
}

/// Bowker's test that a pair's labels are as often (i, j) as (j, i), for independent pairs.
///
/// X² = Σ_{i<j} (n_ij − n_ji)² / (n_ij + n_ji), one degree of freedom for each pair of categories that occurs.
/// - Throws: ``StatisticsError/noVariance(what:)`` where all pairs lie on the diagonal.
/// - Complexity: O(categories²).
/// > A. H. Bowker. "A Test for Symmetry in Contingency Tables." 1948, doi:10.1080/01621459.1948.10483284
public func bowker(_ table: SquareTable) throws(StatisticsError) -> TestResult {
  var value = 0.0
  var freedom = 0
  for i in 0..<table.categories {
    for j in (i + 1)..<max(i + 1, table.categories) where table[i, j] + table[j, i] > 0 {
      let difference = Double(table[i, j] - table[j, i])
      value += difference * difference / Double(table[i, j] + table[j, i])
      freedom += 1
    }
  }
  guard freedom > 0 else { throw .noVariance(what: "the pairs: none is off the diagonal") }
  return try ChiSquaredDistribution(degreesOfFreedom: Double(freedom)).test(value)
}

/// McNemar's test by χ² with one degree of freedom: (|b − c| − k)² / (b + c), k being 1 with the continuity correction
/// and 0 without.
/// - Parameters:
///   - b: Pairs with the property in the first label only.
///   - c: Pairs with the property in the second label only.
/// - Throws: ``StatisticsError/noVariance(what:)`` without discordant pairs,
///   ``StatisticsError/outOfRange(what:value:allowed:)``.
/// > Q. McNemar. "Note on the Sampling Error of the Difference Between Correlated Proportions or Percentages." 1947,
/// > doi:10.1007/BF02295996
public func mcnemarChiSquared(_ b: Int, _ c: Int, corrected: Bool) throws(StatisticsError) -> TestResult {
  try requireCounts([b, c], "a count of discordant pairs")
  guard b + c > 0 else { throw .noVariance(what: "the pairs: none is discordant") }
  let distance = Double(abs(b - c)) - (corrected ? 1 : 0)
  return try ChiSquaredDistribution(degreesOfFreedom: 1).test(distance * distance / Double(b + c))
}
