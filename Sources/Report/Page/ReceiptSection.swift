internal import Cases
internal import Receipt
internal import Text

/// The receipt: what was measured, on what, and what is not known.
enum ReceiptSection {
  static let none = "No receipt was made for this selection: walkaway receipt makes one."

  static func section(_ receipt: Receipt?) -> PageSection {
    guard let receipt else {
      return PageSection(
        id: "receipt", title: "Receipt",
        body: "<p class=\"note\">\(none)</p>")
    }
    let predicate = receipt.predicate
    return PageSection(
      id: "receipt", title: "Receipt",
      body: completeness(predicate) + facts(predicate) + digests(receipt)
        + list("Limits", predicate.limits) + list("Methods", predicate.method.notes))
  }

  private static func completeness(_ predicate: ReceiptPredicate) -> Markup {
    let completeness = predicate.completeness
    let parts = predicate.wholeConversations == nil ? "results and its" : "results, its whole conversations and its"
    let missing: Markup =
      completeness.missing.isEmpty
      ? .empty : " Not stated: \(completeness.missing.joined(separator: ", "))."
    return """
      <p>States <b>\(completeness.stated) of \(completeness.of)</b> facts that a receipt should hold.\(missing)</p>\
      <p class="note">Its \(parts) exit audit are the figures above. <code>walkaway receipt --json</code> writes it so \
      that it can be signed, and <code>walkaway verify</code> checks it against the audit.</p>
      """
  }

