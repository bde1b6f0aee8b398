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
  public var end: End?

  public init(total: Int) { self.total = total }
}

/// Keeps `pace.limits.concurrency` jobs under way until all are done, a budget is spent, or a stop is asked for.
///
/// - Parameters:
///   - jobs: In the order in which they start.
///   - perform: Does one job; it may throw, which counts as failed and does not end the run.
///   - store: Called with each outcome, one at a time, on no particular thread. Throwing ends the run: what cannot be
///     stored must not go on.
///   - report: Called at the beginning, after each outcome, and every second while nothing comes.
/// - Throws: What `store` threw, or `CancellationError`.
func dispatch<Job: Sendable, Outcome: Sendable>(
  _ jobs: [Job], pace: Pace,
  perform: @escaping @Sendable (Job) async throws -> Outcome,
  store: (Job, Result<Outcome, any Error>) throws -> Void,
  report: (RunTally) -> Void
) async throws -> RunTally {
  var tally = RunTally(total: jobs.count)
  // Nil for a second that has passed.
  typealias Finished = (index: Int, result: Result<Outcome, any Error>)?
  report(tally)
  try await withThrowingTaskGroup(of: Finished.self) { group in
    var underWay = 0
    var next = 0
    func tick() {
      group.addTask {
        try? await Task.sleep(for: .seconds(1))
        return nil
      }
    }
    tick()
    defer { group.cancelAll() }
    while true {
      while underWay < pace.limits.concurrency, next < jobs.count {
        if let halt = pace.halt {
          tally.end = halt
          break
        }
        let index = next
        let job = jobs[index]
        next += 1
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
      guard underWay > 0, let event = try await group.next() else { break }
      guard let finished = event else {
        try Task.checkCancellation()
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
