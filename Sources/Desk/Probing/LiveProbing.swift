internal import AuditStore
internal import ModelEndpoint
public import Probing

/// Runs definitions against their endpoints, one after the other.
public struct LiveProbing {
  private let session: ProbeSession
  private let settings: RunSettings
  private let seed: UInt64

  public init(session: ProbeSession, settings: RunSettings, seed: UInt64) {
    self.session = session
    self.settings = settings
    self.seed = seed
  }

  /// How far one definition is.
  public struct Progress: Sendable {
    public let definition: PreparedDefinition
    public let summary: RunSummary
    /// The answers that are asked for.
    public let total: Int

    public var done: Int { summary.tally.done + summary.tally.failed + summary.tally.elsewhere }
  }

  /// What came of it; `isInterrupted` tells whether Ctrl-C ended it.
  public struct Outcome: Sendable {
    public internal(set) var runs: [ProbeOutcome] = []
    public internal(set) var isInterrupted = false

    public var hasFailed: Bool { runs.contains { !$0.summary.failures.isEmpty } }

    /// The definitions whose answers cannot be used: invalid one after the other, or none ever valid.
    public var unusable: [String] {
      runs.filter { run in
        let isNoneValid = run.summary.stored + run.summary.duplicates + run.jobs.stored == 0
        return run.summary.isGivenUpAsInvalid || run.summary.invalid > 0 && isNoneValid
      }.map(\.definition.id)
    }
  }

  /// - Parameter progress: Told of every answer.
  /// - Throws: ``CommandFailure`` where a definition names no endpoint, or an audit where a secret would go; what the store throws.
  public func run(
    _ works: [ProbeWork], at scope: ProbeScope, isInterrupted: @escaping @Sendable () -> Bool,
    progress: (Progress) -> Void = { _ in }
  ) async throws -> Outcome {
    try settings.checkKeys(of: works.map(\.definition))
    var outcome = Outcome()
    let pool = HTTPPool(connections: settings.limits.concurrency)
    let stop = StopRequest(also: isInterrupted)
    var limits = settings.limits
    for work in works {
      let jobs = try session.jobs(of: work, at: scope, seed: seed, again: settings.retriesInvalid)
      let clock = ContinuousClock()
      let start = clock.now
      var result = ProbeOutcome(definition: work.definition, jobs: jobs)
      if !jobs.pending.isEmpty, !stop.isAsked, limits.requestBudget != 0, limits.tokenBudget != 0 {
        let asked = try settings.client(work.definition, over: pool)
        let live = LiveRun(
          work: work, client: asked.client, limits: limits, stop: stop, attempts: settings.attempts,
          mostInvalid: settings.mostInvalid, now: { ClockText.now() })
        do {
          result.summary = try await live.run(jobs.pending, again: settings.retriesInvalid) {
            progress(Progress(definition: work.definition, summary: $0, total: jobs.pending.count))
          }
        } catch {
          await asked.close()
          throw error
        }
        await asked.close()
      }
      result.seconds = (clock.now - start) / .seconds(1)
      limits.requestBudget = limits.requestBudget.map { max(0, $0 - result.summary.sent) }
      limits.tokenBudget = limits.tokenBudget.map { max(0, $0 - result.summary.tokens) }
      outcome.runs.append(result)
      if result.summary.givenUp != nil { break }
    }
    outcome.isInterrupted = isInterrupted()
    return outcome
  }
}

extension RunSummary {
  /// As far as the endpoint tells, else by estimate.
  public var tokens: Int { promptTokens + completionTokens + estimatedTokens }
}

/// One definition's part of a command.
public struct ProbeOutcome: Sendable {
  let definition: PreparedDefinition
  let jobs: ProbeJobs
  public internal(set) var summary: RunSummary
  var seconds = 0.0

  init(definition: PreparedDefinition, jobs: ProbeJobs) {
    self.definition = definition
    self.jobs = jobs
    summary = RunSummary(total: jobs.pending.count)
  }

  var left: Int {
    max(0, jobs.pending.count - summary.stored - summary.duplicates - summary.invalid - summary.tally.elsewhere)
  }
}
