/// How one simulator errs.
///
/// Its next stage starts from what the planted model says of people with this prefix (never from the outcome). A persona
/// then errs: with weight `noise` the prefix is ignored in favour of everybody at this place; `deficit` moves resistance
/// to deliberation; `committedBias` moves all stages of committed conversations, which a simulator could only do if the
/// outcome leaked. An exact sampler has none of these; errors can be planted in both.
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

  /// Errors of known size and place, on top of everything else.
  public struct PlantedErrors: Sendable, Equatable {
    /// How many depth steps its stages lie too deep (below 0: too shallow) with those who decline: whole steps always,
    /// one more with the probability that is left. The ends of the scale are not passed.
    public var declinersShift = 0.0
    /// The same with those who commit.
    public var committersShift = 0.0
    /// How often a resisting answer becomes a considering one, whatever the outcome.
    public var softening = 0.0
    /// How often it says what the person really did, and has that turn's labels.
    public var leak = 0.0

    public init() {}
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
  /// An exact sampler given this: no deficit, noise or bias, and at an exit probe it leaves as often as people of whom
  /// this is known. `nil` for a persona.
  public var knowledge: Knowledge?
  /// How many conversations it is run on; all where it is nil.
  public var coverage: Int?
  public var planted = PlantedErrors()

  public init(
    id: String, voice: Voice = .polite, deficit: Double = 1, noise: Double = 0.18, silence: Double = 0,
    exitSilence: Double = 0, committedBias: Double = 0, priceTalk: Double = 0.5, draws: Int = 1,
    knowledge: Knowledge? = nil, coverage: Int? = nil
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
    self.knowledge = knowledge
    self.coverage = coverage
  }

  /// An exact, outcome-blind sampler of what people of whom this is known say next.
  public static func exact(knowing knowledge: Knowledge, id: String = "exact", draws: Int = 1) -> SimulatorPlan {
    SimulatorPlan(id: id, voice: .human, deficit: 0, noise: 0, priceTalk: 0, draws: draws, knowledge: knowledge)
  }

  /// The sampler that knows the states themselves.
  public static func perfect(id: String = "perfect", draws: Int = 1) -> SimulatorPlan {
    .exact(knowing: .states, id: id, draws: draws)
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
