import Cases
import Fidelity
public import JSON

extension ReportFigures {
  /// The report as a tree with the keys of `walkaway stats --json`.
  public var tree: JSONValue {
    var members = settings
    if let reason = report.reason { members.append(.init("reason", .string(reason))) }
    let unknown = report.unknownOutcome
    if unknown.pairs > 0 {
      members.append(
        .init(
          "unknown_outcome", ["conversations": .integer(unknown.conversations), "pairs": .integer(unknown.pairs)]))
    }
    if let faults = report.faults, faults.faulty > 0 || faults.treatment != .keep {
      members.append(
        .init(
          "faults",
          [
            "treatment": .string(faults.treatment.rawValue), "pairs": .integer(faults.pairs),
            "faulty": .integer(faults.faulty),
            "by_fault": .object(faults.faults.map { .init($0.fault.rawValue, .integer($0.pairs)) }),
          ]))
    }
    if report.conversationReport != nil {
      members.append(
        .init(
          "conversations",
          [
            "outcomes": array(.conversation), "lengths": array(.conversationLength),
            "endings": array(.conversationEnding),
          ]))
      return .object(members + wholeMembers)
    }
    members += [
      .init("strata", .array(report.strata.map(stratum))),
      .init("contrast", contrast), .init("marginal_bias", marginalBias),
      .init("positions", groups(report.positions, .position, .positionStage)),
      .init("actions", groups(report.actions, .action, .actionStage)),
      .init("multiplicity", report.multiplicity == nil ? .notComputed : array(.multiplicity)),
    ]
    if report.pooledActions != nil { members.append(.init("pooled_actions", array(.pooledAction))) }
    members += [
      .init("power", power), .init("exit_audit", exitAudit), .init("comparison", comparison),
      .init("instruments", instruments), .init("judge", judge), .init("repeated", repeated), .init("missing", missing),
      .init("corrected", corrected),
    ]
    return .object(members + wholeMembers)
  }

  private var settings: [JSONValue.Member] {
    [
      .init("simulator", .string(report.simulator)), .init("instrument", .string(report.instrument)),
      .init("draws", .string(report.draws.description)),
      .init("where", report.filterText.map(JSONValue.string) ?? .null),
      .init("withheld", report.reasonToWithhold.map(JSONValue.string) ?? .null),
      .init("reference", report.reference.map { .string($0.rawValue) } ?? .null),
      .init("seed", Int(exactly: report.seed).map(JSONValue.integer) ?? .string(String(report.seed))),
      .init("resamples", .integer(report.resamples)), .init("cluster", .string(report.cluster.rawValue)),
      .init("units", report.units.map(JSONValue.integer) ?? .notComputed), .init("level", .number(report.level)),
      .init("paper", .bool(report.paperChoices)),
      .init("bootstrap", .string(report.biasCorrected ? "bca" : "percentile")),
    ]
  }

  // MARK: Parts

  private func array(_ id: FigureSection.ID, stratum: String? = nil, group: String? = nil) -> JSONValue {
    .array(entries(id, stratum: stratum, group: group).map { .object($0.members) })
  }

  /// The members of the one place of a section; none where it has none.
  private func members(_ id: FigureSection.ID, stratum: String? = nil) -> [JSONValue.Member] {
    entries(id, stratum: stratum).first?.members ?? []
  }

  private func object(
    _ id: FigureSection.ID, stratum: String? = nil, orReason reason: String = "not computed"
  ) -> JSONValue {
    entries(id, stratum: stratum).first.map { .object($0.members) } ?? .reason(reason)
  }

  private func stratum(_ stratum: StratumReport) -> JSONValue {
    let account = stratum.account
    return .object(
      [
        .init("id", .string(stratum.id)), .init("label", stratum.label.map(JSONValue.string) ?? .null),
        .init("committed", .bool(stratum.committed)),
        .init("conversations", stratum.conversations.map(JSONValue.integer) ?? .notComputed),
        .init("pairs", .integer(stratum.pairs)),
        .init(
          "excluded",
          [
            "unlabelled": .integer(account.unlabelled), "real_silent": .integer(account.realSilent),
            "simulated_silent": .integer(account.simulatedSilent), "both_silent": .integer(account.bothSilent),
          ]),
        .init("headlines", array(.headline, stratum: stratum.id)), .init("stages", array(.stage, stratum: stratum.id)),
        .init("emotions", array(.emotion, stratum: stratum.id)),
        .init("blockers", array(.blocker, stratum: stratum.id)), .init("exits", array(.exit, stratum: stratum.id)),
        .init("depth_bias", object(.depthBias, stratum: stratum.id)), .init("confusion", confusion(stratum)),
      ] + members(.rate, stratum: stratum.id) + [
        .init("distances", object(.distance, stratum: stratum.id)),
        .init("homogeneity", object(.homogeneity, stratum: stratum.id)),
        .init("equivalence", object(.equivalence, stratum: stratum.id, orReason: "no margin was declared")),
        .init("survival", survival(stratum)),
      ])
  }

