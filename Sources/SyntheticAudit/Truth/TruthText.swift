/// Writes `truth.json`: what was planted, and what follows from it for an audit without end.
struct TruthText: Sendable {
  let options: GenerationOptions
  let tally: TruthTally

  var json: JSONText {
    var fields: [(String, JSONText)] = [
      ("format", .string("walkaway-truth/1")),
      ("audit", .string(options.auditName)),
      ("seed", .string(String(options.seed))),
      ("conversations", .integer(options.conversations)),
      ("committed_share", .number(options.committedShare)),
      ("methods", methods),
      ("model", modelJSON),
      ("instruments", .array(options.instruments.map(instrument))),
      ("simulators", .array(options.simulators.map(simulator))),
      ("strata", .array([0, 1].map(stratum))),
    ]
    if options.truthConversations > 0 {
      fields.append(("floors", .array(columns.indices.map(floors))))
      let series = options.simulators.indices.flatMap { simulator in columns.indices.map { (simulator, $0) } }
      fields.append(("series", .array(series.map { seriesJSON(simulator: $0.0, column: $0.1) })))
    }
    return .object(fields)
  }

  /// The label columns: the state itself, then the instruments.
  private var columns: [JSONText] { [.null] + options.instruments.map { .string($0.id) } }

  private var methods: JSONText {
    .object([
      (
        "strata",
        .string("Exact: forward recursion over kind of person and stage; shares of states, pair-weighted over probes.")
      ),
      (
        "series",
        .string(
          "Monte Carlo over monte_carlo_conversations conversations, half of each outcome; instrument null means "
            + "the drawn states without labelling error. Exit probes and probes without a reply are no pairs. Draw 0.")
      ),
      (
        "floors",
        .string(
          "From the same conversations: contrast of the population's mean depth given position; given position and the "
            + "last label before; given those and the agent's action. Strata weighted as in the audit.")
      ),
      ("monte_carlo_conversations", .integer(options.truthConversations)),
      ("monte_carlo_seed", .string(String(~options.seed))),
    ])
  }

  private func instrument(_ plan: InstrumentPlan) -> JSONText {
    .object([
      ("id", .string(plan.id)), ("error_rate", .number(plan.errorRate)),
      ("confusion", .array(Confusion(errorRate: plan.errorRate).rows.map { .array($0.values.map { .number($0) }) })),
    ])
  }

  private func simulator(_ plan: SimulatorPlan) -> JSONText {
    .object([
      ("id", .string(plan.id)), ("perfect", .bool(plan.isPerfect)), ("deficit", .number(plan.deficit)),
      ("noise", .number(plan.noise)), ("silence", .number(plan.silence)),
      ("exit_silence", .number(plan.exitSilence)), ("committed_bias", .number(plan.committedBias)),
      ("price_talk", .number(plan.priceTalk)), ("draws", .integer(plan.draws)),
      ("coverage", plan.coverage.map { .integer($0) } ?? .null),
    ])
  }

  private func stratum(_ index: Int) -> JSONText {
    let shares = RealShares(options: options, isCommitted: index == 1)
    return .object([
      ("id", .string(options.domain.strata[index].id)), ("committed", .bool(index == 1)),
      ("real", TruthText.shares(shares.overall)),
      (
        "positions",
        .array(
          options.fractions.indices.map { fraction in
            .object([
              ("fraction", .number(options.fractions[fraction])),
              ("real", TruthText.shares(shares.byFraction[fraction])),
            ])
          })
      ),
    ])
  }

  private func floors(_ column: Int) -> JSONText {
    let floors = ReferenceFloors(tally.references[column], committedShare: options.committedShare)
    return .object([
      ("instrument", columns[column]), ("position", .number(floors.position)),
      ("previous_stage", .number(floors.previousStage)),
      ("previous_stage_and_action", .number(floors.previousStageAndAction)),
    ])
  }

  private func seriesJSON(simulator: Int, column: Int) -> JSONText {
    let cells = tally.cells[simulator][column]
    let text = SeriesText(cells: cells, options: options)
    return .object([
      ("simulator", .string(options.simulators[simulator].id)), ("instrument", columns[column]),
      ("strata", .array([0, 1].map(text.stratum))), ("contrast", text.contrast),
    ])
  }

  static func shares(_ values: [Double]) -> JSONText {
    .object(Stage.allCases.map { ($0.id, .number(values[$0.rawValue])) })
  }
}
