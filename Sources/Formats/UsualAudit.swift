internal import Cases
internal import JSON

/// The `audit.json` of a log that has none: the usual decision states, and what is known of the outcome.
enum UsualAudit {
  static func text(
    name: String, format: any LogFormat, mapping: Mapping, outcomes: OutcomeTable?, strata: [Stratum], base: String?
  ) -> String {
    var audit = base.flatMap { try? JSONValue(parsing: $0) } ?? skeleton(name: name)
    audit["imported_from"] = .object([
      .init("format", .string(format.id)), .init("mapping", .string(MappingText.yaml(of: mapping, format: format))),
    ])
    // An audit of somebody's own says itself which outcomes there are.
    guard base == nil else { return audit.json() }
    audit["outcome"] = outcome(mapping, outcomes: outcomes, strata: strata)
    return audit.json()
  }

  private static func outcome(_ mapping: Mapping, outcomes: OutcomeTable?, strata: [Stratum]) -> JSONValue {
    var outcome: JSONValue = ["name": .string(mapping.outcomeName ?? mapping.outcome?.text ?? "outcome")]
    if strata.isEmpty {
      outcome["evidence"] = .string("none was given")
    } else if outcomes != nil {
      outcome["evidence"] = .string("a second file")
    } else if mapping.isModelsVerdict {
      outcome["evidence"] = .string("the field \(mapping.outcome?.text ?? ""), which a model wrote: no observation")
    } else {
      outcome["evidence"] = .string("the field \(mapping.outcome?.text ?? "") of the log")
    }
    outcome["strata"] = .array(
      strata.map { ["id": .string($0.id), "label": .string($0.label ?? $0.id), "committed": .bool($0.committed)] })
    return outcome
  }

  /// Everything but the outcome.
  static func skeleton(name: String) -> JSONValue {
    let stages = ["resisting", "exploring", "engaging", "considering", "deciding"]
    func list(_ words: String...) -> JSONValue { .array(words.map { .string($0) }) }
    let schema: JSONValue = [
      "id": .string("decision-state/1"),
      "stages": .array(stages.enumerated().map { ["id": .string($1), "depth": .integer($0)] }),
      "resistance": list("resisting"), "deliberation": list("considering"), "commitment": list("deciding"),
      "emotions": list("positive", "neutral", "hesitant", "negative"),
      "blockers": list("none", "price", "trust", "capability", "timing", "external", "prior-failure"),
      "exits": list("none", "refusal", "delay", "topic-change", "silence", "abandonment"),
      "actions": list("rapport", "probe", "pitch", "handle-objection", "push-close", "reassure"),
    ]
    return [
      "format": .string(AuditDescription.format1), "name": .string(name),
      "outcome": ["name": .string("outcome"), "strata": .array([])], "schema": schema,
      "probes": ["fractions": .array([.number(0.3), .number(0.6), .number(0.9)]), "exit_probe": .bool(true)],
      "simulators": .array([]), "instruments": .array([]),
    ]
  }
}