  private static func facts(_ predicate: ReceiptPredicate) -> Markup {
    let rows =
      auditFacts(predicate) + simulatorFacts(predicate.simulator) + probeFacts(predicate.probes)
      + instrumentFacts(predicate.instrument) + [("Privacy", text(predicate.privacy))]
      + [predicate.looks.map { ("Looked at before", "\(NumberText.counted($0.before, "other distinct verdict"))") }]
      .compactMap(\.self) + planFacts(predicate.plan)
    return
      "<dl class=\"facts\">\(rows.map { name, value -> Markup in "<dt>\(name)</dt><dd dir=\"auto\">\(value)</dd>" }.joined())</dl>"
  }

  private static func planFacts(_ plan: ReceiptPlan) -> [(String, Markup)] {
    let facts: [(String, Markup)] = [("Standing", "\(plan.word): \(plan.sentence)")]
    guard let declared = plan.declared else { return facts }
    return facts + [
      ("Plan’s digest", "<code>\(declared.sha256)</code>"),
      ("Looked at before it", "\(NumberText.counted(declared.looksBefore, "distinct verdict"))"),
    ]
  }

  private static func auditFacts(_ predicate: ReceiptPredicate) -> [(String, Markup)] {
    let strata: [Markup] = predicate.outcome.strata.map { stratum in
      """
      \(stratum.label.value ?? stratum.id) (\(stratum.committed ? "committed" : "uncommitted")): \
      \(NumberText.grouped(stratum.analysed)) of \(NumberText.counted(stratum.conversations, "conversation")) analysed, \
      \(NumberText.counted(stratum.pairs, "pair"))
      """
    }
    let counts: [Markup] = predicate.conversations.counts.map {
      "\($0.step) \(NumberText.grouped($0.count))\($0.why.isEmpty ? "" : " (\($0.why))")"
    }
    return [
      ("Real outcome", "\(predicate.outcome.name)"), ("Its evidence", text(predicate.outcome.evidence)),
      ("Truncation", text(predicate.outcome.truncation)), ("Strata", strata.joined(by: "<br>")),
      ("Conversations", text(predicate.conversations.source)), ("Sampled", text(predicate.conversations.sampling)),
      ("Counts", counts.joined(by: "<br>")), ("License", text(predicate.audit.license)),
    ]
  }

  private static func simulatorFacts(_ simulator: ReceiptSimulator) -> [(String, Markup)] {
    [
      ("Simulator", "\(simulator.id)"), ("Model", text(simulator.model)), ("Prompt", text(simulator.prompt)),
      ("Prompt digest", code(simulator.promptSha256)), ("Sampling", settings(simulator.sampling)),
      ("Draws", "\(simulator.draws)"),
      (
        "Profile fields",
        text(Stated(simulator.profileFields.value.map { $0.isEmpty ? "none" : $0.joined(separator: ", ") }))
      ),
      ("May stay silent", text(Stated(simulator.mayStaySilent.value.map { $0 ? "yes" : "no" }))),
    ] + answers(simulator.answers)
  }

  private static func probeFacts(_ probes: ReceiptProbes) -> [(String, Markup)] {
    let fractions = probes.fractions.value.map { all in
      all.isEmpty ? "none" : all.map { NumberText.brief($0 * 100) + " %" }.joined(separator: ", ")
    }
    let positions = probes.positions.map { "\($0.id): \(NumberText.counted($0.pairs, "pair"))" }
    return [
      ("Probe points", text(Stated(fractions))),
      ("Exit probe", text(Stated(probes.exitProbe.value.map { $0 ? "yes" : "no" }))),
      ("Pairs by position", "\(positions.joined(separator: " · "))"),
    ]
  }

  private static func instrumentFacts(_ instrument: ReceiptInstrument) -> [(String, Markup)] {
    let invalid: Markup? = instrument.invalid.value.map { sources in
      sources.map { source -> Markup in
        "\(source.source): \(NumberText.grouped(source.invalid)) of \(NumberText.grouped(source.of))"
      }.joined(by: "<br>")
    }
    return [
      ("Instrument", "\(instrument.id)"), ("Its model", text(instrument.model)),
      ("Its prompt", text(instrument.prompt)),
      ("Its prompt’s digest", code(instrument.promptSha256)), ("Its sampling", settings(instrument.sampling)),
      ("Invalid labels", invalid ?? notStated), ("Second judge", agreements(instrument.secondJudge)),
      ("People", agreements(instrument.people)),
    ] + answers(instrument.answers)
  }

  private static func answers(_ answers: ReceiptAnswers?) -> [(String, Markup)] {
    guard let answers else { return [] }
    let reasons = answers.reasons.map { reason -> Markup in "\(AnswersWords.words(of: reason))" }
    return AnswersWords.facts(of: answers).map { ($0.name, "\($0.value)") }
      + (reasons.isEmpty ? [] : [("Why invalid", reasons.joined(by: "<br>"))])
  }

  private static func agreements(_ agreements: Stated<[ReceiptInstrument.Agreement]>) -> Markup {
    guard let all = agreements.value, !all.isEmpty else { return notStated }
    return all.map { one -> Markup in
      let (real, simulated) = (
        one.real.kappaQuadratic.text(.coefficient), one.simulated.kappaQuadratic.text(.coefficient)
      )
      return """
        \(one.with): κ quadratic \(real) on \(NumberText.counted(one.real.turns, "real turn")), \(simulated) on \
        \(NumberText.counted(one.simulated.turns, "simulated turn"))
        """
    }.joined(by: "<br>")
  }

  private static func settings(_ settings: Stated<[ReceiptSimulator.Setting]>) -> Markup {
    text(Stated(settings.value.map { $0.map { "\($0.name) \($0.value)" }.joined(separator: ", ") }))
  }

  private static let notStated: Markup = "<span class=\"dim\">not stated</span>"

  private static func text(_ text: Stated<String>) -> Markup { text.value.map { "\($0)" } ?? notStated }

  private static func code(_ text: Stated<String>) -> Markup { text.value.map { "<code>\($0)</code>" } ?? notStated }

  static func list(_ title: String, _ items: [String]) -> Markup {
    let entries: [Markup] = items.map { "<li>\($0)</li>" }
    return items.isEmpty ? .empty : "<h3>\(title)</h3><ul>\(entries.joined())</ul>"
  }

  private static func digests(_ receipt: Receipt) -> Markup {
    let rows: [Markup] = receipt.subject.map { subject in
      """
      <dt>\(subject.name)</dt><dd><code>\(subject.digest.sha256)</code> \
      <span class="dim">\(NumberText.counted(subject.annotations.records, "record"))</span></dd>
      """
    }
    return "<h3>Computed from (SHA-256 of the canonical records)</h3><dl class=\"facts\">\(rows.joined())</dl>"
  }
}
