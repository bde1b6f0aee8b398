internal import Cases
internal import GRDB

/// What an import finds of the rows that a store has from the same bundle.
struct BundleRows {
  /// The imports of the same bundle; empty where there are none, and then nothing can be gone.
  let imports: Set<Int>
  /// The number of this import.
  private let number: Int
  /// The import whose rows are the store's own answers.
  let probing: Int?
  let terms: ImportTerms

  private(set) var conversations = SeenKeys()
  private(set) var simulatedConversations = SeenKeys()
  private(set) var simulations = SeenKeys()
  private(set) var labels = SeenKeys()
  private(set) var simulatedLabels = SeenKeys()
  /// Answers asked for here that the bundle's rows have replaced.
  private(set) var replacedAnswers = 0
  /// Conversations and simulations whose text is another one now.
  private(set) var changedConversations: [UInt32] = []
  private(set) var changedSimulations: [Int64] = []
  /// Simulated conversations that are others now, in their text or otherwise.
  private(set) var changedSimulatedConversations: [UInt32] = []

  /// - Parameter isSame: Whether a source is the folder that is imported.
  init(_ db: Database, number: Int, terms: ImportTerms, isSame: (String) -> Bool) throws {
    self.number = number
    self.terms = terms
    let rows = try Row.fetchAll(
      db, sql: "SELECT number, source FROM import WHERE number < ? AND source IS NOT NULL", arguments: [number])
    let sources = try rows.map { row in
      (number: try row.integer(0, of: "import"), name: try row.text(1, of: "import"))
    }
    probing = sources.first { $0.name == ProbingImport.source }?.number
    imports = Set(sources.filter { $0.name != ProbingImport.source && isSame($0.name) }.map(\.number))
  }

  /// Notes that a row came; returns whether it is the first with its key.
  mutating func see(_ kind: RecordConflict.Kind, _ key: Int64) -> Bool {
    switch kind {
    case .conversation: conversations.insert(key)
    case .simulatedConversation: simulatedConversations.insert(key)
    case .simulation: simulations.insert(key)
    case .label: labels.insert(key)
    case .simulatedLabel: simulatedLabels.insert(key)
    case .review: true
    }
  }

  /// What a row means under whose key the store holds another, or the same.
  func verdict(_ held: RecordStatements.Held, isFirst: Bool) -> RecordConflict.Verdict {
    if held.number == number || !isFirst { return .duplicate }
    if held.isSame || (terms.saysNoOutcomes && held.givesNoOutcome) { return .unchanged }
    if held.lacksOutcome { return .completes }
    return held.number == probing ? .answered : .differs
  }

  /// Takes the request away whose answer the bundle's row has replaced.
  mutating func replaceAnswer(_ kind: RecordConflict.Kind, _ key: Int64, in db: Database) throws {
    let name = kind == .label ? "label" : "simulation"
    try db.cachedStatement(sql: "DELETE FROM request WHERE kind = ? AND key = ?").execute(arguments: [name, key])
    replacedAnswers += 1
  }

  /// Notes that the words of a row are others now.
  mutating func noteChange(_ kind: RecordConflict.Kind, _ key: Int64) {
    if kind == .conversation { changedConversations.append(UInt32(truncatingIfNeeded: key)) }
    if kind == .simulation { changedSimulations.append(key) }
    if kind == .simulatedConversation { changedSimulatedConversations.append(UInt32(truncatingIfNeeded: key)) }
  }

  /// The keys of the rows of this bundle that did not come again, ascending.
  func gone(_ kind: RecordConflict.Kind, in db: Database) throws -> [Int64] {
    guard !imports.isEmpty else { return [] }
    let (table, seen) =
      switch kind {
      case .conversation: ("conversation", conversations)
      case .simulatedConversation: (SimulatedConversationTable.name, simulatedConversations)
      case .simulation: ("simulation", simulations)
      case .simulatedLabel: (SimulatedLabelTable.name, simulatedLabels)
      case .label, .review: ("label", labels)
      }
    let rows = try RawStatement(db, "SELECT key FROM \(table) ORDER BY key")
    var keys: [Int64] = []
    while try rows.step() {
      if !seen.contains(rows.int64(0)) { keys.append(rows.int64(0)) }
    }
    let origin = try RawStatement(db, "SELECT import FROM \(table) WHERE key = ?")
    return try keys.filter { key in
      origin.bind(key, 1)
      defer { origin.reset() }
      return try origin.step() && imports.contains(origin.int(0))
    }
  }
}
