/// What takes checked records: a store, seen from an importer.
///
/// Calls come from one thread: ``begin(audit:description:terms:)``, the look at what is there, batches, ``settle()``.
public protocol RecordSink: AnyObject {
  /// Starts the import of an audit.
  ///
  /// - Parameters:
  ///   - audit: The text of `audit.json`, kept as it is.
  ///   - terms: What becomes of what the store holds otherwise, and what is none.
  /// - Returns: What the store held before.
  /// - Throws: Where the store holds another audit.
  func begin(audit: String, description: AuditDescription, terms: ImportTerms) throws -> StoreHoldings

  /// Calls `body` with every conversation that the store held before, in the order of the keys.
  func forEachConversation(_ body: (_ id: UnsafeBufferPointer<UInt8>, _ turns: UnsafeRawBufferPointer) -> Void) throws

  /// Calls `body` with every simulated conversation that the store held before, in the order of the keys.
  func forEachSimulatedConversation(
    _ body: (_ id: UnsafeBufferPointer<UInt8>, _ simulator: String, _ turns: UnsafeRawBufferPointer) -> Void) throws

  /// Calls `body` with the key of every simulation that the store held before and that need not come again, ascending.
  func forEachSimulation(_ body: (_ key: Int64) -> Void) throws

  /// Stores a batch and tells which rows were there already.
  func write(_ batch: RecordBatch) throws -> [RecordConflict]

  /// Ends the reading: what the store has from the same bundle and did not come again goes, unless the store's is kept.
  func settle() throws -> StoreChanges
}

/// What an import does with what the store holds otherwise.
public struct ImportTerms: Sendable, Hashable {
  public var choice = ContradictionChoice.ask
  /// Whether nobody said where outcomes stand in what is read: a row without one then takes none away.
  public var saysNoOutcomes = false
  /// Fields that say the outcome: a profile that still has them, because nobody had said so, is no other one.
  public var outcomeFields: Set<String> = []

  public init() {}
}

/// What becomes of rows where a bundle contradicts what the store holds from before: another text, label or outcome
/// under the same key, or a row of the same bundle that is no longer there.
public enum ContradictionChoice: String, Sendable, Hashable, Codable {
  /// Nothing is taken where there is any: somebody has to choose.
  case ask
  /// The bundle is right.
  case replace
  /// The store is right.
  case keep
}

/// What a store held before an import: the dictionaries that keys refer to.
public struct StoreHoldings: Sendable {
  public var conversations = 0
  public var sources: [LabelSource] = []
  public var series: [LabelSeries] = []
  public var fields: [String] = []
  /// What the rows are read with, where that is not the description that was given.
  public var description: AuditDescription?

  public init() {}
}

/// A row that a store had already.
public struct RecordConflict: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case conversation, simulatedConversation, simulation, label, simulatedLabel, review
  }

  public enum Verdict: Sendable, Hashable {
    /// The same import brought another row with this key.
    case duplicate
    /// The store had exactly this before.
    case unchanged
    /// The store has the same conversation without an outcome, which the row brings.
    case completes
    /// The store had something else under this key: it is replaced or kept, as was chosen.
    case differs
    /// The store has another answer under this key, which it asked for itself: replaced or kept, as was chosen.
    case answered
    /// The store has a later review of this case by this reviewer.
    case older

    /// Whether the store holds something else, so that somebody has to choose.
    public var isContradiction: Bool { self == .differs || self == .answered }
  }

  public var kind: Kind
  public var verdict: Verdict
  public var line: Int
  /// The key of a conversation, or a ``RecordKey``.
  public var key: Int64

  public init(kind: Kind, verdict: Verdict, line: Int, key: Int64) {
    self.kind = kind
    self.verdict = verdict
    self.line = line
    self.key = key
  }
}
