import Cases

/// How many real turns of the audit have which stage in every cell: the outcome-blind references.
///
/// They are made of every labelled real turn of the audit, also of those that a filter leaves out: a filter by the
/// outcome or by a label would otherwise tell them what they must not know.
struct ReferenceTotals: Sendable {
  let probes: RealProbes
  /// By level and cell, the number of turns and the sum of their depths.
  private let turns: [[Double]]
  private let depths: [[Double]]
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
      var counts = (0..<ProbeCells.levels).map { [Int32](repeating: 0, count: probes.cells.count($0) * stages) }
      var list: [RealProbe] = []
      for conversation in range {
        probes.list(conversation, into: &list)
        for probe in list {
          for level in 0..<ProbeCells.levels { counts[level][Int(probe.cells[level]) * stages + probe.stage] += 1 }
        }
      }
      return counts
    }
    var turns: [[Double]] = []
    var sums: [[Double]] = []
    for level in 0..<ProbeCells.levels {
      var n = [Double](repeating: 0, count: probes.cells.count(level))
      var t = n
      for cell in n.indices {
        for stage in 0..<stages {
          let count = Double(parts.reduce(0) { $0 + $1[level][cell * stages + stage] })
          n[cell] += count
          t[cell] += count * depths[stage]
        }
      }
      turns.append(n)
      sums.append(t)
    }
    self.probes = probes
    self.turns = turns
    self.depths = sums
    stageDepths = depths
    let known = table.description.schema.actions.count
    knowsActions = known > 0 && probes.cells.fitsActions && table.pairs.action.contains { Int($0) < known }
  }

  /// The mean depth of other people's real turns in a cell: its totals less the own cluster's part.
  ///
  /// - Returns: `nil` where nobody else is in the cell.
  @inline(__always)
  func mean(_ level: Int, _ cell: Int, without own: OwnPart) -> Double? {
    let others = turns[level][cell] - own.turns(level, cell)
    guard others > 0 else { return nil }
    return (depths[level][cell] - own.depths(level, cell)) / others
  }
}

/// What one cluster adds to the totals of the cells it is in.
struct OwnPart: Sendable {
  private var turnsOf: [[Double]]
  private var depthsOf: [[Double]]

  init(_ cells: ProbeCells) {
    turnsOf = (0..<ProbeCells.levels).map { [Double](repeating: 0, count: cells.count($0)) }
    depthsOf = turnsOf
  }

  @inline(__always)
  func turns(_ level: Int, _ cell: Int) -> Double { turnsOf[level][cell] }

  @inline(__always)
  func depths(_ level: Int, _ cell: Int) -> Double { depthsOf[level][cell] }

  mutating func add(_ probes: [RealProbe], depths: [Double]) {
    for probe in probes {
      for level in 0..<ProbeCells.levels {
        turnsOf[level][Int(probe.cells[level])] += 1
        depthsOf[level][Int(probe.cells[level])] += depths[probe.stage]
      }
    }
  }

  /// Takes away what ``add(_:depths:)`` added, so that the next cluster starts from nothing.
  mutating func clear(_ probes: [RealProbe]) {
    for probe in probes {
      for level in 0..<ProbeCells.levels {
        turnsOf[level][Int(probe.cells[level])] = 0
        depthsOf[level][Int(probe.cells[level])] = 0
      }
    }
  }
}
