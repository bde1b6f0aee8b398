/// How one simulator errs.
///
/// Its next stage starts from what the planted model says of people with this prefix (never from the outcome), then:
/// with weight `noise` the prefix is ignored in favour of everybody at this place; `deficit` moves resistance to
/// deliberation; `committedBias` moves all stages of committed conversations, which a simulator could only do if
/// the outcome leaked.
public struct SimulatorPlan: Sendable, Equatable {
  /// How it writes.
  public enum Voice: String, Sendable, CaseIterable {
    /// Politer and longer than people.
    case polite
    /// Politer, longer and warmer.
    case warm
    /// Polite, but short.
    case plain
    /// As the real users write.
    case human
  }

  public var id: String
  public var voice: Voice
  /// The disengagement deficit: 0 none, 1 that of a usual persona simulator.
  public var deficit: Double
  /// 0 follows the prefix fully, 1 not at all.
  public var noise: Double
  /// How often it does not reply at an ordinary probe, given that it would resist.
  public var silence: Double
  /// The same at an exit probe.
  public var exitSilence: Double
  /// Added to the logit of a stage for each depth, in conversations that commit.
  public var committedBias: Double
  /// How often a blocker that it names becomes the price.
  public var priceTalk: Double
  /// Draws at each probe point.
  public var draws: Int
  /// An exact sampler: no deficit, noise or bias, and at an exit probe it leaves as often as people with this prefix.
  public var isPerfect: Bool
  /// How many conversations it is run on; all where it is nil.
  public var coverage: Int?

  public init(
    id: String, voice: Voice = .polite, deficit: Double = 1, noise: Double = 0.18, silence: Double = 0,
    exitSilence: Double = 0, committedBias: Double = 0, priceTalk: Double = 0.5, draws: Int = 1,
    isPerfect: Bool = false, coverage: Int? = nil
  ) {
    self.id = id
    self.voice = voice
    self.deficit = deficit
    self.noise = noise
    self.silence = silence
    self.exitSilence = exitSilence
    self.committedBias = committedBias
    self.priceTalk = priceTalk
    self.draws = draws
    self.isPerfect = isPerfect
    self.coverage = coverage
  }

  /// An exact, outcome-blind sampler of what people with this prefix say next.
  public static func perfect(id: String = "perfect", draws: Int = 1) -> SimulatorPlan {
    SimulatorPlan(id: id, voice: .human, deficit: 0, noise: 0, priceTalk: 0, draws: draws, isPerfect: true)
  }

  /// The three simulators of the samples.
  public static let samples = [
    SimulatorPlan(id: "persona"),
    SimulatorPlan(id: "persona-other-family", voice: .warm, deficit: 1, noise: 0.28),
    SimulatorPlan(
      id: "persona-may-leave", voice: .plain, deficit: -0.34, noise: 0.25, silence: 0.1, exitSilence: 0.45,
      priceTalk: 0.35),
  ]
}

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
