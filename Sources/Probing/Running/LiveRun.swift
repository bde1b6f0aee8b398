import AuditStore
import Foundation
public import ModelEndpoint
import Synchronization

/// Asks an endpoint for the answers of one definition and stores each as it comes.
public struct LiveRun: Sendable {
  let work: ProbeWork
  let client: ChatClient
  let pace: Pace
  let attempts: Int
  private let mostInvalid: Int
  let ladder: FormatLadder
  private let stop: StopRequest
  let now: @Sendable () -> String
  private let holder: LeaseHolder
  /// What the next requests are made of, by their keys.
  private let laidIn = Guarded<[Int64: ProbeMatter]>([:])

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
    holder = LeaseHolder()
    pace = Pace(limits: limits, stop: own)
    self.attempts = max(1, attempts)
    self.mostInvalid = max(1, mostInvalid)
    ladder = FormatLadder(settled: work.format)
    self.now = now
  }

  public static let usualMostInvalid = 20

  /// An answer, and what is to be told of it where it is valid.
  struct Asked {
    var record: AnswerRecord
    var notes: Set<AnswerNote> = []
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
    var isFormatKept = false
    return try await run(
      jobs,
      claim: { jobs in
        try patiently {
          try work.store.claim(
            jobs.map(\.key), work.answerKind, for: holder, again: again, now: Int(Date().timeIntervalSince1970))
        }
      },
      store: { records in
        if !isFormatKept, work.answerKind == .label, let format = ladder.settled {
          try work.store.keep(format, of: work.slot.definition)
          isFormatKept = true
        }
        return try storeTogether(records)
      },
      report: report)
  }

  /// Asks without storing anything.
  func answers(to jobs: [ProbeJob], report: (RunSummary) -> Void) async throws -> ([AnswerRecord], RunSummary) {
    var answers: [AnswerRecord] = []
    let summary = try await run(
      jobs, claim: { jobs in jobs.map { _ in .granted } },
      store: { records in
        answers += records
        return records.map { _ in true }
      }, report: report)
    return (answers, summary)
  }

  private func run(
    _ jobs: [ProbeJob], claim: ([ProbeJob]) throws -> [LeaseClaim], store: ([AnswerRecord]) throws -> [Bool],
    report: (RunSummary) -> Void
  ) async throws -> RunSummary {
    var summary = RunSummary(total: jobs.count)
    var failuresInARow = 0
    var invalidInARow = 0
    let mostFailures = max(8, pace.limits.concurrency)
    let retries = Atomic<Int>(0)
    let oddUsages = Atomic<Int>(0)
    let estimated = Atomic<Int>(0)
    let estimatedTokens = Atomic<Int>(0)
    let tally = try await dispatch(
      jobs, pace: pace,
      claim: claim,
      prepare: layIn,
      perform: { job in
        try await ask(
          job, onRetry: { retries.add(1, ordering: .relaxed) }, onOddUsage: { oddUsages.add(1, ordering: .relaxed) },
          onEstimate: { tokens in
            estimated.add(1, ordering: .relaxed)
            estimatedTokens.add(tokens, ordering: .relaxed)
          })
      },
      look: { outcomes in
        for outcome in outcomes {
          switch outcome {
          case .success(let asked):
            failuresInARow = 0
            guard case .invalid = asked.record.content else {
              invalidInARow = 0
              continue
            }
            invalidInARow += 1
            if invalidInARow >= mostInvalid, summary.givenUp == nil {
              summary.givenUp = "\(invalidInARow) answers in a row were invalid"
              summary.isGivenUpAsInvalid = true
              stop.ask()
            }
          case .failure(let failure as ChatFailure):
            failuresInARow += 1
            summary.failures[failure.description, default: 0] += 1
            if failure.isFatal || pace.isOutOfPatience || failuresInARow >= mostFailures {
              summary.givenUp = summary.givenUp ?? failure.description
              summary.isOutOfPatience = pace.isOutOfPatience
              stop.ask()
            }
          case .failure: stop.ask()
          }
        }
      },
      store: { outcomes in
        summary.retries = retries.load(ordering: .relaxed)
        if work.answerKind == .label { summary.format = ladder.settled }
        let asked = outcomes.compactMap { try? $0.result.get() }
        if !asked.isEmpty {
          for (asked, isNew) in zip(asked, try store(asked.map(\.record))) { keep(asked, isNew: isNew, in: &summary) }
        }
        for case (_, .failure(let error)) in outcomes where !(error is ChatFailure) { throw error }
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

  /// Reads what some requests are made of in one transaction, which costs more than a conversation.
  private func layIn(_ jobs: [ProbeJob]) {
    // What cannot be read is told where its request is composed.
    guard let matter = try? work.matter(of: jobs) else { return }
    laidIn.withLock { laidIn in
      for (job, matter) in zip(jobs, matter) { laidIn[job.key] = matter }
    }
  }

  /// The request of a job, of what was laid in for it.
  func compose(_ job: ProbeJob) throws -> ProbeWork.Composed {
    guard let matter = laidIn.withLock({ $0.removeValue(forKey: job.key) }) else { return try work.compose(job) }
    return try work.compose(job, of: matter)
  }

  private func keep(_ asked: Asked, isNew: Bool, in summary: inout RunSummary) {
    let record = asked.record
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

  /// Stores answers that came together in one transaction; one by one where one of them cannot be stored, so that no
  /// other is lost for it.
  func storeTogether(_ records: [AnswerRecord]) throws -> [Bool] {
    func store(_ records: [AnswerRecord]) throws -> [Bool] {
      try patiently { try work.store.store(records, codedBy: work.definition.schema) }
    }
    do {
      return try store(records)
    } catch StoreError.unusable where records.count > 1 {
      let results = records.map { record in Result { try store([record])[0] } }
      return try results.map { try $0.get() }
    }
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
}
