import Cases

/// Which pairs count where leaving is counted.
struct LeavingPairs: Sendable {
  private let table: CaseTable
  private let rows: RowSet
  private let exits: ExitActs
  private let strata: Int

  init(_ table: CaseTable, _ rows: RowSet) {
    self.table = table
    self.rows = rows
    exits = ExitActs(table.description.schema)
    strata = table.description.outcome.strata.count
  }

  func isHazard(_ set: Int) -> Bool { set / strata == 2 }

  /// Whether the simulator leaves in a selected row; `nil` where that is not known, or the row not selected.
  private func leavesSimulated(_ row: Int) -> Bool? {
    rows.contains(row)
      ? exits.leaves(stage: table.pairs.simulatedStage[row], exit: table.pairs.simulatedExit[row]) : nil
  }

  /// Where labels count: by cell the sets whose law they are part of.
  func labelWeights(_ law: LeavingLaw, sets: Int, threads: Int) -> LabelWeights {
    let cells = law.cells
    let parts = table.parts(threads: threads) { range in
      var weights = [Double](repeating: 0, count: sets * cells)
      var probes: [LeavingLaw.Probe] = []
      for conversation in range {
        probes.removeAll(keepingCapacity: true)
        law.append(conversation, to: &probes)
        forEach(conversation, beside: probes) { set, probe, part, _ in
          weights[set * cells + Int(probes[probe].cells[LeavingLaw.levels - 1])] += part
        }
      }
      return weights
    }
    let weights = (0..<sets).map { set in
      (0..<cells).map { cell in parts.reduce(0) { $0 + $1[set * cells + cell] } }
    }
    return LabelWeights(weights, labels: law.labels)
  }

  /// Calls `body` with every set that a pair of the conversation is in, the place of its real turn, what part of an
  /// observation it is, and whether the simulator leaves.
  func forEach(
    _ conversation: Int, beside probes: [LeavingLaw.Probe],
    _ body: (_ set: Int, _ probe: Int, _ part: Double, _ leaves: Bool) -> Void
  ) {
    let pairs = table.pairs
    let stratum = Int(table.conversations.stratum[conversation])
    let range = Int(table.conversations.firstPair[conversation])..<Int(table.conversations.firstPair[conversation + 1])
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
        let position = 3 + 2 * Int(pairs.position[draw])
        if pairs.realStage[draw] == Code.noReply { body(stratum, place, part, simulated) }
        if !leaves { body(strata + stratum, place, part, simulated) }
        if Int(pairs.position[draw]) < table.positions.names.count {
          body((leaves ? position : position + 1) * strata + stratum, place, part, simulated)
        }
        if !hasLeft { body(2 * strata + stratum, place, part, simulated) }
      }
      if leaves { hasLeft = true }
    }
  }
}
