import AuditStore
import Cases
import ModelEndpoint

/// The largest turn that a simulator may write, and the largest rationale that is kept, in bytes.
private let largestTurn = 100_000
private let largestRationale = 16_384

extension ProbeWork {
  /// What an answer says, and what is to be told of it; or why it says nothing valid; never guessed.
  func read(
    _ answer: ChatAnswer, to job: ProbeJob, _ composed: Composed
  ) throws(LabelAnswer.Invalid) -> (content: AnswerRecord.Content, notes: Set<AnswerNote>) {
    if answer.heldKey {
      throw LabelAnswer.Invalid("the answer repeated the key of the endpoint, and was thrown away", .heldKey)
    }
    if let problem = answer.problem { throw LabelAnswer.Invalid(problem, .errored) }
    if let words = answer.refusal {
      throw LabelAnswer.Invalid("the model declined: \(words.prefix(200))", .refused)
    }
    if answer.isSilence, definition.kind == .simulator { return (.simulation(nil), []) }
    let end = AnswerEnd(answer.finishReason)
    if definition.kind == .simulator, !answer.toolCalls.isEmpty { return (.simulation(try silence(of: answer)), []) }
    var notes: Set<AnswerNote> = answer.replaced > 0 ? [.mended] : []
    if case .broken(let cause) = end {
      throw LabelAnswer.Invalid("the answer ended with “\((answer.finishReason ?? "").prefix(60))”", cause)
    }
    do throws(LabelAnswer.Invalid) {
      if definition.kind == .simulator {
        let turn = try turn(from: answer.text ?? "", end: end, composed, &notes)
        if case .length = end, turn != nil { notes.insert(.cutOff) }
        return (.simulation(turn), notes)
      }
      guard let text = answer.text else { throw LabelAnswer.Invalid("the answer has no text", .empty) }
      return (try label(from: text, of: job, composed, &notes), notes)
    } catch {
      guard case .length = end else { throw error }
      throw LabelAnswer.Invalid("cut off at max_tokens: \(error)", .lengthCut)
    }
  }

  /// A call of a tool that ends the conversation, and no words: the simulator leaves without a reply.
  private func silence(of answer: ChatAnswer) throws(LabelAnswer.Invalid) -> String? {
    let names = answer.toolCalls.map { $0.prefix(60) }.joined(separator: ", ")
    guard answer.toolCalls.allSatisfy(SimulatedTurn.endsCall) else {
      throw LabelAnswer.Invalid("the simulator called “\(names)”", .toolCall)
    }
    guard ReasoningText(answer.text ?? "").answer.isEmpty else {
      throw LabelAnswer.Invalid("the simulator called “\(names)” beside its words", .toolCall)
    }
    guard definition.definition.permitsSilence else {
      throw LabelAnswer.Invalid("the simulator called “\(names)”, and was not told that it may stay silent", .toolCall)
    }
    return nil
  }

  /// The turn that a simulator wrote; `nil` where it chose not to reply.
  private func turn(
    from text: String, end: AnswerEnd, _ composed: Composed, _ notes: inout Set<AnswerNote>
  ) throws(LabelAnswer.Invalid) -> String? {
    if text.utf8.count > largestTurn {
      throw LabelAnswer.Invalid("the answer is longer than \(largestTurn) bytes")
    }
    let reasoning = ReasoningText(text)
    if reasoning.isUnfinished || (reasoning.answer.isEmpty && !text.trimmed.isEmpty) {
      throw LabelAnswer.Invalid("the answer is reasoning alone", .empty)
    }
    let words = try SimulatedTurn(reasoning.answer, prompts: composed.messages.map(\.content))
    if words.text.allSatisfy({ $0.isWhitespace || $0.isInvisible }) {
      if case .natural = end, definition.definition.emptyIsNoReply { return nil }
      throw LabelAnswer.Invalid("the answer is empty", .empty)
    }
    guard definition.definition.permitsSilence else { return words.text }
    if let noReply = definition.noReply {
      switch noReply.compared(to: words.text) {
      case .same: return nil
      case .near: throw LabelAnswer.Invalid("the answer is nearly the words for no reply, and not they", .nearSilence)
      case .beside:
        throw LabelAnswer.Invalid("the answer holds the words for no reply, and others beside them", .nearSilence)
      case .other: break
      }
    }
    if words.isStageDirection { notes.insert(.stageDirection) }
    return words.text
  }

  private func label(
    from text: String, of job: ProbeJob, _ composed: Composed, _ notes: inout Set<AnswerNote>
  ) throws(LabelAnswer.Invalid) -> AnswerRecord.Content {
    let schema = definition.schema
    let blank = Label(
      conversation: composed.conversation, turn: job.turn, source: job.source, instrument: definition.id)
    let (label, more) =
      definition.task == .agentAction
      ? (try LabelAnswer.agentAction(text, turn: composed.turn, schema: schema, into: blank), [])
      : try LabelAnswer.noted(text, turn: composed.turn, schema: schema, into: blank)
    notes.formUnion(more)
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
