internal import Cases
internal import JSON

/// Turns parsed lines into rows of a batch, or says why not.
///
/// It knows what came before: the conversations and their turns, the simulated turns, the dictionaries. What looks at a
/// row is `mutating` even where it changes nothing: for every other call the compiler copies the checker, of 1.2 kB, and
/// that took a tenth of the reading.
struct RecordChecker: ~Copyable {
  let description: AuditDescription
  let outcomes: CodeBook
  let stages: CodeBook
  let emotions: CodeBook
  let blockers: CodeBook
  let exits: CodeBook
  let actions: CodeBook
  let simulators: CodeBook
  let instruments: CodeBook

  var conversations: ConversationIndex
  /// Conversations that the store had before; rows of theirs are compared there.
  var heldConversations: Int
  /// Which of them came again.
  var areSeen: [Bool]
  let mayChange: Bool
  var simulatedConversations: SimulatedIndex
  /// Whether the row that was checked last is a simulated conversation, taken or not.
  var isSimulatedConversation = false
  var simulations: KeySet
  /// Whether a simulated label needs a simulated turn; not where the bundle has no simulations at all.
  var needsSimulations = true
  var dictionaries: RecordDictionaries
  var batch = RecordBatch()
  var cut = CutTurns()
  var notes = ImportNotes()
  var dependents = Dependents()
  /// By simulator; `nil` where none are declared.
  let silences: [SilenceWords?]
  /// By simulator: whether a text without words is silence.
  let areEmptySilent: [Bool]

  /// What a buffer may keep from row to row, in bytes: a conversation of ordinary length, many times over.
  static let keptCapacity = 4 << 20

  // Kept from row to row for their memory.
  var members = Members(count: 13)
  var turnMembers = Members(count: 3)
  var conversationKeys = MemberMap(["id", "outcome", "turns", "outcome_at", "customer", "profile"])
  var simulatedConversationKeys = MemberMap([
    "id", "outcome", "turns", "simulator", "customer", "profile", "replays", "ended_by", "end_word",
  ])
  var turnKeys = MemberMap(["role", "text", "at"])
  var simulationKeys = MemberMap(["conversation", "turn", "simulator", "draw", "text"])
  var labelKeys = MemberMap([
    "conversation", "turn", "source", "instrument", "stage", "emotion", "blocker", "exit", "action", "signal",
    "convergence", "draw", "rationale",
  ])
  var reviewKeys = MemberMap([
    "conversation", "turn", "simulator", "draw", "reviewer", "flag", "tags", "note", "severity", "at", "blind", "seen",
  ])
  var extra = RawObject()
  var turnExtra = RawObject()
  var turns: [UInt8] = []
  var profile: [UInt8] = []
  var roles: [UInt8] = []

  init(description: AuditDescription, held: HeldRecords) {
    self.description = description
    outcomes = CodeBook(description.outcome.strata.map(\.id))
    stages = CodeBook(description.schema.stages.map(\.id))
    emotions = CodeBook(description.schema.emotions)
    blockers = CodeBook(description.schema.blockers)
    exits = CodeBook(description.schema.exits)
    actions = CodeBook(description.schema.actions)
    simulators = CodeBook(description.simulators.map(\.id))
    instruments = CodeBook(description.instruments.map(\.id))
    areEmptySilent = description.simulators.map { $0.emptyIsNoReply == true }
    silences = description.simulators.map { $0.noReply.flatMap(SilenceWords.init) }
    dictionaries = RecordDictionaries(holdings: held.dictionaries, simulators: description.simulators.map(\.id))
    conversations = held.conversations
    heldConversations = held.conversations.count
    areSeen = Array(repeating: false, count: heldConversations)
    mayChange = held.mayChange
    simulatedConversations = held.simulatedConversations
    simulations = held.simulations
  }

  /// What became of a row.
  enum Verdict {
    case taken
    /// It belongs to a turn that was dropped after the outcome.
    case dropped
  }

  mutating func check(_ object: JSONView, kind: BundleFiles.Kind, line: Int) throws(RowProblem) -> Verdict {
    guard object.kind == .object else { throw RowProblem(.notAnObject, "the line is \(object.kindName)") }
    extra.removeAll()
    defer { notes.credentials = extra.credentials + turnExtra.credentials }
    let start = batch.bytes.count
    do throws(RowProblem) {
      switch kind {
      case .conversations: return try checkConversation(object, line: line)
      case .simulations: return try checkSimulation(object, line: line)
      case .labels: return try checkLabel(object, line: line)
      case .reviews: return try checkReview(object, line: line)
      }
    } catch {
      batch.bytes.removeLast(batch.bytes.count - start)
      dependents.note(kind, object, of: conversations)
      throw error
    }
  }

