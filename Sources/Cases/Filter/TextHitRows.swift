extension CaseTable {
  /// The rows of conversations that are named by the store's keys; unknown keys are none.
  func rows(ofConversations keys: [UInt32]) -> RowSet {
    rows(of: keys, place: { TurnPlace($0, 0) }, turn: { _ in 0 }) { _, _ in true }
  }

  /// The rows at whose turns words were found.
  func rows(of hits: TextHits, in scope: TextQuery.Scope) -> RowSet {
    switch scope {
    case .conversations:
      return rows(ofConversations: hits.conversations)
    case .realTurns where listsConversations:
      return rows(ofConversations: hits.realTurns.map(\.conversation))
    case .realTurns:
      return rows(
        of: hits.realTurns, place: { TurnPlace($0.conversation, $0.turn) }, turn: { pairs.turn[$0] }
      ) { _, _ in true }
    case .simulatedTurns:
      let sources = series.map { one in
        hits.sources.firstIndex(of: .simulator(id: one.simulator, draw: one.draw)) ?? -1
      }
      return rows(
        of: hits.simulatedTurns, place: { TurnPlace($0.conversation, $0.turn) }, turn: { pairs.turn[$0] }
      ) { hit, row in sources[Int(pairs.series[row])] == Int(hit.source) }
    }
  }

  /// The rows at whose turn there is a hit for which `holds` is true.
  ///
  /// - Complexity: O(conversations + hits + rows), where all are in the order of the keys as the store gives them.
  private func rows<Hit>(
    of hits: [Hit], place: (Hit) -> TurnPlace, turn: (Int) -> UInt16, where holds: (Hit, Int) -> Bool
  ) -> RowSet {
    var rows = RowSet(capacity: count)
    let keys = conversations.key
    let hits = hits.isAscending(by: place) ? hits : hits.sorted { place($0) < place($1) }
    let order = keys.isAscending(by: \.self) ? Array(keys.indices) : keys.indices.sorted { keys[$0] < keys[$1] }
    var next = hits.startIndex
    for conversation in order {
      let first = TurnPlace(keys[conversation], 0)
      while next < hits.endIndex, place(hits[next]) < first { next += 1 }
      guard next < hits.endIndex, place(hits[next]).conversation == first.conversation else { continue }
      let start = next
      for row in conversations.firstPair[conversation]..<conversations.firstPair[conversation + 1] {
        let wanted = TurnPlace(first.conversation, turn(Int(row)))
        // Rows go from turn to turn as hits do; where they do not, from the start again.
        if next > start, wanted <= place(hits[next - 1]) { next = start }
        while next < hits.endIndex, place(hits[next]) < wanted { next += 1 }
        var hit = next
        while hit < hits.endIndex, place(hits[hit]) == wanted {
          if holds(hits[hit], Int(row)) {
            rows.insert(Int(row))
            break
          }
          hit += 1
        }
      }
    }
    return rows
  }
}

/// A turn of a conversation, in the order in which a store has them.
private struct TurnPlace: Comparable {
  private let value: UInt64

  /// - Parameter conversation: The store's key.
  init(_ conversation: UInt32, _ turn: UInt16) { value = UInt64(conversation) << 16 | UInt64(turn) }

  var conversation: UInt32 { UInt32(value >> 16) }

  static func < (left: TurnPlace, right: TurnPlace) -> Bool { left.value < right.value }
}

extension Array {
  fileprivate func isAscending(by key: (Element) -> some Comparable) -> Bool {
    zip(self, dropFirst()).allSatisfy { key($0) <= key($1) }
  }
}
