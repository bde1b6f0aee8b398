/// How the instrument errs by people's blind labels: on real turns, and on simulated ones.
public struct JudgeReport: Sendable, Hashable {
  /// Turns of one source, by people's stage (rows) and the instrument's (columns); a turn counts once a person.
  public struct Confusion: Sendable, Hashable {
    /// "real" or "simulated".
    public var source: String
    public var counts: [[Int]]
    /// Turns that both labelled.
    public var turns: Int
    /// κ of the instrument and people, with its interval by leaving out customers.
    public var kappa: Figure
    /// Mean depth by the instrument less that by people.
    public var shift: Figure
  }

  /// What the instrument makes of the turns to which people give one stage.
  public struct Misread: Sendable, Hashable {
    public var stage: String
    public var real: Figure
    public var simulated: Figure
    /// Simulated − real, paired by customer.
    public var difference: Figure
    /// Two-sided, Holm's over the stages.
    public var p: Quantity
  }

  public var confusions: [Confusion]
  /// κ on simulated turns less κ on real ones.
  public var kappaDifference: Figure
  /// The instrument's shift on simulated turns less that on real ones, in depth steps: this *is* bias.
  public var shiftDifference: Figure
  public var misread: [Misread]
  /// On turns that several people labelled: κ of the instrument with them, theirs among themselves, and the difference.
  public var judgeKappa: Figure
  public var peopleKappa: Figure
  public var belowPeople: Figure
  /// Conversations with blind labels.
  public var labelled: Int
  /// How many labels do not count: no round of review drew their turns, and rounds drew others.
  public var leftOut: Int
  /// The level of the intervals.
  public var level: Double
  public var reason: String?

  /// Whether the whole interval of κ with people lies below that of people's among themselves.
  public var isBelowPeople: Bool { belowPeople.interval.bounds.map { $0.upper < 0 } ?? false }

  /// Whether κ, the shift or a row of the confusion differs between simulated and real turns.
  public var errsDifferently: Bool {
    kappaDifference.interval.excludes(0) == true || shiftDifference.interval.excludes(0) == true
      || differingStage != nil
  }

  /// The stage that the instrument most clearly misreads more, or less, on simulated turns.
  public var differingStage: Misread? {
    misread.filter { ($0.p.number ?? 1) < 1 - level }.min { ($0.p.number ?? 1) < ($1.p.number ?? 1) }
  }
}
