public import Cases
internal import JSON

/// Digests the records that a store hands out conversation by conversation, in the order of the ids' bytes.
///
/// Needs the memory of one conversation. Members are added in the order of their keys where that can be, so that none is
/// moved.
public final class RecordDigester: RecordVisitor {
  private let description: AuditDescription
  private var dictionaries = StoreHoldings()
  private var conversations = KindDigest()
  private var simulatedConversations = KindDigest()
  private var simulations = KindDigest()
  private var labels = KindDigest()
  private var reviews = KindDigest()
  private var object = CanonicalObject()
  private var turn = CanonicalObject()
  /// A profile, or turns.
  private var nested = JSONOutput(escapes: .canonical)
  private let parser = JSONParser()
  // What codes stand for, as JSON.
  private let stages: [[UInt8]]
  private let emotions: [[UInt8]]
  private let blockers: [[UInt8]]
  private let exits: [[UInt8]]
  private let actions: [[UInt8]]
  private var count = 0
  private let progress: (Int) throws -> Void

  /// - Parameter progress: Called with the number of conversations so far; what it throws ends the work.
  public init(description: AuditDescription, progress: @escaping (Int) throws -> Void = { _ in }) {
    self.description = description
    self.progress = progress
    let schema = description.schema
    stages = RecordDigester.strings(schema.stages.map(\.id))
    emotions = RecordDigester.strings(schema.emotions)
    blockers = RecordDigester.strings(schema.blockers)
    exits = RecordDigester.strings(schema.exits)
    actions = RecordDigester.strings(schema.actions)
  }

  public func begin(_ dictionaries: StoreHoldings) { self.dictionaries = dictionaries }

  /// The digests of everything that was visited.
  public func finish() -> RecordDigests {
    func taken(_ digest: inout KindDigest) -> RecordDigests.Kind {
      var other = KindDigest()
      swap(&digest, &other)
      return other.finish()
    }
    let simulated = taken(&simulatedConversations)
    return RecordDigests(
      conversations: taken(&conversations), simulatedConversations: simulated.records > 0 ? simulated : nil,
      simulations: taken(&simulations), labels: taken(&labels),
      reviews: taken(&reviews))
  }

  /// Begins the next conversation.
  public func visit(_ conversation: RecordTexts.Conversation) throws {
    conversations.endConversation()
    simulations.endConversation()
    labels.endConversation()
    reviews.endConversation()
    count += 1
    if count & 0xFF == 0 { try progress(count) }
    object.removeAll()
    if let customer = conversation.customer { object.add("customer", text: customer) }
    object.add("id", text: conversation.id)
    let strata = description.outcome.strata
    if Int(conversation.stratum) < strata.count { object.add("outcome", text: strata[Int(conversation.stratum)].id) }
    if let time = conversation.outcomeAt { object.add("outcome_at", text: time) }
    if try writeProfile(conversation.profile) { object.add("profile", json: nested.contents) }
    try writeTurns(conversation.turns, text: conversation.text)
    object.add("turns", json: nested.contents)
    try add(conversation.extra, known: Nullable.conversation)
    conversations.add(object)
  }

  /// Called behind all real conversations.
  public func visit(_ conversation: RecordTexts.SimulatedConversation) throws {
    simulatedConversations.endConversation()
    labels.endConversation()
    reviews.endConversation()
    count += 1
    if count & 0xFF == 0 { try progress(count) }
    object.removeAll()
    object.add("id", text: conversation.id)
    object.add("simulator", text: conversation.simulator)
    if let replays = conversation.replays { object.add("replays", text: replays) }
    let strata = description.outcome.strata
    if Int(conversation.stratum) < strata.count { object.add("outcome", text: strata[Int(conversation.stratum)].id) }
    if let end = conversation.endedBy { object.add("ended_by", text: end.rawValue) }
    if let word = conversation.endWord { object.add("end_word", text: word) }
    if let customer = conversation.customer { object.add("customer", text: customer) }
    if try writeProfile(conversation.profile) { object.add("profile", json: nested.contents) }
    try writeTurns(conversation.turns, text: conversation.text)
    object.add("turns", json: nested.contents)
    try add(conversation.extra, known: Nullable.simulatedConversation)
    simulatedConversations.add(object)
  }

  public func visit(_ simulation: RecordTexts.Simulation) throws {
    guard case .simulator(let id, let draw) = source(RecordKey.code(of: simulation.key)) else { return }
    object.removeAll()
    object.add("conversation", text: simulation.conversation)
    object.add("draw", integer: draw)
    object.add("simulator", text: id)
    if let text = simulation.text {
      object.add("text", text: text)
    } else {
      object.add("text") { $0.null() }
    }
    add(turn: RecordKey.turn(of: simulation.key))
    try add(simulation.extra, known: Nullable.simulation)
    simulations.add(object)
  }

