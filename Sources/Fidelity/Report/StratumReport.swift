import Cases

/// What is known of one outcome stratum.
public struct StratumReport: Sendable, Hashable {
  public var id: String
  public var label: String?
  public var committed: Bool
  /// Conversations with at least one labelled pair; `nil` until conversations have been read.
  public var conversations: Int?
  /// What became of the pairs that the filter selects.
  public var account: PairAccount
  /// Pairs in which the person or the simulator did not answer, whether silence is a state or not.
  public var silent = 0
  /// Resistance, deliberation and commitment, as far as the schema declares them.
  public var headlines: [ShareRow]
  /// One row a stage, in the schema's order.
  public var stages: [ShareRow]
  public var emotions: [ShareRow]
  public var blockers: [ShareRow]
  public var exits: [ShareRow]
  public var depthBias: DepthBiasReport?
  public var equivalence: EquivalenceReport?
  public var matrix: MatrixReport?
  public var survival: SurvivalReport?

  /// The labelled pairs: those that shares and depths are made of.
  public var pairs: Int { account.labelled }

  public init(id: String, label: String?, committed: Bool, account: PairAccount) {
    self.id = id
    self.label = label
    self.committed = committed
    self.account = account
    headlines = []
    stages = []
    emotions = []
    blockers = []
    exits = []
  }
}

/// depth(simulated) − depth(real) in one stratum.
public struct DepthBiasReport: Sendable, Hashable {
  /// The mean over conversations of D̄, with t on conversation means (CR1 where customers have several).
  public var estimate: Figure
  /// The standard deviation of D̄ over conversations.
  public var standardDeviation: Quantity
  /// Σ D ÷ pairs, with CR1 and t(G − 1).
  public var pairWeighted: Figure
  /// The estimate beside what a reference shows; `nil` where it was not asked for.
  public var floored: FlooredFigure?
}

/// Whether a bias is shown to be smaller than the declared margin, shown to be larger, or neither.
public struct EquivalenceReport: Sendable, Hashable {
  public enum Verdict: String, Sendable, Hashable {
    case faithful, unfaithful, undecided
  }

  /// In depth steps.
  public var margin: Quantity
  /// The larger p of the two one-sided tests.
  public var p: Quantity
  public var verdict: Verdict?
}
