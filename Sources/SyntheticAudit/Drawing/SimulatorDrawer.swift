/// Draws what one simulator says at a probe.
struct SimulatorDrawer: Sendable {
  let plan: SimulatorPlan
  private let seed: UInt64
  private let conversations: ConversationDrawer
  private let everybody: PlaceShares
  /// Factors of the stages, for uncommitted and committed conversations.
  private let tilts: [StageVector]
  /// What its streams are for, a code a draw; instruments label its turns with streams of the same codes.
  let codes: [UInt64]

  init(
    plan: SimulatorPlan, seed: UInt64, model: PlantedModel, conversations: ConversationDrawer, everybody: PlaceShares
  ) {
    self.plan = plan
    self.seed = seed
    self.conversations = conversations
    self.everybody = everybody
    codes = (0..<plan.draws).map { StreamPurpose.simulator(plan.id, draw: $0).code }
    tilts = [0, plan.committedBias].map { bias in
      StageVector(
        Stage.allCases.map {
          exponential(plan.deficit * model.deficitDirection[$0.rawValue] + bias * Double($0.rawValue))
        })
    }
  }

  /// The stream of one draw of one conversation; its probes use it in turn.
  func stream(of index: Int, draw: Int) -> Xoshiro256 {
    Xoshiro256(seed: seed, unit: UInt64(index), purpose: codes[draw])
  }

  /// What it says, or nil where it does not reply.
  func answer(
    _ probe: ConversationDraw.Probe, of draw: ConversationDraw, _ random: inout Xoshiro256
  ) -> DecisionState? {
    let isExit = probe.fraction == nil
    if plan.isPerfect, random.chance(probe.leaving) { return nil }
    let stage = distribution(probe, of: draw).stage(at: random.unit())
    let silence = isExit ? plan.exitSilence : plan.silence
    if stage == .resisting, silence > 0, random.chance(silence) { return nil }
    var state = conversations.state(stage, ownBlocker: draw.ownBlocker, &random)
    if state.blocker != .none, random.chance(plan.priceTalk) { state.blocker = .price }
    if plan.voice != .human { soften(&state, &random) }
    return state
  }

  func distribution(_ probe: ConversationDraw.Probe, of draw: ConversationDraw) -> StageVector {
    if plan.isPerfect { return probe.predicted }
    var mixed = StageVector()
    mixed.add(probe.predicted, times: 1 - plan.noise)
    mixed.add(everybody.at(place: probe.place, userTurns: draw.userTurns), times: plan.noise)
    return mixed.multiplied(by: tilts[draw.isCommitted ? 1 : 0]).normalized
  }

  /// Politeness: less anger, more warmth, "later" for "no".
  private func soften(_ state: inout DecisionState, _ random: inout Xoshiro256) {
    let position = random.unit()
    switch state.emotion {
    case .negative where position < 0.6: state.emotion = .hesitant
    case .neutral where position < 0.3: state.emotion = .positive
    default: break
    }
    if state.exit == .refusal, random.chance(0.4) { state.exit = .delay }
  }
}
