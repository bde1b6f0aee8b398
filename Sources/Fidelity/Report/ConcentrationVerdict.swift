/// On which side a simulator's errors lie beyond what an outcome-blind reference shows.
///
/// Concentration is found only where the excess of the contrast lies above the margin (0 where none was declared); the
/// excess of either side then says where.
public struct ConcentrationVerdict: Sendable, Hashable {
  public enum Finding: String, Sendable, Hashable, CaseIterable {
    /// Too deep with those who decline; nothing is shown with those who commit.
    case onDecliners = "on-decliners"
    /// Too deep with everyone, more so with those who decline.
    case moreOnDecliners = "more-on-decliners"
    /// Too shallow with those who commit; nothing is shown with those who decline.
    case onCommitters = "on-committers"
    /// Too shallow with everyone, more so with those who commit.
    case moreOnCommitters = "more-on-committers"
    /// Too deep with those who decline and too shallow with those who commit.
    case onBoth = "on-both"
    /// The contrast's excess is shown, and on neither side is it.
    case sideUnknown = "side-unknown"
    /// An excess of the contrast is shown, all of it below the declared margin.
    case belowMargin = "below-margin"
    /// Off in one direction on both sides; no excess of the contrast is shown.
    case alike
    /// Everything lies within the declared margin.
    case withinMargin = "within-margin"
    /// The contrast lies below the reference's: the reference is weaker, or the simulator has seen the answer.
    case belowReference = "below-reference"
    /// The data cannot tell.
    case undecided
    /// Nothing may be said of these cases.
    case withheld
  }

  public var finding: Finding
  /// The most knowing reference that stands up; `nil` where none does.
  public var reference: FloorReport.Reference?
  /// What an excess has to exceed, in depth steps; `nil` where nothing was declared, which means 0.
  public var margin: Double?
  /// Δ − Δ of the reference, and the same of either side's mean bias.
  public var excess: Figure
  public var uncommitted: Figure
  public var committed: Figure
  /// The smallest excess that this panel could have shown with the stated power, from its own standard error.
  public var detectable: Quantity
  /// The conversations that would tell for the declared margin.
  public var conversationsNeeded: Quantity
  /// Why nothing is said, where that is so.
  public var reason: String?
  /// By what people's blind labels the excesses are corrected; `nil` where they are the instrument's own.
  public var correction: Correction?
  /// Why they are not, though people labelled blind.
  public var correctionReason: String?
  /// How the instrument errs by people's blind labels, where there are any.
  public var judge: JudgeReport?
  /// How large a share of refusals the instrument would have to read as deliberation, on simulated turns alone, to void
  /// the verdict; without a correction alone.
  public var tippingPoint = Quantity.reason("the verdict is taken on people’s blind labels")

  /// Two-sided, of the excess against the margin, by its standard error.
  public var p = Quantity.reason("no standard error")
  /// Where the verdicts of several series are given together.
  public var family: VerdictFamily?
  /// Whether it is the verdict of the analysis that was declared.
  public var standing: AnalysisStanding

  public struct Correction: Sendable, Hashable {
    /// Conversations with blind labels.
    public var labelled: Int
    public var lambda: Quantity
    /// The excess of the contrast by the instrument alone.
    public var instrument: Figure
  }

  /// Units on either side under which nothing is said.
  public static let fewestUnits = 7
}
