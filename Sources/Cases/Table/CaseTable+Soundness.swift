extension CaseTable {
  /// Whether every code has a meaning, every number its place, and every row its order.
  ///
  /// Nothing looks at codes again before it indexes by them: a table that comes from a file is looked at here once.
  /// - Complexity: O(pairs + conversations)
  package var isSound: Bool {
    areConversationsSound && arePairsInOrder && areCodesKnown && loneLabels.isSound(in: self)
      && unlabelledProbes.isSound(in: self) && whole.isSound(in: self)
      && Set(series).count == series.count && series.allSatisfy { $0.draw >= 0 }
  }

  private var areConversationsSound: Bool {
    conversations.isSound(strata: description.outcome.strata.count, clusters: 0...conversations.count)
      && conversations.firstPair.count == conversations.count + 1
  }

  /// Whether rows ascend by conversation, turn and series, and conversations know where theirs begin.
  private var arePairsInOrder: Bool {
    guard ByteColumn.allCases.allSatisfy({ pairs[$0].count == count }), pairs.turn.count == count,
      pairs.userTurn.count == count,
      pairs.series.count == count, pairs.faults.isEmpty || pairs.faults.count == count,
      conversations.firstPair.first == 0, conversations.firstPair.last == UInt32(count)
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

extension ConversationColumns {
  /// Whether all columns but `firstPair` are sound.
  fileprivate func isSound(strata: Int, clusters: ClosedRange<Int>) -> Bool {
    let sizes = [
      stratum.count, cluster.count, userTurns.count, turns.count, agentTurns.count, silences.count, isAbandoned.count,
    ]
    guard sizes.allSatisfy({ $0 == count }), profile.allSatisfy({ $0.codes.count == count }) else { return false }
    guard clusters.contains(clusterCount), isAbandoned.allSatisfy({ $0 <= 1 }),
      cluster.allSatisfy({ $0 < clusterCount }), stratum.allSatisfy({ $0 < strata || $0 == Code.missing }),
      zip(silences, agentTurns).allSatisfy({ $0 <= $1 })
    else { return false }
    guard (key.last ?? 0) <= RecordKey.maximumConversations, key.isStrictlyAscending else { return false }
    guard Set(profile.map(\.name)).count == profile.count else { return false }
    return profile.allSatisfy { field in
      field.codes.allSatisfy { $0 < field.values.count || $0 == ProfileColumn.missing }
    }
  }
}

extension WholeConversations {
  fileprivate func isSound(in table: CaseTable) -> Bool {
    if isEmpty { return self == WholeConversations() }
    let real = table.conversations
    guard
      simulated.isSound(
        strata: table.description.outcome.strata.count,
        clusters: real.clusterCount...(real.clusterCount + simulated.count)),
      simulated.count == count, simulated.firstPair == [0], simulators == table.description.simulators.map(\.id)
    else { return false }
    return simulator.allSatisfy({ $0 < simulators.count }) && replays.count == count
      && replays.allSatisfy({ $0 < real.count || $0 == WholeConversations.noReplay }) && endedBy.count == count
      && endedBy.allSatisfy({ $0 == Code.missing || EndedBy(code: $0) != nil }) && inherits.count == count
      && simulated.stratum.indices.allSatisfy({ row in
        // What is inherited is what the replayed one has.
        inherits[row] == 0
          || inherits[row] == 1 && replays[row] != WholeConversations.noReplay
            && real.stratum[Int(replays[row])] == simulated.stratum[row] && simulated.stratum[row] != Code.missing
      })
      && conduct.isSound(count: real.count + count)
      && labels.isSound(userTurns: real.userTurns + simulated.userTurns, in: table.description)
  }
}

extension ConductColumns {
  fileprivate func isSound(count: Int) -> Bool {
    let sizes = [
      lastAct.count, characters.count, shortTurns.count, questions.count, repeats.count, words.count,
      distinctWords.count, faultyTurns.count, faults.count,
    ]
    return sizes.allSatisfy { $0 == count }
      && lastAct.allSatisfy { $0 == Code.missing || $0 < LastAct.allCases.count }
      && zip(distinctWords, words).allSatisfy { $0 <= $1 }
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
