/// What a filter needs besides the case table: reviews, and who can search text and names.
public struct FilterContext: Sendable {
  public var reviews: ReviewIndex
  /// Whether there are no reviews to look at, as where shards were taken together: a filter by them is an error.
  public var lacksReviews: Bool
  /// Finds turns by their words; `nil` where text cannot be searched.
  public var findText: (@Sendable (TextQuery) throws -> TextHits)?
  /// What was found in the table before.
  public var foundText: FoundText?
  /// Finds the store's keys of conversations by id or customer; `nil` where they cannot be looked up.
  public var findConversations: (@Sendable (ConversationQuery) throws -> [UInt32])?
  /// Finds a profile field that is no column of the table, one value a conversation; `nil` where none can be.
  public var findProfile: (@Sendable (_ field: String) throws -> ProfileColumn?)?

  public init(
    reviews: ReviewIndex = ReviewIndex(), lacksReviews: Bool = false,
    findText: (@Sendable (TextQuery) throws -> TextHits)? = nil, foundText: FoundText? = nil,
    findConversations: (@Sendable (ConversationQuery) throws -> [UInt32])? = nil,
    findProfile: (@Sendable (_ field: String) throws -> ProfileColumn?)? = nil
  ) {
    self.reviews = reviews
    self.lacksReviews = lacksReviews
    self.findText = findText
    self.foundText = foundText
    self.findConversations = findConversations
    self.findProfile = findProfile
  }
}

/// Words to find in turns.
public struct TextQuery: Sendable, Hashable {
  public enum Scope: Sendable, Hashable {
    /// The user turns that simulators replace.
    case realTurns
    /// What simulators wrote.
    case simulatedTurns
    /// Any turn of the real conversation.
    case conversations
  }

  public var scope: Scope
  /// What the text contains, in any letter case; never empty.
  public var words: String

  public init(scope: Scope, words: String) {
    self.scope = scope
    self.words = words
  }
}

/// Where words were found. Only the list that the scope asks for is read.
public struct TextHits: Sendable, Hashable {
  public struct RealTurn: Sendable, Hashable {
    /// The store's key of the conversation.
    public var conversation: UInt32
    public var turn: UInt16

    public init(conversation: UInt32, turn: UInt16) {
      self.conversation = conversation
      self.turn = turn
    }
  }

  public struct SimulatedTurn: Sendable, Hashable {
    /// The store's key of the conversation.
    public var conversation: UInt32
    public var turn: UInt16
    /// Whose draw it is: a place in ``TextHits/sources``.
    public var source: UInt16

    public init(conversation: UInt32, turn: UInt16, source: UInt16) {
      self.conversation = conversation
      self.turn = turn
      self.source = source
    }
  }

  public var realTurns: [RealTurn]
  public var simulatedTurns: [SimulatedTurn]
  public var sources: [LabelSource]
  /// The store's keys of conversations.
  public var conversations: [UInt32]

  public init(
    realTurns: [RealTurn] = [], simulatedTurns: [SimulatedTurn] = [], sources: [LabelSource] = [],
    conversations: [UInt32] = []
  ) {
    self.realTurns = realTurns
    self.simulatedTurns = simulatedTurns
    self.sources = sources
    self.conversations = conversations
  }
}

/// Conversations to find by a name.
public struct ConversationQuery: Sendable, Hashable {
  public enum Name: Sendable, Hashable {
    case id
    case customer
  }

  public var name: Name
  /// The name, or a part of it in any letter case.
  public var text: String
  public var isPart: Bool

  public init(name: Name, text: String, isPart: Bool) {
    self.name = name
    self.text = text
    self.isPart = isPart
  }
}
