internal import Cases
internal import JSON

/// The `audit.json` of a log that has none: the usual decision states, and what is known of the outcome.
struct UsualAudit {
  let mapping: Mapping
  /// The mapping in use, as a file; `nil` where it is not that of the conversations.
  let map: String?
  let hasOutcomeTable: Bool
  let strata: [Stratum]

  /// The text of the audit: `base` with the outcomes that it does not name yet, or the usual one.
  func text(over base: JSONValue?, name: String) -> String {
    var audit = base ?? UsualAudit.skeleton(name: name)
    if !strata.isEmpty { audit["outcome"] = outcome(over: audit["outcome"]) }
    if let map { audit["imported_with"] = .string(map) }
    return audit.json()
  }

  private func outcome(over held: JSONValue?) -> JSONValue {
    let known = held?["strata"]?.elements ?? []
    var outcome = held ?? .object([])
    if known.isEmpty {
      outcome["name"] = .string(mapping.outcomeName ?? mapping.outcome?.text ?? "outcome")
      outcome["evidence"] = .string(evidence)
    }
    let ids = Set(known.compactMap { $0["id"]?.string })
    let new = strata.filter { !ids.contains($0.id) }.map { stratum -> JSONValue in
      ["id": .string(stratum.id), "label": .string(stratum.label ?? stratum.id), "committed": .bool(stratum.committed)]
    }
    outcome["strata"] = .array(known + new)
    return outcome
  }

  private var evidence: String {
    let field = mapping.outcome?.text ?? ""
    if hasOutcomeTable { return "a second file" }
    return mapping.isModelsVerdict
      ? "the field \(field), which a model wrote: no observation" : "the field \(field) of the log"
  }

  /// The same where conversations are made of pairs: probes lie where rows are, and nowhere else.
  static func skeletonOfPairs(name: String) -> JSONValue {
    var audit = skeleton(name: name)
    audit["probes"] = ["exit_probe": .bool(true)]
    audit[UsualAudit.origin] = .string(UsualAudit.pairs)
    return audit
  }

  /// The key that says what conversations were made of.
  static let origin = "conversations_from"
  static let pairs = "pairs"

  /// Whether an audit's conversations were made of pairs.
  static func isMadeOfPairs(_ text: String) -> Bool {
    (try? JSONValue(parsing: text))?[origin]?.string == pairs
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
