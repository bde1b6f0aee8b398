import Cases

/// Mean D̄ of the uncommitted − mean D̄ of the committed, with everything that stands beside it.
public struct ContrastReport: Sendable, Hashable {
  /// A t-test.
  public struct TTest: Sendable, Hashable {
    public var t: Quantity
    public var degreesOfFreedom: Quantity
    /// Two-sided.
    public var p: Quantity
  }

  /// Mann and Whitney's test of D̄, two-sided.
  public struct MannWhitney: Sendable, Hashable {
    /// U of the uncommitted.
    public var u: Quantity
    public var p: Quantity
  }

  /// The permutation test of the outcome labels over units.
  public struct Permutation: Sendable, Hashable {
    public var draws: Int
    /// Of the default statistic: studentised, or the raw difference under the paper's choices. (b + 1) ÷ (B + 1).
    public var oneSided: Quantity
    public var twoSided: Quantity
    public var studentisedOneSided: Quantity
    public var studentisedTwoSided: Quantity
    public var rawOneSided: Quantity
    public var rawTwoSided: Quantity

    public init(
      draws: Int, studentised: (one: Quantity, two: Quantity), raw: (one: Quantity, two: Quantity), usesRaw: Bool
    ) {
      self.draws = draws
      oneSided = usesRaw ? raw.one : studentised.one
      twoSided = usesRaw ? raw.two : studentised.two
      studentisedOneSided = studentised.one
      studentisedTwoSided = studentised.two
      rawOneSided = raw.one
      rawTwoSided = raw.two
    }
  }

  /// One side of the contrast.
  public struct Side: Sendable, Hashable {
    /// Ids of the strata that it pools.
    public var strata: [String]
    public var conversations: Int
    /// Units of inference: customers where known.
    public var units: Int
    public var mean: Quantity
    public var standardDeviation: Quantity

    public init(strata: [String], conversations: Int, units: Int, mean: Quantity, standardDeviation: Quantity) {
      self.strata = strata
      self.conversations = conversations
      self.units = units
      self.mean = mean
      self.standardDeviation = standardDeviation
    }
  }

  public var uncommitted: Side
  public var committed: Side
  /// Δ, with Welch's interval (over customers where they have several conversations).
  public var estimate: Figure
  /// Δ ÷ pooled SD of D̄; its interval is the percentile bootstrap.
  public var cohenD: Figure
  /// d without its bias in small samples, and so d's interval times the same correction.
  public var hedgesG: Figure
  /// Δ ÷ SD of the committed; its interval is the percentile bootstrap.
  public var glassDelta: Figure
  /// With DeLong's interval over units.
  public var cliffsDelta: Figure
  /// The test that belongs to the interval of ``estimate``.
  public var welch: TTest
  /// Welch's test as if every conversation were independent, where customers have several.
  public var welchOnConversations: TTest?
  public var mannWhitney: MannWhitney
  public var permutation: Permutation?
  public var floors: [FloorReport]
  public var verdict: ConcentrationVerdict?

  public init(
    uncommitted: Side, committed: Side, estimate: Figure, cohenD: Figure, hedgesG: Figure, glassDelta: Figure,
    cliffsDelta: Figure, welch: TTest, welchOnConversations: TTest?, mannWhitney: MannWhitney
  ) {
    self.uncommitted = uncommitted
    self.committed = committed
    self.estimate = estimate
    self.cohenD = cohenD
    self.hedgesG = hedgesG
    self.glassDelta = glassDelta
    self.cliffsDelta = cliffsDelta
    self.welch = welch
    self.welchOnConversations = welchOnConversations
    self.mannWhitney = mannWhitney
    floors = []
  }
}

extension ContrastReport {
  /// The contrast beside the reference of the verdict; `nil` where there is no verdict yet, or none beside a reference.
  public var floored: FlooredFigure? {
    guard let verdict, let floor = floors.first(where: { $0.reference == verdict.reference }) else { return nil }
    return FlooredFigure(floor: floor.estimate.value, excess: verdict.excess, p: verdict.p)
  }
}
