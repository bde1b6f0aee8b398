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
    /// What a disagreement of theirs was settled to.
    var settled: Int?
    /// How many turns of the population it stands for: 1 ÷ the probability that it would be drawn.
    var weight = 1.0

    /// What counts as true of it: what was settled, else each of people's labels in equal parts.
    var truth: [Int] { settled.map { [$0] } ?? people }

    func meanDepth(_ depths: [Double]) -> Double {
      truth.reduce(0) { $0 + depths[$1] } / Double(truth.count)
    }
  }

  /// In the order of the table. A real turn beside two draws is one turn.
  private(set) var real: [Turn]
  private(set) var simulated: [Turn]
  /// Whether they were drawn by rounds of review, turn by turn and with known probabilities; else they are taken for those
  /// of a random sample of conversations.
  let areDrawn: Bool
  /// How many labels do not count, because no round drew their turns and rounds drew others.
  private(set) var leftOut = 0

  init(real: [Turn] = [], simulated: [Turn] = [], areDrawn: Bool = false) {
    self.real = real
    self.simulated = simulated
    self.areDrawn = areDrawn
  }

  /// Where a round drew any of them, labels that none drew do not count: nobody knows what they stand for.
  init(_ table: CaseTable, _ rows: RowSet, blind: [BlindStages]) {
    self.init(areDrawn: blind.contains { $0.isDrawn && $0.row >= 0 && $0.row < table.count && rows.contains($0.row) })
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
      if Int(label.simulated) < stages {
        leftOut += simulated[simulated.count - 1].add(
          label.simulated, label, label.simulatedProbability, areDrawn: areDrawn)
      }
      let isSameTurn =
        real.last.map { $0.conversation == conversation && pairs.turn[$0.row] == pairs.turn[label.row] } ?? false
      if !isSameTurn {
        seen.removeAll(keepingCapacity: true)
        real.append(
          Turn(row: label.row, conversation: conversation, judge: Int(pairs.realStage[label.row]), people: []))
      }
      if Int(label.real) < stages, seen.insert(label.reviewer).inserted {
        leftOut += real[real.count - 1].add(label.real, label, label.realProbability, areDrawn: areDrawn)
      }
    }
    real.removeAll { $0.judge >= stages || $0.truth.isEmpty }
    simulated.removeAll { $0.judge >= stages || $0.truth.isEmpty }
  }

  var isEmpty: Bool { real.isEmpty && simulated.isEmpty }

  /// The conversations with a labelled turn.
  var conversations: Int { Set(real.map(\.conversation)).union(simulated.map(\.conversation)).count }
}

extension BlindTurns.Turn {
  /// - Returns: 1 where the label does not count.
  fileprivate mutating func add(
    _ stage: UInt8, _ label: BlindStages, _ probability: Double?, areDrawn: Bool
  ) -> Int {
    if areDrawn {
      guard let probability else { return 1 }
      weight = 1 / probability
    }
    if label.reviewer == ReviewRound.adjudicator { settled = Int(stage) } else { people.append(Int(stage)) }
    return 0
  }
}
