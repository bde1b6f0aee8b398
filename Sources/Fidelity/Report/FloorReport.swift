/// The contrast of one outcome-blind reference, and what the simulator's contrast exceeds it by.
public struct FloorReport: Sendable, Hashable {
  /// What a reference knows.
  public enum Reference: String, Sendable, Hashable, CaseIterable {
    /// The distribution of real stages at that position.
    case position
    /// That, given the previous labelled stage of the conversation.
    case previousStage = "previous-stage"
    /// That, given the preceding agent action too.
    case action
    /// A regression on a summary of everything labelled before, and on the profile.
    case history
    /// Real turns of matched other people: a simulator of the data that is declared a placebo.
    case placebo

    /// Those that a verdict may be taken beside: made of labels alone.
    public static let ofVerdicts = allCases.filter { $0 != .placebo }
  }

  public var reference: Reference
  /// Δ of the reference's bias m(h) − depth(real).
  public var estimate: Figure
  /// Δ − Δ_floor, from the same resamples.
  public var excess: Figure
  /// The reference's mean bias on either side: what a perfect simulator with this knowledge would show.
  public var uncommittedBias: Quantity
  public var committedBias: Quantity
  /// The standard error of ``excess``, by its formula.
  public var excessStandardError: Quantity
  /// What the simulator's mean bias on either side exceeds the reference's by.
  public var uncommittedExcess: Figure
  public var committedExcess: Figure
  /// Units of either side that have the reference.
  public var uncommittedUnits: Int
  public var committedUnits: Int
  /// Pairs that have the reference.
  public var pairs: Int
  /// Pairs whose cell held nobody else, so that a coarser reference took its place.
  public var fallbacks: Int
  /// Pairs that had no reference at all and were left out.
  public var withoutReference: Int
  /// How well the reference tells the real stages of the selected conversations: the mean of −log P, in nats, and of the
  /// ranked probability score. Smaller is better.
  public var logLoss: Quantity
  public var rankedScore: Quantity
  /// The excess as people would have found it; `nil` where nobody labelled blind.
  public var corrected: CorrectedExcess?
}
