extension ProfileTable {
  /// Profiles of units whose rows are given as columns, with similar rows folded together where there are too many.
  ///
  /// Numbers such as a cross-fitted expectation take nearly as many values as there are units. Beyond `limit` kinds in
  /// all, rows that fall into one cell of a grid become one kind, which has their mean; what the means leave out is
  /// added to the sums of each resample as a normal vector with the covariance of the units about their means. So the
  /// mean and the covariance of resampled sums are those of the exact bootstrap. Only the higher moments of what lies
  /// inside a cell, which vanish with the number of units, are those of the normal law.
  ///
  /// - Parameters:
  ///   - columns: At least one column, each with one finite number a unit.
  ///   - limit: At least 256. Up to it the table is exact, as that of ``init(columns:strata:strataCount:)``.
  /// - Throws: As ``init(keys:strata:strataCount:columns:row:)``.
  /// - Complexity: O(units · columns²).
  public init(
    columns: [[Double]], strata: [UInt8], strataCount: Int, foldingBeyond limit: Int
  ) throws(StatisticsError) {
    try ProfileTable.check(strata, strataCount, columns.count)
    guard limit >= 256 else { throw .outOfRange(what: "the limit of kinds", value: Double(limit), allowed: "≥ 256") }
    for column in columns {
      try requireEqualLengths(column.count, strata.count, "a column and strata")
      try requireFinite(column, "a column")
    }
    let exact = KindIndex(strata: strata, width: columns.count, limit: limit) { unit, place in
      (columns[place][unit] + 0).bitPattern
    }
    if exact != nil {
      try self.init(columns: columns, strata: strata, strataCount: strataCount)
    } else {
      let cells = ProfileTable.cells(of: columns, strata: strata, limit: limit)
      self.init(columns: columns.count, strata: cells.strata(columns, unitStrata: strata, count: strataCount))
    }
  }

  /// The finest grid, of equal steps in each column, whose occupied cells keep to the limit.
  private static func cells(of columns: [[Double]], strata: [UInt8], limit: Int) -> FoldedCells {
    let ranges = columns.map { (least: $0.min() ?? 0, width: ($0.max() ?? 0) / 2 - ($0.min() ?? 0) / 2) }
    var steps = limit.nextPowerOf2
    while steps > 1 {
      let index = KindIndex(strata: strata, width: columns.count, limit: limit, keepsUnits: true) { unit, place in
        let range = ranges[place]
        guard range.width > 0 else { return 0 }
        let part = (columns[place][unit] / 2 - range.least / 2) / range.width
        return UInt64(min(max(part, 0), 1) * Double(steps - 1) + 0.5)
      }
      if let index { return FoldedCells(cellOfUnit: index.kindOfUnit, stratumOfCell: index.strata) }
      steps /= 2
    }
    let present = Array(Set(strata)).sorted()
    let cell = Dictionary(uniqueKeysWithValues: present.enumerated().map { ($1, Int32($0)) })
    return FoldedCells(cellOfUnit: strata.map { cell[$0] ?? 0 }, stratumOfCell: present)
  }
}

/// The cell of each unit in a grid over the columns.
private struct FoldedCells {
  let cellOfUnit: [Int32]
  let stratumOfCell: [UInt8]

  func strata(_ columns: [[Double]], unitStrata: [UInt8], count: Int) -> [ProfileTable.Stratum] {
    let width = columns.count
    var sizes = [Int](repeating: 0, count: stratumOfCell.count)
    var means = [Double](repeating: 0, count: stratumOfCell.count * width)
    for (unit, cell) in cellOfUnit.enumerated() {
      sizes[Int(cell)] += 1
      let size = Double(sizes[Int(cell)])
      for column in 0..<width {
        let place = Int(cell) * width + column
        means[place] += (columns[column][unit] - means[place]) / size
      }
    }
    var scatter = [[Double]](repeating: Array(repeating: 0, count: width * width), count: count)
    var distance = [Double](repeating: 0, count: width)
    for (unit, cell) in cellOfUnit.enumerated() {
      for column in 0..<width { distance[column] = columns[column][unit] - means[Int(cell) * width + column] }
      let stratum = Int(unitStrata[unit])
      for row in 0..<width {
        for column in 0...row { scatter[stratum][row * width + column] += distance[row] * distance[column] }
      }
    }
    return (0..<count).map { stratum in
      let cells = stratumOfCell.indices.filter { Int(stratumOfCell[$0]) == stratum }.sorted {
        (sizes[$0], $1) > (sizes[$1], $0)
      }
      return ProfileTable.Stratum(
        multiplicities: cells.map { sizes[$0] }, rows: cells.flatMap { means[$0 * width..<($0 + 1) * width] },
        residual: NormalResidual(scatter: scatter[stratum], columns: width))
    }
  }
}

extension Int {
  /// The least power of two that is not smaller, for positive numbers below 2⁶².
  fileprivate var nextPowerOf2: Int { 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
