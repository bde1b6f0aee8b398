/// Conversations reduced to their kinds: what of them matters, each distinct value once.
struct ConversationKinds: Sendable {
  /// Each kind is the ascending list of the ``PairCode``s of a conversation's labelled pairs, at least one.
  var table: KindTable
  /// The conversations that count, ascending rows of ``ConversationColumns``.
  var conversations: [UInt32] = []
  /// The kind of each of them.
  var kinds: [UInt32] = []

  /// - Parameter codeLimit: Every code is below it.
  init(codeLimit: Int = 1 << 32) { table = KindTable(codeLimit: codeLimit) }

  /// Adds a conversation by the list of its kind.
  mutating func add(_ conversation: Int, _ list: Span<UInt32>) {
    conversations.append(UInt32(truncatingIfNeeded: conversation))
    kinds.append(UInt32(truncatingIfNeeded: table.add(list)))
  }

  mutating func reserveCapacity(_ count: Int) {
    conversations.reserveCapacity(count)
    kinds.reserveCapacity(count)
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
