import Statistics

/// Units as resampling takes them: for each kind a row of numbers whose sums per stratum are all that the statistics
/// need.
struct UnitProfile: Sendable {
  /// Where in the sums of a resample the numbers of a stratum stand.
  ///
  /// Resampling is stratified. Units of one stratum form a block; units with conversations in several strata form one
  /// more, and then every row holds the numbers of every stratum.
  struct Layout: Sendable, Hashable {
    /// Numbers a stratum.
    var width: Int
    let strata: Int
    let isWide: Bool

    var columns: Int { isWide ? width * strata : width }

    /// The columns of some of the numbers, in the order given.
    func columns(of chosen: [Int]) -> [Int] {
      isWide ? (0..<strata).flatMap { stratum in chosen.map { stratum * width + $0 } } : chosen
    }

    /// Σ of a number over the units' conversations of one stratum.
    @inline(__always)
    func total(_ sums: Sums, stratum: Int, column: Int) -> Double {
      guard isWide else { return sums[stratum, column] }
      // Units of one stratum hold it in that stratum's columns, those of several in theirs.
      let place = stratum * width + column
      return sums[stratum, place] + sums[strata, place]
    }

    @inline(__always)
    func total(_ sums: Sums, strata members: [Int], column: Int) -> Double {
      var total = 0.0
      for stratum in members { total += self.total(sums, stratum: stratum, column: column) }
      return total
    }
  }

  let table: ProfileTable
  let layout: Layout

  init(table: ProfileTable, layout: Layout) {
    self.table = table
    self.layout = layout
  }

  /// - Parameters:
  ///   - width: Numbers a stratum.
  ///   - limit: The number of kinds beyond which similar rows are folded together; `nil` never.
  ///   - stratum: The stratum of a conversation kind.
  ///   - row: Writes the `width` numbers of a conversation kind.
  init(
    _ units: UnitKinds, width: Int, foldingBeyond limit: Int? = nil, stratum: (Int) -> Int,
    row: (_ kind: Int, _ numbers: inout [Double]) -> Void
  ) throws(StatisticsError) {
    layout = Layout(width: width, strata: units.strata, isWide: units.spansStrata)
    let columns = layout.columns
    var rows = Array(repeating: 0.0, count: units.table.count * columns)
    var numbers = Array(repeating: 0.0, count: width)
    for unit in 0..<units.table.count {
      for kind in units.table.list(unit) {
        row(Int(kind), &numbers)
        let place = unit * columns + (layout.isWide ? stratum(Int(kind)) * width : 0)
        for column in 0..<width { rows[place + column] += numbers[column] }
      }
    }
    let blocks = units.block.map { UInt8(truncatingIfNeeded: $0) }
    if let limit {
      table = try ProfileTable(
        multiplicities: units.table.counts, rows: rows, columns: columns, strata: blocks,
        strataCount: units.strata + 1, foldingBeyond: limit)
    } else {
      table = try ProfileTable(
        multiplicities: units.table.counts, rows: rows, columns: columns, strata: blocks,
        strataCount: units.strata + 1)
    }
  }

  /// The profile of some of the numbers, in the order given: with fewer kinds.
  func marginal(of chosen: [Int]) throws(StatisticsError) -> UnitProfile {
    var narrow = layout
    narrow.width = chosen.count
    return UnitProfile(table: try table.marginal(of: layout.columns(of: chosen)), layout: narrow)
  }
}
