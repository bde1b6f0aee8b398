internal import Cases
internal import Files
internal import JSON

/// Writes records as the lines of a bundle's files.
final class BundleLines: RecordVisitor {
  private let folder: String
  private let description: AuditDescription
  private let stages: [String]
  private var dictionaries = StoreHoldings()
  private let parser = JSONParser()
  private let conversations: LineFile
  private var simulations: LineFile?
  private var labels: LineFile?
  private var reviews: LineFile?

  init(folder: String, description: AuditDescription) throws(OutputError) {
    self.folder = folder
    self.description = description
    stages = description.schema.stages.map(\.id)
    conversations = try LineFile(path: "\(folder)/conversations.jsonl")
  }

  func begin(_ dictionaries: StoreHoldings) { self.dictionaries = dictionaries }

  func finish() throws {
    for file in [conversations, simulations, labels, reviews] { try file?.finish() }
  }

  func visit(_ conversation: RecordTexts.Conversation) throws {
    let file = conversations
    file.json.open("{")
    file.json.string("id", conversation.id)
    let strata = description.outcome.strata
    // An outcome that the audit does not name stands among the further keys, as it was.
    if Int(conversation.stratum) < strata.count { file.json.string("outcome", strata[Int(conversation.stratum)].id) }
    if let time = conversation.outcomeAt { file.json.string("outcome_at", time) }
    if let customer = conversation.customer { file.json.string("customer", customer) }
    if let profile = conversation.profile {
      file.json.key("profile")
      file.json.appendProfile(profile, fields: dictionaries.fields)
    }
    appendTurns(conversation.turns, text: conversation.text, to: file)
    try end(file, extra: conversation.extra)
  }

  func visit(_ conversation: RecordTexts.SimulatedConversation) throws {
    let file = conversations
    file.json.open("{")
    file.json.string("id", conversation.id)
    file.json.string("simulator", conversation.simulator)
    file.json.string("replays", conversation.replays)
    let strata = description.outcome.strata
    if Int(conversation.stratum) < strata.count { file.json.string("outcome", strata[Int(conversation.stratum)].id) }
    file.json.string("ended_by", conversation.endedBy?.rawValue)
    file.json.string("end_word", conversation.endWord)
    file.json.string("customer", conversation.customer)
    if let profile = conversation.profile {
      file.json.key("profile")
      file.json.appendProfile(profile, fields: dictionaries.fields)
    }
    appendTurns(conversation.turns, text: conversation.text, to: file)
    try end(file, extra: conversation.extra)
  }

  private func appendTurns(_ turns: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer, to file: LineFile) {
    file.json.key("turns")
    file.json.open("[")
    PackedTurns.forEach(in: turns) { item in
      file.json.next()
      file.json.appendTurn(item, packed: turns, text: text, parser: parser)
      return true
    }
    file.json.close("]")
  }

  func visit(_ simulation: RecordTexts.Simulation) throws {
    guard case .simulator(let id, let draw) = source(RecordKey.code(of: simulation.key)) else { return }
    let file = try simulations ?? LineFile(path: "\(folder)/simulations.jsonl")
    simulations = file
    file.json.open("{")
    file.json.string("conversation", simulation.conversation)
    file.json.integer("turn", RecordKey.turn(of: simulation.key))
    file.json.string("simulator", id)
    if !simulation.drawIsImplied { file.json.integer("draw", draw) }
    if let text = simulation.text {
      file.json.key("text")
      file.json.string(text)
    } else if !isSpelled(simulation.extra) {
      file.json.key("text")
      file.json.null()
    }
    try end(file, extra: simulation.extra)
  }

  func visit(_ label: RecordTexts.Label) throws {
    let number = RecordKey.code(of: label.key)
    guard number < dictionaries.series.count else { return }
    let file = try labels ?? LineFile(path: "\(folder)/labels.jsonl")
    labels = file
    file.json.open("{")
    file.json.string("conversation", label.conversation)
    file.json.integer("turn", RecordKey.turn(of: label.key))
    appendSource(dictionaries.series[number], of: label, to: file)
    appendCodes(label.codes, to: file)
    if let signal = label.signal { file.json.string("signal", signal) }
    if let convergence = label.convergence {
      file.json.key("convergence")
      file.json.number(convergence)
    }
    if let rationale = label.rationale { file.json.string("rationale", rationale) }
    try end(file, extra: label.extra)
  }

  func visit(review: UnsafeRawBufferPointer) throws {
    let file = try reviews ?? LineFile(path: "\(folder)/reviews.jsonl")
    reviews = file
    if let cleaned = parser.withoutCredentials(review) {
      cleaned.text.withUnsafeBytes { file.json.raw($0) }
    } else {
      file.json.raw(review)
    }
    try file.endLine()
  }

  /// Whether the words of a silence stand among the further keys.
  private func isSpelled(_ extra: UnsafeRawBufferPointer?) -> Bool {
    guard let extra, extra.count > 2 else { return false }
    return (try? parser.value(of: extra))?["text"] != nil
  }

  private func appendSource(_ series: LabelSeries, of label: RecordTexts.Label, to file: LineFile) {
    switch source(series.source) {
    case .real: file.json.string("source", "real")
    case .agent: file.json.string("source", "agent")
    case .simulator(let id, let draw):
      file.json.string("source", id)
      if !label.drawIsImplied { file.json.integer("draw", draw) }
    case nil: break
    }
    if series.instrument < description.instruments.count {
      file.json.string("instrument", description.instruments[series.instrument].id)
    }
  }

  private func appendCodes(_ codes: LabelCodes, to file: LineFile) {
    func append(_ key: StaticString, _ names: [String], _ code: UInt8) {
      if Int(code) < names.count { file.json.string(key, names[Int(code)]) }
    }
    append("stage", stages, codes.stage)
    append("emotion", description.schema.emotions, codes.emotion)
    append("blocker", description.schema.blockers, codes.blocker)
    append("exit", description.schema.exits, codes.exit)
    append("action", description.schema.actions, codes.action)
  }

  private func source(_ number: Int) -> LabelSource? {
    number < dictionaries.sources.count ? dictionaries.sources[number] : nil
  }

  /// Adds what has no column, but for credentials of stores that took them in, and ends the object and the line.
  private func end(_ file: LineFile, extra: UnsafeRawBufferPointer?) throws(OutputError) {
    if let extra { file.json.unknownMembers(of: extra, parser: parser) }
    file.json.close("}")
    try file.endLine()
  }
}
