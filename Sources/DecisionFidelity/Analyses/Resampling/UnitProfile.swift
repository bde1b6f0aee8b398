import Statistics

/// Units as resampling takes them: for each kind a row of numbers whose sums per stratum are all that the statistics
/// need.
///
/// Resampling is stratified. Units of one stratum form a block; units with conversations in several strata form one
/// more, and then every row holds the columns of every stratum.
struct UnitProfile: Sendable {
  let table: ProfileTable
  /// Numbers a stratum.
  let width: Int
  private let strata: Int
  private let isWide: Bool

  /// - Parameters:
  ///   - stratum: The stratum of a conversation kind.
  ///   - row: Writes the `width` numbers of a conversation kind; `false` leaves it out.
  init(
    _ units: UnitKinds, width: Int, stratum: (Int) -> Int, row: (_ kind: Int, _ numbers: inout [Double]) -> Bool
  ) throws(StatisticsError) {
    let isWide = units.spansStrata
    let columns = isWide ? width * units.strata : width
    var index = KindTable()
    var rows: [Double] = []
    var blocks: [UInt8] = []
    var numbers = Array(repeating: 0.0, count: width)
    var sum = Array(repeating: 0.0, count: columns)
    var key = Array(repeating: UInt32(0), count: columns * 2 + 1)
    for unit in 0..<units.table.count {
      var isCounted = false
      for column in sum.indices { sum[column] = 0 }
      for kind in units.table.list(unit) where row(Int(kind), &numbers) {
        isCounted = true
        let base = isWide ? stratum(Int(kind)) * width : 0
        for column in numbers.indices { sum[base + column] += numbers[column] }
      }
      guard isCounted else { continue }
      key[0] = UInt32(units.block[unit])
      for column in sum.indices {
        let bits = (sum[column] + 0).bitPattern
        key[1 + 2 * column] = UInt32(truncatingIfNeeded: bits)
        key[2 + 2 * column] = UInt32(truncatingIfNeeded: bits >> 32)
      }
      if index.add(key, times: units.table.counts[unit]) == blocks.count {
        blocks.append(UInt8(truncatingIfNeeded: units.block[unit]))
        rows.append(contentsOf: sum)
      }
    }
    table = try ProfileTable(
      kinds: index.counts, rows: rows, columns: columns, strata: blocks, strataCount: units.strata + 1)
    self.width = width
    self.isWide = isWide
    strata = units.strata
  }

  /// Σ of a column over the units' conversations of one stratum.
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

  /// What one resample costs, about in nanoseconds.
  var cost: Double {
    let tiles = Double((table.columns + 7) / 8)
    return table.strata.reduce(0) { cost, stratum in
      let kinds = Double(stratum.multiplicities.count)
      let units = Double(stratum.units)
      return cost + min(1.5 * units, 25 * kinds, 4 * kinds + 10 * units.squareRoot()) + 0.8 * kinds * tiles
    }
  }
}

extension ProfileTable {
  /// Profiles of kinds whose multiplicities are known.
  init(
    kinds multiplicities: [Int], rows: [Double], columns: Int, strata: [UInt8], strataCount: Int
  ) throws(StatisticsError) {
    var keys: [UInt64] = []
    var blocks: [UInt8] = []
    keys.reserveCapacity(multiplicities.reduce(0, +))
    for (kind, times) in multiplicities.enumerated() {
      keys.append(contentsOf: repeatElement(UInt64(kind), count: times))
      blocks.append(contentsOf: repeatElement(strata[kind], count: times))
    }
    try self.init(keys: keys, strata: blocks, strataCount: strataCount, columns: columns) { key in
      Array(rows[Int(key) * columns..<(Int(key) + 1) * columns])
    }
  }
}
