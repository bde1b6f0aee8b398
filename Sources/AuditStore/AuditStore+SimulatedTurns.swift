public import Cases
internal import GRDB

/// A real conversation with what simulators said at its probe points. The buffers live as long as the call.
public struct ProbedConversation {
  public struct Reply {
    /// The number of the turn in whose place it stands; that of no turn where it follows the last.
    public let turn: Int
    public let simulator: String
    public let draw: Int
    /// `nil` where the simulator chose silence.
    public let text: UnsafeRawBufferPointer?
  }

  public let id: UnsafeRawBufferPointer
  /// ``PackedTurns``
  public let turns: UnsafeRawBufferPointer
  public let text: UnsafeRawBufferPointer
  /// By turn, then by simulator, then by draw.
  public let replies: [Reply]
}

extension AuditStore {
  /// Hands out every conversation that has simulated turns, one at a time.
  public func forEachProbedConversation(_ body: (ProbedConversation) throws -> Void) throws {
    let sources = currentVocabulary.sources
    try handingOut { db in
      var conversations = try KeyCursor(db, "SELECT key, id, turns, text FROM conversation WHERE key >= ? ORDER BY key")
      let row = try RawStatement(db, "SELECT key, text FROM simulation ORDER BY key")
      var gathered = GatheredReplies()
      while try row.step() {
        let key = row.int64(0)
        guard case .simulator(let id, let draw)? = sources.at(RecordKey.code(of: key)) else { continue }
        if let last = gathered.key, RecordKey.conversation(of: last) != RecordKey.conversation(of: key) {
          try gathered.handOut(&conversations, body)
        }
        gathered.add(key, id, draw, row.optionalBytes(1))
      }
      if gathered.key != nil { try gathered.handOut(&conversations, body) }
    }
  }

  /// Hands out every whole simulated conversation, one at a time.
  public func forEachSimulatedConversation(_ body: (RecordTexts.SimulatedConversation) throws -> Void) throws {
    try handingOut { try SimulatedConversationRows($0).forEach(body) }
  }
}

/// The simulated turns of one conversation, copied: a row's text is gone with the next row.
private struct GatheredReplies {
  private var replies: [(turn: Int, simulator: String, draw: Int, text: Range<Int>?)] = []
  private var bytes: [UInt8] = []
  /// Of the last one.
  private(set) var key: Int64?

  mutating func add(_ key: Int64, _ simulator: String, _ draw: Int, _ text: UnsafeRawBufferPointer?) {
    let start = bytes.count
    if let text { bytes.append(contentsOf: text) }
    replies.append((RecordKey.turn(of: key), simulator, draw, text == nil ? nil : start..<bytes.count))
    self.key = key
  }

  mutating func handOut(_ conversations: inout KeyCursor, _ body: (ProbedConversation) throws -> Void) throws {
    guard let key else { return }
    guard let found = try conversations.row(Int64(RecordKey.conversation(of: key))) else {
      throw RowCheck.orphan("simulation", key)
    }
    let ordered = replies.sorted { ($0.turn, $0.simulator, $0.draw) < ($1.turn, $1.simulator, $1.draw) }
    try bytes.withUnsafeBytes { bytes in
      try body(
        ProbedConversation(
          id: found.bytes(1), turns: found.bytes(2), text: found.bytes(3),
          replies: ordered.map { reply in
            .init(
              turn: reply.turn, simulator: reply.simulator, draw: reply.draw,
              text: reply.text.map { UnsafeRawBufferPointer(rebasing: bytes[$0]) })
          }))
    }
    replies.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    self.key = nil
  }
}

extension Array {
  fileprivate func at(_ number: Int) -> Element? { indices.contains(number) ? self[number] : nil }
}
