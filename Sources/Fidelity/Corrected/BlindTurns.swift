import Cases

/// The turns of a selection that people labelled blind and the instrument labelled too, each by itself: whether its
/// counterpart was labelled or not.
struct BlindTurns: Sendable {
  struct Turn: Sendable {
    var row: Int
    var conversation: Int
    /// The instrument's stage.
    var judge: Int
    /// The stages that people gave, a reviewer each.
    var people: [Int]

    func meanDepth(_ depths: [Double]) -> Double {
      people.reduce(0) { $0 + depths[$1] } / Double(people.count)
    }
  }

  /// In the order of the table. A real turn beside two draws is one turn.
  private(set) var real: [Turn]
  private(set) var simulated: [Turn]

  init(real: [Turn] = [], simulated: [Turn] = []) {
    self.real = real
    self.simulated = simulated
  }

  init(_ table: CaseTable, _ rows: RowSet, blind: [BlindStages]) {
    self.init()
    let stages = table.description.schema.stages.count
    let pairs = table.pairs
    var seen: Set<String> = []
    for label in blind.sorted(by: { ($0.row, $0.reviewer) < ($1.row, $1.reviewer) })
    where label.row >= 0 && label.row < table.count && rows.contains(label.row) {
      let conversation = Int(pairs.conversation[label.row])
      if simulated.last?.row != label.row {
        simulated.append(
          Turn(row: label.row, conversation: conversation, judge: Int(pairs.simulatedStage[label.row]), people: []))
      }
      if Int(label.simulated) < stages { simulated[simulated.count - 1].people.append(Int(label.simulated)) }
      let isSameTurn =
        real.last.map { $0.conversation == conversation && pairs.turn[$0.row] == pairs.turn[label.row] } ?? false
      if !isSameTurn {
        seen.removeAll(keepingCapacity: true)
        real.append(
          Turn(row: label.row, conversation: conversation, judge: Int(pairs.realStage[label.row]), people: []))
      }
      if Int(label.real) < stages, seen.insert(label.reviewer).inserted {
        real[real.count - 1].people.append(Int(label.real))
      }
    }
    real.removeAll { $0.judge >= stages || $0.people.isEmpty }
    simulated.removeAll { $0.judge >= stages || $0.people.isEmpty }
  }

  var isEmpty: Bool { real.isEmpty && simulated.isEmpty }

  /// The conversations with a labelled turn.
  var conversations: Int { Set(real.map(\.conversation)).union(simulated.map(\.conversation)).count }
}
