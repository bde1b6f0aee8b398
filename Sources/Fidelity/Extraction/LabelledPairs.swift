import Cases

/// Reads the pairs of a selection, conversation by conversation, into kinds.
///
/// The list of a kind is the ascending ``PairCode``s of the conversation's labelled pairs, at least one. Labelled draws of
/// one probe share it: a probe counts once, in equal parts.
struct LabelledPairs: Sendable {
  let table: CaseTable
  /// The selected rows, of the wanted series alone.
  let rows: RowSet
  /// The columns of the real and the simulated label, and the number of values that count as labels.
  var real: [UInt8]
  var simulated: [UInt8]
  var values: Int

  /// Reads stages.
  init(_ table: CaseTable, _ rows: RowSet) {
    self.table = table
    self.rows = rows
    real = table.pairs.realStage
    simulated = table.pairs.simulatedStage
    values = table.description.schema.stages.count
  }

  /// Reads any dictionary-coded labels.
  init(_ table: CaseTable, _ rows: RowSet, real: [UInt8], simulated: [UInt8], values: Int) {
    self.table = table
    self.rows = rows
    self.real = real
    self.simulated = simulated
    self.values = values
  }

  /// One value a group. Pairs of a group that the dictionary does not know (an action that was not labelled) belong to
  /// none.
  /// - Complexity: O(rows), one look-up and no allocation a conversation; `threads` parts at the same time.
  func kinds(by grouping: PairGrouping = .none, threads: Int) -> [ConversationKinds] {
    let parts = table.parts(threads: threads) { kinds(by: grouping, of: $0) }
    return parts.isEmpty ? [ConversationKinds()] : ConversationKinds.joined(parts)
  }

  private func kinds(by grouping: PairGrouping, of range: Range<Int>) -> [ConversationKinds] {
    let code = PairCode(stages: values, strata: table.description.outcome.strata.count)
    let groups = grouping.groups(table)
    guard groups > 0 else { return [] }
    var result = Array(repeating: ConversationKinds(), count: groups)
    var lists: [[UInt32]] = Array(repeating: Array(repeating: 0, count: 16), count: groups)
    var lengths = Array(repeating: 0, count: groups)
    let groupColumn = grouping.column(table.pairs)
    let isGrouped = !groupColumn.isEmpty
    let group = groupColumn.span
    let words = rows.words.span
    let real = real.span
    let simulated = simulated.span
    let first = table.conversations.firstPair.span
    let strata = table.conversations.stratum.span
    let turns = table.pairs.turn.span
    for conversation in range {
      let stratum = Int(strata[conversation])
      var probe = ProbeRun()
      for row in Int(first[conversation])..<Int(first[conversation + 1]) {
        guard words[row >> 6] >> UInt64(row & 63) & 1 != 0 else { continue }
        let (r, s) = (Int(real[row]), Int(simulated[row]))
        guard r < values, s < values else { continue }
        let g = isGrouped ? Int(group[row]) : 0
        guard g < groups else { continue }
        if lengths[g] == lists[g].count { lists[g].append(contentsOf: repeatElement(0, count: lengths[g])) }
        if probe.group != g || probe.turn != turns[row] {
          probe.close(&lists[probe.group], lengths[probe.group], code)
          probe = ProbeRun(group: g, turn: turns[row], start: lengths[g])
        }
        lists[g][lengths[g]] = code.code(stratum: stratum, real: r, simulated: s)
        lengths[g] += 1
      }
      probe.close(&lists[probe.group], lengths[probe.group], code)
      for g in 0..<groups where lengths[g] > 0 {
        sortAscending(&lists[g], length: lengths[g])
        result[g].add(conversation, lists[g], length: lengths[g])
        lengths[g] = 0
      }
    }
    return result
  }
}

/// The draws of one probe, which follow each other.
private struct ProbeRun {
  var group = 0
  var turn: UInt16 = 0
  var start = 0

  /// Tells the codes from `start` on how many they are.
  func close(_ list: inout [UInt32], _ end: Int, _ code: PairCode) {
    let draws = end - start
    guard draws > 1 else { return }
    for place in start..<end { list[place] = code.code(list[place], amongDraws: draws) }
  }
}

/// Sorts the first `length` codes: by insertion where there are few, as there are in most conversations.
func sortAscending(_ list: inout [UInt32], length: Int) {
  guard length <= 32 else {
    list[0..<length].sort()
    return
  }
  for index in 1..<max(length, 1) {
    let value = list[index]
    var place = index
    while place > 0, list[place - 1] > value {
      list[place] = list[place - 1]
      place -= 1
    }
    list[place] = value
  }
}
