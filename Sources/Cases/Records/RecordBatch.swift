/// Some checked records on their way from a file into a store: rows of numbers, and their texts in one run of bytes.
public struct RecordBatch: Sendable {
  /// Where a text lies in ``RecordBatch/bytes``; a negative count says that there is none.
  public struct Span: Sendable, Hashable {
    public var start: Int32
    public var count: Int32

    public init(start: Int, count: Int) {
      self.start = Int32(start)
      self.count = Int32(count)
    }

    public static let absent = Span(start: 0, count: -1)
  }

  public struct ConversationRow: Sendable {
    public var key: UInt32
    public var line: Int
    public var stratum: UInt8
    public var id: Span
    public var outcomeAt = Span.absent
    public var customer = Span.absent
    /// ``PackedProfile``
    public var profile = Span.absent
    /// ``PackedTurns``
    public var turns: Span
    /// The joined texts of the turns.
    public var text: Span
    /// A JSON object of all keys that have no column.
    public var extra = Span.absent

    public init(key: UInt32, line: Int, stratum: UInt8, id: Span, turns: Span, text: Span) {
      self.key = key
      self.line = line
      self.stratum = stratum
      self.id = id
      self.turns = turns
      self.text = text
    }
  }

  public struct SimulationRow: Sendable {
    /// ``RecordKey`` with the number of the source.
    public var key: Int64
    public var line: Int
    public var text: Span
    public var extra = Span.absent
    /// Whether the line named no draw and 0 was meant.
    public var drawIsImplied: Bool

    public init(key: Int64, line: Int, text: Span, drawIsImplied: Bool) {
      self.key = key
      self.line = line
      self.text = text
      self.drawIsImplied = drawIsImplied
    }
  }

  public struct LabelRow: Sendable {
    /// ``RecordKey`` with the number of the series.
    public var key: Int64
    public var line: Int
    public var codes: LabelCodes
    public var signal = Span.absent
    public var convergence: Double?
    public var rationale = Span.absent
    public var extra = Span.absent
    /// Whether the line named no draw and 0 was meant.
    public var drawIsImplied: Bool

    public init(key: Int64, line: Int, codes: LabelCodes, drawIsImplied: Bool) {
      self.key = key
      self.line = line
      self.codes = codes
      self.drawIsImplied = drawIsImplied
    }
  }

  public struct ReviewRow: Sendable {
    public var review: Review
    /// The store's key of the conversation.
    public var conversation: UInt32
    public var line: Int
    /// The JSON object as it was written.
    public var json: String

    public init(review: Review, conversation: UInt32, line: Int, json: String) {
      self.review = review
      self.conversation = conversation
      self.line = line
      self.json = json
    }
  }

  public var bytes: [UInt8] = []
  /// Entries that the dictionaries of sources, series and profile fields got; they continue what the store has.
  public var newSources: [LabelSource] = []
  public var newSeries: [LabelSeries] = []
  public var newFields: [String] = []
  public var conversations: [ConversationRow] = []
  public var simulatedConversations: [SimulatedConversationRow] = []
  public var simulations: [SimulationRow] = []
  public var labels: [LabelRow] = []
  /// Their keys have the number of a simulated conversation.
  public var simulatedLabels: [LabelRow] = []
  public var reviews: [ReviewRow] = []

  public init() {}

  public var isEmpty: Bool {
    count == 0 && newSources.isEmpty && newSeries.isEmpty && newFields.isEmpty
  }

  /// Rows of all kinds.
  public var count: Int {
    conversations.count + simulatedConversations.count + simulations.count + labels.count + simulatedLabels.count
      + reviews.count
  }
}

/// One instrument's labels of one source: an entry of the dictionary that the keys of labels use.
public struct LabelSeries: Sendable, Hashable {
  /// The number of the source.
  public var source: Int
  /// The place of the instrument in ``AuditDescription/instruments``.
  public var instrument: Int

  public init(source: Int, instrument: Int) {
    self.source = source
    self.instrument = instrument
  }
}
