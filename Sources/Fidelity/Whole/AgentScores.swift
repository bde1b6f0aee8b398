import Cases

/// Whether it matters who simulates the user: how agents fare under each simulator, and under people.
///
/// An agent's score is the share of committed outcomes among its conversations whose outcome is known.
public struct AgentScores: Sendable, Hashable {
  /// One agent under one speaker.
  public struct Score: Sendable, Hashable {
    public var agent: String
    /// The interval is Wilson's on the effective sample size, clustered by customer (the task).
    public var share: ShareRow.Side
    /// 1 for the best of those that the speaker talked to; equal scores share the mean of their ranks.
    public var rank: Double
    /// Units with conversations.
    public var units: Int
  }

  /// People, or a simulator, with the agents that they talked to.
  public struct Speaker: Sendable, Hashable {
    /// A simulator's id, or ``Cases/ConversationCode/person``.
    public var id: String
    public var scores: [Score]
  }

  /// Two speakers, on the agents that both talked to.
  public struct Pair: Sendable, Hashable {
    public var first: String
    public var second: String
    /// At least one.
    public var agents: [String]
    /// The mean over agents of second − first, as a share. Clusters on both sides are paired (CR1); t(G − 1).
    public var shift: Figure
    /// Units of the side that has fewer.
    public var units: Int
    /// Units on both sides.
    public var shared: Int
    /// Fisher's exact p of one agent's conversations; `nil` where there are several agents.
    public var p: Quantity?
    /// `nil` where there is one agent, which has no rank among others.
    public var displacement: Displacement?

    /// Whether the scores shift: the interval beside 0, which two runs of one simulator would show on average.
    public var finding: RealAgainstSimulated.Finding {
      guard units >= ConcentrationVerdict.fewestUnits, let bounds = shift.interval.bounds else { return .withheld }
      return bounds.lower > 0 ? .higher : bounds.upper < 0 ? .lower : .notShown
    }
  }

  /// How far agents change places, beside two re-seeded runs of one simulator.
  public struct Displacement: Sendable, Hashable {
    /// Σ |rank under the first − rank under the second|.
    public var sum: Double
    /// The most that so many agents can be displaced.
    public var greatest: Double
    /// The mean over pairs of runs in which it was drawn anew whose run is which.
    public var expected: Quantity
    /// What those displacements exceed with a probability of at most 1 − level.
    public var limit: Quantity
    /// How many were drawn.
    public var draws: Int
    /// Units of the side that has fewer.
    public var units: Int

    /// Whether agents are displaced by more than re-seeding does.
    public var finding: RealAgainstSimulated.Finding {
      guard units >= ConcentrationVerdict.fewestUnits, let limit = limit.number else { return .withheld }
      return sum > limit ? .higher : .notShown
    }
  }

  /// People first, where their conversations name agents.
  public var speakers: [Speaker]
  /// Every two speakers that talked to a common agent.
  public var pairs: [Pair]
  /// Why there is none.
  public var reason: String?

  init(speakers: [Speaker] = [], pairs: [Pair] = [], reason: String? = nil) {
    self.speakers = speakers
    self.pairs = pairs
    self.reason = reason
  }
}
