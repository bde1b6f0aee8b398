/// What a simulator says at a probe.
struct SimulatedAnswer: Sendable, Equatable {
  /// `nil` where it does not reply.
  var state: DecisionState?
  /// Whether it is what the person really did, labels and all.
  var isLeaked = false
}

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

  /// - Parameter probe: With the law of what this simulator knows.
  func answer(
    _ probe: ConversationDraw.Probe, of draw: ConversationDraw, _ random: inout Xoshiro256
  ) -> SimulatedAnswer {
    let isExit = probe.fraction == nil
    // A chance of none is not drawn, so that it moves no other number.
    if plan.planted.leak > 0, random.chance(plan.planted.leak) {
      return SimulatedAnswer(state: isExit ? nil : draw.exchanges[probe.place].state, isLeaked: true)
    }
    if plan.knowledge != nil, random.chance(probe.law.leaving) { return SimulatedAnswer() }
    let drawn = distribution(probe, of: draw).stage(at: random.unit())
    let stage = erring(drawn, isCommitted: draw.isCommitted, &random)
    let silence = isExit ? plan.exitSilence : plan.silence
    if stage == .resisting, silence > 0, random.chance(silence) { return SimulatedAnswer() }
    var state = conversations.state(stage, ownBlocker: draw.ownBlocker, &random)
    if state.blocker != .none, random.chance(plan.priceTalk) { state.blocker = .price }
    if plan.voice != .human { soften(&state, &random) }
    return SimulatedAnswer(state: state)
  }

  func distribution(_ probe: ConversationDraw.Probe, of draw: ConversationDraw) -> StageVector {
    if plan.knowledge != nil { return probe.law.next }
    var mixed = StageVector()
    mixed.add(probe.law.next, times: 1 - plan.noise)
    mixed.add(everybody.at(place: probe.place, userTurns: draw.userTurns), times: plan.noise)
    return mixed.multiplied(by: tilts[draw.isCommitted ? 1 : 0]).normalized
  }

  /// The stage with the errors that were planted.
  private func erring(_ drawn: Stage, isCommitted: Bool, _ random: inout Xoshiro256) -> Stage {
    var stage = drawn
    let softening = plan.planted.softening
    if softening > 0, stage == .resisting, random.chance(softening) { stage = .considering }
    let shift = isCommitted ? plan.planted.committersShift : plan.planted.declinersShift
    guard shift != 0 else { return stage }
    let size = abs(shift).rounded(.down)
    let steps = Int(size) + (random.chance(abs(shift) - size) ? 1 : 0)
    let depth = stage.rawValue + (shift > 0 ? steps : -steps)
    return Stage(rawValue: min(max(depth, 0), Stage.count - 1)) ?? stage
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
