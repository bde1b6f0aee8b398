import Cases

/// How likely a real turn has each value of a label, by its position and the previous labelled stage, made of other
/// customers alone.
struct LabelLaw: Sendable {
  let turns: LabelTurns
  let values: Int
  private let groups: ConversationGroups?
  /// Level after level, cell after cell: real turns, and, value beside value, those of each.
  private var counts: LabelCounts

  static let levels = 3

  /// - Parameters:
  ///   - table: As it was labelled: silence is silence.
  ///   - labels: Of its rows.
  init(_ table: CaseTable, _ labels: LabelColumns, instrument: String, threads: Int) {
    let turns = LabelTurns(table, labels, instrument: instrument)
    groups = Clusters(table, unit: .customer).map { ConversationGroups($0) }
    let none = LabelCounts(turns, values: labels.values)
    let parts = table.parts(threads: threads) { range in
      var counts = none
      var probes: [LabelTurns.Probe] = []
      for conversation in range {
        turns.list(conversation, into: &probes)
        counts.add(probes, 1, of: turns)
      }
      return counts
    }
    counts = parts.reduce(into: none) { $0.add($1) }
    values = labels.values
    self.turns = turns
  }

  var cells: Int { turns.cells }

  func labels(_ cell: Int) -> Double { counts.turns[turns.places - cells + cell] }

  /// Reads the laws of conversation after conversation.
  struct Reader: Sendable {
    private let law: LabelLaw
    private(set) var probes: [LabelTurns.Probe] = []
    /// By probe whether anybody else has a turn to make its law of.
    private(set) var isKnown: [Bool] = []
    /// Probe after probe, a number a value.
    private var chances: [Double] = []
    private var own: LabelCounts
    private var cluster: [LabelTurns.Probe] = []

    init(_ law: LabelLaw) {
      self.law = law
      own = LabelCounts(law.turns, values: law.values)
    }

    mutating func read(_ conversation: Int) {
      isKnown.removeAll(keepingCapacity: true)
      chances.removeAll(keepingCapacity: true)
      law.turns.list(conversation, into: &probes)
      if let members = law.groups?.members(of: conversation) {
        cluster.removeAll(keepingCapacity: true)
        for member in members { law.turns.append(Int(member), to: &cluster) }
        own.add(cluster, 1, of: law.turns)
        for probe in probes { appendLaw(of: probe) }
        own.add(cluster, -1, of: law.turns)
      } else {
        own.add(probes, 1, of: law.turns)
        for probe in probes { appendLaw(of: probe) }
        own.add(probes, -1, of: law.turns)
      }
    }

    /// How likely a probe's value is `value`.
    @inline(__always)
    func chance(_ probe: Int, _ value: Int) -> Double { chances[probe * law.values + value] }

    /// Where nobody else is in a cell, the coarser one's.
    private mutating func appendLaw(of probe: LabelTurns.Probe) {
      for level in (0..<LabelLaw.levels).reversed() {
        let place = law.turns.place(level, probe)
        let others = law.counts.turns[place] - own.turns[place]
        guard others > 0 else { continue }
        for value in place * law.values..<(place + 1) * law.values {
          chances.append((law.counts.values[value] - own.values[value]) / others)
        }
        isKnown.append(true)
        return
      }
      chances.append(contentsOf: repeatElement(0, count: law.values))
      isKnown.append(false)
    }
  }
}

/// Real turns by place, and, value beside value, those of each value.
private struct LabelCounts: Sendable {
  private(set) var turns: [Double]
  private(set) var values: [Double]
  private let count: Int

  init(_ labels: LabelTurns, values count: Int) {
    turns = Array(repeating: 0, count: labels.places)
    values = Array(repeating: 0, count: labels.places * count)
    self.count = count
  }

  mutating func add(_ probes: [LabelTurns.Probe], _ sign: Double, of labels: LabelTurns) {
    for probe in probes {
      for level in 0..<LabelLaw.levels {
        let place = labels.place(level, probe)
        turns[place] += sign
        values[place * count + probe.value] += sign
      }
    }
  }

  mutating func add(_ other: LabelCounts) {
    for place in turns.indices { turns[place] += other.turns[place] }
    for place in values.indices { values[place] += other.values[place] }
  }
}