  /// Rows are real stages, columns simulated ones.
  private func confusion(_ stratum: StratumReport) -> JSONValue {
    guard let matrix = stratum.matrix else { return .notComputed }
    return [
      "stages": .array(stratum.stages.map { .string($0.id) }),
      "counts": .array(matrix.counts.map { .array($0.map { Quantity.number($0).integerTree }) }),
      "excess": confusionExcess(stratum),
    ]
  }

  private func confusionExcess(_ stratum: StratumReport) -> JSONValue {
    let cells = entries(.confusionExcess, stratum: stratum.id)
    guard !cells.isEmpty else { return .notComputed }
    let width = stratum.stages.count
    return .array(
      stride(from: 0, to: cells.count, by: width).map { start in
        .array(cells[start..<min(start + width, cells.count)].map { .object($0.members) })
      })
  }

  private func survival(_ stratum: StratumReport) -> JSONValue {
    guard let survival = stratum.survival else { return .reason("no conversation of this stratum was followed") }
    let curves = zip(
      zip(entries(.survival, stratum: stratum.id), entries(.incidence, stratum: stratum.id)),
      [survival.real, survival.simulated, survival.floor].compactMap(\.self))
    return .object(
      curves.map { entries, curve in
        let (entry, incidence) = entries
        return .init(
          entry.item ?? "",
          .object(entry.members + incidence.members + [.init("steps", .array(curve.steps.map(\.tree)))]))
      } + members(.survivalTest, stratum: stratum.id))
  }

  private var contrast: JSONValue {
    guard let contrast = report.contrast else { return .notComputed }
    let verdict = contrast.verdict.map(\.tree) ?? .reason("no floor with an interval")
    return .object(
      members(.contrast) + [
        .init("floors", array(.floor)), .init("corrected_excess", array(.correctedExcess)), .init("verdict", verdict),
      ]
        + entries(.side).map { .init($0.item ?? "", .object($0.members)) })
  }

  private var marginalBias: JSONValue {
    guard let bias = report.marginalBias else { return .notComputed }
    let weights = zip(report.strata, bias.weights).map { JSONValue.Member($0.0.id, $0.1.tree) }
    return .object(
      members(.calibration) + [
        .init("weights", .object(weights)), .init("weights_declared", .bool(bias.weightsAreDeclared)),
      ])
  }

  private func groups(_ groups: [GroupReport]?, _ id: FigureSection.ID, _ cells: FigureSection.ID) -> JSONValue {
    guard let groups else { return .notComputed }
    return .array(
      groups.map { group in
        let own = entries(id, group: group.id)
        let strata = group.strata.map { stratum in
          JSONValue.object(
            [
              .init("id", .string(stratum.id)), .init("conversations", .integer(stratum.conversations)),
              .init("pairs", .integer(stratum.pairs)),
            ] + (own.first { $0.stratum == stratum.id }?.members ?? []) + [
              .init("stages", array(cells, stratum: stratum.id, group: group.id))
            ])
        }
        return .object(
          [.init("id", .string(group.id))] + (own.first { $0.stratum == nil }?.members ?? [])
            + [.init("strata", .array(strata))])
      })
  }

  private var power: JSONValue {
    report.power == nil
      ? .notComputed : .object(members(.power) + [.init("conversations_for", array(.need))])
  }

  private var exitAudit: JSONValue {
    guard let audit = report.exitAudit else { return .notComputed }
    return [
      "silence": [
        "permitted": audit.silencePermitted.map(JSONValue.bool) ?? .reason("not stated"),
        "silent": .integer(audit.silentTurns), "of": .integer(audit.simulatedTurns),
        "sentence": .string(audit.silenceSentence),
      ],
      "judged_acts": .bool(audit.hasJudgedActs), "contradicted_labels": .integer(audit.contradictedLabels),
      "strata": .array(
        audit.strata.map { stratum in
          .object(
            [
              .init("id", .string(stratum.id)), .init("acts", array(.exitAct, stratum: stratum.id)),
              .init(
                "record", object(.record, stratum: stratum.id, orReason: "the table was made without the record")),
            ] + members(.leaving, stratum: stratum.id) + [
              .init("positions", array(.leavingByPosition, stratum: stratum.id))
            ])
        }),
    ]
  }

