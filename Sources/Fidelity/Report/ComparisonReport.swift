import Cases

/// Two simulators on the conversations that both cover.
public struct ComparisonReport: Sendable, Hashable {
  /// One stratum.
  public struct Stratum: Sendable, Hashable {
    public var id: String
    public var conversations: Int
    public var bias: Figure
    public var otherBias: Figure
    /// Bias of the simulator − bias of the other, paired.
    public var difference: Figure
    /// Both biases beside what a reference shows at the same probes.
    public var floored: FlooredFigure?
    public var otherFloored: FlooredFigure?
    /// Their difference beside the difference of what a reference shows at either’s probes, paired.
    public var flooredDifference: FlooredFigure?

    public init(id: String, conversations: Int, bias: Figure, otherBias: Figure, difference: Figure) {
      self.id = id
      self.conversations = conversations
      self.bias = bias
      self.otherBias = otherBias
      self.difference = difference
    }
  }

  public var simulator: String
  public var other: String
  public var conversations: Int
  public var strata: [Stratum]
  /// Δ of the simulator on the common conversations.
  public var contrast: Figure
  public var otherContrast: Figure
  /// Δ − Δ of the other, paired.
  public var difference: Figure
  /// Two-sided, of the paired difference; a reason where no floor stands beside it.
  public var p: Quantity
  /// Both contrasts beside what a reference shows at the same probes.
  public var floored: FlooredFigure?
  public var otherFloored: FlooredFigure?
  /// Their difference beside the difference of the floors, paired.
  public var flooredDifference: FlooredFigure?
}
