/// Everything that draws an audit, made once from its options.
struct AuditDrawer: Sendable {
  let options: GenerationOptions
  let conversations: ConversationDrawer
  let simulators: [SimulatorDrawer]
  let confusions: [Confusion]
  let seed: UInt64
  private let errorSeeds: [UInt64]
  private let outlooks: OutlookMaker

  init(options: GenerationOptions, seed: UInt64) {
    self.options = options
    self.seed = seed
    let drawer = ConversationDrawer(options: options, seed: seed)
    conversations = drawer
    let population = drawer.population
    let everybody = PlaceShares(dynamics: population.dynamics, lengths: options.userTurns) {
      population.mix(userTurns: $0).prior
    }
    simulators = options.simulators.map {
      SimulatorDrawer(plan: $0, seed: seed, model: options.model, conversations: drawer, everybody: everybody)
    }
    errorSeeds = options.instruments.map { StreamPurpose.instrument($0.id).code }
    let confusions = options.instruments.map {
      Confusion(errorRate: $0.errorRate, simulatedMisreading: $0.simulatedMisreading)
    }
    self.confusions = confusions
    outlooks = OutlookMaker(options: options, population: population, confusions: confusions)
  }

  /// What the simulators know of a conversation that the instruments label with these streams.
  func outlook(_ draw: ConversationDraw, _ errors: ErrorStreams) -> Outlook { outlooks.outlook(draw, errors) }

  /// What an instrument says of a simulator's answer.
  ///
  /// - Parameter stream: With which it errs; a leaked answer has the real turn's label.
  func label(
    _ answer: SimulatedAnswer, at probe: ConversationDraw.Probe, instrument: Int, _ outlook: Outlook,
    _ stream: inout Xoshiro256
  ) -> DecisionState? {
    guard let state = answer.state else { return nil }
    if answer.isLeaked, let label = outlook.labelled?.states[instrument][probe.place] { return label }
    return confusions[instrument].labelSimulated(state, &stream)
  }

  /// The streams of the simulators in one conversation, by simulator and draw.
  func simulatorStreams(conversation index: Int) -> [[Xoshiro256]] {
    simulators.map { simulator in simulator.codes.indices.map { simulator.stream(of: index, draw: $0) } }
  }

  /// The streams with which the instruments err in one conversation.
  func errorStreams(conversation index: Int) -> ErrorStreams {
    func stream(_ instrument: UInt64, _ code: UInt64) -> Xoshiro256 {
      Xoshiro256(seed: seed ^ instrument, unit: UInt64(index), purpose: code)
    }
    return ErrorStreams(
      real: errorSeeds.map { stream($0, StreamPurpose.realLabels.code) },
      agent: stream(errorSeeds.first ?? 0, StreamPurpose.agentLabels.code),
      simulated: errorSeeds.map { instrument in
        simulators.map { simulator in simulator.codes.map { stream(instrument, $0) } }
      })
  }
}

/// What decides the errors of the instruments in one conversation; each stream is used in the order of the turns.
struct ErrorStreams {
  /// By instrument.
  var real: [Xoshiro256]
  /// Of the first instrument, which labels the agent's actions.
  var agent: Xoshiro256
  /// By instrument, simulator and draw.
  var simulated: [[[Xoshiro256]]]
}
