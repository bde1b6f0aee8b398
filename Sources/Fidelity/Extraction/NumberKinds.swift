import Cases

/// Conversations that are known by a few numbers each: the list of a kind is its stratum and the bits of the numbers.
struct NumberKinds: Sendable {
  private(set) var conversations = ConversationKinds()
  let width: Int
  /// The list of the conversation at hand, kept so that adding one allocates nothing.
  private var list: [UInt32] = []

  init(width: Int) { self.width = width }

  mutating func add(_ conversation: Int, stratum: Int, _ numbers: [Double]) {
    list.removeAll(keepingCapacity: true)
    list.append(UInt32(truncatingIfNeeded: stratum))
    for number in numbers {
      // Adding zero makes −0 and 0 one kind.
      let bits = (number + 0).bitPattern
      list.append(UInt32(truncatingIfNeeded: bits))
      list.append(UInt32(truncatingIfNeeded: bits >> 32))
    }
    conversations.add(conversation, list, length: list.count)
  }

  mutating func append(_ other: NumberKinds) { conversations.append(other.conversations) }

  var count: Int { conversations.table.count }

  /// The conversations of each kind.
  var counts: [Int] { conversations.table.counts }

  @inline(__always)
  func stratum(_ kind: Int) -> Int { Int(conversations.table.codes[kind * (1 + 2 * width)]) }

  @inline(__always)
  func number(_ kind: Int, _ column: Int) -> Double {
    let place = kind * (1 + 2 * width) + 1 + 2 * column
    return Double(
      bitPattern: UInt64(conversations.table.codes[place]) | UInt64(conversations.table.codes[place + 1]) << 32)
  }

  func conversationCount(in strata: StratumMask) -> Int {
    counts.indices.reduce(0) { strata[stratum($1)] ? $0 + counts[$1] : $0 }
  }
}
