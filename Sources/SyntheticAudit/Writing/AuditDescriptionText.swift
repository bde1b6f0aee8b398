internal import Cases
internal import JSON

/// Writes `audit.json`.
struct AuditDescriptionText: Sendable {
  let options: GenerationOptions
  let profileFields: [String]

  var value: JSONValue {
    let domain = options.domain
    return [
      "format": .string(AuditDescription.format1),
      "name": .string(options.auditName),
      "title": .string("\(domain.title) (\(options.conversations) conversations)"),
      "description": .string(description),
      "language": .string(domain.language),
      "synthetic": .bool(true),
      "source": .string("walkaway generate, domain \(domain.rawValue), seed \(options.seed)"),
      "license": .string("Apache-2.0"),
      "privacy": .string("No real people: every conversation, name and number is drawn from a phrase grammar."),
      "outcome": outcome,
      "schema": schema,
      "probes": [
        "fractions": .array(options.fractions.map { .rounded($0) }), "exit_probe": .bool(options.exitProbe),
      ],
      "simulators": .array(options.simulators.map(simulator)),
      "instruments": .array(options.instruments.map(instrument)),
    ]
  }

  private var description: String {
    "Synthetic. \(options.domain.story) Outcomes, willingness, stages, simulators and instruments are drawn from a "
      + "planted model whose true values stand in truth.json; no language model wrote or judged any of it."
      + (options.bothSides == nil ? "" : " Customers on both sides are planted.")
      + (options.commitmentHazard > 0 ? " Payments end conversations early." : "")
  }

  private var outcome: JSONValue {
    let strata = options.domain.strata.enumerated().map { index, stratum -> JSONValue in
      [
        "id": .string(stratum.id), "label": .string(stratum.label), "committed": .bool(index == 1),
      ]
    }
    return [
      "name": .string(options.domain.outcomeName), "evidence": .string("drawn from the planted model"),
      "truncation": .string("conversations end at the commitment"), "strata": .array(strata),
    ]
  }

  private var schema: JSONValue {
    let schema = StateSchema.decisionState1
    func strings(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }
    return [
      "id": .string(schema.id),
      "stages": .array(schema.stages.map { ["id": .string($0.id), "depth": .rounded($0.depth)] }),
      "resistance": strings(schema.resistance), "deliberation": strings(schema.deliberation),
      "commitment": strings(schema.commitment), "emotions": strings(schema.emotions),
      "blockers": strings(schema.blockers), "exits": strings(schema.exits), "actions": strings(schema.actions),
    ]
  }

  private func simulator(_ plan: SimulatorPlan) -> JSONValue {
    [
      "id": .string(plan.id), "model": .string("planted model, deficit \(plan.deficit), noise \(plan.noise)"),
      "prompt": .string(prompt(plan)), "profile_fields": .array(profileFields.map { .string($0) }),
      "temperature": .null, "seed": .null,
    ]
  }

  private func prompt(_ plan: SimulatorPlan) -> String {
    let ask = "None: no model was asked. Stages are drawn from the planted model"
    if let knowledge = plan.knowledge { return "\(ask) given \(knowledge.words).\(plan.planted.words)" }
    let silence = plan.silence > 0 || plan.exitSilence > 0
    return "\(ask), words in the manner of a persona prompt (\(plan.voice.rawValue))"
      + (silence ? " that permits leaving without a reply." : ".") + plan.planted.words
  }

  private func instrument(_ plan: InstrumentPlan) -> JSONValue {
    [
      "id": .string(plan.id), "model": .string("planted label with error rate \(plan.errorRate)"),
      "prompt": .string("None: the drawn state with errors at that rate, near misses likelier than far ones."),
      "temperature": .null,
    ]
  }
}

extension Knowledge {
  fileprivate var words: String {
    switch self {
    case .position: "the position alone, exactly as people there go on"
    case .previousStage: "position and last labelled stage, exactly as people of whom this is known go on"
    case .action: "position, last labelled stage and labelled action, exactly as people of whom this is known go on"
    case .history: "all that was labelled before, exactly as people of whom this is known go on"
    case .states: "the prefix alone, exactly as people with this prefix go on"
    }
  }
}

extension SimulatorPlan.PlantedErrors {
  /// A sentence for each error, with a blank before it.
  fileprivate var words: String {
    var words = ""
    for (shift, people) in [(declinersShift, "decline"), (committersShift, "commit")] where shift != 0 {
      words += " Planted: \(abs(shift)) depth steps too \(shift > 0 ? "deep" : "shallow") with those who \(people)."
    }
    if softening > 0 {
      words += " Planted: a resisting answer becomes a considering one with probability \(softening)."
    }
    if leak > 0 { words += " Planted: it is the real turn's own state and label with probability \(leak)." }
    return words
  }
}

extension GenerationOptions {
  /// The `name` of `audit.json`.
  var auditName: String { name ?? "\(domain.rawValue)-\(conversations)" }
}
