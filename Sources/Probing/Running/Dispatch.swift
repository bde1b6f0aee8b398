import AuditStore

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

/// Keeps as many jobs under way as `pace` allows until all are done, a budget is spent, or a stop is asked for.
///
/// - Parameters:
///   - jobs: In the order in which they start.
///   - claim: Tells which of some jobs may start, which are done already, and which another run is about to do: those
///     are claimed again every second. Called without any now and then, so that what was claimed stays so.
///   - perform: Does one job; it may throw, which counts as failed and does not end the run.
///   - store: Called with each outcome, one at a time, on no particular thread. Throwing ends the run: what cannot be
///     stored must not go on.
///   - report: Called at the beginning, after each outcome, and every second while nothing comes.
/// - Throws: What `claim` or `store` threw, or `CancellationError`.
func dispatch<Job: Sendable, Outcome: Sendable>(
  _ jobs: [Job], pace: Pace, claim: ([Job]) throws -> [LeaseClaim],
  perform: @escaping @Sendable (Job) async throws -> Outcome,
  store: (Job, Result<Outcome, any Error>) throws -> Void,
  report: (RunTally) -> Void
) async throws -> RunTally {
  var tally = RunTally(total: jobs.count)
  // Nil for a second that has passed.
  typealias Finished = (index: Int, result: Result<Outcome, any Error>)?
  var ready: [Int] = []
  var deferred: [Int] = []
  var unclaimed = jobs.indices
  let piece = max(8, 2 * pace.limits.concurrency)
  let mostLookedAt = 4096
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
  func nextReady() throws -> Int? {
    while ready.isEmpty, !unclaimed.isEmpty {
      let some = unclaimed.prefix(piece)
      unclaimed = unclaimed.dropFirst(piece)
      try take(some)
      // The last is the first to go.
      ready.reverse()
    }
    return ready.popLast()
  }
  report(tally)
  try await withThrowingTaskGroup(of: Finished.self) { group in
    var underWay = 0
    var seconds = 0
    func tick() {
      group.addTask {
        try? await Task.sleep(for: .seconds(1))
        return nil
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
          do {
            return (index, .success(try await perform(job)))
          } catch {
            return (index, .failure(error))
          }
        }
      }
      let waitsForOthers = !deferred.isEmpty && pace.halt == nil
      guard underWay > 0 || waitsForOthers, let event = try await group.next() else { break }
      guard let finished = event else {
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
      underWay -= 1
      if case .failure(let error) = finished.result {
        if error is CancellationError { throw error }
        if let halted = error as? RunHalted {
          tally.halted += 1
          tally.end = halted.end
          continue
        }
      }
      try store(jobs[finished.index], finished.result)
      switch finished.result {
      case .success: tally.done += 1
      case .failure: tally.failed += 1
      }
      report(tally)
    }
  }
  if tally.end == nil { tally.end = .finished }
  return tally
}
