/// One line of the case list: what the table does not hold.
public struct CasePreview: Sendable, Hashable {
  public var conversationID: String
  /// The real turn; `nil` where the real user never answered. Of a whole conversation the user's first turn.
  public var realText: String?
  /// The simulated turn; `nil` where the simulator chose silence.
  public var simulatedText: String?

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

    public init(simulator: String, draw: Int, text: String?, labels: [Label]) {
      self.simulator = simulator
      self.draw = draw
      self.text = text
      self.labels = labels
    }
  }

  public var conversation: Conversation
  public var turn: Int
  /// Real and agent-action labels of the whole conversation, for the margin.
  public var labels: [Label]
  public var answers: [Answer]
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
