import Cases

/// Lists the real turns of a conversation of which one instrument tells the value of a label.
///
/// An exit probe is there because somebody left: as in ``RealProbes``, what was last said in the other conversations
/// stands beside the silences, so that a law knows of a conversation’s end, and not how it ended. It holds the columns
/// that it reads and no table, as ``RealProbes`` does.
struct LabelTurns: Sendable {
  /// A real turn, or the lack of one, of which the value is known.
  struct Probe: Sendable {
    var turn: UInt16
    var value: Int
    /// Everything, the position, that and the previous stage.
    var cells: SIMD4<Int32>
  }

  private let pairs: PairColumns
  private let firstPair: [UInt32]
  private let column: [UInt8]
  private let values: Int
  private let knowsPrevious: Bool
  private let isInstrument: [Bool]
  private let stages: Int
  private let positions: Int
  private let exit: UInt8
  /// By level, the cells of the levels before.
  private let first: SIMD4<Int32>

  /// - Parameters:
  ///   - table: As it was labelled: silence is silence.
  ///   - labels: Of its rows.
  init(_ table: CaseTable, _ labels: LabelColumns, instrument: String) {
    pairs = table.pairs
    firstPair = table.conversations.firstPair
    column = labels.real
    values = labels.values
    knowsPrevious = table.pairs.previousStage.count == table.count
    isInstrument = table.series.map { $0.instrument == instrument }
    stages = table.description.schema.stages.count
    exit = table.positions.exit
    // The last one is that of positions without a name.
    positions = table.positions.names.count + 1
    first = SIMD4(0, 1, Int32(1 + positions), 0)
  }

  /// The cells of the finest level, and those of all.
  var cells: Int { positions * (stages + 1) }
  var places: Int { 1 + positions + cells }

  /// The place of a probe's cell among those of all levels, level after level.
  @inline(__always)
  func place(_ level: Int, _ probe: Probe) -> Int { Int(first[level] + probe.cells[level]) }

  /// Replaces `probes` by those of a conversation, in the order of their turns.
  func list(_ conversation: Int, into probes: inout [Probe]) {
    probes.removeAll(keepingCapacity: true)
    append(conversation, to: &probes)
  }

  /// Appends the probes of a conversation.
  func append(_ conversation: Int, to probes: inout [Probe]) {
    var previous = stages
    var last: UInt16?
    var (end, isSilentAtEnd) = (Probe?.none, false)
    func cells(_ position: UInt8) -> SIMD4<Int32> {
      let position = min(Int(position), positions - 1)
      return SIMD4(0, Int32(position), Int32(position * (stages + 1) + previous), 0)
    }
    for row in Int(firstPair[conversation])..<Int(firstPair[conversation + 1])
    where isInstrument[Int(pairs.series[row])] {
      let (stage, value) = (pairs.realStage[row], Int(column[row]))
      guard pairs.turn[row] != last, value < values else { continue }
      last = pairs.turn[row]
      if knowsPrevious { previous = min(Int(pairs.previousStage[row]), stages) }
      probes.append(Probe(turn: pairs.turn[row], value: value, cells: cells(pairs.position[row])))
      if stage == Code.noReply { isSilentAtEnd = true }
      end = Probe(turn: .max, value: value, cells: cells(exit))
      if Int(stage) < stages { previous = Int(stage) }
    }
    if !isSilentAtEnd, let end { probes.append(end) }
  }
}
