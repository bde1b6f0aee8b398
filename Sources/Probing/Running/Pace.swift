import ModelEndpoint
import Synchronization

/// How fast and how far a run may go.
public struct RunLimits: Sendable, Hashable {
  /// Requests under way at once, at least 1.
  public var concurrency: Int
  public var requestsPerMinute: Int?
  public var tokensPerMinute: Int?
  /// Requests in all, every try included.
  public var requestBudget: Int?
  /// Prompt and completion tokens in all; nothing starts any more at the first answer that reaches it.
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
  private let also: @Sendable () -> Bool

  /// - Parameter also: Asks elsewhere, such as whether Ctrl-C was pressed.
  public init(also: @escaping @Sendable () -> Bool = { false }) { self.also = also }

  public func ask() { asked.store(true, ordering: .releasing) }

  public var isAsked: Bool { asked.load(ordering: .acquiring) || also() }
}

/// Thrown to a job that may send nothing more; it counts as not done, neither as failed.
struct RunHalted: Error {
  var end: RunTally.End
}

/// Lets requests out one after the other as the limits allow, and counts them.
public final class Pace: Sendable {
  private struct State: Sendable {
    var limit: RateLimit
    var sent = 0
    var tokens = 0
    /// When each waiting job may go on.
    var waits: [UInt64: ContinuousClock.Instant] = [:]
    var lastWait: UInt64 = 0
  }

  let limits: RunLimits
  private let stop: StopRequest
  private let state: Guarded<State>
  private let start = ContinuousClock.now
  /// How often a waiting job looks whether the run was stopped.
  private static let glance = Duration.milliseconds(50)

  public init(limits: RunLimits, stop: StopRequest) {
    self.limits = limits
    self.stop = stop
    state = Guarded(
      State(
        limit: RateLimit(
          requestsPerMinute: limits.requestsPerMinute, tokensPerMinute: limits.tokensPerMinute, now: 0)))
  }

  /// Requests that were let out, every try counted.
  public var sent: Int { state.withLock { $0.sent } }

  /// Why nothing may start any more, or `nil`.
  var halt: RunTally.End? {
    if stop.isAsked { return .stopped }
    return state.withLock { state in
      if let budget = limits.requestBudget, state.sent >= budget { return .requestBudget }
      if let budget = limits.tokenBudget, state.tokens >= budget { return .tokenBudget }
      return nil
    }
  }

  /// Waits until a request of about `tokens` tokens may be sent.
  ///
  /// - Throws: ``RunHalted`` where it may not be sent at all, or `CancellationError`.
  func admit(tokens: Int) async throws {
    if let halt { throw RunHalted(end: halt) }
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    let delay: Double? = state.withLock { state in
      if let budget = limits.requestBudget, state.sent >= budget { return nil }
      state.sent += 1
      return state.limit.reserve(tokens: tokens, now: elapsed)
    }
    guard let delay else { throw RunHalted(end: .requestBudget) }
    if delay > 0 { try await wait(.seconds(delay)) }
  }

  /// How long the job that waits longest has still to wait.
  var waiting: Duration {
    state.withLock { state in
      guard let last = state.waits.values.max() else { return .zero }
      return max(last - ContinuousClock.now, .zero)
    }
  }

  /// Waits, but not beyond a stop.
  func wait(_ duration: Duration) async throws {
    let end = ContinuousClock.now + duration
    let number = state.withLock { state in
      state.lastWait += 1
      state.waits[state.lastWait] = end
      return state.lastWait
    }
    defer { state.withLock { $0.waits[number] = nil } }
    while true {
      if stop.isAsked { throw RunHalted(end: .stopped) }
      let left = end - ContinuousClock.now
      if left <= .zero { return }
      try await Task.sleep(for: min(left, Pace.glance))
    }
  }

  func spend(tokens: Int) { state.withLock { $0.tokens += tokens } }
}