  private var comparison: JSONValue {
    guard let comparison = report.comparison else { return .reason("no second simulator was named") }
    return .object(
      [
        .init("simulator", .string(comparison.simulator)), .init("other", .string(comparison.other)),
        .init("conversations", .integer(comparison.conversations)),
      ] + members(.comparison) + [.init("strata", array(.comparisonBias))])
  }

  private var instruments: JSONValue {
    guard let instruments = report.instruments else { return .notComputed }
    if let reason = instruments.reason { return .reason(reason) }
    let blocks = blocks(.instrument)
    let pairs = zip(instruments.pairs, blocks).map { pair, block in
      JSONValue.object(
        [
          .init("first", .string(pair.first)), .init("second", .string(pair.second)),
          .init("human", .bool(pair.isHuman)),
        ] + block.entries.map { .init($0.item ?? "", .object($0.members)) })
    }
    return [
      "pairs": .array(pairs), "overall": instruments.overall == nil ? .null : object(.instrumentOverall),
    ]
  }

  private var missing: JSONValue {
    guard let missing = report.missing else { return .null }
    if let reason = missing.reason { return .reason(reason) }
    return [
      "parts": array(.missing), "difference": missing.difference.value.tree, "p": missing.p.tree,
    ]
  }

  private var judge: JSONValue {
    guard let judge = report.judge else { return .notComputed }
    if let reason = judge.reason { return .reason(reason) }
    let counts = judge.confusions.map { confusion in
      JSONValue.Member(confusion.source, .array(confusion.counts.map { .array($0.map(JSONValue.integer)) }))
    }
    return .object(
      members(.judge) + [
        .init("misread", array(.judgeMisread)),
        .init("stages", .array(judge.misread.map { .string($0.stage) })), .init("confusion", .object(counts)),
        .init("errs_differently", .bool(judge.errsDifferently)), .init("established", .bool(!judge.isBelowPeople)),
      ])
  }

  private var repeated: JSONValue {
    guard let repeated = report.repeated else { return .notComputed }
    if let reason = repeated.reason { return .reason(reason) }
    let (ensemble, components) = (repeated.ensemble, repeated.components)
    let draws: JSONValue =
      ensemble.reason.map(JSONValue.reason) ?? [
        "probes": .integer(ensemble.probes), "fewest": ensemble.draws.map { .integer($0.lowerBound) } ?? .null,
        "most": ensemble.draws.map { .integer($0.upperBound) } ?? .null, "one_draw": .integer(ensemble.singles),
        "without_reference": .integer(ensemble.withoutReference), "units": .integer(ensemble.units),
        "sentence": ensemble.sentence.map(JSONValue.string) ?? .null, "laws": array(.ensemble),
      ]
    return [
      "draws": draws,
      "excess": components.reason.map(JSONValue.reason)
        ?? .object(
          [
            .init("reference", components.reference.map { .string($0.rawValue) } ?? .null),
            .init("instruments", .array(components.instruments.map(JSONValue.string))),
            .init("left_out", .array(components.leftOut.map(JSONValue.string))),
          ] + members(.widerExcess) + [
            .init("components", array(.component)), .init("next_requests", array(.purchase)),
          ]),
    ]
  }

  private var corrected: JSONValue {
    guard let corrected = report.corrected else { return .notComputed }
    if let reason = corrected.reason { return .reason(reason) }
    return [
      "labelled": .integer(corrected.labelled), "unlabelled": .integer(corrected.unlabelled),
      "quantities": array(.corrected),
    ]
  }
}

extension ConcentrationVerdict {
  fileprivate var tree: JSONValue {
    [
      "word": .string(finding.word), "finding": .string(finding.rawValue),
      "reference": reference.map { .string($0.rawValue) } ?? .null, "margin": margin.map(JSONValue.number) ?? .null,
      "sentence": .string(sentence), "detectable_excess": detectable.tree,
      "conversations_needed": conversationsNeeded.tree, "tipping_point": tippingPoint.tree,
      "corrected": .bool(correction != nil), "labelled": correction.map { .integer($0.labelled) } ?? .null,
      "p": p.tree, "holm_p": family?.p.tree ?? .null, "family": family.map { .integer($0.size) } ?? .null,
      "family_word": .string(familyWord), "standing": .string(standing.word),
      "standing_sentence": .string(standing.sentence),
      "plan": standing.plan.map { .string($0.digest) } ?? .null,
    ]
  }
}

extension SurvivalReport.Step {
  fileprivate var tree: JSONValue {
    [
      "turn": .integer(turn), "at_risk": .integer(atRisk), "events": .number(events), "surviving": .number(surviving),
      "ci": .array([.number(lower), .number(upper)]),
    ]
  }
}
