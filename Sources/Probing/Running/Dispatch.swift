import ModelEndpoint
import Synchronization

/// How fast and how far a run may go.
public struct RunLimits: Sendable, Hashable {
  /// Requests under way at once, at least 1.
  public var concurrency: Int
  public var requestsPerMinute: Int?
  public var tokensPerMinute: Int?
  /// Requests in all, tries included in neither this nor the next.
  public var requestBudget: Int?
  /// Prompt and completion tokens in all; the run stops at the first answer that reaches it.
  public var tokenBudget: Int?

  public init(
    concurrency: Int = 16, requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil, requestBudget: Int? = nil,
    tokenBudget: Int? = nil
  ) {
    self.concurrency = max(1, concurrency)
    self.requestsPerMinute = requestsPerMinute
    self.tokensPerMinute = tokensPerMinute
    self.requestBudget = requestBudget
    self.tokenBudget = tokenBudget
  }
}

/// Asks a run to start nothing new; what is under way finishes and is stored.
public final class StopRequest: Sendable {
  private let asked = Atomic<Bool>(false)

  public init() {}

  public func ask() { asked.store(true, ordering: .releasing) }

  public var isAsked: Bool { asked.load(ordering: .acquiring) }
}

/// Where a run stands, or how it ended.
public struct RunTally: Sendable, Hashable {
  public enum End: Sendable, Hashable { case finished, stopped, requestBudget, tokenBudget }

  public var total = 0
  public var started = 0
  public var done = 0
  public var failed = 0
  public var retries = 0
  public var tokens = 0
  public var end: End?

  public init(total: Int) { self.total = total }
}

/// Keeps `limits.concurrency` jobs under way until all are done, a budget is spent, or a stop is asked for.
///
/// - Parameters:
///   - jobs: In the order in which they start.
///   - tokens: An estimate for a job, for the limit a minute.
///   - perform: Does one job; it may throw, which counts as failed and does not end the run.
///   - store: Called with each outcome, one at a time, on no particular thread. Throwing ends the run: what cannot be stored must not go on.
///   - report: Called after each outcome.
/// - Throws: What `store` threw, or `CancellationError`.
public func dispatch<Job: Sendable, Outcome: Sendable>(
  _ jobs: [Job], limits: RunLimits, stop: StopRequest,
  tokens: (Job) -> Int,
  perform: @escaping @Sendable (Job) async throws -> (outcome: Outcome, tokens: Int, retries: Int),
  store: (Job, Result<Outcome, any Error>) throws -> Void,
  report: (RunTally) -> Void
) async throws -> RunTally {
  let clock = ContinuousClock()
  let start = clock.now
  var limit = RateLimit(
    requestsPerMinute: limits.requestsPerMinute, tokensPerMinute: limits.tokensPerMinute, now: 0)
  var tally = RunTally(total: jobs.count)

  typealias Finished = (index: Int, result: Result<(outcome: Outcome, tokens: Int, retries: Int), any Error>)
  try await withThrowingTaskGroup(of: Finished.self) { group in
    var underWay = 0
    var next = 0

    func mayStart() -> Bool {
      guard next < jobs.count else { return false }
      if stop.isAsked {
        tally.end = .stopped
      } else if let budget = limits.requestBudget, tally.started >= budget {
        tally.end = .requestBudget
      } else if let budget = limits.tokenBudget, tally.tokens >= budget {
        tally.end = .tokenBudget
      } else {
        return true
      }
      return false
    }

    while true {
      while underWay < limits.concurrency, mayStart() {
        let index = next
        let job = jobs[index]
        let elapsed = (clock.now - start) / .seconds(1)
        let wait = limit.reserve(tokens: tokens(job), now: elapsed)
        next += 1
        underWay += 1
        tally.started += 1
        group.addTask {
          do {
            if wait > 0 { try await clock.sleep(for: .seconds(wait)) }
            return (index, .success(try await perform(job)))
          } catch {
            return (index, .failure(error))
          }
        }
      }
      guard let finished = try await group.next() else { break }
      underWay -= 1
      switch finished.result {
      case .success(let value):
        tally.tokens += value.tokens
        tally.retries += value.retries
        try store(jobs[finished.index], .success(value.outcome))
        tally.done += 1
      case .failure(let error):
        if error is CancellationError { throw error }
        try store(jobs[finished.index], .failure(error))
        tally.failed += 1
      }
      report(tally)
    }
  }
  if tally.end == nil { tally.end = .finished }
  return tally
}
