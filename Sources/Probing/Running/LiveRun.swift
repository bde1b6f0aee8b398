import AuditStore
import Digest
import Foundation
public import ModelEndpoint
import Synchronization

/// Asks an endpoint for the answers of one definition and stores each as it comes.
public struct LiveRun: Sendable {
  private let work: ProbeWork
  private let client: ChatClient
  private let pace: Pace
  private let attempts: Int
  private let ladder: FormatLadder
  private let stop: StopRequest
  private let holder: LeaseHolder
  private let now: @Sendable () -> String

  /// - Parameters:
  ///   - attempts: How often an answer is asked for until it is valid, at least 1.
  ///   - now: The time as RFC 3339.
  public init(
    work: ProbeWork, client: ChatClient, limits: RunLimits, stop: StopRequest, attempts: Int = 3,
    now: @escaping @Sendable () -> String
  ) {
    self.work = work
    self.client = client
    // A run that is given up stops itself without stopping what its caller runs besides.
    let own = StopRequest(also: { stop.isAsked })
    self.stop = own
    holder = LeaseHolder()
    pace = Pace(limits: limits, stop: own)
    self.attempts = max(1, attempts)
    ladder = FormatLadder(fixed: work.definition.definition.answers)
    self.now = now
  }

  /// - Parameters:
  ///   - again: Whether answers that stayed invalid are asked for once more.
  ///   - report: Told after each answer.
  /// - Throws: ``StoreError`` where an answer cannot be stored; what was stored before stays.
  public func run(
    _ jobs: [ProbeJob], again: Bool = false, report: (RunSummary) -> Void
  ) async throws -> RunSummary {
    // What cannot be given back runs out by itself.
    defer { try? work.store.release(holder) }
    return try await run(
      jobs,
      claim: { jobs in
        try patiently {
          try work.store.claim(
            jobs.map(\.key), work.answerKind, for: holder, again: again, now: Int(Date().timeIntervalSince1970))
        }
      },
      store: { record in try patiently { try work.store.store(record, codedBy: work.definition.schema) } },
      report: report)
  }

  /// Asks without storing anything.
  func answers(to jobs: [ProbeJob], report: (RunSummary) -> Void) async throws -> ([AnswerRecord], RunSummary) {
    var answers: [AnswerRecord] = []
    let summary = try await run(
      jobs, claim: { jobs in jobs.map { _ in .granted } },
      store: { record in
        answers.append(record)
        return true
      }, report: report)
    return (answers, summary)
  }

  private func run(
    _ jobs: [ProbeJob], claim: ([ProbeJob]) throws -> [LeaseClaim], store: (AnswerRecord) throws -> Bool,
    report: (RunSummary) -> Void
  ) async throws -> RunSummary {
    var summary = RunSummary(total: jobs.count)
    var failuresInARow = 0
    let mostFailures = max(8, pace.limits.concurrency)
    let retries = Atomic<Int>(0)
    let oddUsages = Atomic<Int>(0)
    let estimated = Atomic<Int>(0)
    let estimatedTokens = Atomic<Int>(0)
    let tally = try await dispatch(
      jobs, pace: pace,
      claim: claim,
      perform: { job in
        try await ask(
          job, onRetry: { retries.add(1, ordering: .relaxed) }, onOddUsage: { oddUsages.add(1, ordering: .relaxed) },
          onEstimate: { tokens in
            estimated.add(1, ordering: .relaxed)
            estimatedTokens.add(tokens, ordering: .relaxed)
          })
      },
      store: { _, result in
        summary.retries = retries.load(ordering: .relaxed)
        switch result {
        case .success(let record):
          failuresInARow = 0
          keep(record, isNew: try store(record), in: &summary)
        case .failure(let error):
          guard let failure = error as? ChatFailure else { throw error }
          failuresInARow += 1
          summary.failures[failure.description, default: 0] += 1
          if failure.isFatal || pace.isOutOfPatience || failuresInARow >= mostFailures {
            summary.givenUp = summary.givenUp ?? failure.description
            summary.isOutOfPatience = pace.isOutOfPatience
            stop.ask()
          }
        }
      },
      report: { tally in
        summary.tally = tally
        summary.sent = pace.sent
        let waiting = pace.waiting
        summary.waiting = waiting?.left
        summary.waitingFor = waiting?.reason
        report(summary)
      })
    summary.tally = tally
    summary.sent = pace.sent
    summary.retries = retries.load(ordering: .relaxed)
    summary.oddUsages = oddUsages.load(ordering: .relaxed)
    summary.estimated = estimated.load(ordering: .relaxed)
    summary.estimatedTokens = estimatedTokens.load(ordering: .relaxed)
    return summary
  }

