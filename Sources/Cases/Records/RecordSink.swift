/// What takes checked records: a store, seen from an importer.
///
/// Calls come from one thread: ``begin(audit:description:)``, the look at what is there, then batches.
public protocol RecordSink: AnyObject {
  /// Starts the import of an audit.
  ///
  /// - Parameters:
  ///   - audit: The text of `audit.json`, kept as it is.
  /// - Returns: What the store held before.
  /// - Throws: Where the store holds another audit.
  func begin(audit: String, description: AuditDescription) throws -> StoreHoldings

  /// Calls `body` with every conversation that the store held before, in the order of the keys.
  func forEachConversation(_ body: (_ id: UnsafeBufferPointer<UInt8>, _ turns: UnsafeRawBufferPointer) -> Void) throws

  /// Calls `body` with the key of every simulation that the store held before, ascending.
  func forEachSimulation(_ body: (_ key: Int64) -> Void) throws

  /// Stores a batch and tells which rows were there already.
  func write(_ batch: RecordBatch) throws -> [RecordConflict]
}

/// What a store held before an import: the dictionaries that keys refer to.
public struct StoreHoldings: Sendable {
  public var conversations = 0
  public var sources: [LabelSource] = []
  public var series: [LabelSeries] = []
  public var fields: [String] = []

  public init() {}
}

/// A row that a store had already.
public struct RecordConflict: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case conversation, simulation, label, review
  }

  public enum Verdict: Sendable, Hashable {
    /// The same import brought another row with this key.
    case duplicate
    /// The store had exactly this before.
    case unchanged
    /// The store had something else under this key.
    case differs
    /// The store has a later review of this case by this reviewer.
    case older
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
