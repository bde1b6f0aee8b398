/// The excess over a reference as people would have found it, with the instrument's labels used to the full.
public struct CorrectedExcess: Sendable, Hashable {
  /// Of the contrast, and of either side's mean bias; the first is the second less the third.
  public var excess: Figure
  public var uncommitted: Figure
  public var committed: Figure
  public var standardError: Quantity
  /// How much the instrument's labels count: 0 not at all, 1 in full. The mean over the folds.
  public var lambda: Quantity
  /// Conversations with blind labels.
  public var labelled: Int
  /// Independent units with blind labels of simulated turns, on the side that has fewer.
  public var fewestUnits: Int
}
