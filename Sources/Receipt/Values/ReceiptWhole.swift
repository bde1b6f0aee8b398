/// Whole conversations that the simulator carried on by itself, beside the real ones; absent from a receipt of an audit
/// without any.
public struct ReceiptWhole: Sendable, Hashable, Codable {
  /// One way to end, or one fault.
  public struct Share: Sendable, Hashable, Codable {
    /// "closing", "agent", "role-flip" …
    public var id: String
    public var real: ReceiptFigure
    public var simulated: ReceiptFigure
    /// Simulated − real. Its floor is the absolute difference expected of two random halves of the real people.
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

  /// All conversations, or those of one stratum.
  public struct Group: Sendable, Hashable, Codable {
    /// Absent for all.
    public var stratum: String?
    /// What the last user turn does, told from words.
    public var lastActs: [Share]
    /// Who spoke last, from the record.
    public var spokeLast: [Share]
    /// Empty where nobody wrote down what ended them.
    public var endedBy: [Cause]
    /// Conversations with each fault that any has.
    public var faults: [Share]
    public var anyFault: Share
    /// User turns with any fault.
    public var faultyTurns: Share
  }

  public var real: Int
  public var simulated: Int
  /// Simulated ones that replay a real one, and belong to its cluster.
  public var replayed: Int
  public var groups: [Group]
  /// Why nothing is compared.
  public var reason: String?
}
