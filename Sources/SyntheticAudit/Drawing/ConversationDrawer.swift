internal import Cases

/// Draws conversations from the planted model.
struct ConversationDrawer: Sendable {
  let population: Population
  private let dynamics: StageDynamics
  private let seed: UInt64
  private let model: PlantedModel
  private let customers: Customers
  private let exitProbe: Bool
  /// The probes of each number of user turns, by `ProbeRule`.
  private let places: [[(fraction: Int, place: Int)]]

  init(options: GenerationOptions, seed: UInt64) {
    self.seed = seed
    model = options.model
    population = Population(options: options)
    dynamics = population.dynamics
    customers = Customers(most: options.conversationsPerCustomer)
    exitProbe = options.exitProbe
    let rule = ProbeRule(fractions: options.fractions, exitProbe: options.exitProbe)
    places = (0...options.userTurns.upperBound).map { rule.places(userTurns: $0) }
  }

  func draw(_ index: Int, isCommitted: Bool) -> ConversationDraw {
    let (customer, ordinal) = customers.of(conversation: index)
    var person = Xoshiro256(seed: seed, unit: UInt64(customer), purpose: StreamPurpose.customer.code)
    var random = Xoshiro256(seed: seed, unit: UInt64(index), purpose: StreamPurpose.dynamics.code)
    let outcome = isCommitted ? 1 : 0
    let level = person.choice(dynamics.levelShares[outcome])
    let ownBlocker = named(person.choice(model.blockerShares))
    let trends = isCommitted ? model.committedTrends : model.uncommittedTrends
    let kind = level * 3 + random.choice(trends.list)
    let userTurns = population.lengths.draw(&random, isCommitted: isCommitted)

    var draw = ConversationDraw(
      index: index, customer: customer, ordinal: ordinal, isCommitted: isCommitted, ownBlocker: ownBlocker,
      exchanges: [], unanswered: [], probes: [])
    draw.exchanges.reserveCapacity(userTurns)
    var belief = population.mix(userTurns: userTurns).prior
    var before: Stage?
    let planned = places[userTurns]
    for place in 0..<userTurns {
      let ignored = before.map { random.chance(model.silence[$0.rawValue]) } ?? false
      let first = action(after: before, &random)
      let last = ignored ? action(after: before, &random) : first
      let step = dynamics.step(place: place, userTurns: userTurns)
      let situation = dynamics.situation(step: step, before: before, action: last)
      for probe in planned where probe.place == place {
        let predicted = dynamics.predicted(situation, belief: belief).normalized
        draw.probes.append(.init(place: place, fraction: probe.fraction, law: ProbeLaw(next: predicted)))
      }
      let stage = dynamics.next(situation.lowerBound + kind).stage(at: random.unit())
      dynamics.update(&belief, situation, saw: stage)
      draw.exchanges.append(
        .init(
          ignored: ignored ? first : nil, action: last, state: state(stage, ownBlocker: ownBlocker, &random)))
      before = stage
    }
    end(&draw, belief: belief, &random)
    return draw
  }

  /// What else a turn of `stage` is.
  func state(_ stage: Stage, ownBlocker: Blocker, _ random: inout Xoshiro256) -> DecisionState {
    let exit = ExitAct(rawValue: random.choice(model.exitShares[stage.rawValue])) ?? .none
    let emotion = Emotion(rawValue: random.choice(model.emotionShares[stage.rawValue])) ?? .neutral
    let position = random.unit()
    let own = model.ownBlocker[stage.rawValue]
    var blocker = Blocker.none
    if position < own {
      blocker = ownBlocker
    } else if position < own + model.otherBlocker[stage.rawValue] {
      blocker = named(random.choice(model.blockerShares))
    }
    return DecisionState(stage: stage, emotion: emotion, blocker: blocker, exit: exit)
  }

  private func end(_ draw: inout ConversationDraw, belief: [Double], _ random: inout Xoshiro256) {
    guard let last = draw.exchanges.last?.state.stage else { return }
    let leaves = random.chance(model.abandonment[last.rawValue])
    guard leaves, !draw.isCommitted else { return }
    draw.unanswered = [action(after: last, &random)]
    while draw.unanswered.count < 3, random.chance(0.4) { draw.unanswered.append(action(after: last, &random)) }
    guard exitProbe, let asked = draw.unanswered.last else { return }
    let step = dynamics.step(place: draw.userTurns, userTurns: draw.userTurns)
    let situation = dynamics.situation(step: step, before: last, action: asked)
    var uncommitted = 0.0
    let isUncommitted = population.mix(userTurns: draw.userTurns).uncommittedGivenKind
    for kind in 0..<dynamics.kinds { uncommitted += belief[kind] * isUncommitted[kind] }
    let law = ProbeLaw(
      next: dynamics.predicted(situation, belief: belief).normalized,
      leaving: uncommitted * model.abandonment[last.rawValue])
    draw.probes.append(.init(place: draw.userTurns, fraction: nil, law: law))
  }

  private func action(after stage: Stage?, _ random: inout Xoshiro256) -> AgentAction {
    AgentAction(rawValue: random.choice(dynamics.actionShares(after: stage))) ?? .rapport
  }

  private func named(_ index: Int) -> Blocker { Blocker(rawValue: index + 1) ?? .none }
}
