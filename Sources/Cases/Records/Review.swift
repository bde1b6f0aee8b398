/// What a person said of one case, or of a conversation as a whole. At most one a case and reviewer; a later one replaces
/// an earlier one.
public struct Review: Sendable, Hashable {
  /// The labels that a reviewer gave without seeing the instrument's or the source.
  public struct BlindLabel: Sendable, Hashable {
    public var stage: String?
    public var emotion: String?
    public var blocker: String?
    public var exit: String?
    /// How the turn came to be labelled; `nil` where no round drew it.
    public var drawn: Drawn?
    /// Whether the reviewer passed it over on purpose.
    public var isSkipped = false
    /// What the reviewer noted of the turn.
    public var note: String?
    /// How long the turn was looked at until it was labelled.
    public var seconds: Double?

    public init(stage: String? = nil, emotion: String? = nil, blocker: String? = nil, exit: String? = nil) {
      self.stage = stage
      self.emotion = emotion
      self.blocker = blocker
      self.exit = exit
    }
  }

  /// By which round a turn was drawn, and how likely that was: what its label stands for in the population.
  public struct Drawn: Sendable, Hashable {
    public var round: String
    /// In 0 < … ≤ 1.
    public var probability: Double

    public init(round: String, probability: Double) {
      self.round = round
      self.probability = probability
    }
  }

  public var conversation: String
  /// 0 where it is of the whole conversation.
  public var turn: Int
  /// Empty where it is of the whole conversation.
  public var simulator: String
  public var draw: Int
  public var reviewer: String
  public var flag: Bool
  /// Whether the reviewer has read it.
  public var seen: Bool
  public var tags: [String]
  public var note: String?
  public var severity: Double?
  /// RFC 3339.
  public var at: String?
  public var blindReal: BlindLabel?
  public var blindSimulated: BlindLabel?

  public init(
    conversation: String, turn: Int, simulator: String, draw: Int = 0, reviewer: String, flag: Bool = false,
    seen: Bool = false, tags: [String] = [], note: String? = nil, severity: Double? = nil, at: String? = nil,
    blindReal: BlindLabel? = nil, blindSimulated: BlindLabel? = nil
  ) {
    self.conversation = conversation
    self.turn = turn
    self.simulator = simulator
    self.draw = draw
    self.reviewer = reviewer
    self.flag = flag
    self.seen = seen
    self.tags = tags
    self.note = note
    self.severity = severity
    self.at = at
    self.blindReal = blindReal
    self.blindSimulated = blindSimulated
  }

  /// Whether it is of the conversation as a whole, and of no simulated turn.
  public var isOfConversation: Bool { simulator.isEmpty }

  /// Whether nothing is left of it.
  public var isEmpty: Bool { !seen && saysNothing }

  /// Whether it is at most a read mark, so that there is nothing to show.
  public var saysNothing: Bool {
    !flag && tags.isEmpty && (note ?? "").isEmpty && severity == nil && blindReal == nil && blindSimulated == nil
  }
}
