/// Every pair of an audit as dictionary-coded columns: the heart of filtering, counting and resampling.
///
/// One row a pair, sorted by (conversation, turn, series), so that the rows of a conversation are one range. Columns
/// hold codes (see ``Code``) of the dictionaries in ``description``, ``positions`` and ``series``. Texts stay in the
/// store.
public struct CaseTable: Sendable {
  /// One simulator's draw as one instrument labelled it: what is compared with the real turn.
  public struct Series: Sendable, Hashable {
    public var simulator: String
    public var instrument: String
    public var draw: Int

    public init(simulator: String, instrument: String, draw: Int) {
      self.simulator = simulator
      self.instrument = instrument
      self.draw = draw
    }
  }

  public var description: AuditDescription
  public var positions: PositionDictionary
  public var series: [Series]
  public var conversations: ConversationColumns
  public var pairs: PairColumns
  /// Labels without a pair, where there are several instruments.
  public var loneLabels = LoneLabels()
  /// Probes without a pair, for want of a label.
  public var unlabelledProbes = UnlabelledProbes()
  /// Whole conversations, real and simulated, beside each other.
  public var whole = WholeConversations()
  /// Whether every row is a whole conversation, and none a pair: see ``ofConversations``.
  public internal(set) var listsConversations = false
  /// Whether it is of whole conversations, and the audit has cases as well.
  public internal(set) var isBesideCases = false
  /// Profile fields beyond those that are columns; they are looked up where a filter names them.
  public var furtherFields: [String] = []

  public init(
    description: AuditDescription, positions: PositionDictionary, series: [Series],
    conversations: ConversationColumns, pairs: PairColumns
  ) {
    self.description = description
    self.positions = positions
    self.series = series
    self.conversations = conversations
    self.pairs = pairs
  }

  /// The stratum of a row, ``Stratum/unknown`` where its outcome is not known.
  public func stratum(ofRow row: Int) -> Stratum {
    let code = Int(pairs.stratum[row])
    return code < description.outcome.strata.count ? description.outcome.strata[code] : .unknown
  }

  /// The number of pairs.
  public var count: Int { pairs.conversation.count }
}

/// One row a conversation that has pairs or not, in the order of the import.
public struct ConversationColumns: Sendable, Equatable {
  /// The store's key of the conversation.
  public var key: [UInt32] = []
  /// Index in `description.outcome.strata`; ``Code/missing`` where the outcome is not known.
  public var stratum: [UInt8] = []
  /// The cluster: equal for conversations of one customer, else unique. `0 ..< clusterCount`.
  public var cluster: [UInt32] = []
  /// The number of user turns.
  public var userTurns: [UInt16] = []
  /// The number of turns, whoever speaks; empty, as are the next three, where a table was made without the record.
  public var turns: [UInt16] = []
  /// The number of agent turns.
  public var agentTurns: [UInt16] = []
  /// The number of agent turns that met with silence (see ``ExitRecord``).
  public var silences: [UInt16] = []
  /// 1 where nobody answered the last agent turn, else 0.
  public var isAbandoned: [UInt8] = []
  /// `firstPair[c] ..< firstPair[c + 1]` are the rows of conversation `c`; one entry more than conversations.
  public var firstPair: [UInt32] = [0]
  public var clusterCount = 0
  /// The profile fields, each a dictionary-coded column over conversations.
  public var profile: [ProfileColumn] = []

  public init() {}

  public var count: Int { key.count }
}

/// One profile field of every conversation.
public struct ProfileColumn: Sendable, Equatable {
  public var name: String
  /// The distinct values, in order of first appearance.
  public var values: [String]
  /// Index in `values`, or `ProfileColumn.missing`.
  public var codes: [UInt32]

  public static let missing = UInt32.max

  public init(name: String, values: [String], codes: [UInt32]) {
    self.name = name
    self.values = values
    self.codes = codes
  }
}
