/// Whose turn a label describes.
public enum LabelSource: Sendable, Hashable {
  case real
  case agent
  case simulator(id: String, draw: Int)
}

/// A decision state (or an agent's action) that an instrument gave to one turn.
public struct Label: Sendable, Hashable {
  public var conversation: String
  public var turn: Int
  public var source: LabelSource
  public var instrument: String
  public var stage: String?
  public var emotion: String?
  public var blocker: String?
  public var exit: String?
  public var action: String?
  /// The words of the turn that decided the label.
  public var signal: String?
  public var convergence: Double?
  public var rationale: String?

  public init(
    conversation: String, turn: Int, source: LabelSource, instrument: String, stage: String? = nil,
    emotion: String? = nil, blocker: String? = nil, exit: String? = nil, action: String? = nil, signal: String? = nil,
    convergence: Double? = nil, rationale: String? = nil
  ) {
    self.conversation = conversation
    self.turn = turn
    self.source = source
    self.instrument = instrument
    self.stage = stage
    self.emotion = emotion
    self.blocker = blocker
    self.exit = exit
    self.action = action
    self.signal = signal
    self.convergence = convergence
    self.rationale = rationale
  }
}
