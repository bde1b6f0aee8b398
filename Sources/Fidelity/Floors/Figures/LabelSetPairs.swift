import Cases

/// Which pairs count where labels are counted.
struct LabelSetPairs: Sendable {
  let labels: LabelColumns
  let sets: LabelSets
  private let table: CaseTable
  private let rows: RowSet

  init(_ table: CaseTable, _ rows: RowSet, _ labels: LabelColumns, _ kind: LabelSets.Kind) {
    self.table = table
    self.rows = rows
    self.labels = labels
    sets = LabelSets(kind, table)
  }

  /// The value of the simulated turn of a selected row; `nil` where that is not known, or the row not selected.
  @inline(__always)
  private func simulated(_ row: Int) -> Int? {
    let value = Int(labels.simulated[row])
    return value < labels.values && rows.contains(row) ? value : nil
  }

  /// Where labels count: by cell the sets whose law they are part of.
  func labelWeights(_ law: LabelLaw, threads: Int) -> LabelWeights {
    let (cells, sets) = (law.cells, sets.count)
    let parts = table.parts(threads: threads) { range in
      var weights = [Double](repeating: 0, count: sets * cells)
      var probes: [LabelLaw.Probe] = []
      for conversation in range {
        probes.removeAll(keepingCapacity: true)
        law.append(conversation, to: &probes)
        forEach(conversation, beside: probes) { set, probe, part, _ in
          weights[set * cells + Int(probes[probe].cells[LabelLaw.levels - 1])] += part
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
  /// observation it is, and the value of the simulated turn.
  func forEach(
    _ conversation: Int, beside probes: [LabelLaw.Probe],
    _ body: (_ set: Int, _ probe: Int, _ part: Double, _ simulated: Int) -> Void
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
      let start = row
      var draws = 0
      for draw in start..<end where simulated(draw) != nil { draws += 1 }
      guard draws > 0 else { continue }
      // Draws of one probe share it.
      let part = 1 / Double(draws)
      for draw in start..<end {
        guard let simulated = simulated(draw) else { continue }
        let pair = LabelSets.Pair(
          stratum: stratum, position: Int(pairs.position[draw]), real: probes[place].value,
          isExitProbe: pairs.realStage[draw] == Code.noReply, hasLeft: hasLeft)
        sets.forEach(of: pair) { body($0, place, part, simulated) }
      }
      if probes[place].value == 1 { hasLeft = true }
    }
  }
}
