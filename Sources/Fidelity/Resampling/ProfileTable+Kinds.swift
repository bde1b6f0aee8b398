import Cases
import Statistics

extension ProfileTable {
  /// Units whose kinds are known, in one stratum.
  init(kinds multiplicities: [Int], rows: [Double], columns: Int) throws(StatisticsError) {
    try self.init(
      kinds: multiplicities, rows: rows, columns: columns, strata: multiplicities.map { _ in 0 }, strataCount: 1)
  }

  /// Units whose kinds are known.
  /// - Parameters:
  ///   - multiplicities: The number of units of each kind.
  ///   - rows: Kind by kind, `columns` numbers each; equal rows are one kind.
  ///   - strata: The stratum of each kind.
  init(
    kinds multiplicities: [Int], rows: [Double], columns: Int, strata: [UInt8], strataCount: Int
  ) throws(StatisticsError) {
    var keys: [UInt64] = []
    var blocks: [UInt8] = []
    keys.reserveCapacity(multiplicities.reduce(0, +))
    blocks.reserveCapacity(keys.capacity)
    for (kind, times) in multiplicities.enumerated() {
      keys.append(contentsOf: repeatElement(UInt64(kind), count: times))
      blocks.append(contentsOf: repeatElement(strata[kind], count: times))
    }
    let table = try ProfileTable(keys: keys, strata: blocks, strataCount: strataCount, columns: columns) { key in
      Array(rows[Int(key) * columns..<(Int(key) + 1) * columns])
    }
    self = try table.marginal(of: Array(0..<columns))
  }

  /// The same with one entry of every column a unit, similar rows folded together beyond a number of kinds.
  init(
    kinds multiplicities: [Int], rows: [Double], columns: Int, strata: [UInt8], strataCount: Int,
    foldingBeyond limit: Int
  ) throws(StatisticsError) {
    guard multiplicities.count > limit else {
      try self.init(kinds: multiplicities, rows: rows, columns: columns, strata: strata, strataCount: strataCount)
      return
    }
    let units = multiplicities.reduce(0, +)
    func spread<Value>(_ value: (Int) -> Value) -> [Value] {
      var all: [Value] = []
      all.reserveCapacity(units)
      for (kind, times) in multiplicities.enumerated() {
        all.append(contentsOf: repeatElement(value(kind), count: times))
      }
      return all
    }
    try self.init(
      columns: (0..<columns).map { column in spread { rows[$0 * columns + column] } },
      strata: spread { strata[$0] }, strataCount: strataCount, foldingBeyond: max(limit, 256))
  }
}
