import Cases

/// Which pairs count where leaving is counted.
///
/// It holds the columns that it reads and no table, as ``RealProbes`` does.
struct LeavingPairs: Sendable {
  /// A pair in one of the sets.
  struct Pair: Sendable {
    var set: Int
    /// The place of its real turn among the probes of the conversation.
    var probe: Int
    /// What part of an observation it is.
    var part: Double
    /// Whether the simulator leaves.
    var leaves: Bool
  }

  private let pairs: PairColumns
  private let firstPair: [UInt32]
  private let stratum: [UInt8]
  private let rows: RowSet
  private let exits: ExitActs
  private let strata: Int
  private let positions: Int

  init(_ table: CaseTable, _ rows: RowSet) {
    pairs = table.pairs
    firstPair = table.conversations.firstPair
    stratum = table.conversations.stratum
    self.rows = rows
    exits = ExitActs(table.description.schema)
    strata = table.description.outcome.strata.count
    positions = table.positions.names.count
  }

  func isHazard(_ set: Int) -> Bool { set / strata == 2 }

  /// Whether the simulator leaves in a selected row; `nil` where that is not known, or the row not selected.
  private func leavesSimulated(_ row: Int) -> Bool? {
    rows.contains(row) ? exits.leaves(stage: pairs.simulatedStage[row], exit: pairs.simulatedExit[row]) : nil
  }

  /// Where labels count: by cell the sets whose law they are part of.
  func labelWeights(_ law: LeavingLaw, _ table: CaseTable, sets: Int, threads: Int) -> LabelWeights {
    let cells = law.cells
    let parts = table.parts(threads: threads) { range in
      var weights = [Double](repeating: 0, count: sets * cells)
      var probes: [LeavingLaw.Probe] = []
      var found: [Pair] = []
      for conversation in range {
        law.turns.list(conversation, into: &probes)
        list(conversation, beside: probes, into: &found)
        for pair in found {
          weights[pair.set * cells + Int(probes[pair.probe].cells[LeavingLaw.levels - 1])] += pair.part
        }
      }
      return weights
    }
    let weights = (0..<sets).map { set in
      (0..<cells).map { cell in parts.reduce(0) { $0 + $1[set * cells + cell] } }
    }
    return LabelWeights(weights, labels: law.labels)
  }

  /// Replaces `found` by every pair of the conversation in every set that it is in.
  func list(_ conversation: Int, beside probes: [LeavingLaw.Probe], into found: inout [Pair]) {
    found.removeAll(keepingCapacity: true)
    let stratum = Int(stratum[conversation])
    let range = Int(firstPair[conversation])..<Int(firstPair[conversation + 1])
    var place = 0
    var hasLeft = false
    var row = range.lowerBound
    while row < range.upperBound {
      let turn = pairs.turn[row]
      var end = row
      while end < range.upperBound, pairs.turn[end] == turn { end += 1 }
      defer { row = end }
      while place < probes.count, probes[place].turn < turn { place += 1 }
      guard place < probes.count, probes[place].turn == turn else { continue }
      let (start, leaves) = (row, probes[place].leaves)
      var draws = 0
      for draw in start..<end where leavesSimulated(draw) != nil { draws += 1 }
      guard draws > 0 else { continue }
      // Draws of one probe share it.
      let part = 1 / Double(draws)
      for draw in start..<end {
        guard let simulated = leavesSimulated(draw) else { continue }
        func add(_ set: Int) { found.append(Pair(set: set, probe: place, part: part, leaves: simulated)) }
        let position = Int(pairs.position[draw])
        if pairs.realStage[draw] == Code.noReply { add(stratum) }
        if !leaves { add(strata + stratum) }
        if position < positions { add((3 + 2 * position + (leaves ? 0 : 1)) * strata + stratum) }
        if !hasLeft { add(2 * strata + stratum) }
      }
      if leaves { hasLeft = true }
    }
  }
}
