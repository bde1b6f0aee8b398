public import Cases

/// What is compared, and by which rules: everything that a report depends on beside the audit and the filter.
public struct AnalysisOptions: Sendable, Hashable {
  /// The id of the simulator whose turns stand beside the real ones.
  public var simulator: String
  /// The id of the instrument whose labels are read.
  public var instrument: String
  public var draws: DrawRule
  /// What may have been drawn together: the unit of every interval and test.
  public var cluster: ClusterUnit
  /// Where every random number of the report starts.
  public var seed: UInt64
  /// Bootstrap resamples, at least 2 for any bootstrap interval.
  public var resamples: Int
  /// Draws of the permutation test.
  public var permutationDraws: Int
  /// Confidence level of every interval, in (0, 1).
  public var level: Double
  /// The largest |depth bias| that counts as none, in depth steps; `nil` where none was declared.
  public var margin: Double?
  /// The excess over the reference beyond which errors are said to concentrate, in depth steps; `nil` means 0.
  public var excessMargin: Double?
  /// What the verdict's reference knows; `nil` for the most knowing one that stands up.
  public var verdictReference: FloorReport.Reference?
  /// The paper's own choices: percentile intervals, raw permutation p, Fisher's test on pairs.
  public var paperChoices: Bool
  /// Bias-corrected and accelerated instead of percentile intervals where the bootstrap gives them.
  public var biasCorrected: Bool
  /// A second simulator, compared on the conversations that both cover.
  public var comparedSimulator: String?
  /// Instruments whose agreement is reported beside ``instrument``; `nil` means every instrument of the audit.
  public var comparedInstruments: [String]?
  /// A simulator that consists of real turns of matched other people: the floor's fourth reference.
  public var placeboSimulator: String?
  /// Shares of the strata in the population, by stratum id; `nil` means as in the data.
  public var populationShares: [String: Double]?
  /// Stages that the family-wise correction (Holm) is declared for; `nil` means the schema's headline stages.
  public var declaredStages: [String]?
  /// Stages that human reviewers gave without seeing the instrument's, for the prediction-powered correction.
  public var blindStages: [BlindStages]
  /// Whether the simulator may stay silent, as its definition says; `nil` where that is not known.
  public var silencePermitted: Bool?
  /// Power at which the minimum detectable effect is stated, in (0, 1).
  public var power: Double
  /// What was declared of the simulator and the instrument before labels came.
  public var declaredPlan: DeclaredPlan?
  /// What becomes of simulated turns that have a fault.
  public var faults = FaultTreatment.keep
  /// What is computed.
  public var parts: AnalysisParts
  /// The filter as text, for the report; `nil` where everything is selected.
  public var filterText: String?
  /// Threads that may work at once. The numbers do not depend on it.
  public var threads: Int

  public init(
    simulator: String, instrument: String, draws: DrawRule = .single(0), cluster: ClusterUnit = .customer,
    seed: UInt64 = AnalysisOptions.standard.seed, resamples: Int = AnalysisOptions.standard.resamples,
    permutationDraws: Int = AnalysisOptions.standard.permutationDraws, level: Double = AnalysisOptions.standard.level,
    margin: Double? = nil, excessMargin: Double? = nil, paperChoices: Bool = false, biasCorrected: Bool = false,
    comparedSimulator: String? = nil, comparedInstruments: [String]? = nil, placeboSimulator: String? = nil,
    populationShares: [String: Double]? = nil, declaredStages: [String]? = nil, blindStages: [BlindStages] = [],
    silencePermitted: Bool? = nil, power: Double = 0.8, parts: AnalysisParts = .all, filterText: String? = nil,
    threads: Int = 2
  ) {
    self.simulator = simulator
    self.instrument = instrument
    self.draws = draws
    self.cluster = cluster
    self.seed = seed
    self.resamples = resamples
    self.permutationDraws = permutationDraws
    self.level = level
    self.margin = margin
    self.excessMargin = excessMargin
    self.paperChoices = paperChoices
    self.biasCorrected = biasCorrected
    self.comparedSimulator = comparedSimulator
    self.comparedInstruments = comparedInstruments
    self.placeboSimulator = placeboSimulator
    self.populationShares = populationShares
    self.declaredStages = declaredStages
    self.blindStages = blindStages
    self.silencePermitted = silencePermitted
    self.power = power
    self.parts = parts
    self.filterText = filterText
    self.threads = threads
  }
}

