import Cases

/// A share of real and of simulated turns, and the shift between them: one line of a stage table.
public struct ShareRow: Sendable, Hashable {
  /// One side of the row.
  public struct Side: Sendable, Hashable {
    /// The turns with this value. No whole number where draws are averaged: each counts its part of a probe.
    public var count: Double
    /// The turns among which they are counted.
    public var of: Int
    /// Count ÷ of. The interval is Wilson's on the effective sample size.
    public var share: Figure
    /// Wilson's interval as if every turn were independent, for comparison.
    public var plainInterval: IntervalFigure

    public init(count: Double, of: Int, share: Figure, plainInterval: IntervalFigure = .pending) {
      self.count = count
      self.of = of
      self.share = share
      self.plainInterval = plainInterval
    }
  }

  /// The stage, emotion, blocker or exit act; of a headline row "resistance", "deliberation" or "commitment".
  public var id: String
  /// Of a stage: the number that depth bias subtracts.
  public var depth: Double?
  /// Of a headline row: the stages that it adds up.
  public var members: [String]
  public var real: Side
  public var simulated: Side
  /// Simulated share − real share, as a share (not in percentage points). The interval is CR1 with t(G − 1).
  public var shift: Figure
  /// The shift beside what a reference shows, of stages the verdict’s, of other labels the position and the previous
  /// stage; `nil` where it was not asked for.
  public var floored: FlooredFigure?

  /// Of a row of stages: the ids of those that it adds up, none where its headline has none.
  public var stageIDs: [String] { !members.isEmpty ? members : depth == nil ? [] : [id] }

  public init(
    id: String, depth: Double? = nil, members: [String] = [], real: Side, simulated: Side, shift: Figure
  ) {
    self.id = id
    self.depth = depth
    self.members = members
    self.real = real
    self.simulated = simulated
    self.shift = shift
  }
}
