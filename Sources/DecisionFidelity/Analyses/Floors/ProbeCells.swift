/// What is known before a real turn, as the number of a cell: one cell for each reference, from coarse to fine.
struct ProbeCells: Sendable {
  /// Everything, the position, that and the previous labelled stage, that and the preceding agent action.
  static let levels = 4

  private let positions: Int
  private let previous: Int
  private let actions: Int
  /// Where the cells of each level begin, and behind the last where they end.
  let first: [Int]
  /// Whether the finest cells are told apart by the preceding action.
  let fitsActions: Bool

  init(_ table: CaseTable) {
    positions = table.positions.names.count
    // "None before" and "not labelled" are values of their own.
    previous = table.description.schema.stages.count + 1
    let known = table.description.schema.actions.count
    fitsActions = positions * previous * (known + 1) * previous <= ProbeCells.largestTable
    actions = fitsActions ? known + 1 : 1
    let counts = [1, positions, positions * previous, positions * previous * actions]
    first = counts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
  }

  /// A schema with more combinations of position, stage and action has hardly two turns in one cell.
  private static let largestTable = 1 << 24

  /// The value of "no labelled turn before".
  var noPrevious: Int { previous - 1 }

  /// The number of all cells of all levels.
  var count: Int { first[ProbeCells.levels] }

  /// The numbers of the cells of one probe, one a level.
  @inline(__always)
  func cells(position: UInt8, previous stage: Int, action: UInt8) -> SIMD4<Int32> {
    let position = min(Int(position), positions - 1)
    let before = position &* previous &+ stage
    return SIMD4(
      0, Int32(truncatingIfNeeded: 1 &+ position), Int32(truncatingIfNeeded: first[2] &+ before),
      Int32(truncatingIfNeeded: first[3] &+ before &* actions &+ min(Int(action), actions - 1)))
  }
}

/// One real turn that an instrument labelled.
struct RealProbe: Sendable {
  var turn: UInt16
  var stage: Int
  var cells: SIMD4<Int32>
}

/// Lists the real turns of a conversation that one instrument labelled, whichever simulators were asked there.
struct RealProbes: Sendable {
  private let isInstrument: [Bool]
  let cells: ProbeCells
  private let stages: Int
  // The columns one by one: a copy of all of them for every conversation would cost more than the work.
  private let first: [UInt32]
  private let series: [UInt16]
  private let turns: [UInt16]
  private let realStages: [UInt8]
  private let positions: [UInt8]
  private let actions: [UInt8]

  init(_ table: CaseTable, instrument: String) {
    isInstrument = table.series.map { $0.instrument == instrument }
    cells = ProbeCells(table)
    stages = table.description.schema.stages.count
    first = table.conversations.firstPair
    series = table.pairs.series
    turns = table.pairs.turn
    realStages = table.pairs.realStage
    positions = table.pairs.position
    actions = table.pairs.action
  }

  /// Appends the probes of a conversation, in the order of their turns.
  func append(_ conversation: Int, to probes: inout [RealProbe]) {
    var previous = cells.noPrevious
    var last = -1
    for row in Int(first[conversation])..<Int(first[conversation + 1]) {
      let turn = Int(turns[row])
      guard turn != last, isInstrument[Int(series[row])] else { continue }
      let stage = Int(realStages[row])
      guard stage < stages else { continue }
      last = turn
      probes.append(
        RealProbe(
          turn: turns[row], stage: stage,
          cells: cells.cells(position: positions[row], previous: previous, action: actions[row])))
      previous = stage
    }
  }
}
