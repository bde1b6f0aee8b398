import Cases

/// How likely a real person leaves at a probe, by its position and the previous labelled stage, made of other customers
/// alone.
struct LeavingLaw: Sendable {
  /// A real turn, or the lack of one, of which it is known whether the person leaves.
  struct Probe: Sendable {
    var turn: UInt16
    var leaves: Bool
    /// Everything, the position, that and the previous stage.
    var cells: SIMD4<Int32>
  }

  let turns: LeavingTurns
  private let groups: ConversationGroups?
  /// Level after level, cell after cell, real turns and those that leave.
  private let counts: [SIMD2<Double>]

  static let levels = 3

  /// - Parameter table: As it was labelled: silence is silence.
  init(_ table: CaseTable, instrument: String, threads: Int) {
    let turns = LeavingTurns(table, instrument: instrument)
    groups = Clusters(table, unit: .customer).map { ConversationGroups($0) }
    let parts = table.parts(threads: threads) { range in
      var counts = [SIMD2<Double>](repeating: SIMD2(), count: turns.places)
      var probes: [Probe] = []
      for conversation in range {
        turns.list(conversation, into: &probes)
        for probe in probes {
          for level in 0..<LeavingLaw.levels { counts[turns.place(level, probe)] += SIMD2(1, probe.leaves ? 1 : 0) }
        }
      }
      return counts
    }
    counts = (0..<turns.places).map { place in parts.reduce(into: SIMD2()) { $0 += $1[place] } }
    self.turns = turns
  }

  var cells: Int { turns.cells }

  func labels(_ cell: Int) -> Double { counts[counts.count - cells + cell].x }

  /// Reads the laws of conversation after conversation.
  struct Reader: Sendable {
    private let law: LeavingLaw
    private(set) var probes: [Probe] = []
    /// By probe; `nil` where nobody else has a turn.
    private(set) var chances: [Double?] = []
    private var own: [SIMD2<Double>]
    private var cluster: [Probe] = []

    init(_ law: LeavingLaw) {
      self.law = law
      own = Array(repeating: SIMD2(), count: law.counts.count)
    }

    mutating func read(_ conversation: Int) {
      chances.removeAll(keepingCapacity: true)
      law.turns.list(conversation, into: &probes)
      if let members = law.groups?.members(of: conversation) {
        cluster.removeAll(keepingCapacity: true)
        for member in members { law.turns.append(Int(member), to: &cluster) }
        count(cluster, 1)
        for probe in probes { chances.append(chance(probe)) }
        count(cluster, -1)
      } else {
        count(probes, 1)
        for probe in probes { chances.append(chance(probe)) }
        count(probes, -1)
      }
    }

    private mutating func count(_ probes: [Probe], _ sign: Double) {
      for probe in probes {
        for level in 0..<LeavingLaw.levels {
          own[law.turns.place(level, probe)] += SIMD2(sign, probe.leaves ? sign : 0)
        }
      }
    }

    /// Where nobody else is in a cell, the coarser one's.
    private func chance(_ probe: Probe) -> Double? {
      for level in (0..<LeavingLaw.levels).reversed() {
        let place = law.turns.place(level, probe)
        let others = law.counts[place] - own[place]
        if others.x > 0 { return others.y / others.x }
      }
      return nil
    }
  }
}

/// Lists the real turns of a conversation of which one instrument tells whether the person leaves.
///
/// An exit probe is there because somebody left: as in ``RealProbes``, what was last said in the other conversations
/// stands beside the silences, so that the law knows of a conversation’s end, and not how it ended.
struct LeavingTurns: Sendable {
  private let pairs: PairColumns
  private let firstPair: [UInt32]
  private let knowsPrevious: Bool
  private let exits: ExitActs
  private let isInstrument: [Bool]
  private let stages: Int
  private let positions: Int
  private let exit: UInt8
  /// By level, the cells of the levels before.
  private let first: SIMD4<Int32>

  init(_ table: CaseTable, instrument: String) {
    pairs = table.pairs
    firstPair = table.conversations.firstPair
    knowsPrevious = table.pairs.previousStage.count == table.count
    exits = ExitActs(table.description.schema)
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
  func place(_ level: Int, _ probe: LeavingLaw.Probe) -> Int { Int(first[level] + probe.cells[level]) }

  /// Replaces `probes` by those of a conversation, in the order of their turns.
  func list(_ conversation: Int, into probes: inout [LeavingLaw.Probe]) {
    probes.removeAll(keepingCapacity: true)
    append(conversation, to: &probes)
  }

  /// Appends the probes of a conversation.
  func append(_ conversation: Int, to probes: inout [LeavingLaw.Probe]) {
    var previous = stages
    var last: UInt16?
    var (end, isSilentAtEnd) = (LeavingLaw.Probe?.none, false)
    func cells(_ position: UInt8) -> SIMD4<Int32> {
      let position = min(Int(position), positions - 1)
      return SIMD4(0, Int32(position), Int32(position * (stages + 1) + previous), 0)
    }
    for row in Int(firstPair[conversation])..<Int(firstPair[conversation + 1])
    where isInstrument[Int(pairs.series[row])] {
      let stage = pairs.realStage[row]
      guard pairs.turn[row] != last, let leaves = exits.leaves(stage: stage, exit: pairs.realExit[row]) else {
        continue
      }
      last = pairs.turn[row]
      if knowsPrevious { previous = min(Int(pairs.previousStage[row]), stages) }
      probes.append(LeavingLaw.Probe(turn: pairs.turn[row], leaves: leaves, cells: cells(pairs.position[row])))
      if stage == Code.noReply { isSilentAtEnd = true }
      end = LeavingLaw.Probe(turn: .max, leaves: leaves, cells: cells(exit))
      if Int(stage) < stages { previous = Int(stage) }
    }
    if !isSilentAtEnd, let end { probes.append(end) }
  }
}
