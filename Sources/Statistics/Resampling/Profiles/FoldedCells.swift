/// The cells of a grid over the columns, and the cell of each kind.
struct FoldedCells {
  private let columns: Int
  private let cellOfKind: [Int32]
  private let stratumOfCell: [UInt8]

  /// The finest grid, of equal steps in each column, whose occupied cells keep to the limit.
  init(rows: [Double], columns: Int, strata: [UInt8], limit: Int) {
    self.columns = columns
    let ranges = (0..<columns).map { FoldedCells.range(of: rows, column: $0, columns: columns) }
    var steps = limit.nextPowerOf2
    while steps > 1 {
      let last = Double(steps - 1)
      let index = KindIndex(strata: strata, width: columns, limit: limit, keepsUnits: true) { kind, place in
        let range = ranges[place]
        guard range.half > 0 else { return 0 }
        let part = (rows[kind &* columns &+ place] / 2 - range.least / 2) / range.half
        return UInt64(truncatingIfNeeded: Int32(min(max(part, 0), 1) * last + 0.5))
      }
      if let index {
        cellOfKind = index.kindOfUnit
        stratumOfCell = index.strata
        return
      }
      steps /= 2
    }
    stratumOfCell = Array(Set(strata)).sorted()
    let cell = Dictionary(uniqueKeysWithValues: stratumOfCell.enumerated().map { ($1, Int32($0)) })
    cellOfKind = strata.map { cell[$0] ?? 0 }
  }

  /// The least value of a column and half of its width, which does not overflow.
  private static func range(of rows: [Double], column: Int, columns: Int) -> (least: Double, half: Double) {
    var least = Double.infinity
    var greatest = -Double.infinity
    for place in stride(from: column, to: rows.count, by: columns) {
      least = min(least, rows[place])
      greatest = max(greatest, rows[place])
    }
    return (least, greatest / 2 - least / 2)
  }

  /// The strata of a table with one kind a cell.
  func strata(
    _ rows: [Double], multiplicities: [Int], stratumOfKind: [UInt8], count: Int
  ) -> [ProfileTable.Stratum] {
    var sizes = [Int](repeating: 0, count: stratumOfCell.count)
    var means = [Double](repeating: 0, count: stratumOfCell.count * columns)
    for (kind, cell) in cellOfKind.enumerated() {
      let times = multiplicities[kind]
      sizes[Int(cell)] += times
      for column in 0..<columns {
        means[Int(cell) &* columns &+ column] += Double(times) * rows[kind &* columns &+ column]
      }
    }
    for place in means.indices where sizes[place / columns] > 0 { means[place] /= Double(sizes[place / columns]) }
    let scatter = scatter(rows, means, multiplicities, stratumOfKind, count)
    return (0..<count).map { stratum in
      let cells = stratumOfCell.indices.filter { Int(stratumOfCell[$0]) == stratum && sizes[$0] > 0 }.sorted {
        (sizes[$0], $1) > (sizes[$1], $0)
      }
      let square = columns * columns
      return ProfileTable.Stratum(
        multiplicities: cells.map { sizes[$0] },
        rows: cells.flatMap { means[$0 * columns..<($0 + 1) * columns] },
        residual: NormalResidual(
          scatter: Array(scatter[stratum * square..<(stratum + 1) * square]), columns: columns))
    }
  }

  /// For each stratum, Σ over units of the outer square of their distance from their cell's mean: the lower triangle.
  private func scatter(
    _ rows: [Double], _ means: [Double], _ multiplicities: [Int], _ stratumOfKind: [UInt8], _ count: Int
  ) -> [Double] {
    var scatter = [Double](repeating: 0, count: count * columns * columns)
    var distance = [Double](repeating: 0, count: columns)
    for (kind, cell) in cellOfKind.enumerated() {
      let times = Double(multiplicities[kind])
      let base = Int(stratumOfKind[kind]) &* columns &* columns
      for column in 0..<columns {
        distance[column] = rows[kind &* columns &+ column] - means[Int(cell) &* columns &+ column]
      }
      for row in 0..<columns {
        let weighted = times * distance[row]
        for column in 0...row { scatter[base &+ row &* columns &+ column] += weighted * distance[column] }
      }
    }
    return scatter
  }
}

extension Int {
  /// The least power of two that is not smaller, for positive numbers below 2⁶².
  fileprivate var nextPowerOf2: Int { 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
