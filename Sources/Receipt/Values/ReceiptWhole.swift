/// Whole conversations that the simulator carried on by itself, beside the real ones; absent from a receipt of an audit
/// without any.
public struct ReceiptWhole: Sendable, Hashable, Codable {
  /// One number of real and of simulated conversations: a share, a mean, or a ratio.
  public struct Comparison: Sendable, Hashable, Codable {
    /// "closing", "role-flip", "restricted_mean" …
    public var id: String
    public var real: ReceiptFigure
    public var simulated: ReceiptFigure
    /// Simulated − real, in the number's own unit. Its floor is the absolute difference expected of two random halves of
    /// the real people.
    public var difference: ReceiptFigure
    /// "higher" or "lower" where the interval of the difference lies beyond the floor, "not shown" or "withheld".
    public var finding: String
  }

  /// What ended simulated conversations.
  public struct Cause: Sendable, Hashable, Codable {
    /// "user", "agent", "limit", "error" or "unknown".
    public var id: String
    public var simulated: ReceiptFigure
  }

  /// How long conversations last, in user turns.
  public struct Lengths: Sendable, Hashable, Codable {
    /// The mean of what was seen, and the one up to the horizon, were nothing cut off before.
    public var means: [Comparison]
    /// The most user turns that both sides reach.
    public var horizon: Int
    /// The first user turn after which at most half go on, by Kaplan and Meier.
    public var medianReal: ReceiptNumber
    public var medianSimulated: ReceiptNumber
    /// Of the log-rank test that both end equally fast, summed by cluster.
    public var logRankP: ReceiptNumber
    /// What had ended simulated conversations by their last user turn, the other causes competing; empty where nobody
    /// wrote down what ended them.
    public var incidence: [Cause]
  }

  /// Where conversations go, by labels.
  public struct Stages: Sendable, Hashable, Codable {
    /// Conversations that resist, leave, commit in any labelled user turn.
    public var ever: [Comparison]
    /// The stage of the last labelled user turn.
    public var last: [Comparison]
    /// User turns that are labelled.
    public var labelled: Comparison
  }

  /// All conversations, or those of one stratum.
  public struct Group: Sendable, Hashable, Codable {
    /// Absent for all.
    public var stratum: String?
    /// What the last user turn does, told from words.
    public var lastActs: [Comparison]
    /// Who spoke last, from the record.
    public var spokeLast: [Comparison]
    /// Empty where nobody wrote down what ended them.
    public var endedBy: [Cause]
    /// Conversations with each fault that any has.
    public var faults: [Comparison]
    public var anyFault: Comparison
    /// User turns with any fault.
    public var faultyTurns: Comparison
    /// Absent, as what follows, from receipts of earlier programs.
    public var lengths: Lengths?
    /// Characters of a user turn; shares of user turns that are short, that ask, that repeat; different words ÷ words.
    public var speech: [Comparison]?
    /// Absent where no user turn of a simulated conversation is labelled.
    public var stages: Stages?
  }

  /// How well the speech alone tells simulated conversations from real ones.
  public struct Told: Sendable, Hashable, Codable {
    /// The area under the receiver operating characteristic, 0.5 being not at all; its floor is that between random halves
    /// of the real people.
    public var auc: ReceiptFigure
    /// "higher" where its interval lies above the floor, "not shown" or "withheld".
    public var finding: String
    public var sentence: String
  }

  public var real: Int
  public var simulated: Int
  /// Simulated ones that replay a real one, and belong to its cluster.
  public var replayed: Int
  public var groups: [Group]
  /// All strata together.
  public var told: Told?
  /// Whose labels tell where conversations go; absent where no user turn of a simulated one is labelled.
  public var instrument: String?
  /// Absent where no agents are to be compared.
  public var agents: ReceiptAgents?
  /// How these numbers were made, for readers; absent from receipts of earlier programs.
  public var notes: [String]?
  /// Why nothing is compared.
  public var reason: String?
}
