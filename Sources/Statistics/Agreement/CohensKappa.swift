/// How far apart two categories count as being.
public enum KappaWeighting: Sendable, Hashable {
  /// Equal or not: Cohen's plain κ.
  case plain
  /// |i − j| of the categories' places.
  case linear
  /// (i − j)² of the categories' places.
  case quadratic
}

/// Cohen's κ of two instruments, or of an instrument and people, on the same turns.
///
/// κ = 1 − A/B, A = Σ w_ij p_ij the mean disagreement of pairs and B = Σ w_ij p_i· p_·j that of labels paired at random.
/// The standard error is that of Fleiss, Cohen and Everitt, √(Σ p_ij IF_ij² / n) with the influence
/// IF_ij = [A (w̄_i· + w̄_·j − 2B)/B − (w_ij − A)]/B. It takes pairs as independent.
/// > J. Cohen. "A Coefficient of Agreement for Nominal Scales." 1960, doi:10.1177/001316446002000104. J. L. Fleiss,
/// > J. Cohen, B. S. Everitt. "Large Sample Standard Errors of Kappa and Weighted Kappa." 1969, doi:10.1037/h0028106
public struct CohensKappa: Sendable, Hashable {
  public let value: Double
  /// The number of pairs.
  public let count: Int
  /// Of the estimate; 0 at perfect agreement.
  public let standardError: Double
  /// Under the hypothesis that the labels are independent.
  public let standardErrorUnderIndependence: Double

  /// - Parameters:
  ///   - table: Pairs by the two labels.
  ///   - weighting: What counts as disagreement.
  ///   - places: The categories' places for the linear and quadratic weighting, 0, 1, 2 … where absent (depths of a
  ///     schema are given here).
  /// - Throws: ``StatisticsError/undefined(reason:)`` where both labels are always the same one category (κ is 0/0),
  ///   ``StatisticsError/mismatchedLengths(what:first:second:)``, ``StatisticsError/notFinite(what:)``.
  /// - Complexity: O(categories²).
  public init(
    _ table: SquareTable, weighting: KappaWeighting = .plain, places: [Double]? = nil
  ) throws(StatisticsError) {
    let size = table.categories
    let weights = try disagreementWeights(size, weighting, places ?? (0..<size).map(Double.init))
    let total = Double(table.total)
    let rows = table.rowTotals.map { Double($0) / total }
    let columns = table.columnTotals.map { Double($0) / total }
    var observed = 0.0
    var rowMeans = [Double](repeating: 0, count: size)
    var columnMeans = rowMeans
    for i in 0..<size {
      for j in 0..<size {
        let weight = weights[i * size + j]
        observed += weight * Double(table[i, j]) / total
        rowMeans[i] += weight * columns[j]
        columnMeans[j] += weight * rows[i]
      }
    }
    let expected = zip(rows, rowMeans).reduce(0) { $0 + $1.0 * $1.1 }
    guard expected > 0 else {
      throw .undefined(reason: "both labels are always the same category, kappa is 0/0")
    }
    var (variance, independent) = (0.0, 0.0)
    for i in 0..<size {
      for j in 0..<size {
        let cell = i * size + j
        let marginal = rowMeans[i] + columnMeans[j] - 2 * expected
        let influence = (observed / expected * marginal - (weights[cell] - observed)) / expected
        variance += influence * influence * Double(table[i, j]) / total
        let deviation = (weights[cell] - expected - marginal) / expected
        independent += deviation * deviation * rows[i] * columns[j]
      }
    }
    value = 1 - observed / expected
    count = table.total
    standardError = try representable((variance / total).squareRoot(), "the standard error of kappa")
    standardErrorUnderIndependence = try representable(
      (independent / total).squareRoot(), "the standard error of kappa")
  }

  /// κ with its standard error for independent pairs, judged by the normal distribution.
  /// - Throws: ``StatisticsError/noVariance(what:)`` at perfect agreement.
  public func estimate() throws(StatisticsError) -> Estimate {
    try Estimate(value: value, standardError: standardError)
  }
}

extension CohensKappa {
  /// Cohen's plain κ of pairs that count unequally, as those of a sample with unequal probabilities do: the same formula,
  /// with weights in the place of counts.
  ///
  /// - Parameters:
  ///   - table: Σ of weights by the two labels, row by row; not negative.
  ///   - categories: The rows, and the columns.
  /// - Throws: ``StatisticsError/empty(what:)``, ``StatisticsError/undefined(reason:)`` where both labels are always the
  ///   same one category, ``StatisticsError/mismatchedLengths(what:first:second:)``.
  public static func value(weighted table: [Double], categories: Int) throws(StatisticsError) -> Double {
    try requireEqualLengths(table.count, categories * categories, "the cells and the categories")
    let sum = table.reduce(0, +)
    guard sum > 0 else { throw .empty(what: "the table") }
    // What rounding leaves where a pair was taken off again is nothing.
    let table = table.map { $0 > sum * 0x1p-40 ? $0 : 0 }
    let total = table.reduce(0, +)
    var (observed, expected) = (0.0, 0.0)
    for row in 0..<categories {
      for column in 0..<categories where column != row {
        observed += table[row * categories + column] / total
        let own = (0..<categories).reduce(0) { $0 + table[row * categories + $1] }
        let other = (0..<categories).reduce(0) { $0 + table[$1 * categories + column] }
        expected += own / total * (other / total)
      }
    }
    guard expected > 0 else {
      throw .undefined(reason: "both labels are always the same category, kappa is 0/0")
    }
    return 1 - observed / expected
  }
}

private func disagreementWeights(
  _ size: Int, _ weighting: KappaWeighting, _ places: [Double]
) throws(StatisticsError) -> [Double] {
  try requireEqualLengths(size, places.count, "the categories and their places")
  try requireFinite(places, "the places")
  var weights: [Double] = []
  weights.reserveCapacity(size * size)
  for i in 0..<size {
    for j in 0..<size {
      let distance = abs(places[i] - places[j])
      switch weighting {
      case .plain: weights.append(i == j ? 0 : 1)
      case .linear: weights.append(distance)
      case .quadratic: weights.append(distance * distance)
      }
    }
  }
  // Only ratios of weights matter.
  let largest = try representable(weights.max() ?? 0, "a weight of kappa")
  return largest > 0 ? weights.map { $0 / largest } : weights
}
