import Cases

/// Conversations reduced to their kinds: what of them matters, each distinct value once.
struct ConversationKinds: Sendable {
  /// What a kind's list of codes means is for the maker to say.
  var table = KindTable()
  /// The conversations that count, ascending rows of ``ConversationColumns``.
  var conversations: [UInt32] = []
  /// The kind of each of them.
  var kinds: [UInt32] = []

  /// Adds a conversation whose kind is the first `length` codes of `list`.
  mutating func add(_ conversation: Int, _ list: [UInt32], length: Int) {
    conversations.append(UInt32(truncatingIfNeeded: conversation))
    kinds.append(UInt32(truncatingIfNeeded: table.add(list, length: length)))
  }

  /// Appends what came of the conversations that follow.
  mutating func append(_ other: ConversationKinds) {
    let place = table.merge(other.table)
    conversations.append(contentsOf: other.conversations)
    kinds.reserveCapacity(kinds.count + other.kinds.count)
    for kind in other.kinds { kinds.append(UInt32(truncatingIfNeeded: place[Int(kind)])) }
  }

  /// One value a group, of consecutive parts that hold one value a group each.
  static func joined(_ parts: [[ConversationKinds]]) -> [ConversationKinds] {
    parts.dropFirst().reduce(into: parts.first ?? []) { result, part in
      for group in part.indices { result[group].append(part[group]) }
    }
  }
}
