import Cases

/// What repeated draws and several instruments tell: how good the draws are as a forecast, and how much of the excess
/// hangs on them.
public struct DrawsReport: Sendable, Hashable {
  public var ensemble: EnsembleReport
  public var components: ComponentsReport
  /// Why there is nothing to say of either.
  public var reason: String?
}

/// The draws at every probe as a forecast of the next real turn, beside the references at the same probes.
public struct EnsembleReport: Sendable, Hashable {
  /// The simulator, or a reference.
  public struct Row: Sendable, Hashable {
    /// `nil` for the simulator.
    public var reference: FloorReport.Reference?
    /// The mean ranked probability score: the fair one of the simulator's draws, and of the labels of a look-up table.
    public var rankedScore: Figure
    /// 1 − the simulator's score ÷ this reference's.
    public var skill: Figure
    /// How often two draws of one probe have the same stage; of a reference Σ p².
    public var identical: Figure
    /// The entropy of the stages of a probe's draws, in nats, by Miller's and Madow's correction; of a reference what as
    /// many draws of it would show.
    public var entropy: Figure
    /// The entropy of the reference's law itself.
    public var lawEntropy: Quantity

    /// The simulator's row where there are no draws.
    public static func unavailable(_ reason: String) -> Row {
      let none = Figure.unavailable(reason)
      return Row(
        reference: nil, rankedScore: none, skill: none, identical: none, entropy: none, lawEntropy: .reason(reason))
    }
  }

  /// Probes with two labelled draws or more and a reference.
  public var probes: Int
  /// The fewest and the most of them.
  public var draws: ClosedRange<Int>?
  /// Probes that are left out: with one labelled draw, and without a reference.
  public var singles: Int
  public var withoutReference: Int
  /// Independent units behind the probes.
  public var units: Int
  public var rows: [Row]
  public var reason: String?

  static let oneDraw = "one draw a probe: how good a forecast draws are, and how alike, takes two"

  /// What the interval of a skill says against one reference; `nil` where nothing is shown either way, and below so many
  /// units that nothing can be.
  public func isBetter(_ row: Row) -> Bool? {
    guard units >= ConcentrationVerdict.fewestUnits, let bounds = row.skill.interval.bounds else { return nil }
    return bounds.lower > 0 ? true : bounds.upper < 0 ? false : nil
  }
}

/// How much of the excess varies with conversations, draws and instruments, and what further requests would make of it.
public struct ComponentsReport: Sendable, Hashable {
  public enum Source: String, Sendable, Hashable, CaseIterable {
    case conversations, draws, instruments
  }

  public struct Part: Sendable, Hashable {
    public var source: Source
    /// How many there are now: conversations, draws a probe, instruments.
    public var count: Double
    /// Of one conversation, of one draw at a probe, of one instrument: the standard deviation, in depth steps.
    public var standardDeviation: Quantity
    /// Its part of the variance of the excess.
    public var share: Quantity
  }

  public struct Purchase: Sendable, Hashable {
    /// `nil` as it is.
    public var source: Source?
    /// How many more of them the requests buy.
    public var bought: Quantity
    /// The standard error of the excess then.
    public var standardError: Quantity
  }

  public var reference: FloorReport.Reference?
  /// The instruments that stand beside each other, the report's own first.
  public var instruments: [String]
  /// Instruments that labelled too little of it.
  public var leftOut: [String]
  /// The excess of the contrast over the reference, a probe being the mean of its draws.
  public var overDraws: Figure
  /// The mean of it over the instruments; its interval holds how much they differ.
  public var overInstruments: Figure
  public var parts: [Part]
  public var purchases: [Purchase]
  public var reason: String?

  /// What the next requests are counted in.
  public static let requests = 1000
}
