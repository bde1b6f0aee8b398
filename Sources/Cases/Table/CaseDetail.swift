/// One line of the case list: what the table does not hold.
public struct CasePreview: Sendable, Hashable {
  public var conversationID: String
  /// The real turn; `nil` where the real user never answered. Of a whole conversation the user's first turn.
  public var realText: String?
  /// The simulated turn; `nil` where the simulator chose silence.
  public var simulatedText: String?
  /// Of a whole conversation the user's last turn, and its number.
  public var last: LastWords?

  public struct LastWords: Sendable, Hashable {
    public var turn: Int
    public var text: String

    public init(turn: Int, text: String) {
      self.turn = turn
      self.text = text
    }
  }

  public init(conversationID: String, realText: String?, simulatedText: String?) {
    self.conversationID = conversationID
    self.realText = realText
    self.simulatedText = simulatedText
  }
}

/// Everything that the reader shows of a probe point, with all its simulators.
public struct CaseDetail: Sendable, Hashable {
  /// One simulated turn at the probe point, with the labels of every instrument.
  public struct Answer: Sendable, Hashable {
    public var simulator: String
    public var draw: Int
    public var text: String?
    public var labels: [Label]
    /// What its words tell.
    public var faults: [FaultFinding] = []

    public init(simulator: String, draw: Int, text: String?, labels: [Label]) {
      self.simulator = simulator
      self.draw = draw
      self.text = text
      self.labels = labels
    }
  }

  public var conversation: Conversation
  public var turn: Int
  /// Labels of the user's turns (the simulator's in a whole simulated conversation) and of the agent's actions, of the
  /// whole conversation, for the margin.
  public var labels: [Label]
  public var answers: [Answer]
  /// Of a whole simulated conversation what is known besides its turns.
  public var simulated: Simulated?
  /// The faults of a whole conversation, by turn.
  public var faults: [FaultFinding] = []

  public struct Simulated: Sendable, Hashable {
    public var simulator: String
    public var endedBy: EndedBy?
    public var endWord: String?
    /// The real conversation whose task and profile it was given.
    public var replayed: Conversation?
    /// Whether the outcome is that one's, and not what the simulated user did.
    public var inheritsOutcome = false
    /// Its labels, as those of ``CaseDetail/labels``.
    public var replayedLabels: [Label] = []

    public init(simulator: String, endedBy: EndedBy?, endWord: String?, replayed: Conversation?) {
      self.simulator = simulator
      self.endedBy = endedBy
      self.endWord = endWord
      self.replayed = replayed
    }
  }

  /// The reviews of every case at this probe point.
  public var reviews: [Review]

  public init(conversation: Conversation, turn: Int, labels: [Label], answers: [Answer], reviews: [Review]) {
    self.conversation = conversation
    self.turn = turn
    self.labels = labels
    self.answers = answers
    self.reviews = reviews
  }
}
