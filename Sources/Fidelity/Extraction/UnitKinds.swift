import Cases

/// What was drawn independently (customers, or conversations), reduced to distinct kinds.
///
/// A unit is the multiset of its conversations' kinds; most hold one conversation.
struct UnitKinds: Sendable {
  /// Each kind is an ascending list of conversation kinds, counted by units.
  private(set) var table = KindTable()
  /// For each kind its stratum, or the number of strata where its conversations lie in several. Resampling keeps the
  /// number of units of each.
  private(set) var block: [Int] = []
  let strata: Int
  /// Whether some unit holds more than one conversation.
  private(set) var hasLargeUnits = false
  /// Whether some unit holds conversations of several strata.
  private(set) var spansStrata = false

  /// The number of units.
  var units: Int { table.counts.reduce(0, +) }

  /// - Parameters:
  ///   - conversations: The conversations and their kinds.
  ///   - clusters: The cluster of each conversation of the table, `nil` where every conversation is its own.
  ///   - strata: The number of strata.
  ///   - stratum: The stratum of a conversation kind.
  init(_ conversations: ConversationKinds, clusters: Clusters?, strata: Int, stratum: (Int) -> Int) {
    self.strata = strata
    if let clusters, let large = LargeClusters(conversations, clusters) {
      hasLargeUnits = true
      var singles = Array(repeating: 0, count: conversations.table.count)
      for (conversation, kind) in zip(conversations.conversations, conversations.kinds)
      where !large.contains(clusters.column[Int(conversation)]) {
        singles[Int(kind)] += 1
      }
      add(singles)
      large.forEach { _ = table.add($0) }
    } else {
      add(conversations.table.counts)
    }
    assignBlocks(strata, stratum)
  }

  private mutating func add(_ singles: [Int]) {
    for (kind, count) in singles.enumerated() where count > 0 {
      _ = table.add([UInt32(truncatingIfNeeded: kind)], times: count)
    }
  }

  private mutating func assignBlocks(_ strata: Int, _ stratum: (Int) -> Int) {
    block.reserveCapacity(table.count)
    for kind in 0..<table.count {
      let list = table.list(kind)
      let first = list.first.map { stratum(Int($0)) } ?? 0
      if list.allSatisfy({ stratum(Int($0)) == first }) {
        block.append(first)
      } else {
        block.append(strata)
        spansStrata = true
      }
    }
  }
}

/// The cluster of every conversation.
struct Clusters: Sendable {
  /// One entry a conversation of the table.
  let column: [UInt32]
  let count: Int

  /// `nil` where the conversation is the unit, by choice or because no two conversations share a customer.
  init?(_ table: CaseTable, unit: ClusterUnit) {
    let conversations = table.conversations
    guard unit == .customer, conversations.clusterCount < conversations.count else { return nil }
    column = conversations.cluster
    count = conversations.clusterCount
  }
}

/// The clusters that hold several conversations of a selection.
private struct LargeClusters {
  private var size: [UInt32]
  private var kinds: [[UInt32]] = []

  /// `nil` where there are none.
  init?(_ conversations: ConversationKinds, _ clusters: Clusters) {
    size = Array(repeating: 0, count: clusters.count)
    for conversation in conversations.conversations { size[Int(clusters.column[Int(conversation)])] += 1 }
    var number = Array(repeating: -1, count: clusters.count)
    for cluster in size.indices where size[cluster] > 1 {
      number[cluster] = kinds.count
      kinds.append([])
    }
    guard !kinds.isEmpty else { return nil }
    for (conversation, kind) in zip(conversations.conversations, conversations.kinds) {
      let cluster = Int(clusters.column[Int(conversation)])
      if number[cluster] >= 0 { kinds[number[cluster]].append(kind) }
    }
  }

  func contains(_ cluster: UInt32) -> Bool { size[Int(cluster)] > 1 }

  /// Calls `body` with the ascending conversation kinds of each, in the order of the clusters.
  func forEach(_ body: ([UInt32]) -> Void) {
    for list in kinds { body(list.sorted()) }
  }
}