  private func keep(_ record: AnswerRecord, isNew: Bool, in summary: inout RunSummary) {
    summary.promptTokens += record.promptTokens ?? 0
    summary.completionTokens += record.completionTokens ?? 0
    if case .invalid = record.content {
      summary.invalid += isNew ? 1 : 0
    } else if isNew {
      summary.stored += 1
      if case .simulation(.some) = record.content, record.finishReason == "length" { summary.cutOff += 1 }
    }
    if !isNew { summary.duplicates += 1 }
  }

  /// Another process may hold the store for longer than one wait, as when it makes the case table of a large audit.
  private func patiently<Result>(_ write: () throws -> Result) throws -> Result {
    for _ in 0..<11 {
      do {
        return try write()
      } catch StoreError.busy {
        continue
      }
    }
    return try write()
  }

  /// One answer that is valid, or that is still invalid after the last attempt.
  private func ask(
    _ job: ProbeJob, onRetry: @escaping @Sendable () -> Void, onOddUsage: () -> Void, onEstimate: (Int) -> Void
  ) async throws -> AnswerRecord {
    let composed = try work.compose(job)
    var tokens = (prompt: 0, completion: 0)
    var attempt = 0
    while true {
      attempt += 1
      let (answer, bytes) = try await complete(composed, onRetry: onRetry)
      if answer.hasOddUsage { onOddUsage() }
      tokens.prompt += answer.usage?.promptTokens ?? 0
      tokens.completion += answer.usage?.completionTokens ?? 0
      if let usage = answer.usage {
        pace.spend(tokens: usage.promptTokens + usage.completionTokens)
      } else {
        let estimate = TokenEstimate.tokens(of: composed, answer: answer.text ?? "")
        pace.spend(tokens: estimate)
        onEstimate(estimate)
      }
      let content: AnswerRecord.Content
      do throws(LabelAnswer.Invalid) {
        content = try work.read(answer, to: job, composed)
      } catch {
        guard attempt >= attempts || pace.halt != nil else {
          onRetry()
          continue
        }
        content = .invalid(work.answerKind, raw: answer.text, why: error.description)
      }
      var record = work.record(of: job, content, composed, bytes: bytes, answer: answer, at: now())
      record.promptTokens = answer.usage == nil ? nil : tokens.prompt
      record.completionTokens = answer.usage == nil ? nil : tokens.completion
      record.attempts = attempt
      return record
    }
  }

  /// One answer in the best form that the endpoint has.
  private func complete(
    _ composed: ProbeWork.Composed, onRetry: @escaping @Sendable () -> Void
  ) async throws -> (ChatAnswer, [UInt8]) {
    let estimate = pace.limits.tokensPerMinute == nil ? 0 : TokenEstimate.tokens(of: composed)
    while true {
      let step = ladder.step
      let bytes = work.request(composed, at: step).bytes
      let hooks = ChatHooks(
        admit: { try await pace.admit(tokens: estimate) }, wait: { try await pace.wait($0) },
        onRetry: { _ in onRetry() })
      do {
        let answer = try await client.complete(bytes: bytes, hooks: hooks)
        ladder.succeeded(at: step)
        return (answer, bytes)
      } catch let failure as ChatFailure {
        guard ladder.stepsDown(after: failure, at: step) else { throw failure }
      }
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
}
