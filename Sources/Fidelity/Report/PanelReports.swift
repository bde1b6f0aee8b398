import Cases

/// The mean of D̄ over everyone, weighted back to the population's strata.
public struct MarginalBiasReport: Sendable, Hashable {
  /// The weight of each stratum, in the order of the report's strata; they sum to 1.
  public var weights: [Quantity]
  /// Whether the weights were given, or are the strata's shares of the conversations.
  public var weightsAreDeclared: Bool
  public var estimate: Figure
}

/// What the panel could have found.
public struct PowerReport: Sendable, Hashable {
  public var power: Double
  public var alpha: Double
  /// The variance of the contrast over units ÷ that of as many independent conversations.
  public var designEffect: Quantity
  /// The smallest |d| that this panel finds with that power.
  public var minimumDetectableD: Quantity
  /// The same in depth steps.
  public var minimumDetectableContrast: Quantity
  /// Conversations of the present mix that are needed to find the observed d.
  public var conversationsForObserved: Quantity
  /// The same for d of 0.2, 0.5 and 0.8.
  public var conversationsFor: [Need]

  public struct Need: Sendable, Hashable {
    public var d: Double
    public var conversations: Quantity
  }
}

/// Shares, bias and contrast as people see them, with the instrument's labels of all conversations used to the full.
public struct CorrectedReport: Sendable, Hashable {
  /// One quantity by the instrument alone, by the labelled sample alone, and corrected.
  public struct Row: Sendable, Hashable {
    /// "real/resisting", "simulated/resisting", "depth-bias", "contrast".
    public var id: String
    /// `nil` for the contrast.
    public var stratum: String?
    public var instrument: Quantity
    public var people: Figure
    public var corrected: Figure
    /// How much the instrument's labels count: 0 not at all, 1 as in classical prediction-powered inference.
    public var lambda: Quantity

    public init(
      id: String, stratum: String?, instrument: Quantity, people: Figure, corrected: Figure, lambda: Quantity
    ) {
      self.id = id
      self.stratum = stratum
      self.instrument = instrument
      self.people = people
      self.corrected = corrected
      self.lambda = lambda
    }
  }

  /// Conversations with blind labels.
  public var labelled: Int
  public var unlabelled: Int
  public var rows: [Row]
  /// Why there is no correction.
  public var reason: String?
}
