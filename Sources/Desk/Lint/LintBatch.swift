internal import AuditStore
internal import Cases
internal import Conduct

/// Conversations copied out of a store, a row's bytes being gone with the next row, so that all processors look at them;
/// what they found is told in the order in which they came.
struct LintBatch<Item: LintItem> {
  private let rules: ConductRules
  private var items: [Item] = []
  private var bytes = 0

  init(_ rules: ConductRules) { self.rules = rules }

  /// Enough for every processor to have several pieces, and little memory.
  private static var enough: Int { 2 << 20 }
  private static var pieces: Int { 16 }

  mutating func add(_ item: Item, _ tell: (Item, Item.Found) throws -> Void) throws {
    bytes += item.byteCount
    items.append(item)
    if bytes >= LintBatch.enough { try finish(tell) }
  }

  mutating func finish(_ tell: (Item, Item.Found) throws -> Void) throws {
    let size = max(1, items.count / LintBatch.pieces)
    let found = concurrentChunks(of: items.count, size: size) { [items, rules] range in
      items[range].map { $0.found(by: rules) }
    }.joined()
    for (item, found) in zip(items, found) { try tell(item, found) }
    items.removeAll(keepingCapacity: true)
    bytes = 0
  }
}

/// What rules look at by itself.
protocol LintItem: Sendable {
  associatedtype Found: Sendable

  var byteCount: Int { get }

  func found(by rules: ConductRules) -> Found
}

/// A conversation that a simulator carried on.
struct LintedConversation: LintItem {
  let id: String
  let simulator: String
  let endedBy: EndedBy?
  let endWord: [UInt8]?
  private let packed: [UInt8]
  private let text: [UInt8]

  init(_ conversation: RecordTexts.SimulatedConversation) {
    id = String(decoding: conversation.id, as: UTF8.self)
    simulator = String(decoding: conversation.simulator, as: UTF8.self)
    endedBy = conversation.endedBy
    endWord = conversation.endWord.map { Array($0) }
    packed = Array(conversation.turns)
    text = Array(conversation.text)
  }

  var byteCount: Int { text.count }

  func found(by rules: ConductRules) -> ConversationConduct {
    withTurns { turns in
      withEndWord { rules.conduct(in: turns, endWord: $0) }
    }
  }

  func withTurns<Result>(_ body: ([ConductTurn]) throws -> Result) rethrows -> Result {
    try packed.withUnsafeBytes { packed in
      try text.withUnsafeBytes { try body(ConductTurn.turns(packed: packed, text: $0)) }
    }
  }

  func withEndWord<Result>(_ body: (UnsafeRawBufferPointer?) throws -> Result) rethrows -> Result {
    guard let endWord else { return try body(nil) }
    return try endWord.withUnsafeBytes { try body($0) }
  }
}

/// A real conversation with the replies of simulators that are looked at.
struct LintedReplies: LintItem {
  struct Reply: Sendable {
    let turn: Int
    let simulator: String
    let draw: Int
    /// Where it stands in all that was said; `nil` where the simulator chose silence.
    fileprivate let place: Range<Int>?

    var byteCount: Int? { place?.count }
  }

  /// The draws of one simulator at one turn, and what was found in each.
  struct Probe: Sendable {
    let draws: Range<Int>
    let findings: [[FaultFinding]]
    /// `nil` where there is one draw, or they say different things.
    let identical: FaultFinding?
  }

  let id: String
  /// By turn, then by simulator, then by draw.
  let replies: [Reply]
  private let packed: [UInt8]
  private let text: [UInt8]
  private let said: [UInt8]

  init(_ conversation: ProbedConversation, _ replies: [ProbedConversation.Reply]) {
    id = String(decoding: conversation.id, as: UTF8.self)
    packed = Array(conversation.turns)
    text = Array(conversation.text)
    var said: [UInt8] = []
    self.replies = replies.map { reply in
      let start = said.count
      if let text = reply.text { said += text }
      return Reply(
        turn: reply.turn, simulator: reply.simulator, draw: reply.draw,
        place: reply.text == nil ? nil : start..<said.count)
    }
    self.said = said
  }

  var textCount: Int { text.count }
  var byteCount: Int { text.count + said.count }

  func found(by rules: ConductRules) -> [Probe] {
    packed.withUnsafeBytes { packed in
      text.withUnsafeBytes { text in
        let readings = rules.readings(of: ConductTurn.turns(packed: packed, text: text))
        return withTexts { texts in
          probes.map { draws in
            Probe(
              draws: draws,
              findings: draws.map { rules.findings(ofReply: texts[$0], after: readings.prefix(replies[$0].turn)) },
              identical: draws.count > 1 ? IdenticalDraws.finding(in: Array(texts[draws])) : nil)
          }
        }
      }
    }
  }

  /// What each reply says; `nil` for silence.
  func withTexts<Result>(_ body: ([UnsafeRawBufferPointer?]) throws -> Result) rethrows -> Result {
    try said.withUnsafeBytes { said in
      try body(replies.map { $0.place.map { UnsafeRawBufferPointer(rebasing: said[$0]) } })
    }
  }

  private var probes: [Range<Int>] {
    var probes: [Range<Int>] = []
    var start = 0
    while start < replies.count {
      let first = replies[start]
      let next = replies[start...].firstIndex { $0.turn != first.turn || $0.simulator != first.simulator }
      let end = next ?? replies.count
      probes.append(start..<end)
      start = end
    }
    return probes
  }
}
