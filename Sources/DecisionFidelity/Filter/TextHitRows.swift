extension CaseTable {
  /// The rows of conversations that are named by the store's keys; unknown keys are none.
  func rows(ofConversations keys: [UInt32]) -> RowSet {
    var rows = RowSet(capacity: count)
    forEachConversation(withKeys: keys) { conversation, _ in
      rows.words.insertBits(pairRange(of: conversation))
    }
    return rows
  }

  /// The rows at whose turns words were found.
  func rows(of hits: TextHits, in scope: TextQuery.Scope) -> RowSet {
    switch scope {
    case .conversations:
      return rows(ofConversations: hits.conversations)
    case .realTurns:
      let turns = Dictionary(grouping: hits.realTurns, by: \.conversation)
      return rows(ofConversations: turns) { turns, row in
        turns.contains { $0.turn == Int(pairs.turn[row]) }
      }
    case .simulatedTurns:
      let turns = Dictionary(grouping: hits.simulatedTurns, by: \.conversation)
      return rows(ofConversations: turns) { turns, row in
        let series = series[Int(pairs.series[row])]
        return turns.contains {
          $0.turn == Int(pairs.turn[row]) && $0.draw == series.draw && $0.simulator == series.simulator
        }
      }
    }
  }

  private func rows<Turn>(
    ofConversations turns: [UInt32: [Turn]], where holds: ([Turn], Int) -> Bool
  ) -> RowSet {
    var rows = RowSet(capacity: count)
    forEachConversation(withKeys: Array(turns.keys)) { conversation, key in
      guard let turns = turns[key] else { return }
      for row in pairRange(of: conversation) where holds(turns, row) { rows.insert(row) }
    }
    return rows
  }

  private func pairRange(of conversation: Int) -> Range<Int> {
    Int(conversations.firstPair[conversation])..<Int(conversations.firstPair[conversation + 1])
  }

  /// Calls `body` with the row and the key of each conversation whose key is in `keys`.
  private func forEachConversation(withKeys keys: [UInt32], _ body: (Int, UInt32) -> Void) {
    guard let last = conversations.key.max(), !keys.isEmpty else { return }
    var isMeant = [UInt64](repeating: 0, count: Int(last) / 64 + 1)
    for key in keys where key <= last { isMeant[Int(key >> 6)] |= 1 << UInt64(key & 63) }
    for (conversation, key) in conversations.key.enumerated()
    where isMeant[Int(key >> 6)] & (1 << UInt64(key & 63)) != 0 {
      body(conversation, key)
    }
  }
}
