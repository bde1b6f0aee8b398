import Cases

/// Every quantity of decision fidelity for one simulator, as one instrument labelled it, under one filter.
///
/// Parts that have not been computed (yet) are `nil`, or ``IntervalFigure/pending``.
public struct FidelityReport: Sendable, Hashable {
  /// How far the computation has come; later stages hold everything of the earlier ones.
  public enum Stage: Int, Sendable, Hashable, Comparable {
    /// Counts and shares.
    case counts
    /// Intervals and tests that have a formula.
    case intervals
    /// Everything.
    case resampled

    public static func < (first: Stage, second: Stage) -> Bool { first.rawValue < second.rawValue }
  }

  public var stage: Stage
  public var simulator: String
  public var instrument: String
  public var draws: DrawRule
  /// The filter as text.
  public var filterText: String?
  /// Why floors and verdict are withheld: the filter selects on what was measured.
  public var reasonToWithhold: String?
  public var seed: UInt64
  public var resamples: Int
  public var permutationDraws: Int
  public var level: Double
  public var cluster: ClusterUnit
  /// Units of inference with labelled pairs; fewer than conversations where customers have several.
  public var units: Int?
  public var paperChoices: Bool
  public var biasCorrected: Bool
  /// Why there is nothing to report, where no pair is selected.
  public var reason: String?
  /// What whole conversations tell; `nil` where cases were analysed.
  public var conversationReport: ConversationsReport?
  /// Whole conversations, real against simulated; `nil` where the audit has no simulated ones.
  public var whole: WholeReport?
  /// What stays out of everything because its outcome is not known.
  public var unknownOutcome = UnknownOutcome()
  /// The faults of the simulated turns, and what they count as; `nil` where nobody looked for any.
  public var faults: FaultAccount?
  /// The depth of silence, where the schema makes a state of it.
  public var silenceDepth: Double?
  /// The reference that the floors of all figures but the contrast’s own are made of; `nil` where there is none.
  public var reference: FloorReport.Reference?
  public var strata: [StratumReport]
  public var contrast: ContrastReport?
  public var marginalBias: MarginalBiasReport?
  public var positions: [GroupReport]?
  public var actions: [GroupReport]?
  public var multiplicity: [MultiplicityReport]?
  /// The paper's table of actions over all strata; only with its choices.
  public var pooledActions: [PooledCell]?
  public var power: PowerReport?
  public var exitAudit: ExitAuditReport?
  public var comparison: ComparisonReport?
  public var instruments: InstrumentReport?
  public var judge: JudgeReport?
  public var missing: MissingReport?
  public var repeated: DrawsReport?
  public var corrected: CorrectedReport?

  init(options: AnalysisOptions) {
    stage = .counts
    simulator = options.simulator
    instrument = options.instrument
    draws = options.draws
    filterText = options.filterText
    reasonToWithhold = options.filterText.flatMap { try? Filter(parsing: $0) }?.reasonToWithhold
    seed = options.seed
    resamples = options.resamples
    permutationDraws = options.permutationDraws
    level = options.level
    cluster = options.cluster
    paperChoices = options.paperChoices
    biasCorrected = options.biasCorrected
    strata = []
  }

  /// The pairs that the filter selects, over all strata.
  public var account: PairAccount {
    strata.reduce(PairAccount()) { $0 + $1.account }
  }
}
