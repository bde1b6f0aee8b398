/// What hands out the records of an audit: a store, seen from a writer of bundles.
public protocol RecordSource {
  /// The text of `audit.json`, as it was written.
  var auditJSON: String { get }
  var description: AuditDescription { get }

  /// Shows every record to `visitor`: the dictionaries, then conversations, simulated conversations, simulations, labels,
  /// those of simulated conversations and reviews, all as they were at one moment.
  ///
  /// - Parameter keys: The conversations that are meant, ascending, and with them the simulated ones that replay them;
  ///   all where it is `nil`.
  func forEachRecord(ofConversations keys: [UInt32]?, _ visitor: some RecordVisitor) throws
}

/// Looks at the records of an audit one after the other. The buffers live as long as the call.
public protocol RecordVisitor: AnyObject {
  func begin(_ dictionaries: StoreHoldings) throws
  func visit(_ conversation: RecordTexts.Conversation) throws
  func visit(_ conversation: RecordTexts.SimulatedConversation) throws
  func visit(_ simulation: RecordTexts.Simulation) throws
  func visit(_ label: RecordTexts.Label) throws
  /// - Parameter json: The review as a JSON object.
  func visit(review json: UnsafeRawBufferPointer) throws
}

/// Records as a store keeps them.
public enum RecordTexts {
  public struct Conversation {
    public var id: UnsafeRawBufferPointer
    public var stratum: UInt8
    public var outcomeAt: UnsafeRawBufferPointer?
    public var customer: UnsafeRawBufferPointer?
    /// ``PackedProfile``
    public var profile: UnsafeRawBufferPointer?
    /// ``PackedTurns``
    public var turns: UnsafeRawBufferPointer
    public var text: UnsafeRawBufferPointer
    public var extra: UnsafeRawBufferPointer?

    public init(
      id: UnsafeRawBufferPointer, stratum: UInt8, outcomeAt: UnsafeRawBufferPointer?,
      customer: UnsafeRawBufferPointer?, profile: UnsafeRawBufferPointer?, turns: UnsafeRawBufferPointer,
      text: UnsafeRawBufferPointer, extra: UnsafeRawBufferPointer?
    ) {
      self.id = id
      self.stratum = stratum
      self.outcomeAt = outcomeAt
      self.customer = customer
      self.profile = profile
      self.turns = turns
      self.text = text
      self.extra = extra
    }
  }

  public struct Simulation {
    /// The id of the conversation.
    public var conversation: UnsafeRawBufferPointer
    /// ``RecordKey`` with the number of the source.
    public var key: Int64
    public var text: UnsafeRawBufferPointer?
    public var extra: UnsafeRawBufferPointer?
    public var drawIsImplied: Bool

    public init(
      conversation: UnsafeRawBufferPointer, key: Int64, text: UnsafeRawBufferPointer?,
      extra: UnsafeRawBufferPointer?, drawIsImplied: Bool
    ) {
      self.conversation = conversation
      self.key = key
      self.text = text
      self.extra = extra
      self.drawIsImplied = drawIsImplied
    }
  }

  public struct Label {
    /// The id of the conversation.
    public var conversation: UnsafeRawBufferPointer
    /// ``RecordKey`` with the number of the series.
    public var key: Int64
    public var codes: LabelCodes
    public var signal: UnsafeRawBufferPointer?
    public var convergence: Double?
    public var rationale: UnsafeRawBufferPointer?
    public var extra: UnsafeRawBufferPointer?
    public var drawIsImplied: Bool
    /// Whether the conversation is a whole simulated one.
    public var isOfSimulatedConversation = false

    public init(
      conversation: UnsafeRawBufferPointer, key: Int64, codes: LabelCodes, signal: UnsafeRawBufferPointer?,
      convergence: Double?, rationale: UnsafeRawBufferPointer?, extra: UnsafeRawBufferPointer?, drawIsImplied: Bool
    ) {
      self.conversation = conversation
      self.key = key
      self.codes = codes
      self.signal = signal
      self.convergence = convergence
      self.rationale = rationale
      self.extra = extra
      self.drawIsImplied = drawIsImplied
    }
  }
}
