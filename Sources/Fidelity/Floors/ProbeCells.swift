import Cases

/// What is known before a real turn, as the number of a cell: one cell for each reference, from coarse to fine.
struct ProbeCells: Sendable {
  /// Everything, the position, that and the previous labelled stage, that and the preceding agent action.
  static let levels = 4

  private let positions: Int
  private let previous: Int
  private let actions: Int

  init(_ table: CaseTable) {
    positions = table.positions.names.count
    // "None before" and "not labelled" are values of their own.
    previous = table.description.schema.stages.count + 1
    let known = table.description.schema.actions.count
    let cells = positions * previous * (known + 1) * previous
    fitsActions = cells <= ProbeCells.largestTable
    actions = fitsActions ? known + 1 : 1
    let before = positions * previous
    first = SIMD4(0, 1, Int32(1 + positions), Int32(1 + positions + before))
    count = 1 + positions + before + before * actions
  }

  /// A schema with more combinations of position, stage and action has hardly two turns in one cell.
  private static let largestTable = 1 << 24

  /// The cells of all levels.
  let count: Int
  /// By level, the cells of the levels before.
  private let first: SIMD4<Int32>

  /// The place of a cell among those of all levels, level after level.
  @inline(__always)
  func place(_ level: Int, _ cell: Int) -> Int { Int(first[level]) + cell }

  /// Whether the finest cells are told apart by the preceding action.
  let fitsActions: Bool

  /// The value of "no labelled turn before".
  var noPrevious: Int { previous - 1 }

  /// The numbers of the cells of one probe: in each level below ``count(_:)``.
  func cells(position: UInt8, previous stage: Int, action: UInt8) -> SIMD4<Int32> {
    let position = min(Int(position), positions - 1)
    let before = position * previous + stage
    return SIMD4(0, Int32(position), Int32(before), Int32(before * actions + min(Int(action), actions - 1)))
  }

  /// The number of cells of a level.
  func count(_ level: Int) -> Int {
    [1, positions, positions * previous, positions * previous * actions][level]
  }
}

/// One real turn that an instrument labelled.
struct RealProbe: Sendable {
  var turn: UInt16
  var userTurn: UInt16
  var stage: Int
  /// What is known before it: codes, the number of stages where none was labelled, more where there is no action.
  var position: Int
  var previous: Int
  var action: Int
  var cells: SIMD4<Int32>
}

/// Lists the real turns of a conversation that one instrument labelled, whichever simulators were asked there.
///
/// It holds the columns that it reads and no table: everything that reads conversations holds one of these, and what is
/// as wide as a table is moved with every call.
struct RealProbes: Sendable {
  private let pairs: PairColumns
  private let firstPair: [UInt32]
  private let knowsPrevious: Bool
  private let isInstrument: [Bool]
  let cells: ProbeCells
  private let stages: Int
  /// The stage of silence, where it is one, and the position after a conversation's last agent turn.
  ///
  /// An exit probe is there because a person left: a reference that knew it would know the answer. What was last said in
  /// the other conversations therefore stands beside the silences, at no turn that is probed: the reference knows that a
  /// conversation is at its end, and not how it ended.
  private let silence: Int?
  private let exit: UInt8

  init(_ table: CaseTable, instrument: String) {
    pairs = table.pairs
    firstPair = table.conversations.firstPair
    knowsPrevious = table.pairs.previousStage.count == table.count
    isInstrument = table.series.map { $0.instrument == instrument }
    cells = ProbeCells(table)
    stages = table.description.schema.stages.count
    silence = table.description.schema.silenceCode.map { Int($0) }
    exit = table.positions.exit
  }

  /// Replaces `probes` by those of a conversation, in the order of their turns.
  func list(_ conversation: Int, into probes: inout [RealProbe]) {
    probes.removeAll(keepingCapacity: true)
    append(conversation, to: &probes)
  }

  /// Appends the probes of a conversation.
  func append(_ conversation: Int, to probes: inout [RealProbe]) {
    var previous = cells.noPrevious
    var last: UInt16?
    var isSilentAtEnd = silence == nil
    var end: RealProbe?
    for row in Int(firstPair[conversation])..<Int(firstPair[conversation + 1])
    where isInstrument[Int(pairs.series[row])] {
      let turn = pairs.turn[row]
      let stage = Int(pairs.realStage[row])
      guard turn != last, stage < stages else { continue }
      last = turn
      if knowsPrevious { previous = min(Int(pairs.previousStage[row]), cells.noPrevious) }
      let probe = RealProbe(
        turn: turn, userTurn: pairs.userTurn[row], stage: stage, position: Int(pairs.position[row]),
        previous: previous, action: Int(pairs.action[row]),
        cells: cells.cells(position: pairs.position[row], previous: previous, action: pairs.action[row]))
      probes.append(probe)
      if stage == silence {
        isSilentAtEnd = true
      } else {
        end = probe
        end?.turn = .max
        end?.position = Int(exit)
        end?.cells = cells.cells(position: exit, previous: previous, action: pairs.action[row])
      }
      previous = stage
    }
    if !isSilentAtEnd, let end { probes.append(end) }
  }
}
