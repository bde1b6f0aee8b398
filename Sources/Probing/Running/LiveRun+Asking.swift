import AuditStore
import Digest
import ModelEndpoint

extension LiveRun {
  /// One answer that is valid, or that is still invalid after the last attempt.
  func ask(
    _ job: ProbeJob, onRetry: @escaping @Sendable () -> Void, onOddUsage: () -> Void, onEstimate: (Int) -> Void
  ) async throws -> Asked {
    var composed = try compose(job)
    var tokens = (prompt: 0, completion: 0)
    var attempt = 0
    var before: String?
    while true {
      attempt += 1
      let (answer, bytes): (ChatAnswer, [UInt8])
      do {
        (answer, bytes) = try await complete(composed, onRetry: onRetry)
      } catch let refused as RefusedRequest {
        let invalid = LabelAnswer.Invalid(refused.failure.description, refused.cause)
        return Asked(
          record: work.record(
            of: job, invalid: invalid, composed, bytes: refused.bytes, answer: ChatAnswer(text: nil), at: now()))
      }
      if answer.hasOddUsage { onOddUsage() }
      tokens.prompt += answer.usage?.promptTokens ?? 0
      tokens.completion += answer.usage?.completionTokens ?? 0
      if let usage = answer.usage {
        pace.spend(tokens: usage.promptTokens + usage.completionTokens)
      } else if work.definition.definition.isModel {
        let estimate = TokenEstimate.tokens(of: composed, answer: answer.text ?? "")
        pace.spend(tokens: estimate)
        onEstimate(estimate)
      }
      var asked: Asked
      do throws(LabelAnswer.Invalid) {
        let (content, notes) = try work.read(answer, to: job, composed)
        asked = Asked(
          record: work.record(of: job, content, composed, bytes: bytes, answer: answer, at: now()), notes: notes)
      } catch {
        // What came twice for a request that leaves nothing to chance comes again.
        let isSettled = answer.text == before && composed.sampling.temperature == 0 && composed.sampling.seed == nil
        guard attempt >= attempts || isSettled || error.cause == .contextCut || pace.halt != nil else {
          before = answer.text
          // The same seed would bring the same answer, and the next ones are those of other draws.
          composed.sampling.seed = composed.sampling.seed.map { $0 &+ LiveRun.seedOfNextAttempt }
          onRetry()
          continue
        }
        asked = Asked(
          record: work.record(of: job, invalid: error, composed, bytes: bytes, answer: answer, at: now()))
      }
      asked.record.promptTokens = answer.usage == nil ? nil : tokens.prompt
      asked.record.completionTokens = answer.usage == nil ? nil : tokens.completion
      asked.record.attempts = attempt
      return asked
    }
  }

  private static let seedOfNextAttempt = 1_000_003

  /// A request that the endpoint will not answer for what it holds.
  private struct RefusedRequest: Error {
    var failure: ChatFailure
    var cause: InvalidCause
    var bytes: [UInt8]
  }

  /// One answer in the format that was found out, or in the best that the endpoint has, which is then found out.
  private func complete(
    _ composed: ProbeWork.Composed, onRetry: @escaping @Sendable () -> Void
  ) async throws -> (ChatAnswer, [UInt8]) {
    if case .settled(let format) = await ladder.enter() {
      return try await send(composed, in: format, onRetry: onRetry)
    }
    var found: DefinitionFormat?
    defer { ladder.leave(settledAt: found) }
    var format = AnswerFormat.jsonSchema
    var refusal: String?
    var unclear: ChatFailure?
    while true {
      do {
        let answer = try await send(composed, in: format, onRetry: onRetry)
        found = DefinitionFormat(format, refusal: refusal)
        return answer
      } catch let failure as ChatFailure {
        let kind = FormatRefusal(failure)
        if case .mayBe = kind { unclear = unclear ?? failure }
        guard case .isNot = kind else {
          // Where words alone are refused as well, it was not for the format.
          guard let next = format.next else { throw unclear ?? failure }
          refusal = refusal ?? failure.description
          format = next
          continue
        }
        throw unclear ?? failure
      }
    }
  }

  private func send(
    _ composed: ProbeWork.Composed, in format: AnswerFormat, onRetry: @escaping @Sendable () -> Void
  ) async throws -> (ChatAnswer, [UInt8]) {
    let estimate = pace.limits.tokensPerMinute == nil ? 0 : TokenEstimate.tokens(of: composed)
    let bytes = work.bytes(composed, in: format)
    let hooks = ChatHooks(
      admit: { try await pace.admit(tokens: estimate) }, wait: { try await pace.wait($0) },
      onRetry: { _ in onRetry() })
    do {
      return (try await client.complete(bytes: bytes, hooks: hooks), bytes)
    } catch let failure as ChatFailure {
      guard let cause = InvalidCause(of: failure) else { throw failure }
      throw RefusedRequest(failure: failure, cause: cause, bytes: bytes)
    }
  }
}

extension ProbeWork {
  /// - Parameter bytes: The request as it was sent.
  func record(
    of job: ProbeJob, _ content: AnswerRecord.Content, _ composed: Composed, bytes: [UInt8], answer: ChatAnswer,
    at time: String
  ) -> AnswerRecord {
    var record = AnswerRecord(
      key: job.key, definition: slot.definition, content: content, prefixSHA256: composed.prefixSHA256,
      requestSHA256: SHA256.hexadecimal(of: bytes), at: time)
    record.promptTokens = answer.usage?.promptTokens
    record.completionTokens = answer.usage?.completionTokens
    record.finishReason = answer.finishReason.map { String($0.prefix(100)) }
    if case .simulation = content { record.reason = answer.reason.map(ProbeWork.kept) }
    record.servedModel = answer.model.map { String($0.prefix(200)) }
    return record
  }

  /// An answer that is none.
  func record(
    of job: ProbeJob, invalid: LabelAnswer.Invalid, _ composed: Composed, bytes: [UInt8], answer: ChatAnswer,
    at time: String
  ) -> AnswerRecord {
    let content = AnswerRecord.Content.invalid(answerKind, raw: answer.text, why: invalid.description)
    var record = record(of: job, content, composed, bytes: bytes, answer: answer, at: time)
    record.cause = invalid.cause
    return record
  }
}
