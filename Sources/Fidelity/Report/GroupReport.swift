import Cases

/// One probe position, or one preceding agent action.
public struct GroupReport: Sendable, Hashable {
  /// One stage of one stratum in the group, with its tests.
  public struct Cell: Sendable, Hashable {
    public var row: ShareRow
    /// Whether the stage belongs to the declared family.
    public var isDeclared: Bool
    /// Fisher's exact test, two-sided, of real against simulated turns as if all were independent: the paper's test.
    public var fisher: TestedHypothesis
    /// The paired test of the shift with its variance taken over units: the clustered McNemar test.
    public var clustered: TestedHypothesis
    /// Of no shift beyond the reference’s.
    public var excess: TestedHypothesis

    public init(
      row: ShareRow, isDeclared: Bool, fisher: TestedHypothesis, clustered: TestedHypothesis, excess: TestedHypothesis
    ) {
      self.row = row
      self.isDeclared = isDeclared
      self.fisher = fisher
      self.clustered = clustered
      self.excess = excess
    }
  }

  /// One stratum in the group.
  public struct Stratum: Sendable, Hashable {
    public var id: String
    public var conversations: Int
    public var pairs: Int
    /// The mean over conversations of D̄ within the group.
    public var depthBias: Figure
    /// The depth bias beside what a reference shows; `nil` where it was not asked for.
    public var floored: FlooredFigure?
    /// One a stage.
    public var cells: [Cell]

    public init(id: String, conversations: Int, pairs: Int, depthBias: Figure, cells: [Cell]) {
      self.id = id
      self.conversations = conversations
      self.pairs = pairs
      self.depthBias = depthBias
      self.cells = cells
    }
  }

  public var id: String
  public var strata: [Stratum]
  /// Δ within the group.
  public var contrast: Figure
  /// Two-sided, of Welch's test on units.
  public var contrastP: Quantity
  /// The contrast beside what a reference shows; `nil` where it was not asked for.
  public var floored: FlooredFigure?
}

/// A p-value with its corrections.
public struct TestedHypothesis: Sendable, Hashable {
  public var p: Quantity
  /// Holm's correction within the declared family; `nil` outside of it.
  public var holm: Quantity?
  /// Benjamini and Hochberg's correction over all cells.
  public var benjaminiHochberg: Quantity?
}

/// How many of the cells of a table of groups survive which correction, at 1 − level.
public struct MultiplicityReport: Sendable, Hashable {
  public struct Survivors: Sendable, Hashable {
    /// Cells with a p-value.
    public var tested: Int
    public var uncorrected: Int
    /// Cells of the declared family with a p-value.
    public var declared: Int
    public var holm: Int
    public var benjaminiHochberg: Int
  }

  /// "positions" or "actions".
  public var family: String
  /// Ids of the stages that Holm's family consists of.
  public var declaredStages: [String]
  public var alpha: Double
  public var fisher: Survivors
  public var clustered: Survivors
  /// Of no shift beyond the reference’s.
  public var excess: Survivors
}