extension AnalysisOptions {
  /// How numbers are computed where nothing else is asked for.
  public struct Standard: Sendable {
    public let seed: UInt64 = 20_260_620
    public let resamples = 10_000
    public let permutationDraws = 10_000
    public let level = 0.95
  }

  public static let standard = Standard()

  /// 1 − ``level``, without what subtraction leaves of rounding.
  var alpha: Double { AnalysisOptions.alpha(of: level) }

  static func alpha(of level: Double) -> Double { ((1 - level) * 1e12).rounded() / 1e12 }
}

/// Which of a simulator's repeated draws count.
public enum DrawRule: Sendable, Hashable {
  /// Only the draw of this number.
  case single(Int)
  /// Every draw: those of one probe share it in equal parts, so that a pair is a probe however many draws it has.
  case mean
}

extension DrawRule: CustomStringConvertible {
  public var description: String {
    switch self {
    case .single(let draw): "draw \(draw)"
    case .mean: "mean over draws"
    }
  }
}

/// What is drawn independently of what.
public enum ClusterUnit: String, Sendable, Hashable, CaseIterable {
  /// All conversations of one customer together, where customers are known; else the conversation.
  case customer
  case conversation
}

/// The parts of a report that are computed. Counts and shares always are.
public struct AnalysisParts: OptionSet, Sendable, Hashable {
  public let rawValue: Int

  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Intervals of the stage shares and shifts, depth bias, equivalence.
  public static let strata = AnalysisParts(rawValue: 1 << 0)
  /// The contrast with its effect sizes and tests, and the power of the panel.
  public static let contrast = AnalysisParts(rawValue: 1 << 1)
  /// Bootstrap intervals and the permutation test.
  public static let resampled = AnalysisParts(rawValue: 1 << 2)
  /// The outcome-blind references, the excess contrast.
  public static let floors = AnalysisParts(rawValue: 1 << 3)
  public static let positions = AnalysisParts(rawValue: 1 << 4)
  public static let actions = AnalysisParts(rawValue: 1 << 5)
  /// Confusion, agreement, recalls, homogeneity, distances.
  public static let matrix = AnalysisParts(rawValue: 1 << 6)
  /// Emotions, blockers and exit acts.
  public static let categories = AnalysisParts(rawValue: 1 << 7)
  /// Time to exit.
  public static let survival = AnalysisParts(rawValue: 1 << 8)
  public static let comparison = AnalysisParts(rawValue: 1 << 9)
  public static let instruments = AnalysisParts(rawValue: 1 << 10)
  /// The prediction-powered correction by blind labels.
  public static let corrected = AnalysisParts(rawValue: 1 << 11)

  /// How people leave, how the simulator does, and how often it leaves where they do.
  public static let exits = AnalysisParts(rawValue: 1 << 12)

  /// Draws as a forecast, and how much of the excess hangs on draws and instruments; takes the floors.
  public static let draws = AnalysisParts(rawValue: 1 << 13)

  /// How whole conversations end, real against simulated.
  public static let endings = AnalysisParts(rawValue: 1 << 14)
  /// How long they last.
  public static let lengths = AnalysisParts(rawValue: 1 << 15)
  /// How they speak.
  public static let speech = AnalysisParts(rawValue: 1 << 16)
  /// What is wrong with replies.
  public static let faults = AnalysisParts(rawValue: 1 << 17)
  /// How agents fare under each simulator.
  public static let agents = AnalysisParts(rawValue: 1 << 18)
  /// Everything of whole conversations.
  public static let whole: AnalysisParts = [.endings, .lengths, .speech, .faults, .stages, .agents]
  /// Where they go, by labels.
  public static let stages = AnalysisParts(rawValue: 1 << 19)

  public static let all = AnalysisParts(rawValue: (1 << 20) - 1)
}
