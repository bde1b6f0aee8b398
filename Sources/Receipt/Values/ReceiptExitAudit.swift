/// How people leave and how the simulator does.
public struct ReceiptExitAudit: Sendable, Hashable, Codable {
  /// One way to leave at the probes.
  public struct Act: Sendable, Hashable, Codable {
    /// "refusal", "delay", "topic-change", "silence", "abandonment", "none" …
    public var act: String
    /// "record" or "instrument".
    public var derivedFrom: String
    public var real: ReceiptFigure
    public var simulated: ReceiptFigure
    public var shift: ReceiptFigure
  }

  /// What happened in the whole record of the real conversations, without a judge.
  public struct Record: Sendable, Hashable, Codable {
    public var conversations: Int
    public var agentTurns: Int
    /// Agent turns that nobody answered before the agent spoke again, among all agent turns.
    public var silence: ReceiptFigure
    /// Conversations in which nobody answered the last agent turn.
    public var abandonment: ReceiptFigure
  }

  /// Leaving, with the real person or alone, at one probe position.
  public struct Position: Sendable, Hashable, Codable {
    public var id: String
    /// How often the simulator leaves where the real person does.
    public var leavingRecall: ReceiptFigure
    /// How often it leaves where the real person stays.
    public var falseLeaving: ReceiptFigure
  }

  public struct Stratum: Sendable, Hashable, Codable {
    public var id: String
    public var acts: [Act]
    /// Absent where the audit's table does not hold the record.
    public var record: Record?
    /// Where the real person left for good: how often the simulator resists, refuses, delays or stays silent.
    public var exitProbeRecall: ReceiptFigure
    /// Of those, how often it stays silent.
    public var silentAtExit: ReceiptFigure
    /// Where the real person stayed: how often it leaves.
    public var falseLeaving: ReceiptFigure
    public var positions: [Position]
    /// User turns until half have left.
    public var medianReal: ReceiptNumber
    public var medianSimulated: ReceiptNumber
    /// Of a sampler that knows the position and the previous stage; absent where there are no floors.
    public var medianFloor: ReceiptNumber?
    /// How much more often simulated people leave at a probed turn, among those still there.
    public var hazardDifference: ReceiptFigure
    /// Clustered score test of no difference.
    public var hazardP: ReceiptNumber
  }

  /// Simulated turns in which the simulator did not reply.
  public var silentTurns: Int
  public var simulatedTurns: Int
  /// Whether it could have stayed silent, in words.
  public var silence: String
  public var strata: [Stratum]
}
