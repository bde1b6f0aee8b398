internal import Cases
internal import Text

extension ReceiptMarkdown {
  mutating func conversations(_ predicate: ReceiptPredicate) {
    heading("Outcome and conversations")
    facts([
      ("Real outcome", MarkdownText.inline(predicate.outcome.name)), ("Evidence", shown(predicate.outcome.evidence)),
      ("Truncation", shown(predicate.outcome.truncation)), ("Source", shown(predicate.conversations.source)),
      ("Sampling", shown(predicate.conversations.sampling)), ("Privacy", shown(predicate.privacy)),
      ("Language", shown(predicate.audit.language)), ("License", shown(predicate.audit.license)),
      ("Synthetic", predicate.audit.synthetic.value.map { $0 ? "yes" : "no" } ?? notStatedText),
    ])
    line()
    table(
      ["outcome stratum", "committed", "conversations", "analysed", "pairs"],
      predicate.outcome.strata.map { stratum in
        [
          MarkdownText.inline(stratum.label.value ?? stratum.id), stratum.committed ? "yes" : "no",
          NumberText.grouped(stratum.conversations), NumberText.grouped(stratum.analysed),
          NumberText.grouped(stratum.pairs),
        ]
      }, words: [1])
    line()
    table(
      ["step", "count", "why"],
      predicate.conversations.counts.map {
        [MarkdownText.inline($0.step), NumberText.grouped($0.count), MarkdownText.inline($0.why)]
      }, words: [2])
  }

  mutating func parties(_ predicate: ReceiptPredicate) {
    let simulator = predicate.simulator
    heading("Simulator")
    facts([
      ("Id", MarkdownText.inline(simulator.id)), ("Model", shown(simulator.model)),
      ("Sampling", shown(simulator.sampling)), ("Draws", MarkdownText.inline(simulator.draws)),
      (
        "Profile fields",
        simulator.profileFields.value.map { $0.isEmpty ? "none" : $0.map(MarkdownText.inline).joined(separator: ", ") }
          ?? notStatedText
      ), ("May stay silent", simulator.mayStaySilent.value.map { $0 ? "yes" : "no" } ?? notStatedText),
      (
        "Probed at",
        predicate.probes.positions.filter { $0.pairs > 0 }.map {
          "\(MarkdownText.inline($0.id)) (\(NumberText.grouped($0.pairs)))"
        }.joined(separator: ", ")
      ),
    ])
    answers(simulator.answers)
    prompt(simulator.prompt, simulator.promptSha256)
    guard predicate.hasCases else { return }
    let instrument = predicate.instrument
    heading("Instrument")
    facts([
      ("Id", MarkdownText.inline(instrument.id)), ("Model", shown(instrument.model)),
      ("Sampling", shown(instrument.sampling)), ("Invalid answers", invalid(instrument)),
    ])
    answers(instrument.answers)
    prompt(instrument.prompt, instrument.promptSha256)
    let others = (instrument.secondJudge.value ?? []) + (instrument.people.value ?? [])
    line()
    if others.isEmpty { line("Agreement with a second judge and with people: not stated.") } else { agreement(others) }
  }

  private mutating func agreement(_ others: [ReceiptInstrument.Agreement]) {
    table(
      ["agreement with", "turns", "n", "equal %", "κ", "κ quadratic", "α ordinal"],
      others.flatMap { other in
        [("real", other.real), ("simulated", other.simulated)].map { source, numbers in
          [
            MarkdownText.inline(other.with), source, NumberText.grouped(numbers.turns),
            numbers.agreement.text(.share), numbers.kappa.text(.coefficient),
            numbers.kappaQuadratic.text(.coefficient), numbers.alphaOrdinal.text(.coefficient),
          ]
        }
      }, words: [1])
  }

  mutating func schema(_ predicate: ReceiptPredicate) {
    heading("State schema")
    let schema = predicate.stateSchema
    let stages = schema.stages.map { "\(MarkdownText.inline($0.id)) = \(NumberText.brief($0.depth))" }
    func names(_ list: [String]) -> String {
      list.isEmpty ? "not in the schema" : list.map(MarkdownText.inline).joined(separator: ", ")
    }
    facts([
      ("Id", MarkdownText.inline(schema.id)), ("Stages and depths", stages.joined(separator: " < ")),
      ("Resistance", names(schema.resistance)), ("Deliberation", names(schema.deliberation)),
      ("Commitment", names(schema.commitment)), ("Exit acts", names(schema.exits)), ("Silence", silence(schema)),
    ])
  }

  private func silence(_ schema: StateSchema) -> String {
    switch schema.noReply {
    case .depth(let depth): "a state of its own, at depth \(NumberText.brief(depth))"
    case .stage(let id): "as \(MarkdownText.inline(id))"
    case nil: "no state: in no share and no depth"
    }
  }

  mutating func method(_ predicate: ReceiptPredicate) {
    heading("Method")
    let method = predicate.method
    facts([
      ("Program", "\(MarkdownText.inline(predicate.program.name)) \(MarkdownText.inline(predicate.program.version))"),
      ("Issued at", MarkdownText.inline(predicate.program.issuedAt)),
      ("Filter", method.filter.isEmpty ? "none" : MarkdownText.inline(method.filter)), ("Seed", "\(method.seed)"),
      ("Resamples", NumberText.grouped(method.resamples)),
      ("Permutation draws", NumberText.grouped(method.permutationDraws)),
      ("Unit of inference", MarkdownText.inline(method.cluster)),
      ("Margin", method.margin.map { NumberText.fixed($0, 2) } ?? "none declared"),
      ("Reference of the verdict", method.reference.map(MarkdownText.inline) ?? "the most knowing that stands up"),
      ("Plan", predicate.plan.declared.map { "SHA-256 `\($0.sha256.filter { $0.isHexDigit })`" } ?? "none declared"),
    ])
    line()
    for note in method.notes { line("- \(MarkdownText.inline(note))") }
  }

  private mutating func facts(_ facts: [(String, String)]) {
    for (name, value) in facts { line("- **\(name):** \(value)") }
  }

  private mutating func answers(_ answers: ReceiptAnswers?) {
    guard let answers else { return }
    facts(AnswersWords.facts(of: answers).map { ($0, MarkdownText.inline($1)) })
    for reason in answers.reasons { line("  - \(MarkdownText.inline(AnswersWords.words(of: reason)))") }
  }

  private mutating func prompt(_ prompt: Stated<String>, _ digest: Stated<String>) {
    guard let text = prompt.value else { return line("- **Prompt:** \(notStatedText)") }
    line("- **Prompt**, SHA-256 `\((digest.value ?? "").filter { $0.isHexDigit })`:")
    line()
    line(MarkdownText.fenced(text))
  }

  private func shown(_ text: Stated<String>) -> String { text.value.map(MarkdownText.inline) ?? notStatedText }

  private func shown(_ settings: Stated<[ReceiptSimulator.Setting]>) -> String {
    settings.value.map {
      $0.map { "\(MarkdownText.inline($0.name)) \(MarkdownText.inline($0.value))" }.joined(separator: ", ")
    } ?? notStatedText
  }

  private func invalid(_ instrument: ReceiptInstrument) -> String {
    instrument.invalid.value.map { counts in
      counts.map {
        "\(MarkdownText.inline($0.source)) \(NumberText.grouped($0.invalid)) of \(NumberText.grouped($0.of)) "
          + "(\($0.share.text(.share)))"
      }.joined(separator: "; ")
    } ?? notStatedText
  }
}
