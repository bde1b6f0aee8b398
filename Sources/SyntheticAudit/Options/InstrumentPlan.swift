/// How one instrument labels.
public struct InstrumentPlan: Sendable, Equatable {
  public var id: String
  /// How often a label is wrong, independently for stage, emotion, blocker and exit act.
  public var errorRate: Double
  /// How often it reads the refusal of a *simulated* turn as considering: an error that it does not make with real ones.
  public var simulatedMisreading: Double = 0
  /// Whether it explains its labels (full text only).
  public var explains: Bool = false

  /// The two instruments of the samples.
  public static let samples = [
    InstrumentPlan(id: "judge-a", errorRate: 0.08, explains: true), InstrumentPlan(id: "judge-b", errorRate: 0.12),
  ]
}
