public import Cases

/// What can be said of whole conversations, without any simulated turn: how they came out, how long they are, who spoke
/// last.
public struct ConversationsReport: Sendable, Hashable {
  /// All conversations, those of one outcome, or those of none that is known.
  public struct Group: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
      case all
      case stratum(Stratum)
      case unknown
    }

    public var kind: Kind
    public var count: Int
    /// Of all conversations.
    public var share: Figure
    public var turns: Spread
    public var userTurns: Spread
    /// How often each speaker had the last word, in the order of ``ConversationEnding``.
    public var endings: [Figure]
  }

  /// How far numbers of turns lie apart.
  public struct Spread: Sendable, Hashable {
    public var least: Quantity
    public var lowerQuartile: Quantity
    public var median: Quantity
    public var upperQuartile: Quantity
    public var greatest: Quantity
  }

  /// All first, then every outcome in the order of the audit, those without one last, where there are some.
  public var groups: [Group]
  /// What the audit has besides.
  public var hasOutcomes: Bool
  public var hasSimulations: Bool
  public var hasCases: Bool
  /// Whether people had conversations, or simulators alone.
  public var hasPeople = true
  /// Whether the groups are of simulated conversations, because no person's is among those that are meant.
  public var isOfSimulators = false
}
