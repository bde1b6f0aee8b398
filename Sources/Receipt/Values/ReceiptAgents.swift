/// Whether it matters who simulates the user: how agents fare under the simulator, and under everybody else who talked to
/// the same ones.
public struct ReceiptAgents: Sendable, Hashable, Codable {
  /// One agent under one speaker.
  public struct Score: Sendable, Hashable, Codable {
    public var agent: String
    /// The share of its conversations that end in a commitment.
    public var score: ReceiptFigure
    /// 1 for the best; equal scores share the mean of their ranks.
    public var rank: Double
  }

  /// People or a simulator.
  public struct Speaker: Sendable, Hashable, Codable {
    /// "person" for people, else a simulator’s id.
    public var id: String
    public var scores: [Score]
  }

  /// The simulator and another speaker, on the agents that both talked to.
  public struct Pair: Sendable, Hashable, Codable {
    public var first: String
    public var second: String
    public var agents: [String]
    /// Units (tasks, customers) that both had.
    public var shared: Int
    /// The mean over agents of second − first, as a share.
    public var shift: ReceiptFigure
    /// "higher" or "lower" where its interval leaves 0 out, "not shown" or "withheld".
    public var finding: String
    /// Fisher's exact p of one agent's conversations; absent where there are several agents.
    public var fisherP: ReceiptNumber?
    /// Absent where there is one agent.
    public var ranks: Ranks?
    public var sentence: String
  }

  /// How far agents change places, beside two re-seeded runs of one simulator.
  public struct Ranks: Sendable, Hashable, Codable {
    /// Σ |rank under the first − rank under the second|.
    public var displacement: Double
    /// The most that so many agents can be displaced.
    public var greatest: Double
    /// What re-seeded runs show on average, and what they exceed with a probability of at most 1 − level.
    public var expected: ReceiptNumber
    public var limit: ReceiptNumber
    /// "higher" where the displacement exceeds the limit, "not shown" or "withheld".
    public var finding: String
    /// Only of a displacement that exceeds the limit.
    public var sentence: String?
  }

  public var speakers: [Speaker]
  public var pairs: [Pair]
  /// Why there is none.
  public var reason: String?
}
