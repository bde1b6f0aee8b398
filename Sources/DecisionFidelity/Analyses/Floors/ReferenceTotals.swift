/// How many real turns of the audit have which stage in every cell: the outcome-blind references.
///
/// They are made of every labelled real turn of the audit, also of those that a filter leaves out: a filter by the
/// outcome or by a label would otherwise tell them what they must not know.
struct ReferenceTotals: Sendable {
  let probes: RealProbes
  /// By cell, the number of turns and the sum of their depths.
  private let cells: [SIMD2<Double>]
  let stageDepths: [Double]
  /// Whether any agent action is labelled: else the finest reference knows no more than the one before.
  let knowsActions: Bool

  init(_ table: CaseTable, instrument: String, threads: Int) {
    let probes = RealProbes(table, instrument: instrument)
    let depths = table.description.schema.stages.map(\.depth)
    let stages = depths.count
    let count = table.conversations.count
    let size = max(4096, (count + max(threads, 1) - 1) / max(threads, 1))
    let parts = concurrentChunks(of: count, size: size) { range in
      var counts = [Int32](repeating: 0, count: probes.cells.count * stages)
      var list: [RealProbe] = []
      for conversation in range {
        list.removeAll(keepingCapacity: true)
        probes.append(conversation, to: &list)
        for probe in list {
          for level in 0..<ProbeCells.levels { counts[Int(probe.cells[level]) &* stages &+ probe.stage] &+= 1 }
        }
      }
      return counts
    }
    // Summed by stage, so that the sums do not depend on the order of the turns.
    cells = (0..<probes.cells.count).map { cell in
      var sum = SIMD2<Double>()
      for stage in 0..<stages {
        let count = Double(parts.reduce(0) { $0 + $1[cell * stages + stage] })
        sum += SIMD2(count, count * depths[stage])
      }
      return sum
    }
    self.probes = probes
    stageDepths = depths
    let known = table.description.schema.actions.count
    knowsActions = known > 0 && probes.cells.fitsActions && table.pairs.action.contains { Int($0) < known }
  }

  /// The mean depth of other people's real turns in a cell: its totals less the own cluster's part.
  ///
  /// - Returns: `nil` where nobody else is in the cell.
  @inline(__always)
  func mean(_ cell: Int32, without own: OwnPart) -> Double? {
    let others = cells[Int(cell)] - own.cells[Int(cell)]
    return others.x > 0 ? others.y / others.x : nil
  }
}

/// What one cluster adds to the totals of the cells it is in.
struct OwnPart: Sendable {
  fileprivate private(set) var cells: [SIMD2<Double>]

  init(_ cells: ProbeCells) { self.cells = Array(repeating: SIMD2(), count: cells.count) }

  mutating func add(_ probes: [RealProbe], depths: [Double]) {
    for probe in probes {
      let part = SIMD2(1, depths[probe.stage])
      for level in 0..<ProbeCells.levels { cells[Int(probe.cells[level])] += part }
    }
  }

  /// Takes away what ``add(_:depths:)`` added, so that the next cluster starts from nothing.
  mutating func clear(_ probes: [RealProbe]) {
    for probe in probes {
      for level in 0..<ProbeCells.levels { cells[Int(probe.cells[level])] = SIMD2() }
    }
  }
}
