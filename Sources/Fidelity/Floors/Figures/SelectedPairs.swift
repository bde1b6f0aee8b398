import Cases

/// Lists the selected pairs of a conversation that have both stages.
///
/// It holds the columns that it reads and no table, as ``RealProbes`` does.
struct SelectedPairs: Sendable {
  struct Pair: Sendable {
    /// The place of its real turn among the probes of the conversation.
    var probe: Int
    /// The simulated stage.
    var simulated: Int
    /// Its part of the probe, which its draws share.
    var weight: Double
  }

  private let rows: RowSet
  private let firstPair: [UInt32]
  private let turns: [UInt16]
  private let simulatedStages: [UInt8]
  private let stages: Int

  init(_ table: CaseTable, _ rows: RowSet) {
    self.rows = rows
    firstPair = table.conversations.firstPair
    turns = table.pairs.turn
    simulatedStages = table.pairs.simulatedStage
    stages = table.description.schema.stages.count
  }

  /// Replaces `pairs` by those of a conversation with these probes.
  func list(_ conversation: Int, beside probes: [RealProbe], into pairs: inout [Pair]) {
    pairs.removeAll(keepingCapacity: true)
    let end = Int(firstPair[conversation + 1])
    var row = Int(firstPair[conversation])
    var place = 0
    while row < end {
      let (start, turn) = (row, turns[row])
      var draws = 0
      while row < end, turns[row] == turn {
        if isCounted(row) { draws += 1 }
        row += 1
      }
      guard draws > 0 else { continue }
      while place < probes.count, probes[place].turn < turn { place += 1 }
      guard place < probes.count, probes[place].turn == turn else { continue }
      for draw in start..<row where isCounted(draw) {
        pairs.append(Pair(probe: place, simulated: Int(simulatedStages[draw]), weight: 1 / Double(draws)))
      }
    }
  }

  @inline(__always)
  private func isCounted(_ row: Int) -> Bool { rows.contains(row) && Int(simulatedStages[row]) < stages }
}
