/// Who or what ended a whole simulated conversation, as whoever ran it wrote it down.
public enum EndedBy: String, Sendable, Hashable, Codable, CaseIterable {
  case user, agent, limit, error, unknown

  /// Its place among all.
  public var code: UInt8 {
    switch self {
    case .user: 0
    case .agent: 1
    case .limit: 2
    case .error: 3
    case .unknown: 4
    }
  }

  public init?(code: UInt8) {
    guard let value = EndedBy.allCases.first(where: { $0.code == code }) else { return nil }
    self = value
  }
}

extension RecordBatch {
  /// A whole conversation in which a simulator spoke as the user.
  public struct SimulatedConversationRow: Sendable {
    /// Numbered apart from real conversations.
    public var key: UInt32
    public var line: Int
    public var id: Span
    /// The simulator's id.
    public var simulator: Span
    /// The key of the real conversation whose task and profile it was given.
    public var replays: UInt32?
    /// As it was written: ``Code/missing`` where it is inherited, or there is none.
    public var stratum: UInt8
    /// ``EndedBy/code``, or ``Code/missing``.
    public var endedBy: UInt8
    public var endWord = Span.absent
    public var customer = Span.absent
    /// ``PackedProfile``
    public var profile = Span.absent
    /// ``PackedTurns``
    public var turns: Span
    /// The joined texts of the turns.
    public var text: Span
    /// A JSON object of all keys that have no column.
    public var extra = Span.absent

    public init(
      key: UInt32, line: Int, id: Span, simulator: Span, replays: UInt32?, stratum: UInt8, endedBy: UInt8, turns: Span,
      text: Span
    ) {
      self.key = key
      self.line = line
      self.id = id
      self.simulator = simulator
      self.replays = replays
      self.stratum = stratum
      self.endedBy = endedBy
      self.turns = turns
      self.text = text
    }
  }
}

extension RecordTexts {
  /// A whole conversation in which a simulator spoke as the user.
  public struct SimulatedConversation {
    /// The store's.
    public var key: UInt32
    public var id: UnsafeRawBufferPointer
    /// The simulator's id.
    public var simulator: UnsafeRawBufferPointer
    /// The id of the real conversation whose task and profile it was given.
    public var replays: UnsafeRawBufferPointer?
    /// Its key.
    public var replaysKey: UInt32?
    /// As it was written; ``Code/missing`` where nothing was.
    public var stratum: UInt8
    /// That of the replayed conversation where none was written.
    public var meantStratum: UInt8
    /// Whether the stratum is that of the replayed conversation.
    public var inheritsStratum: Bool { stratum == Code.missing && meantStratum != Code.missing }
    public var endedBy: EndedBy?
    public var endWord: UnsafeRawBufferPointer?
    public var customer: UnsafeRawBufferPointer?
    /// ``PackedProfile``
    public var profile: UnsafeRawBufferPointer?
    /// ``PackedTurns``
    public var turns: UnsafeRawBufferPointer
    public var text: UnsafeRawBufferPointer
    public var extra: UnsafeRawBufferPointer?

    public init(
      key: UInt32, id: UnsafeRawBufferPointer, simulator: UnsafeRawBufferPointer, replays: UnsafeRawBufferPointer?,
      stratum: UInt8, meantStratum: UInt8, endedBy: EndedBy?, turns: UnsafeRawBufferPointer,
      text: UnsafeRawBufferPointer
    ) {
      self.key = key
      self.id = id
      self.simulator = simulator
      self.replays = replays
      self.stratum = stratum
      self.meantStratum = meantStratum
      self.endedBy = endedBy
      self.turns = turns
      self.text = text
    }
  }
}
