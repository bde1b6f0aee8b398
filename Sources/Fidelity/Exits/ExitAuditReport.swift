import Cases

/// How people leave, how the simulator does, and how often it leaves where they do.
public struct ExitAuditReport: Sendable, Hashable {
  /// One way to leave (or to stay: "none") at the probes.
  public struct Act: Sendable, Hashable {
    /// `id` is the act. A side counts the turns whose act is known.
    public var row: ShareRow
    /// Whether the act follows from the record, or is the instrument's.
    public var isFromRecord: Bool

    public init(row: ShareRow, isFromRecord: Bool) {
      self.row = row
      self.isFromRecord = isFromRecord
    }
  }

  /// What the whole record of the selected conversations says, without any judge (see ``ExitRecord``).
  public struct Record: Sendable, Hashable {
    public var conversations: Int
    public var agentTurns: Int
    /// Agent turns that met with silence, among all agent turns.
    public var silence: Figure
    /// Conversations whose last agent turn nobody answered, among all conversations.
    public var abandonment: Figure

    public init(conversations: Int, agentTurns: Int, silence: Figure, abandonment: Figure) {
      self.conversations = conversations
      self.agentTurns = agentTurns
      self.silence = silence
      self.abandonment = abandonment
    }
  }

  /// One probe position with labelled pairs.
  public struct Position: Sendable, Hashable {
    public var id: String
    /// How often the simulator leaves (resists, gives an exit act or stays silent) where the real person does.
    public var recall: Figure
    /// How often it leaves where the real person stays.
    public var falseExits: Figure
    /// Both beside what a sampler that knows the position and the previous stage shows.
    public var flooredRecall: FlooredFigure?
    public var flooredFalseExits: FlooredFigure?

    public init(id: String, recall: Figure, falseExits: Figure) {
      self.id = id
      self.recall = recall
      self.falseExits = falseExits
    }
  }

  public struct Stratum: Sendable, Hashable {
    public var id: String
    public var label: String?
    /// The instrument's acts in the schema's order, then silence, abandonment and none.
    public var acts: [Act]
    /// `nil` where the table was made without the record.
    public var record: Record?
    /// At exit probes, where the real person left for good: how often the simulator resists, refuses, delays or stays silent.
    public var exitRecall: Figure
    /// At exit probes: how often it stays silent.
    public var silentAtExit: Figure
    /// At the other probes, where the real person stayed: how often it leaves.
    public var falseExits: Figure
    public var positions: [Position]
    /// Exit-probe recall, silence and false leaving beside what a sampler that knows the position and the previous stage
    /// shows.
    public var flooredRecall: FlooredFigure?
    public var flooredSilence: FlooredFigure?
    public var flooredFalseExits: FlooredFigure?

    public init(
      id: String, label: String?, acts: [Act], record: Record?, exitRecall: Figure, silentAtExit: Figure,
      falseExits: Figure, positions: [Position]
    ) {
      self.id = id
      self.label = label
      self.acts = acts
      self.record = record
      self.exitRecall = exitRecall
      self.silentAtExit = silentAtExit
      self.falseExits = falseExits
      self.positions = positions
    }
  }

  /// Whether the simulator may stay silent, as its definition says; `nil` where that is not known.
  public var silencePermitted: Bool?
  /// Simulated turns of the selection that count as silence; of how many.
  public var silentTurns: Int
  /// Those among them that were written and count so for a fault, see ``FaultTreatment/exit``.
  public var faultyTurns: Int
  public var simulatedTurns: Int
  /// Whether the schema names exit acts for the instrument; without them a written turn counts as "none".
  public var hasJudgedActs: Bool
  /// Labels that call a turn silence or abandonment though somebody wrote it; they count as "none".
  public var contradictedLabels: Int
  public var strata: [Stratum]
}
