public import AuditStore
import Digest
public import ModelEndpoint
import Synchronization

/// How a run ended.
public struct RunSummary: Sendable, Hashable {
  public var tally: RunTally
  /// Valid answers that are new in the store.
  public var stored = 0
  /// Answers that another process had stored meanwhile.
  public var duplicates = 0
  public var invalid = 0
  /// What is to be told of answers that were stored.
  public var notes: [AnswerNote: Int] = [:]
  /// Turns that end where `max_tokens` cut them.
  public var cutOff: Int { notes[.cutOff] ?? 0 }
  /// The models that answered, as they call themselves.
  public var servedModels: [String: Int] = [:]
  /// The format in which labels were asked for; `nil` for simulators, and where nothing was answered.
  public var format: DefinitionFormat?
  public var retries = 0
  public var promptTokens = 0
  public var completionTokens = 0
  /// Answers whose endpoint said of their tokens what cannot be.
  public var oddUsages = 0
  /// Requests that were sent, every try counted.
  public var sent = 0
  /// How long the request that waits longest has still to wait, because the endpoint or a limit asks for it.
  public var waiting = Duration.zero
  /// Failed requests by reason.
  public var failures: [String: Int] = [:]
  /// Why the run was given up, where no request could succeed any more.
  public var givenUp: String?
  /// Whether it was given up because answer after answer was invalid.
  public var isGivenUpAsInvalid = false

  public init(total: Int) { tally = RunTally(total: total) }
}

/// Asks an endpoint for the answers of one definition and stores each as it comes.
public struct LiveRun: Sendable {
  private let work: ProbeWork
  private let client: ChatClient
  private let pace: Pace
  private let attempts: Int
  private let mostInvalid: Int
  private let ladder: FormatLadder
  private let stop: StopRequest
  private let now: @Sendable () -> String

  /// - Parameters:
  ///   - attempts: How often an answer is asked for until it is valid, at least 1.
  ///   - mostInvalid: After how many invalid answers in a row the run is given up, at least 1.
  ///   - now: The time as RFC 3339.
  public init(
    work: ProbeWork, client: ChatClient, limits: RunLimits, stop: StopRequest, attempts: Int = 3,
    mostInvalid: Int = LiveRun.usualMostInvalid, now: @escaping @Sendable () -> String
  ) {
    self.work = work
    self.client = client
    // A run that is given up stops itself without stopping what its caller runs besides.
    let own = StopRequest(also: { stop.isAsked })
    self.stop = own
    pace = Pace(limits: limits, stop: own)
    self.attempts = max(1, attempts)
    self.mostInvalid = max(1, mostInvalid)
    ladder = FormatLadder(settled: work.format)
    self.now = now
  }

  public static let usualMostInvalid = 20

  /// An answer, and what is to be told of it where it is valid.
  private struct Asked {
    var record: AnswerRecord
    var notes: Set<AnswerNote> = []
  }

  /// - Parameter report: Told after each answer.
  /// - Throws: ``StoreError`` where an answer cannot be stored; what was stored before stays.
  public func run(_ jobs: [ProbeJob], report: (RunSummary) -> Void) async throws -> RunSummary {
    var summary = RunSummary(total: jobs.count)
    var failuresInARow = 0
    var invalidInARow = 0
    var isFormatKept = false
    let patience = max(8, pace.limits.concurrency)
    let retries = Atomic<Int>(0)
    let oddUsages = Atomic<Int>(0)
    let tally = try await dispatch(
      jobs, pace: pace,
      perform: { job in
        try await ask(
          job, onRetry: { retries.add(1, ordering: .relaxed) }, onOddUsage: { oddUsages.add(1, ordering: .relaxed) })
      },
      store: { _, result in
        summary.retries = retries.load(ordering: .relaxed)
        switch result {
        case .success(let asked):
          failuresInARow = 0
          if !isFormatKept, work.answerKind == .label, let format = ladder.settled {
            try work.store.keep(format, of: work.slot.definition)
            summary.format = format
            isFormatKept = true
          }
          try keep(asked, in: &summary)
          guard case .invalid = asked.record.content else {
            invalidInARow = 0
            return
          }
          invalidInARow += 1
          if invalidInARow >= mostInvalid, summary.givenUp == nil {
            summary.givenUp = "\(invalidInARow) answers in a row were invalid"
            summary.isGivenUpAsInvalid = true
            stop.ask()
          }
        case .failure(let error):
          guard let failure = error as? ChatFailure else { throw error }
          failuresInARow += 1
          summary.failures[failure.description, default: 0] += 1
          if failure.isFatal || failuresInARow >= patience {
            summary.givenUp = summary.givenUp ?? failure.description
            stop.ask()
          }
        }
      },
      report: { tally in
        summary.tally = tally
        summary.sent = pace.sent
        summary.waiting = pace.waiting
        report(summary)
      })
    summary.tally = tally
    summary.sent = pace.sent
    summary.retries = retries.load(ordering: .relaxed)
    summary.oddUsages = oddUsages.load(ordering: .relaxed)
    return summary
  }

  private func keep(_ asked: Asked, in summary: inout RunSummary) throws {
    let record = asked.record
    let isNew = try storePatiently(record)
    summary.promptTokens += record.promptTokens ?? 0
    summary.completionTokens += record.completionTokens ?? 0
    if let model = record.servedModel { summary.servedModels[model, default: 0] += 1 }
    if case .invalid = record.content {
      summary.invalid += isNew ? 1 : 0
    } else if isNew {
      summary.stored += 1
      for note in asked.notes { summary.notes[note, default: 0] += 1 }
    }
    if !isNew { summary.duplicates += 1 }
  }

  /// Another process may hold the store for longer than one wait, as when it makes the case table of a large audit.
  private func storePatiently(_ record: AnswerRecord) throws -> Bool {
    for _ in 0..<11 {
      do {
        return try work.store.store(record, codedBy: work.definition.schema)
      } catch StoreError.busy {
        continue
      }
    }
    return try work.store.store(record, codedBy: work.definition.schema)
  }

  /// One answer that is valid, or that is still invalid after the last attempt.
  private func ask(
    _ job: ProbeJob, onRetry: @escaping @Sendable () -> Void, onOddUsage: () -> Void
  ) async throws -> Asked {
    var composed = try work.compose(job)
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
      pace.spend(tokens: (answer.usage?.promptTokens ?? 0) + (answer.usage?.completionTokens ?? 0))
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
    let bytes = work.request(composed, in: format).bytes
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