  public func visit(_ label: RecordTexts.Label) throws {
    let number = RecordKey.code(of: label.key)
    guard number < dictionaries.series.count else { return }
    let series = dictionaries.series[number]
    let codes = label.codes
    object.removeAll()
    add("action", actions, codes.action)
    add("blocker", blockers, codes.blocker)
    object.add("conversation", text: label.conversation)
    if let convergence = label.convergence { object.add("convergence", double: convergence) }
    let source = self.source(series.source)
    if case .simulator(_, let draw) = source { object.add("draw", integer: draw) }
    add("emotion", emotions, codes.emotion)
    add("exit", exits, codes.exit)
    if series.instrument < description.instruments.count {
      object.add("instrument", text: description.instruments[series.instrument].id)
    }
    if let rationale = label.rationale { object.add("rationale", text: rationale) }
    if let signal = label.signal { object.add("signal", text: signal) }
    switch source {
    case .real: object.add("source", text: "real")
    case .agent: object.add("source", text: "agent")
    case .simulator(let id, _): object.add("source", text: id)
    case nil: break
    }
    add("stage", stages, codes.stage)
    add(turn: RecordKey.turn(of: label.key))
    try add(label.extra, known: Nullable.label)
    labels.add(object)
  }

  public func visit(review json: UnsafeRawBufferPointer) throws {
    var review = try parser.value(of: json)
    guard review.members != nil else { return }
    for key in Nullable.review where review[key] == .null { review[key] = nil }
    if review["seen"] == .bool(false) { review["seen"] = nil }
    review["draw"] = review["draw"] ?? .number("0")
    review["flag"] = review["flag"] ?? .bool(false)
    review["tags"] = review["tags"] ?? .array([])
    object.removeAll()
    object.add(review.members ?? [])
    if case .number(let text) = review["severity"], let number = Double(text) {
      object.add("severity", double: number)
    }
    reviews.add(object)
  }

  private func add(turn: Int) { object.add("turn", integer: turn) }

  private func add(_ key: String, _ names: [[UInt8]], _ code: UInt8) {
    if Int(code) < names.count { names[Int(code)].withUnsafeBytes { object.add(key, json: $0) } }
  }

  /// Adds what a store keeps beside its columns; a known key that is null says nothing.
  private func add(_ extra: UnsafeRawBufferPointer?, known: Set<String>) throws {
    guard let extra, extra.count > 2, let members = try parser.value(of: extra).members else { return }
    object.add(members.filter { $0.value != .null || !known.contains($0.key) })
  }

  /// The keys of a line that may be null and mean the same as if they were not there.
  private enum Nullable {
    static let conversation: Set = ["outcome", "outcome_at", "customer", "profile"]
    static let simulatedConversation: Set = ["replays", "outcome", "ended_by", "end_word", "customer", "profile"]
    static let simulation: Set = ["draw"]
    static let label: Set = [
      "stage", "emotion", "blocker", "exit", "action", "signal", "convergence", "rationale", "draw",
    ]
    static let review: Set = ["draw", "flag", "seen", "tags", "note", "severity", "at", "blind"]
  }

  /// Writes a profile to ``nested``; `false` where there is none.
  private func writeProfile(_ packed: UnsafeRawBufferPointer?) throws -> Bool {
    guard let packed, packed.count > 0 else { return false }
    turn.removeAll()
    var problem: JSONProblem?
    PackedProfile.forEach(in: packed) { field, kind, value in
      guard field < dictionaries.fields.count else { return }
      let name = dictionaries.fields[field]
      switch kind {
      case .string: turn.add(name, text: value)
      case .null: turn.add(name) { $0.null() }
      case .json:
        do throws(JSONProblem) {
          let value = try parser.value(of: value)
          turn.add(name) { value.write(to: &$0, isSorted: true) }
        } catch { problem = error }
      }
    }
    if let problem { throw problem }
    nested.removeAll()
    turn.write(to: &nested)
    return true
  }

  /// Writes the turns to ``nested``.
  private func writeTurns(_ turns: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer) throws {
    nested.removeAll()
    nested.open("[")
    var problem: JSONProblem?
    PackedTurns.forEach(in: turns) { item in
      turn.removeAll()
      if case .at(let range) = item.time { turn.add("at", text: turns.clamped(range)) }
      turn.add("role", text: item.role.rawValue)
      turn.add("text", text: text.clamped(item.text))
      if let extra = item.extra {
        do throws(JSONProblem) {
          turn.add(try parser.value(of: turns.clamped(extra)).members ?? [])
        } catch { problem = error }
      }
      nested.next()
      turn.write(to: &nested)
      return problem == nil
    }
    if let problem { throw problem }
    nested.close("]")
  }

  private static func strings(_ names: [String]) -> [[UInt8]] {
    names.map { name in
      var json = JSONOutput(escapes: .canonical, capacity: 64)
      json.string(name)
      return json.bytes
    }
  }

  private func source(_ number: Int) -> LabelSource? {
    number < dictionaries.sources.count ? dictionaries.sources[number] : nil
  }
}