  /// Makes room for what comes of a long line at once, so that it is not copied as it grows.
  mutating func reserve(_ count: Int) { batch.bytes.reserveCapacity(batch.bytes.count + count) }

  /// Gives back what a long line took.
  mutating func release() {
    if extra.bytes.capacity > RecordChecker.keptCapacity { extra = extra.emptied }
    if turnExtra.bytes.capacity > RecordChecker.keptCapacity { turnExtra = turnExtra.emptied }
    if turns.capacity > RecordChecker.keptCapacity { turns = [] }
    if profile.capacity > RecordChecker.keptCapacity { profile = [] }
  }

  /// The batch so far, which starts anew.
  mutating func takeBatch() -> RecordBatch {
    let taken = batch
    batch = RecordBatch()
    batch.bytes.reserveCapacity(min(taken.bytes.count + taken.bytes.count / 8, RecordChecker.keptCapacity))
    batch.simulations.reserveCapacity(taken.simulations.count)
    batch.labels.reserveCapacity(taken.labels.count)
    return taken
  }
}

extension RecordChecker {
  /// The number of the conversation that a row belongs to.
  mutating func conversation(_ value: JSONView?) throws(RowProblem) -> UInt32 {
    guard let value else { throw RowProblem.missing("conversation") }
    guard value.isName else { throw RowProblem.mistyped("conversation", value, expected: "a string") }
    if let number = value.withName({ conversations.number(of: $0) }) ?? nil { return number }
    if simulatedNumber(named: value) != nil {
      throw RowProblem(
        .ofSimulatedConversation, key: "conversation", "“\(value.excerpt)” is a whole simulated conversation")
    }
    if dependents.hasConversation(value) {
      throw RowProblem(.ofRefusedConversation, key: "conversation", "“\(value.excerpt)” was refused")
    }
    throw RowProblem(.unknownConversation, key: "conversation", "“\(value.excerpt)” does not exist")
  }

  func turn(_ value: JSONView?) throws(RowProblem) -> Int {
    guard let value else { throw RowProblem.missing("turn") }
    guard let turn = value.integer, turn >= 0 else {
      throw RowProblem(.mistypedKey, key: "turn", "is \(value.described), not a whole number from 0")
    }
    if turn > RecordKey.maximumTurn { throw RowProblem(.turnTooLarge, key: "turn", "is \(turn)") }
    return turn
  }

  /// The draw and whether it was left out.
  func draw(_ value: JSONView?) throws(RowProblem) -> (draw: Int, isImplied: Bool) {
    guard let value else { return (0, true) }
    guard let draw = value.integer, draw >= 0 else {
      throw RowProblem(.mistypedKey, key: "draw", "is \(value.described), not a whole number from 0")
    }
    return (draw, false)
  }

  mutating func simulator(_ value: JSONView?, key: String) throws(RowProblem) -> Int {
    guard let value else { throw RowProblem.missing(key) }
    guard value.isName else { throw RowProblem.mistyped(key, value, expected: "a string") }
    if let code = value.withName({ simulators.code(of: $0) }) ?? nil { return code }
    throw RowProblem(.unknownSimulator, key: key, "“\(value.excerpt)” is not named there")
  }

  /// The code of an optional label, ``Code/missing`` where it is absent or null.
  func code(
    _ value: JSONView?, in book: CodeBook, key: String, reason: Refusal.Reason = .unknownValue
  ) throws(RowProblem) -> UInt8 {
    guard let value, !value.isNull else { return Code.missing }
    guard value.isString else { throw RowProblem.mistyped(key, value, expected: "a string") }
    if let code = value.withString({ book.code(of: $0) }) ?? nil { return UInt8(code) }
    throw RowProblem(reason, key: key, "“\(value.excerpt)” is not in the schema")
  }

  /// Puts a name into the batch; absent where it is missing or null.
  mutating func optionalName(_ value: JSONView?, key: String) throws(RowProblem) -> RecordBatch.Span {
    guard let value, !value.isNull else { return .absent }
    guard let span = value.withName({ batch.append($0) }) else {
      throw RowProblem.mistyped(key, value, expected: "a string")
    }
    return span
  }

  /// Puts a string into the batch; absent where it is missing or null.
  mutating func optionalText(_ value: JSONView?, key: String) throws(RowProblem) -> RecordBatch.Span {
    guard let value, !value.isNull else { return .absent }
    let start = batch.bytes.count
    guard value.append(to: &batch.bytes) else { throw RowProblem.mistyped(key, value, expected: "a string") }
    return .init(start: start, count: batch.bytes.count - start)
  }

  mutating func takeExtra() -> RecordBatch.Span {
    guard !extra.isEmpty else { return .absent }
    extra.close()
    return batch.append(extra.bytes)
  }
}

extension RecordBatch {
  mutating func append(_ text: some Collection<UInt8>) -> Span {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return Span(start: start, count: bytes.count - start)
  }
}
