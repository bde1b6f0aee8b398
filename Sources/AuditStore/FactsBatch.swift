internal import Cases

/// Conversations with what the case table is made of, on their way from the rows of a store to its builder.
struct FactsBatch: Sendable {
  struct Entry: Sendable {
    var key: UInt32 = 0
    var stratum: UInt8 = 0
    /// Where it stands in the batch's bytes; `nil` where there is none.
    var customer: Range<Int>?
    var profile = 0..<0
    var roles: [Role] = []
    var simulations: [ConversationFacts.Simulated] = []
    var labels: [ConversationFacts.Labelled] = []
    var unanswered: [Int64] = []

    fileprivate var rows: Int { roles.count + simulations.count + labels.count + unanswered.count }
  }

  private static let mostConversations = 128
  /// Turns, simulations and labels.
  private static let mostRows = 16_384

  /// Those behind the first ``count`` are kept for their memory.
  private var entries: [Entry] = []
  private var bytes: [UInt8] = []
  private var rows = 0
  private(set) var count = 0

  var isFull: Bool { count == FactsBatch.mostConversations || rows >= FactsBatch.mostRows }

  mutating func removeAll() {
    // Long conversations are rare, and their memory is not kept for every place that one of them had.
    if rows > FactsBatch.mostRows { entries = [] }
    bytes.removeAll(keepingCapacity: true)
    (rows, count) = (0, 0)
  }

  /// Lets `body` fill an entry, with its bytes put behind those that are there.
  ///
  /// - Parameter body: Returns `nil` where there is no further conversation.
  mutating func add<Result>(_ body: (inout Entry, inout [UInt8]) throws -> Result?) rethrows -> Result? {
    if count == entries.count { entries.append(Entry()) }
    guard let result = try body(&entries[count], &bytes) else { return nil }
    rows += entries[count].rows
    count += 1
    return result
  }

  /// The entry that was added last.
  var last: Entry { entries[count - 1] }

  /// - Parameter added: Called after every conversation.
  func add(to builder: inout CaseTableBuilder, _ added: (inout CaseTableBuilder) -> Void) {
    bytes.withUnsafeBytes { bytes in
      for entry in entries[..<count] {
        builder.add(facts(of: entry, bytes))
        added(&builder)
      }
    }
  }

  private func facts(of entry: Entry, _ bytes: UnsafeRawBufferPointer) -> ConversationFacts {
    var facts = ConversationFacts(
      key: entry.key, stratum: entry.stratum, customer: nil,
      profile: UnsafeRawBufferPointer(rebasing: bytes[entry.profile]), roles: entry.roles,
      simulations: entry.simulations, labels: entry.labels)
    facts.unanswered = entry.unanswered
    facts.customer = entry.customer.map {
      UnsafeRawBufferPointer(rebasing: bytes[$0]).assumingMemoryBound(to: UInt8.self)
    }
    return facts
  }
}
