extension CaseTable {
  /// Whether every code has a meaning, every number its place, and every row its order.
  ///
  /// Nothing looks at codes again before it indexes by them: a table that comes from a file is looked at here once.
  /// - Complexity: O(pairs + conversations)
  package var isSound: Bool {
    areConversationsSound && arePairsInOrder && areCodesKnown && loneLabels.isSound(in: self)
      && unlabelledProbes.isSound(in: self)
      && Set(series).count == series.count && series.allSatisfy { $0.draw >= 0 }
  }

  private var areConversationsSound: Bool {
    let columns = conversations
    let count = columns.count
    let sizes = [
      columns.stratum.count, columns.cluster.count, columns.userTurns.count, columns.turns.count,
      columns.agentTurns.count,
      columns.silences.count, columns.isAbandoned.count, columns.firstPair.count - 1,
    ]
    guard sizes.allSatisfy({ $0 == count }), columns.profile.allSatisfy({ $0.codes.count == count }) else {
      return false
    }
    guard (0...count).contains(columns.clusterCount), columns.isAbandoned.allSatisfy({ $0 <= 1 }),
      columns.cluster.allSatisfy({ $0 < columns.clusterCount }),
      columns.stratum.allSatisfy({ $0 < description.outcome.strata.count || $0 == Code.missing }),
      zip(columns.silences, columns.agentTurns).allSatisfy({ $0 <= $1 })
    else { return false }
    guard (columns.key.last ?? 0) <= RecordKey.maximumConversations, columns.key.isStrictlyAscending else {
      return false
    }
    guard Set(columns.profile.map(\.name)).count == columns.profile.count else { return false }
    return columns.profile.allSatisfy { field in
      field.codes.allSatisfy { $0 < field.values.count || $0 == ProfileColumn.missing }
    }
  }

  /// Whether rows ascend by conversation, turn and series, and conversations know where theirs begin.
  private var arePairsInOrder: Bool {
    guard ByteColumn.allCases.allSatisfy({ pairs[$0].count == count }), pairs.turn.count == count,
      pairs.userTurn.count == count,
      pairs.series.count == count, conversations.firstPair.first == 0, conversations.firstPair.last == UInt32(count)
    else { return false }
    let (conversation, turn, number) = (pairs.conversation.span, pairs.turn.span, pairs.series.span)
    var before: UInt64?
    for row in 0..<count {
      let key = UInt64(conversation[row]) << 32 | UInt64(turn[row]) << 16 | UInt64(number[row])
      if let before, key <= before { return false }
      if number[row] >= series.count { return false }
      before = key
    }
    return conversations.firstPair.enumerated().allSatisfy { place, first in
      first <= count && (first == count || conversation[Int(first)] >= place)
        && (first == 0 || conversation[Int(first) - 1] < place)
    }
  }

  private var areCodesKnown: Bool {
    ByteColumn.allCases.allSatisfy { column in
      // Marks stand at the upper end: what lies between them and the dictionary has no meaning.
      let known = column.dictionary(in: self).count
      let unknown = UInt8(clamping: 256 - column.marks.count - known)
      let first = UInt8(clamping: known)
      var isWrong: UInt8 = 0
      let codes = pairs[column].span
      for row in codes.indices { isWrong |= codes[row] &- first < unknown ? 1 : 0 }
      return isWrong == 0
    }
  }
}

extension [UInt32] {
  fileprivate var isStrictlyAscending: Bool {
    let values = span
    var isWrong = false
    for place in values.indices.dropFirst() where values[place] <= values[place - 1] { isWrong = true }
    return !isWrong
  }
}
