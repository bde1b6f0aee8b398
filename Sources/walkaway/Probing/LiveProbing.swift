import AuditStore
import Cases
import Fidelity
import ModelEndpoint
import Probing

/// Runs definitions against their endpoints, one after the other.
struct LiveProbing {
  let session: ProbeSession
  let arguments: RunArguments
  let seed: UInt64

  /// What came of it; `isInterrupted` tells whether Ctrl-C ended it.
  struct Outcome {
    var runs: [ProbeOutcome] = []
    var isInterrupted = false

    var hasFailed: Bool { runs.contains { !$0.summary.failures.isEmpty } }
  }

  func run(
    _ works: [ProbeWork], at probes: [PlannedProbe], isInterrupted: @escaping @Sendable () -> Bool
  ) async throws -> Outcome {
    var outcome = Outcome()
    let pool = HTTPPool(connections: arguments.concurrency)
    let stop = StopRequest(also: isInterrupted)
    var limits = arguments.limits
    for work in works {
      let jobs = try session.jobs(of: work, at: probes, seed: seed, again: arguments.retryInvalid)
      let clock = ContinuousClock()
      let start = clock.now
      var result = ProbeOutcome(definition: work.definition, jobs: jobs)
      if !jobs.pending.isEmpty, !stop.isAsked, limits.requestBudget != 0, limits.tokenBudget != 0 {
        result.summary = try await ask(work, jobs.pending, pool: pool, limits: limits, stop: stop)
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

  private func ask(
    _ work: ProbeWork, _ jobs: [ProbeJob], pool: HTTPPool, limits: RunLimits, stop: StopRequest
  ) async throws -> RunSummary {
    guard let endpoint = arguments.endpoint(work.definition.definition) else {
      throw CommandFailure(
        ExitStatus.usage, "\(work.definition.kind.rawValue) “\(work.definition.id)” names no endpoint",
        remedy: "add base_url to its definition, or give --base-url http://127.0.0.1:8000/v1")
    }
    let client = try ChatClient(pool: pool, endpoint: endpoint)
    let live = LiveRun(
      work: work, client: client, limits: limits, stop: stop, attempts: arguments.attempts, now: { ClockText.now() })
    let name = shown(work.definition.id)
    let progress = ProgressLine(name, unit: .items("answers"))
    var logged = ContinuousClock.now
    defer { progress.finish() }
    return try await live.run(jobs) { summary in
      let done = summary.tally.done + summary.tally.failed
      var note = ", \(summary.tokens) tokens"
      if summary.tally.failed > 0 { note += ", \(summary.tally.failed) failed" }
      if summary.invalid > 0 { note += ", \(summary.invalid) invalid" }
      progress.update(done: done, total: jobs.count, note: note)
      // A log of a long run says now and then that it goes on.
      if !StandardError.isTerminal, ContinuousClock.now - logged > .seconds(60) {
        logged = .now
        StandardError.write("\(name): \(done) of \(jobs.count) answers\(note)\n")
      }
    }
  }
}

extension RunSummary {
  var tokens: Int { promptTokens + completionTokens }
}

/// One definition's part of a command.
struct ProbeOutcome {
  var definition: PreparedDefinition
  var jobs: ProbeJobs
  var summary: RunSummary
  var seconds = 0.0

  init(definition: PreparedDefinition, jobs: ProbeJobs) {
    self.definition = definition
    self.jobs = jobs
    summary = RunSummary(total: jobs.pending.count)
  }

  var left: Int { max(0, jobs.pending.count - summary.stored - summary.duplicates - summary.invalid) }
}
