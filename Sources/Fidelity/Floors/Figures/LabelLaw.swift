import Cases

/// How likely a real turn has each value of a label, by its position and the previous labelled stage, made of other
/// customers alone.
///
/// An exit probe is there because somebody left: as in ``RealProbes``, what was last said in the other conversations
/// stands beside the silences, so that the law knows of a conversation’s end, and not how it ended.
struct LabelLaw: Sendable {
  /// A real turn, or the lack of one, of which the value is known.
  struct Probe: Sendable {
    var turn: UInt16
    var value: Int
    /// Everything, the position, that and the previous stage.
    var cells: SIMD4<Int32>
  }

  let values: Int
  private let table: CaseTable
  private let column: [UInt8]
  private let isInstrument: [Bool]
  private let groups: ConversationGroups?
  private let stages: Int
  private let positions: Int
  /// By level and cell, real turns; and, value beside value, those of each.
  private var turns: [[Double]]
  private var counts: [[Double]]

  static let levels = 3

  /// - Parameters:
  ///   - table: As it was labelled: silence is silence.
  ///   - labels: Of its rows.
  init(_ table: CaseTable, _ labels: LabelColumns, instrument: String, threads: Int) {
    self.table = table
    values = labels.values
    column = labels.real
    isInstrument = table.series.map { $0.instrument == instrument }
    groups = Clusters(table, unit: .customer).map { ConversationGroups($0) }
    stages = table.description.schema.stages.count
    // The last one is that of positions without a name.
    positions = table.positions.names.count + 1
    let values = values
    turns = [1, positions, positions * (stages + 1)].map { Array(repeating: 0, count: $0) }
    counts = turns.map { Array(repeating: 0, count: $0.count * values) }
    let law = self
    let parts = table.parts(threads: threads) { range in
      var (turns, counts) = (law.turns, law.counts)
      var probes: [Probe] = []
      for conversation in range {
        probes.removeAll(keepingCapacity: true)
        law.append(conversation, to: &probes)
        for probe in probes { LabelLaw.count(probe, 1, values, &turns, &counts) }
      }
      return (turns, counts)
    }
    for (turns, counts) in parts {
      for level in 0..<LabelLaw.levels {
        for place in turns[level].indices { self.turns[level][place] += turns[level][place] }
        for place in counts[level].indices { self.counts[level][place] += counts[level][place] }
      }
    }
  }

  private static func count(
    _ probe: Probe, _ sign: Double, _ values: Int, _ turns: inout [[Double]], _ counts: inout [[Double]]
  ) {
    for level in 0..<levels {
      let cell = Int(probe.cells[level])
      turns[level][cell] += sign
      counts[level][cell * values + probe.value] += sign
    }
  }

  var cells: Int { turns[LabelLaw.levels - 1].count }

  func labels(_ cell: Int) -> Double { turns[LabelLaw.levels - 1][cell] }

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
      let (stage, value) = (pairs.realStage[row], Int(column[row]))
      guard pairs.turn[row] != last, value < values else { continue }
      last = pairs.turn[row]
      if knowsPrevious { previous = min(Int(pairs.previousStage[row]), stages) }
      probes.append(Probe(turn: pairs.turn[row], value: value, cells: cells(pairs.position[row])))
      if stage == Code.noReply { isSilentAtEnd = true }
      end = Probe(turn: .max, value: value, cells: cells(table.positions.exit))
      if Int(stage) < stages { previous = Int(stage) }
    }
    if !isSilentAtEnd, let end { probes.append(end) }
  }

  /// Reads the laws of conversation after conversation.
  struct Reader: Sendable {
    private let law: LabelLaw
    private(set) var probes: [Probe] = []
    /// By probe whether anybody else has a turn to make its law of.
    private(set) var isKnown: [Bool] = []
    /// Probe after probe, a number a value.
    private var chances: [Double] = []
    private var ownTurns: [[Double]]
    private var ownCounts: [[Double]]
    private var cluster: [Probe] = []

    init(_ law: LabelLaw) {
      self.law = law
      ownTurns = law.turns.map { Array(repeating: 0, count: $0.count) }
      ownCounts = law.counts.map { Array(repeating: 0, count: $0.count) }
    }

    mutating func read(_ conversation: Int) {
      probes.removeAll(keepingCapacity: true)
      isKnown.removeAll(keepingCapacity: true)
      chances.removeAll(keepingCapacity: true)
      law.append(conversation, to: &probes)
      cluster.removeAll(keepingCapacity: true)
      if let members = law.groups?.members(of: conversation) {
        for member in members { law.append(Int(member), to: &cluster) }
      } else {
        cluster.append(contentsOf: probes)
      }
      count(1)
      for probe in probes { appendLaw(of: probe) }
      count(-1)
    }

    /// How likely a probe's value is `value`.
    @inline(__always)
    func chance(_ probe: Int, _ value: Int) -> Double { chances[probe * law.values + value] }

    private mutating func count(_ sign: Double) {
      for probe in cluster { LabelLaw.count(probe, sign, law.values, &ownTurns, &ownCounts) }
    }

    /// Where nobody else is in a cell, the coarser one's.
    private mutating func appendLaw(of probe: Probe) {
      for level in (0..<LabelLaw.levels).reversed() {
        let cell = Int(probe.cells[level])
        let others = law.turns[level][cell] - ownTurns[level][cell]
        guard others > 0 else { continue }
        for place in cell * law.values..<(cell + 1) * law.values {
          chances.append((law.counts[level][place] - ownCounts[level][place]) / others)
        }
        isKnown.append(true)
        return
      }
      chances.append(contentsOf: repeatElement(0, count: law.values))
      isKnown.append(false)
    }
  }
}
