/// Stages that one person gave blind to one pair.
public struct BlindStages: Sendable, Hashable {
  /// The row in the ``CaseTable``.
  public var row: Int
  public var reviewer: String
  /// Stage codes, ``Code/missing`` where nothing was given.
  public var real: UInt8
  public var simulated: UInt8
  /// How likely it was that a round of review would draw the turn; `nil` where none drew it.
  public var realProbability: Double?
  public var simulatedProbability: Double?

  public init(
    row: Int, reviewer: String, real: UInt8, simulated: UInt8, realProbability: Double? = nil,
    simulatedProbability: Double? = nil
  ) {
    self.row = row
    self.reviewer = reviewer
    self.real = real
    self.simulated = simulated
    self.realProbability = realProbability
    self.simulatedProbability = simulatedProbability
  }

  /// Whether a round of review drew one of the turns.
  package var isDrawn: Bool { realProbability != nil || simulatedProbability != nil }
}
