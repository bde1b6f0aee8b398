/// Counts of pairs by two labels of the same categories: real by simulated stage, one instrument by another.
public struct SquareTable: Sendable, Hashable {
  public let categories: Int
  /// Row by row, `categories`² counts.
  public let counts: [Int]
  /// The number of pairs.
  public let total: Int

  /// - Parameters:
  ///   - categories: At least 2, at most 4,096.
  ///   - counts: Row by row; the row is the first label (the real one), the column the second.
  /// - Throws: ``StatisticsError/mismatchedLengths(what:first:second:)``,
  ///   ``StatisticsError/outOfRange(what:value:allowed:)``, ``StatisticsError/empty(what:)`` without pairs.
  public init(categories: Int, counts: [Int]) throws(StatisticsError) {
    guard (2...4096).contains(categories) else {
      throw .outOfRange(what: "the number of categories", value: Double(categories), allowed: "2 … 4096")
    }
    try requireEqualLengths(categories * categories, counts.count, "the cells and the counts")
    var sum = 0.0
    for count in counts {
      try requireCount(count, "a count of the table")
      sum += Double(count)
    }
    guard sum > 0 else { throw .empty(what: "the table") }
    guard sum <= Double(largestCount) else {
      throw .outOfRange(what: "the number of pairs", value: sum, allowed: "at most 2^33")
    }
    self.categories = categories
    self.counts = counts
    self.total = Int(sum)
  }

  public subscript(row: Int, column: Int) -> Int { counts[row * categories + column] }

  /// The counts of the first label.
  public var rowTotals: [Int] {
    (0..<categories).map { row in (0..<categories).reduce(0) { $0 + self[row, $1] } }
  }

  /// The counts of the second label.
  public var columnTotals: [Int] {
    (0..<categories).map { column in (0..<categories).reduce(0) { $0 + self[$1, column] } }
  }

  /// The share of pairs on the diagonal.
  public var agreement: Double {
    Double((0..<categories).reduce(0) { $0 + self[$1, $1] }) / Double(total)
  }
}
