/// A stage after one agent action over all strata together: a cell of the paper's table of actions.
public struct PooledCell: Sendable, Hashable {
  public var action: String
  public var stage: String
  /// Labelled pairs after the action.
  public var pairs: Int
  /// Real and simulated turns among them with the stage; a draw counts its part of a probe.
  public var real: Double
  public var simulated: Double
  /// Fisher's exact test, two-sided, as if all turns were independent; Holm's correction over all cells.
  public var fisher: TestedHypothesis
}
