internal import JSON

/// Writes `truth.json`: what was planted, and what follows from it for an audit without end.
struct TruthText: Sendable {
  let options: GenerationOptions
  let tally: TruthTally

  var value: JSONValue {
    var truth: JSONValue = [
      "format": .string("walkaway-truth/1"),
      "audit": .string(options.auditName),
      "seed": .string(String(options.seed)),
      "conversations": .integer(options.conversations),
      "committed_share": .rounded(options.committedShare),
      "methods": methods,
      "model": modelJSON,
      "instruments": .array(options.instruments.map(instrument)),
      "simulators": .array(options.simulators.map(simulator)),
      "strata": .array([0, 1].map(stratum)),
    ]
    if let bothSides = options.bothSides { truth["customers_on_both_sides"] = .rounded(bothSides) }
    if options.commitmentHazard > 0 { truth["commitment"] = commitment }
    if options.truthConversations > 0 {
      truth["floors"] = .array(columns.indices.map(floors))
      let series = options.simulators.indices.flatMap { simulator in columns.indices.map { (simulator, $0) } }
      truth["series"] = .array(series.map { seriesJSON(simulator: $0.0, column: $0.1) })
    }
    return truth
  }

  /// The label columns: the state itself, then the instruments.
  private var columns: [JSONValue] { [.null] + options.instruments.map { .string($0.id) } }

  private var methods: JSONValue {
    [
      "strata": .string(
        "Exact: forward recursion over kind of person and stage; shares of states, pair-weighted over probes."),
      "series": .string(
        "Monte Carlo over monte_carlo_conversations conversations, half of each outcome; instrument null means "
          + "the drawn states without labelling error. Exit probes and probes without a reply are no pairs. Draw 0."),
      "floors": .string(
        "From the same conversations: contrast of the population's mean depth given position; given position and the "
          + "last label before; given those and the agent's action. Strata weighted as in the audit."),
      "monte_carlo_conversations": .integer(options.truthConversations),
      "monte_carlo_seed": .string(String(~options.seed)),
    ]
  }

  private func instrument(_ plan: InstrumentPlan) -> JSONValue {
    var instrument: JSONValue = [
      "id": .string(plan.id), "error_rate": .rounded(plan.errorRate),
      "confusion": .array(Confusion(errorRate: plan.errorRate).rows.map { .array($0.values.map { .rounded($0) }) }),
    ]
    if plan.simulatedMisreading > 0 { instrument["simulated_misreading"] = .rounded(plan.simulatedMisreading) }
    return instrument
  }

  /// When those who commit pay: the payment ends the conversation, so that nobody of them can leave later.
  private var commitment: JSONValue {
    let lengths = LengthDistribution(range: options.userTurns, commitment: options.commitmentHazard)
    var paid = 0.0
    return [
      "hazard": .rounded(options.commitmentHazard),
      "incidence": .array(
        options.userTurns.map { turn in
          paid += options.committedShare * lengths.share(turn, isCommitted: true)
          return ["user_turn": .integer(turn), "committed": .rounded(paid)]
        }),
    ]
  }

  private func simulator(_ plan: SimulatorPlan) -> JSONValue {
    var simulator: JSONValue = [
      "id": .string(plan.id), "perfect": .bool(plan.knowledge == .states), "deficit": .rounded(plan.deficit),
      "noise": .rounded(plan.noise), "silence": .rounded(plan.silence),
      "exit_silence": .rounded(plan.exitSilence), "committed_bias": .rounded(plan.committedBias),
      "price_talk": .rounded(plan.priceTalk), "draws": .integer(plan.draws),
      "coverage": plan.coverage.map { .integer($0) } ?? .null,
    ]
    if let knowledge = plan.knowledge, knowledge != .states { simulator["knows"] = .string(knowledge.rawValue) }
    let planted = plan.planted
    for (name, value) in [
      ("decliners_shift", planted.declinersShift), ("committers_shift", planted.committersShift),
      ("softening", planted.softening), ("leak", planted.leak),
    ] where value != 0 { simulator[name] = .rounded(value) }
    return simulator
  }

  private func stratum(_ index: Int) -> JSONValue {
    let shares = RealShares(options: options, isCommitted: index == 1)
    return [
      "id": .string(options.domain.strata[index].id), "committed": .bool(index == 1),
      "real": TruthText.shares(shares.overall),
      "positions": .array(
        options.fractions.indices.map { fraction in
          [
            "fraction": .rounded(options.fractions[fraction]),
            "real": TruthText.shares(shares.byFraction[fraction]),
          ]
        }),
    ]
  }

  private func floors(_ column: Int) -> JSONValue {
    let floors = ReferenceFloors(tally.references[column], committedShare: options.committedShare)
    return [
      "instrument": columns[column], "position": .rounded(floors.position),
      "previous_stage": .rounded(floors.previousStage),
      "previous_stage_and_action": .rounded(floors.previousStageAndAction),
    ]
  }

  private func seriesJSON(simulator: Int, column: Int) -> JSONValue {
    let cells = tally.cells[simulator][column]
    let text = SeriesText(cells: cells, options: options)
    return [
      "simulator": .string(options.simulators[simulator].id), "instrument": columns[column],
      "strata": .array([0, 1].map(text.stratum)), "contrast": text.contrast,
    ]
  }

  static func shares(_ values: [Double]) -> JSONValue {
    .object(Stage.allCases.map { .init($0.id, .rounded(values[$0.rawValue])) })
  }
}
