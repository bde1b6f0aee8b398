/// Reads the pairs of a selection, conversation by conversation, into kinds.
///
/// The list of a kind is the ascending ``PairCode``s of the conversation's labelled pairs, at least one.
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
    let count = table.conversations.count
    let size = max(4096, (count + max(threads, 1) - 1) / max(threads, 1))
    let parts = concurrentChunks(of: count, size: size) { kinds(by: grouping, of: $0) }
    return parts.isEmpty
      ? Array(repeating: ConversationKinds(), count: grouping.groups(table)) : ConversationKinds.joined(parts)
  }

  private func kinds(by grouping: PairGrouping, of range: Range<Int>) -> [ConversationKinds] {
    let code = PairCode(stages: values)
    let groups = grouping.groups(table)
    let codeLimit = table.description.outcome.strata.count * code.perStratum + 1
    var result = Array(repeating: ConversationKinds(codeLimit: codeLimit), count: groups)
    var lists = CodeLists(groups: groups)
    for group in result.indices { result[group].reserveCapacity(range.count) }
    let groupColumn = grouping.column(table.pairs)
    let isGrouped = !groupColumn.isEmpty
    let group = groupColumn.span
    let words = rows.words.span
    let real = real.span
    let simulated = simulated.span
    let first = table.conversations.firstPair.span
    let strata = table.conversations.stratum.span
    for conversation in range {
      let stratum = Int(strata[conversation])
      for row in Int(first[conversation])..<Int(first[conversation + 1]) {
        guard words[row >> 6] >> UInt64(row & 63) & 1 != 0 else { continue }
        let (r, s) = (Int(real[row]), Int(simulated[row]))
        guard r < values, s < values else { continue }
        let g = isGrouped ? Int(group[row]) : 0
        guard g < groups else { continue }
        lists.append(code.code(stratum: stratum, real: r, simulated: s), to: g)
      }
      for g in 0..<groups where lists.count(g) > 0 {
        lists.withSorted(g) { result[g].add(conversation, $0) }
        lists.clear(g)
      }
    }
    return result
  }
}

/// One growing list of codes a group, all in one buffer.
private struct CodeLists {
  private var codes: [UInt32]
  private var counts: [Int]
  private var capacity = 32

  init(groups: Int) {
    codes = Array(repeating: 0, count: groups * capacity)
    counts = Array(repeating: 0, count: groups)
  }

  @inline(__always)
  func count(_ group: Int) -> Int { counts[group] }

  @inline(__always)
  mutating func append(_ code: UInt32, to group: Int) {
    if counts[group] == capacity { grow() }
    codes[group &* capacity &+ counts[group]] = code
    counts[group] &+= 1
  }

  mutating func clear(_ group: Int) { counts[group] = 0 }

  /// Sorts a list, by insertion where it is short, as it is in most conversations.
  @inline(__always)
  mutating func withSorted(_ group: Int, _ body: (Span<UInt32>) -> Void) {
    let (first, end) = (group &* capacity, group &* capacity &+ counts[group])
    if counts[group] > 32 {
      codes[first..<end].sort()
    } else {
      var index = first &+ 1
      while index < end {
        let value = codes[index]
        var place = index
        while place > first, codes[place &- 1] > value {
          codes[place] = codes[place &- 1]
          place &-= 1
        }
        codes[place] = value
        index &+= 1
      }
    }
    body(codes.span.extracting(first..<end))
  }

  private mutating func grow() {
    var larger = Array(repeating: UInt32(0), count: codes.count * 2)
    for group in counts.indices {
      for place in 0..<counts[group] { larger[group * capacity * 2 + place] = codes[group * capacity + place] }
    }
    codes = larger
    capacity *= 2
  }
}
