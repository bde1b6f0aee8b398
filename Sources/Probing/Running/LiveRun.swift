public import AuditStore
import Foundation
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
  /// Answers whose tokens were estimated, as their endpoint says nothing of them, and how many those come to.
  public var estimated = 0
  public var estimatedTokens = 0
  /// How long requests have still to wait; `nil` where nothing holds them back.
  public var waiting: Duration?
  /// What the endpoint said that is waited for, such as 429; `nil` where a limit of the run's own is.
  public var waitingFor: String?
  /// Failed requests by reason.
  public var failures: [String: Int] = [:]
  /// Why the run was given up, where no request could succeed any more.
  public var givenUp: String?
  /// Whether it was given up because answer after answer was invalid.
  public var isGivenUpAsInvalid = false
  /// Whether that was because it had pushed back, or was not there, for as long as the run's patience.
  public var isOutOfPatience = false

  public init(total: Int) { tally = RunTally(total: total) }
}

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
      store: { record in
        if !isFormatKept, work.answerKind == .label, let format = ladder.settled {
          try work.store.keep(format, of: work.slot.definition)
          isFormatKept = true
        }
        return try patiently { try work.store.store(record, codedBy: work.definition.schema) }
      },
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
    var invalidInARow = 0
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
        case .success(let asked):
          failuresInARow = 0
          if work.answerKind == .label { summary.format = ladder.settled }
          keep(asked, isNew: try store(asked.record), in: &summary)
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
