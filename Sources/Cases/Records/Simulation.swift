/// A user turn that a simulator wrote at a probe point.
public struct Simulation: Sendable, Hashable {
  public var conversation: String
  /// The user turn it replaces; the number of turns for an exit probe.
  public var turn: Int
  public var simulator: String
  public var draw: Int
  /// What it wrote; `nil` where it chose not to reply.
  public var text: String?

  public init(conversation: String, turn: Int, simulator: String, draw: Int = 0, text: String?) {
    self.conversation = conversation
    self.turn = turn
    self.simulator = simulator
    self.draw = draw
    self.text = text
  }
}
