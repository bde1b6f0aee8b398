import Cases

/// How likely a real person leaves at a probe, by its position and the previous labelled stage, made of other customers
/// alone.
///
/// An exit probe is there because somebody left: as in ``RealProbes``, what was last said in the other conversations
/// stands beside the silences, so that the law knows of a conversation’s end, and not how it ended.
struct LeavingLaw: Sendable {
  /// A real turn, or the lack of one, of which it is known whether the person leaves.
  struct Probe: Sendable {
    var turn: UInt16
    var leaves: Bool
    /// Everything, the position, that and the previous stage.
    var cells: SIMD4<Int32>
  }

  let table: CaseTable
  private let exits: ExitActs
  private let isInstrument: [Bool]
  private let groups: ConversationGroups?
  private let stages: Int
  private let positions: Int
  /// By level and cell, real turns and those that leave.
  private var turns: [[Double]]
  private var leaving: [[Double]]

  static let levels = 3

  /// - Parameter table: As it was labelled: silence is silence.
  init(_ table: CaseTable, instrument: String) {
    self.table = table
    exits = ExitActs(table.description.schema)
    isInstrument = table.series.map { $0.instrument == instrument }
    groups = Clusters(table, unit: .customer).map { ConversationGroups($0) }
    stages = table.description.schema.stages.count
    // The last one is that of positions without a name.
    positions = table.positions.names.count + 1
    let counts = [1, positions, positions * (stages + 1)]
    turns = counts.map { Array(repeating: 0, count: $0) }
    leaving = turns
    var probes: [Probe] = []
    for conversation in 0..<table.conversations.count {
      probes.removeAll(keepingCapacity: true)
      append(conversation, to: &probes)
      for probe in probes {
        for level in 0..<LeavingLaw.levels {
          turns[level][Int(probe.cells[level])] += 1
          if probe.leaves { leaving[level][Int(probe.cells[level])] += 1 }
        }
      }
    }
  }

  var cells: Int { turns[LeavingLaw.levels - 1].count }

  func labels(_ cell: Int) -> Double { turns[LeavingLaw.levels - 1][cell] }

  func append(_ conversation: Int, to probes: inout [Probe]) {
    let pairs = table.pairs
    let knowsPrevious = pairs.previousStage.count == table.count
    var previous = stages
    var last: UInt16?
    var (end, isSilentAtEnd) = (Probe?.none, false)
    func cells(_ position: UInt8) -> SIMD4<Int32> {
      let position = min(Int(position), positions - 1)
      return SIMD4(0, Int32(position), Int32(position * (stages + 1) + previous), 0)
    }
    let range = table.conversations.firstPair[conversation]..<table.conversations.firstPair[conversation + 1]
    for row in range.lazy.map(Int.init) where isInstrument[Int(pairs.series[row])] {
      let stage = pairs.realStage[row]
      guard pairs.turn[row] != last, let leaves = exits.leaves(stage: stage, exit: pairs.realExit[row]) else {
        continue
      }
      last = pairs.turn[row]
      if knowsPrevious { previous = min(Int(pairs.previousStage[row]), stages) }
      probes.append(Probe(turn: pairs.turn[row], leaves: leaves, cells: cells(pairs.position[row])))
      if stage == Code.noReply { isSilentAtEnd = true }
      end = Probe(turn: .max, leaves: leaves, cells: cells(table.positions.exit))
      if Int(stage) < stages { previous = Int(stage) }
    }
    if !isSilentAtEnd, let end { probes.append(end) }
  }

  /// Reads the laws of conversation after conversation.
  struct Reader: Sendable {
    private let law: LeavingLaw
    private(set) var probes: [Probe] = []
    /// By probe; `nil` where nobody else has a turn.
    private(set) var chances: [Double?] = []
    private var ownTurns: [[Double]]
    private var ownLeaving: [[Double]]
    private var cluster: [Probe] = []

    init(_ law: LeavingLaw) {
      self.law = law
      ownTurns = law.turns.map { Array(repeating: 0, count: $0.count) }
      ownLeaving = ownTurns
    }

    mutating func read(_ conversation: Int) {
      probes.removeAll(keepingCapacity: true)
      chances.removeAll(keepingCapacity: true)
      law.append(conversation, to: &probes)
      cluster.removeAll(keepingCapacity: true)
      if let members = law.groups?.members(of: conversation) {
        for member in members { law.append(Int(member), to: &cluster) }
      } else {
        cluster.append(contentsOf: probes)
      }
      count(1)
      for probe in probes { chances.append(chance(probe)) }
      count(-1)
    }

    private mutating func count(_ sign: Double) {
      for probe in cluster {
        for level in 0..<LeavingLaw.levels {
          ownTurns[level][Int(probe.cells[level])] += sign
          if probe.leaves { ownLeaving[level][Int(probe.cells[level])] += sign }
        }
      }
    }

    /// Where nobody else is in a cell, the coarser one's.
    private func chance(_ probe: Probe) -> Double? {
      for level in (0..<LeavingLaw.levels).reversed() {
        let cell = Int(probe.cells[level])
        let others = law.turns[level][cell] - ownTurns[level][cell]
        if others > 0 { return (law.leaving[level][cell] - ownLeaving[level][cell]) / others }
      }
      return nil
    }
  }
}
