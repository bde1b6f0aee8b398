import Cases

/// Which pairs count where labels are counted.
///
/// It holds the columns that it reads and no table, as ``RealProbes`` does.
struct LabelSetPairs: Sendable {
  /// A pair in one of the sets.
  struct Pair: Sendable {
    var set: Int
    /// The place of its real turn among the probes of the conversation.
    var probe: Int
    /// What part of an observation it is.
    var part: Double
    /// The value of the simulated turn.
    var simulated: Int
  }

  let sets: LabelSets
  private let simulated: [UInt8]
  private let values: Int
  private let pairs: PairColumns
  private let firstPair: [UInt32]
  private let stratum: [UInt8]
  private let rows: RowSet

  init(_ table: CaseTable, _ rows: RowSet, _ labels: LabelColumns, _ kind: LabelSets.Kind) {
    simulated = labels.simulated
    values = labels.values
    pairs = table.pairs
    firstPair = table.conversations.firstPair
    stratum = table.conversations.stratum
    self.rows = rows
    sets = LabelSets(kind, table)
  }

  /// The value of the simulated turn of a selected row; `nil` where that is not known, or the row not selected.
  @inline(__always)
  private func simulated(_ row: Int) -> Int? {
    let value = Int(simulated[row])
    return value < values && rows.contains(row) ? value : nil
  }

  /// Where labels count: by cell the sets whose law they are part of.
  func labelWeights(_ law: LabelLaw, _ table: CaseTable, threads: Int) -> LabelWeights {
    let (cells, sets) = (law.cells, sets.count)
    let parts = table.parts(threads: threads) { range in
      var weights = [Double](repeating: 0, count: sets * cells)
      var probes: [LabelTurns.Probe] = []
      var found: [Pair] = []
      for conversation in range {
        law.turns.list(conversation, into: &probes)
        list(conversation, beside: probes, into: &found)
        for pair in found {
          weights[pair.set * cells + Int(probes[pair.probe].cells[LabelLaw.levels - 1])] += pair.part
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
  func list(_ conversation: Int, beside probes: [LabelTurns.Probe], into found: inout [Pair]) {
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
        sets.forEach(of: pair) { found.append(Pair(set: $0, probe: place, part: part, simulated: simulated)) }
      }
      if probes[place].value == 1 { hasLeft = true }
    }
  }
}
