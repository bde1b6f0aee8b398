/// Every primary result.
public struct ReceiptResults: Sendable, Hashable, Codable {
  /// One stage or headline: real and simulated share, and simulated − real. Shares lie in 0 … 1.
  public struct Share: Sendable, Hashable, Codable {
    public var id: String
    /// Of a headline: the stages that it adds up.
    public var stages: [String]?
    public var real: ReceiptFigure
    public var simulated: ReceiptFigure
    public var shift: ReceiptFigure
  }

  public struct Stratum: Sendable, Hashable, Codable {
    public var id: String
    public var pairs: Int
    public var headlines: [Share]
    public var stages: [Share]
    /// depth(simulated) − depth(real), in depth steps, mean over conversations.
    public var depthBias: ReceiptFigure
    /// "faithful", "unfaithful" or "undecided" at the declared margin; absent without one.
    public var equivalence: String?
    /// Pairs in which the real person resists or never answers and the simulator does neither.
    public var disengagementMisses: ReceiptCount
    public var disengagements: ReceiptCount
    public var disengagementMissShare: ReceiptFigure
    public var agreement: ReceiptFigure
    /// Wasserstein-1 between real and simulated depths, beside what two halves of the real data differ by.
    public var wasserstein: ReceiptFigure
    public var wassersteinNoise: ReceiptNumber
  }

  /// Mean depth bias of the uncommitted − that of the committed.
  public struct Contrast: Sendable, Hashable, Codable {
    public var estimate: ReceiptFigure
    public var cohenD: ReceiptFigure
    public var hedgesG: ReceiptFigure
    public var cliffsDelta: ReceiptFigure
    public var welchP: ReceiptNumber
    /// Studentised permutation of the outcomes, two-sided and one-sided.
    public var permutationP: ReceiptNumber
    public var permutationPOneSided: ReceiptNumber
    /// The raw difference's, as the paper has it.
    public var permutationPRaw: ReceiptNumber
    public var floors: [Floor]
    /// What is found beyond the reference (`ConcentrationVerdict.Finding`); absent where no floor has an interval.
    public var verdict: String?
    public var verdictReference: String?
  }

  /// What an outcome-blind reference would show, and what the simulator's contrast exceeds it by.
  public struct Floor: Sendable, Hashable, Codable {
    public var reference: String
    public var estimate: ReceiptFigure
    public var excess: ReceiptFigure
    /// The excess as people would have found it; absent where nobody labelled blind.
    public var correctedExcess: ReceiptFigure?
    public var fallbacks: Int
    public var withoutReference: Int
  }

  /// One probe position: an average over positions may hide errors that cancel out.
  public struct Position: Sendable, Hashable, Codable {
    public var id: String
    /// Depth bias of every stratum, in the order of ``ReceiptResults/strata``.
    public var depthBias: [ReceiptFigure]
    public var contrast: ReceiptFigure
    public var p: ReceiptNumber
  }

  /// How well the draws tell the next real stage, against one reference.
  public struct Skill: Sendable, Hashable, Codable {
    public var reference: String
    /// 1 − the fair ranked probability score of the draws ÷ the reference’s score; `n` counts probes.
    public var skill: ReceiptFigure
    /// Independent conversations or customers behind them.
    public var units: Int
  }

  public var strata: [Stratum]
  /// Absent where the outcome has only one side.
  public var contrast: Contrast?
  /// Mean depth bias over everyone, weighted back to the population's strata: 0 is calibrated.
  public var calibration: ReceiptFigure
  public var positions: [Position]
  /// Absent where no probe has two labelled draws.
  public var skill: [Skill]?
}

/// On which side errors lie beyond what an outcome-blind reference shows.
public struct ReceiptConcentration: Sendable, Hashable, Codable {
  /// "concentrates on decliners", "undecided" … (`ConcentrationVerdict.Finding.word`).
  public var word: String
  /// "on-decliners", "below-reference" … (`ConcentrationVerdict.Finding`).
  public var finding: String
  /// The verdict in words, with its numbers.
  public var sentence: String
  /// Two-sided p of the studentised permutation test of the contrast.
  public var p: ReceiptNumber
  public var contrast: ReceiptFigure
  /// Over the most knowing reference that is made of labels: of the contrast, and of either side's mean bias.
  public var excess: ReceiptFigure
  public var uncommittedExcess: ReceiptFigure
  public var committedExcess: ReceiptFigure
  public var reference: String?
  /// What an excess had to exceed, in depth steps; absent where nothing was declared, which means 0.
  public var margin: Double?
  /// The smallest excess that the panel would have shown.
  public var detectableExcess: ReceiptNumber
  /// Conversations that would show an excess of the declared margin.
  public var conversationsNeeded: ReceiptNumber
  /// By what people's blind labels the excesses are corrected; absent where they are the instrument's own.
  public var correction: Correction?
  /// How the instrument errs by people's blind labels; absent without any.
  public var judge: Judge?
  /// The share of refusals that the instrument would have to read as deliberation, on simulated turns alone, to void the
  /// verdict.
  public var tippingPoint: ReceiptNumber

  public struct Correction: Sendable, Hashable, Codable {
    /// Conversations with blind labels.
    public var labelled: Int
    public var lambda: ReceiptNumber
    /// The excess of the contrast by the instrument alone.
    public var instrumentExcess: ReceiptFigure
  }

  public struct Judge: Sendable, Hashable, Codable {
    /// κ with people on real and on simulated turns, and the second less the first.
    public var realKappa: ReceiptFigure
    public var simulatedKappa: ReceiptFigure
    public var kappaDifference: ReceiptFigure
    /// Mean depth by the instrument less that by people, on simulated less on real turns.
    public var shiftDifference: ReceiptFigure
    /// κ with people less people's with each other.
    public var belowPeople: ReceiptFigure
    /// Whether κ, shift or confusion differs between simulated and real turns.
    public var errsDifferently: Bool
    /// Not where all of the interval of `belowPeople` lies below 0.
    public var established: Bool
  }
}

/// What the panel could have found.
public struct ReceiptPower: Sendable, Hashable, Codable {
  public var power: Double
  public var minimumDetectableD: ReceiptNumber
  /// In depth steps.
  public var minimumDetectableContrast: ReceiptNumber
  public var designEffect: ReceiptNumber
  public var conversationsForObservedD: ReceiptNumber
}
