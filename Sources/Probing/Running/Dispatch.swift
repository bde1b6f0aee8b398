import AuditStore
import ModelEndpoint

/// Where a run stands, or how it ended.
public struct RunTally: Sendable, Hashable {
  public enum End: Sendable, Hashable { case finished, stopped, requestBudget, tokenBudget }

  public var total = 0
  public var started = 0
  /// What was answered and stored.
  public var done = 0
  public var failed = 0
  /// Started, but halted before there was an answer.
  public var halted = 0
  /// Never started: another run got the answer.
  public var elsewhere = 0
  /// Another run is about to ask for them.
  public var deferred = 0
  public var end: End?

  public init(total: Int) { self.total = total }

  public var underWay: Int { started - done - failed - halted }
}

/// What a run waits for: that a job has its outcome, or that a second has passed.
private enum DispatchEvent { case outcome, second }

/// Keeps as many jobs under way as `pace` allows until all are done, a budget is spent, or a stop is asked for.
///
/// - Parameters:
///   - jobs: In the order in which they start.
///   - claim: Tells which of some jobs may start, which are done already, and which another run is about to do: those
///     are claimed again every second. Called without any now and then, so that what was claimed stays so.
///   - prepare: Called with some jobs that start next, before the first of them does, so that what they need is got
///     together.
///   - perform: Does one job; it may throw, which counts as failed and does not end the run.
///   - look: Called with all outcomes that have come since it was called last, in their order, before anything else
///     starts: it may ask for a stop.
///   - store: Called with the same once others have started, so that the endpoint does not wait for the disk; on no
///     particular thread and never twice at once. Throwing ends the run: what cannot be stored must not go on.
///   - report: Called at the beginning, after outcomes are stored, and every second while nothing comes.
/// - Throws: What `claim` or `store` threw, or `CancellationError`.
func dispatch<Job: Sendable, Outcome: Sendable>(
  _ jobs: [Job], pace: Pace, claim: ([Job]) throws -> [LeaseClaim],
  prepare: ([Job]) -> Void = { _ in },
  perform: @escaping @Sendable (Job) async throws -> Outcome,
  look: ([Result<Outcome, any Error>]) -> Void = { _ in },
  store: ([(job: Job, result: Result<Outcome, any Error>)]) throws -> Void,
  report: (RunTally) -> Void
) async throws -> RunTally {
  var tally = RunTally(total: jobs.count)
  // Outcomes that nobody has looked at: while some are stored, others come.
  let arrived = Guarded<[(index: Int, result: Result<Outcome, any Error>)]>([])
  // In the order in which they start.
  var ready: ArraySlice<Int> = []
  var deferred: [Int] = []
  var unclaimed = jobs.indices
  let piece = max(8, 2 * pace.limits.concurrency)
  let mostLookedAt = 4096
  // Few enough to keep no connection waiting for its next request, and nothing much older than what is under way.
  let mostPrepared = min(32, piece)
  var prepared = 0
  func take(_ indices: some Collection<Int>) throws {
    for (index, answer) in zip(indices, try claim(indices.map { jobs[$0] })) {
      switch answer {
      case .granted: ready.append(index)
      case .answered: tally.elsewhere += 1
      case .elsewhere: deferred.append(index)
      }
    }
    tally.deferred = deferred.count
  }
  func claimMore() throws {
    let some = unclaimed.prefix(piece)
    unclaimed = unclaimed.dropFirst(piece)
    try take(some)
  }
  func nextReady() throws -> Int? {
    while ready.isEmpty, !unclaimed.isEmpty { try claimMore() }
    prepared = max(0, prepared - 1)
    return ready.popFirst()
  }
  // While all connections are busy: what an answer sets free is then used at once.
  func getAhead() throws {
    guard prepared <= mostPrepared / 2, pace.halt == nil else { return }
    if ready.count < mostPrepared, !unclaimed.isEmpty { try claimMore() }
    let next = ready.dropFirst(prepared).prefix(mostPrepared - prepared)
    if !next.isEmpty { prepare(next.map { jobs[$0] }) }
    prepared += next.count
  }
  report(tally)
  try await withThrowingTaskGroup(of: DispatchEvent.self) { group in
    var underWay = 0
    var seconds = 0
    var finished: [(job: Job, result: Result<Outcome, any Error>)] = []
    func tick() {
      group.addTask {
        try? await Task.sleep(for: .seconds(1))
        return .second
      }
    }
    tick()
    defer { group.cancelAll() }
    while true {
      while underWay < pace.allowed {
        if let halt = pace.halt {
          tally.end = halt
          break
        }
        guard let index = try nextReady() else { break }
        let job = jobs[index]
        underWay += 1
        tally.started += 1
        group.addTask {
          let result: Result<Outcome, any Error>
          do { result = .success(try await perform(job)) } catch { result = .failure(error) }
          arrived.withLock { $0.append((index, result)) }
          return .outcome
        }
      }
      if !finished.isEmpty {
        try store(finished)
        finished = []
        report(tally)
      }
      try getAhead()
      let waitsForOthers = !deferred.isEmpty && pace.halt == nil
      guard underWay > 0 || waitsForOthers, let event = try await group.next() else { break }
      if case .second = event {
        try Task.checkCancellation()
        seconds += 1
        if waitsForOthers, ready.isEmpty, unclaimed.isEmpty {
          // Many at once: most of them have their answers by now.
          let some = Array(deferred.prefix(mostLookedAt))
          deferred.removeFirst(some.count)
          try take(some)
        } else if seconds % 30 == 0 {
          _ = try claim([])
        }
        report(tally)
        tick()
        continue
      }
      let outcomes = arrived.withLock { arrived in
        defer { arrived.removeAll(keepingCapacity: true) }
        return arrived
      }
      underWay -= outcomes.count
      // None is left where it was taken together with an outcome before.
      finished = outcomes.filter { tally.counts($0.result) }.map { (jobs[$0.index], $0.result) }
      look(finished.map(\.result))
      if outcomes.contains(where: { $0.result.isCancelled }) {
        try store(finished)
        throw CancellationError()
      }
    }
  }
  if tally.end == nil { tally.end = .finished }
  return tally
}

extension RunTally {
  /// Whether an outcome is one to be stored, and not that of a job which could not be done.
  fileprivate mutating func counts<Outcome>(_ result: Result<Outcome, any Error>) -> Bool {
    switch result {
    case .success: done += 1
    case .failure(let error as RunHalted):
      halted += 1
      end = error.end
      return false
    case .failure(is CancellationError): return false
    case .failure: failed += 1
    }
    return true
  }
}

extension Result where Failure == any Error {
  fileprivate var isCancelled: Bool { if case .failure(let error) = self { error is CancellationError } else { false } }
}
