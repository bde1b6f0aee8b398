import Cases

/// How many real turns of the audit have which stage in every cell: the outcome-blind references.
///
/// They are made of every labelled real turn of the audit, also of those that a filter leaves out: a filter by the
/// outcome or by a label would otherwise tell them what they must not know.
struct ReferenceTotals: Sendable {
  let probes: RealProbes
  /// Level after level, cell after cell, the number of turns of every stage.
  private let turns: [Double]
  let stageDepths: [Double]
  /// The turns of all stages.
  private let count: Double
  /// Whether any agent action is labelled: else the finest reference knows no more than the one before.
  let knowsActions: Bool

  init(_ table: CaseTable, instrument: String, threads: Int) {
    let probes = RealProbes(table, instrument: instrument)
    let depths = table.description.schema.stages.map(\.depth)
    let stages = depths.count
    let parts = table.parts(threads: threads) { range in
      var counts = [Int32](repeating: 0, count: probes.cells.count * stages)
      var list: [RealProbe] = []
      for conversation in range {
        probes.list(conversation, into: &list)
        for probe in list {
          for level in 0..<ProbeCells.levels {
            counts[probes.cells.place(level, Int(probe.cells[level])) * stages + probe.stage] += 1
          }
        }
      }
      return counts
    }
    turns = (0..<probes.cells.count * stages).map { place in Double(parts.reduce(0) { $0 + $1[place] }) }
    count = turns[..<stages].reduce(0, +)
    self.probes = probes
    stageDepths = depths
    let known = table.description.schema.actions.count
    knowsActions = known > 0 && probes.cells.fitsActions && table.pairs.action.contains { Int($0) < known }
  }

  var stages: Int { stageDepths.count }

  /// Whether anybody else has a real turn at all.
  func hasOthers(_ own: OwnPart) -> Bool { count > own.count }

  /// Writes the shares of stages among other people's real turns in a cell: its totals less the own cluster's part.
  ///
  /// - Parameter start: Where they are written in `laws`.
  /// - Returns: The turns of others in the cell; where there is none, nothing of use is written.
  @inline(__always)
  func law(_ level: Int, _ cell: Int, without own: OwnPart, into laws: inout [Double], at start: Int) -> Double {
    let first = probes.cells.place(level, cell) * stages
    precondition(first >= 0 && first + stages <= turns.count && own.turns.count == turns.count)
    let (turns, mine) = (turns.span, own.turns.span)
    var laws = laws.mutableSpan
    precondition(start >= 0 && start + stages <= laws.count)
    var others = 0.0
    for stage in 0..<stages {
      let count = turns[unchecked: first &+ stage] - mine[unchecked: first &+ stage]
      laws[unchecked: start &+ stage] = count
      others += count
    }
    guard others > 0 else { return 0 }
    for stage in 0..<stages { laws[unchecked: start &+ stage] /= others }
    return others
  }

  /// The turns in a cell, the own ones among them.
  func turns(_ level: Int, _ cell: Int) -> Double {
    let first = probes.cells.place(level, cell) * stages
    return turns[first..<first + stages].reduce(0, +)
  }
}

/// What one cluster adds to the totals of the cells it is in.
struct OwnPart: Sendable {
  /// As ``ReferenceTotals`` holds them: level after level, cell after cell, a number a stage.
  private(set) var turns: [Double]
  /// The turns of all stages.
  private(set) var count = 0.0
  private let cells: ProbeCells
  private let stages: Int

  init(_ totals: ReferenceTotals) {
    stages = totals.stages
    cells = totals.probes.cells
    turns = Array(repeating: 0, count: cells.count * stages)
  }

  mutating func add(_ probes: [RealProbe]) {
    count += Double(probes.count)
    let (cells, stages) = (cells, stages)
    var turns = turns.mutableSpan
    for probe in probes {
      for level in 0..<ProbeCells.levels { turns[OwnPart.place(level, probe, cells, stages)] += 1 }
    }
  }

  /// Takes away what ``add(_:)`` added, so that the next cluster starts from nothing.
  mutating func clear(_ probes: [RealProbe]) {
    count = 0
    let (cells, stages) = (cells, stages)
    var turns = turns.mutableSpan
    for probe in probes {
      for level in 0..<ProbeCells.levels { turns[OwnPart.place(level, probe, cells, stages)] = 0 }
    }
  }

  @inline(__always)
  private static func place(_ level: Int, _ probe: RealProbe, _ cells: ProbeCells, _ stages: Int) -> Int {
    cells.place(level, Int(probe.cells[level])) * stages + probe.stage
  }
}
