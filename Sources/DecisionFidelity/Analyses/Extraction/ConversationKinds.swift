/// The conversations of a selection, reduced to their distinct multisets of labelled pairs.
struct ConversationKinds: Sendable {
  /// Each kind is the ascending list of the ``PairCode``s of a conversation's labelled pairs, at least one.
  var table = KindTable()
  /// The conversations with a labelled pair, ascending rows of ``ConversationColumns``.
  var conversations: [UInt32] = []
  /// The kind of each of them.
  var kinds: [UInt32] = []

  /// Appends what came of the conversations that follow.
  mutating func append(_ other: ConversationKinds) {
    let place = table.merge(other.table)
    conversations.append(contentsOf: other.conversations)
    kinds.reserveCapacity(kinds.count + other.kinds.count)
    for kind in other.kinds { kinds.append(UInt32(place[Int(kind)])) }
  }
}

extension ConversationKinds {
  /// The kinds of the conversations in `range`, one value a group of `grouping`.
  ///
  /// A pair counts where both its stages are labelled; pairs of a group that the dictionary does not know (an action
  /// that was not labelled) belong to none.
  /// - Complexity: O(rows of `range`) and one look-up a conversation; no allocation a conversation.
  static func read(
    _ table: CaseTable, _ rows: RowSet, _ series: SeriesSelection, by grouping: PairGrouping = .none,
    conversations range: Range<Int>
  ) -> [ConversationKinds] {
    let code = PairCode(stages: table.description.schema.stages.count)
    let groups = grouping.groups(table)
    var result = Array(repeating: ConversationKinds(), count: groups)
    var lists: [[UInt32]] = Array(repeating: Array(repeating: 0, count: 16), count: groups)
    var lengths = Array(repeating: 0, count: groups)
    let groupColumn = grouping.column(table.pairs)
    let group = groupColumn.span
    let words = rows.words.span
    let inSeries = series.contains.span
    let seriesOf = table.pairs.series.span
    let real = table.pairs.realStage.span
    let simulated = table.pairs.simulatedStage.span
    let first = table.conversations.firstPair.span
    let strata = table.conversations.stratum.span
    for conversation in range {
      let stratum = Int(strata[conversation])
      for row in Int(first[conversation])..<Int(first[conversation + 1]) {
        guard words[row >> 6] >> UInt64(row & 63) & 1 != 0, inSeries[Int(seriesOf[row])] else { continue }
        let (r, s) = (Int(real[row]), Int(simulated[row]))
        guard r < code.stages, s < code.stages else { continue }
        let g = groupColumn.isEmpty ? 0 : Int(group[row])
        guard g < groups else { continue }
        if lengths[g] == lists[g].count { lists[g].append(contentsOf: repeatElement(0, count: lengths[g])) }
        lists[g][lengths[g]] = code.code(stratum: stratum, real: r, simulated: s)
        lengths[g] += 1
      }
      for g in 0..<groups where lengths[g] > 0 {
        sortAscending(&lists[g], length: lengths[g])
        let kind = result[g].table.add(lists[g], length: lengths[g])
        result[g].conversations.append(UInt32(truncatingIfNeeded: conversation))
        result[g].kinds.append(UInt32(truncatingIfNeeded: kind))
        lengths[g] = 0
      }
    }
    return result
  }

  /// Sorts the first `length` codes: by insertion where there are few, as there are in most conversations.
  private static func sortAscending(_ list: inout [UInt32], length: Int) {
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
}
