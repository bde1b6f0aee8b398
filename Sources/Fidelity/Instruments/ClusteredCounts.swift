import Statistics

/// How often each of some cells came, cluster by cluster: what coefficients of agreement and their precision need.
struct ClusteredCounts: Sendable {
  private var entries: [(cluster: UInt32, cell: UInt32)] = []

  mutating func add(_ cell: Int, cluster: Int) { entries.append((UInt32(cluster), UInt32(cell))) }

  /// Clusters of equal counts once.
  ///
  /// - Parameter cells: The number of cells.
  func kinds(of cells: Int) -> (counts: [[Double]], multiplicities: [Int]) {
    var table = KindTable()
    var list: [UInt32] = []
    func close() {
      if !list.isEmpty { _ = table.add(list.sorted()) }
      list.removeAll(keepingCapacity: true)
    }
    var last: UInt32?
    for entry in entries.sorted(by: { $0.cluster < $1.cluster }) {
      if entry.cluster != last { close() }
      last = entry.cluster
      list.append(entry.cell)
    }
    close()
    let counts = (0..<table.count).map { kind in
      var counts = Array(repeating: 0.0, count: cells)
      for cell in table.list(kind) { counts[Int(cell)] += 1 }
      return counts
    }
    return (counts, table.counts)
  }
}

/// Statistics of the counts of all clusters, with the intervals of leaving out one cluster after the other.
struct JackknifedCounts: Sendable {
  private let kinds: (counts: [[Double]], multiplicities: [Int])
  private let level: Double
  let sums: [Double]

  init(_ counts: ClusteredCounts, cells: Int, level: Double) {
    kinds = counts.kinds(of: cells)
    self.level = level
    sums = zip(kinds.counts, kinds.multiplicities).reduce(into: Array(repeating: 0.0, count: cells)) { sums, kind in
      for (cell, count) in kind.0.enumerated() { sums[cell] += count * Double(kind.1) }
    }
  }

  /// Everything that was counted.
  var total: Int { Int(sums.reduce(0, +)) }

  func figure(_ statistic: ([Double]) throws(StatisticsError) -> Double) -> Figure {
    let value = Quantity { () throws(StatisticsError) in try statistic(sums) }
    guard value.number != nil else { return .unavailable(value.reason ?? "", count: total) }
    return Figure(
      value,
      interval: IntervalFigure { () throws(StatisticsError) in
        let estimate = try clusterJackknife(kinds.counts, multiplicities: kinds.multiplicities, statistic)
        return try estimate.interval(level: level)
      }, bootstrap: .reason("the jackknife has an interval"), count: total)
  }

  /// What each kind of cluster adds to a ratio.
  func ratio(_ value: (Int) -> Double) -> [ClusterSum] {
    zip(kinds.counts, kinds.multiplicities).map { counts, times in
      ClusterSum(
        total: counts.enumerated().reduce(0) { $0 + value($1.offset) * $1.element }, weight: counts.reduce(0, +),
        multiplicity: times)
    }
  }
}
