extension CaseTable {
  /// The rows of conversations that are named by the store's keys; unknown keys are none.
  func rows(ofConversations keys: [UInt32]) -> RowSet {
    rows(of: keys, conversation: \.self) { _, _ in true }
  }

  /// The rows at whose turns words were found.
  func rows(of hits: TextHits, in scope: TextQuery.Scope) -> RowSet {
    switch scope {
    case .conversations:
      rows(ofConversations: hits.conversations)
    case .realTurns:
      rows(of: hits.realTurns, conversation: \.conversation) { listsConversations || $0.turn == Int(pairs.turn[$1]) }
    case .simulatedTurns:
      rows(of: hits.simulatedTurns, conversation: \.conversation) { hit, row in
        let series = series[Int(pairs.series[row])]
        return hit.turn == Int(pairs.turn[row]) && hit.draw == series.draw && hit.simulator == series.simulator
      }
    }
  }

  /// The rows of the hits' conversations for which `holds` is true of one of these hits.
  ///
  /// - Complexity: O(conversations + hits), where both are in the order of the keys as the store gives them.
  private func rows<Hit>(
    of hits: [Hit], conversation key: (Hit) -> UInt32, where holds: (Hit, Int) -> Bool
  ) -> RowSet {
    var rows = RowSet(capacity: count)
    let keys = conversations.key
    let hits = hits.isAscending(by: key) ? hits : hits.sorted { key($0) < key($1) }
    let order = keys.isAscending(by: \.self) ? Array(keys.indices) : keys.indices.sorted { keys[$0] < keys[$1] }
    var end = hits.startIndex
    for conversation in order {
      let wanted = keys[conversation]
      while end < hits.endIndex, key(hits[end]) < wanted { end += 1 }
      let start = end
      while end < hits.endIndex, key(hits[end]) == wanted { end += 1 }
      if start == end { continue }
      for row in conversations.firstPair[conversation]..<conversations.firstPair[conversation + 1]
      where hits[start..<end].contains(where: { holds($0, Int(row)) }) { rows.insert(Int(row)) }
    }
    return rows
  }
}

extension Array {
  fileprivate func isAscending(by key: (Element) -> UInt32) -> Bool {
    zip(self, dropFirst()).allSatisfy { key($0) <= key($1) }
  }
}
