extension ProfileTable {
  /// Profiles of units whose rows are given as columns, with similar rows folded together where there are too many.
  ///
  /// See ``init(multiplicities:rows:columns:strata:strataCount:foldingBeyond:)``.
  /// - Parameters:
  ///   - columns: At least one column, each with one finite number a unit.
  ///   - limit: At least 256. Up to it the table is exact, as that of ``init(columns:strata:strataCount:)``.
  /// - Throws: As ``init(keys:strata:strataCount:columns:row:)``.
  /// - Complexity: O(units · columns²).
  public init(
    columns: [[Double]], strata: [UInt8], strataCount: Int, foldingBeyond limit: Int
  ) throws(StatisticsError) {
    for column in columns { try requireEqualLengths(column.count, strata.count, "a column and strata") }
    var rows: [Double] = []
    rows.reserveCapacity(strata.count * columns.count)
    for unit in strata.indices {
      for column in columns { rows.append(column[unit]) }
    }
    try self.init(
      multiplicities: strata.map { _ in 1 }, rows: rows, columns: columns.count, strata: strata,
      strataCount: strataCount, foldingBeyond: limit)
  }

  /// Profiles of units whose kinds are known, with similar rows folded together where there are too many.
  ///
  /// Numbers such as a cross-fitted expectation take nearly as many values as there are units. Beyond `limit` kinds in
  /// all, rows that fall into one cell of a grid become one kind, which has their mean; what the means leave out is
  /// added to the sums of each resample as a normal vector with the covariance of the units about their means. So the
  /// mean and the covariance of resampled sums are those of the exact bootstrap. Only the higher moments of what lies
  /// inside a cell, which vanish with the number of units, are those of the normal law.
  ///
  /// - Parameters:
  ///   - multiplicities: The number of units of each kind, not negative.
  ///   - rows: Kind by kind, `columns` finite numbers each.
  ///   - strata: The stratum of each kind, below `strataCount`.
  ///   - limit: At least 256. Up to it the table is exact, as that of
  ///     ``init(multiplicities:rows:columns:strata:strataCount:)``.
  /// - Throws: As ``init(keys:strata:strataCount:columns:row:)``.
  /// - Complexity: O(kinds · columns²).
  public init(
    multiplicities: [Int], rows: [Double], columns: Int, strata: [UInt8], strataCount: Int, foldingBeyond limit: Int
  ) throws(StatisticsError) {
    guard limit >= 256 else { throw .outOfRange(what: "the limit of kinds", value: Double(limit), allowed: "≥ 256") }
    try ProfileTable.check(multiplicities, rows, columns, strata, strataCount)
    let exact = rows.withUnsafeBufferPointer { rows in
      KindIndex(strata: strata, width: columns, limit: limit) { unit, place in
        (rows[unit &* columns &+ place] + 0).bitPattern
      }
    }
    if exact != nil {
      try self.init(
        multiplicities: multiplicities, rows: rows, columns: columns, strata: strata, strataCount: strataCount)
    } else {
      let cells = FoldedCells(rows: rows, columns: columns, strata: strata, limit: limit)
      self.init(
        columns: columns,
        strata: cells.strata(rows, multiplicities: multiplicities, stratumOfKind: strata, count: strataCount))
    }
  }
}
