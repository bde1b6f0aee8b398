import AuditStore
import Cases
import ModelEndpoint

/// The largest turn that a simulator may write, and the largest rationale that is kept, in bytes.
private let largestTurn = 100_000
private let largestRationale = 16_384

extension ProbeWork {
  /// What an answer says, or why it says nothing valid; never guessed.
  func read(_ answer: ChatAnswer, to job: ProbeJob, _ composed: Composed) throws(LabelAnswer.Invalid)
    -> AnswerRecord.Content
  {
    if answer.finishReason == "content_filter" {
      throw LabelAnswer.Invalid(description: "the endpoint's filter withheld the answer")
    }
    if answer.isSilence, definition.kind == .simulator { return .simulation(nil) }
    guard let text = answer.text else {
      throw LabelAnswer.Invalid(
        description: answer.refusal.map { "the model declined: \($0.prefix(200))" } ?? "the answer has no text")
    }
    if definition.kind == .simulator { return .simulation(try turn(from: text)) }
    do throws(LabelAnswer.Invalid) {
      return try label(from: text, of: job, composed)
    } catch {
      guard answer.finishReason == "length" || answer.finishReason == "max_tokens" else { throw error }
      throw LabelAnswer.Invalid(description: "cut off at max_tokens: \(error)")
    }
  }

  /// The turn that a simulator wrote; `nil` where it chose not to reply.
  private func turn(from text: String) throws(LabelAnswer.Invalid) -> String? {
    if text.utf8.count > largestTurn {
      throw LabelAnswer.Invalid(description: "the answer is longer than \(largestTurn) bytes")
    }
    let trimmed = text.trimmed
    if trimmed.isEmpty { throw LabelAnswer.Invalid(description: "the answer is empty") }
    guard let noReply = definition.definition.noReply else { return trimmed }
    if trimmed == noReply.trimmed { return nil }
    if trimmed.contains(noReply) {
      throw LabelAnswer.Invalid(description: "the answer holds the words for no reply, and others beside them")
    }
    return trimmed
  }

  private func label(
    from text: String, of job: ProbeJob, _ composed: Composed
  ) throws(LabelAnswer.Invalid) -> AnswerRecord.Content {
    let schema = definition.schema
    let blank = Label(
      conversation: composed.conversation, turn: job.turn, source: job.source, instrument: definition.id)
    let label =
      definition.task == .agentAction
      ? try LabelAnswer.agentAction(text, schema: schema, into: blank)
      : try LabelAnswer.decisionState(text, turn: composed.turn, schema: schema, into: blank)
    let codes = LabelCodes(
      stage: code(label.stage, in: schema.stages.map(\.id)), emotion: code(label.emotion, in: schema.emotions),
      blocker: code(label.blocker, in: schema.blockers), exit: code(label.exit, in: schema.exits),
      action: code(label.action, in: schema.actions))
    return .label(
      codes, signal: label.signal, convergence: label.convergence,
      rationale: label.rationale.map(ProbeWork.kept))
  }

  /// As much of a rationale as is kept.
  static func kept(_ rationale: String) -> String {
    rationale.utf8.count > largestRationale ? String(rationale.prefix(4000)) + "…" : rationale
  }

  private func code(_ value: String?, in values: [String]) -> UInt8 {
    value.flatMap { values.firstIndex(of: $0) }.map { UInt8($0) } ?? Code.missing
  }
}

extension String {
  /// Without white space at its ends.
  var trimmed: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
