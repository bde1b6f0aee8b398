import Cases
import Statistics

/// Units as resampling takes them: for each kind a row of numbers whose sums per stratum are all that the statistics
/// need.
///
/// Resampling is stratified. Units of one stratum form a block; units with conversations in several strata form one
/// more, and then every row holds the columns of every stratum.
struct UnitProfile: Sendable {
  let table: ProfileTable
  /// Numbers a stratum.
  private let width: Int
  private let strata: Int
  private let isWide: Bool

  /// - Parameters:
  ///   - foldingBeyond: The number of kinds beyond which similar rows are folded together; `nil` never.
  ///   - stratum: The stratum of a conversation kind.
  ///   - row: Writes the `width` numbers of a conversation kind.
  init(
    _ units: UnitKinds, width: Int, foldingBeyond limit: Int? = nil, stratum: (Int) -> Int,
    row: (_ kind: Int, _ numbers: inout [Double]) -> Void
  ) throws(StatisticsError) {
    isWide = units.spansStrata
    strata = units.strata
    self.width = width
    let rows = UnitRows(units, width: width, isWide: isWide, stratum: stratum, row: row)
    table = try rows.table(strataCount: units.strata + 1, foldingBeyond: limit)
  }

  private init(table: ProfileTable, width: Int, strata: Int, isWide: Bool) {
    self.table = table
    self.width = width
    self.strata = strata
    self.isWide = isWide
  }

  /// The profile of some of the numbers, in the order given: with fewer kinds.
  func marginal(of chosen: [Int]) throws(StatisticsError) -> UnitProfile {
    let columns = isWide ? (0..<strata).flatMap { stratum in chosen.map { stratum * width + $0 } } : chosen
    return UnitProfile(
      table: try table.marginal(of: columns), width: chosen.count, strata: strata, isWide: isWide)
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

/// The rows of all kinds of units, before equal ones are found.
private struct UnitRows {
  private let columns: Int
  private var rows: [Double] = []
  private var blocks: [UInt8] = []
  private var times: [Int] = []

  init(
    _ units: UnitKinds, width: Int, isWide: Bool, stratum: (Int) -> Int,
    row: (_ kind: Int, _ numbers: inout [Double]) -> Void
  ) {
    columns = isWide ? width * units.strata : width
    rows.reserveCapacity(units.table.count * columns)
    var numbers = Array(repeating: 0.0, count: width)
    for unit in 0..<units.table.count {
      let base = rows.count
      rows.append(contentsOf: repeatElement(0, count: columns))
      for kind in units.table.list(unit) {
        row(Int(kind), &numbers)
        let place = base + (isWide ? stratum(Int(kind)) * width : 0)
        for column in 0..<width { rows[place + column] += numbers[column] }
      }
      blocks.append(UInt8(truncatingIfNeeded: units.block[unit]))
      times.append(units.table.counts[unit])
    }
  }

  func table(strataCount: Int, foldingBeyond limit: Int?) throws(StatisticsError) -> ProfileTable {
    try ProfileTable(
      kinds: times, rows: rows, columns: columns, strata: blocks, strataCount: strataCount,
      foldingBeyond: limit ?? .max)
  }
}
