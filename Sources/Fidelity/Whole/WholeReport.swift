public import Cases

/// Whole conversations of a simulator beside the real ones.
///
/// Parts that were not asked for are `nil`.
public struct WholeReport: Sendable, Hashable {
  /// One simulator.
  public struct Speaker: Sendable, Hashable {
    public var id: String
    public var simulated: Int
    public var real: Int
    /// How many of the simulated ones replay a real one, and so belong to its cluster.
    public var replayed: Int
    /// All conversations first, then those of every stratum of which there are some on both sides.
    public var groups: [Group]
  }

  /// All conversations of a simulator, or those of one stratum.
  public struct Group: Sendable, Hashable {
    /// `nil` for all.
    public var stratum: Stratum?
    public var endings: Endings?
    public var faults: Faults?

    init(_ stratum: Stratum?) { self.stratum = stratum }
  }

  /// How conversations end.
  public struct Endings: Sendable, Hashable {
    /// What the last user turn does, in the order of ``LastAct``; told from words.
    public var lastActs: [WholeShare]
    /// Who spoke last: agent, user.
    public var spokeLast: [WholeShare]
    /// In the order of ``EndedBy``; recorded of simulated conversations alone.
    public var endedBy: [WholeShare]
  }

  /// What is wrong with replies.
  public struct Faults: Sendable, Hashable {
    /// Conversations with each fault, in the order of ``Fault``.
    public var conversations: [WholeShare]
    /// Conversations with any.
    public var any: WholeShare
    /// User turns with any.
    public var turns: WholeShare
  }

  public var speakers: [Speaker]
  /// Why there is no speaker.
  public var reason: String?

  init(speakers: [Speaker] = [], reason: String? = nil) {
    self.speakers = speakers
    self.reason = reason
  }
}
