import Foundation
import ModelEndpoint

/// Lets requests out one after the other as the limits and the endpoint allow, and counts them.
public final class Pace: Sendable {
  private struct State: Sendable {
    var limit: RateLimit
    var throttle: Throttle
    var sent = 0
    var tokens = 0
    /// When each waiting job may go on.
    var waits: [UInt64: ContinuousClock.Instant] = [:]
    var lastWait: UInt64 = 0
    /// What the endpoint said when everything paused.
    var reason: String?
    var isOutOfPatience = false
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
          requestsPerMinute: limits.requestsPerMinute, tokensPerMinute: limits.tokensPerMinute, now: 0),
        throttle: Throttle(
          concurrency: limits.concurrency, firstPause: limits.firstPause / .seconds(1),
          patience: limits.patience / .seconds(1), now: 0)))
  }

  private var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) }

  /// Requests that were let out, every try counted.
  public var sent: Int { state.withLock { $0.sent } }

  /// How many jobs may be under way now.
  var allowed: Int { state.withLock { $0.throttle.allowed } }

  /// Whether the endpoint was waited for as long as the limits say.
  var isOutOfPatience: Bool { state.withLock { $0.isOutOfPatience } }

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
  /// - Returns: What is to be told how it ended; see ``ChatHooks/admit``.
  /// - Throws: ``RunHalted`` where it may not be sent at all, or `CancellationError`.
  func admit(tokens: Int) async throws -> ChatHooks.Ended {
    if let halt { throw RunHalted(end: halt) }
    let now = elapsed
    let delay = state.withLock { $0.limit.reserve(tokens: tokens, now: now) }
    if delay > 0 { try await wait(.seconds(delay)) }
    while true {
      if stop.isAsked { throw RunHalted(end: .stopped) }
      let now = elapsed
      // Nil where the budget is spent.
      let admission: Throttle.Admission? = state.withLock { state in
        if let budget = limits.requestBudget, state.sent >= budget { return nil }
        let admission = state.throttle.admit(now: now)
        if case .now = admission { state.sent += 1 }
        return admission
      }
      switch admission {
      case nil: throw RunHalted(end: .requestBudget)
      case .now(let ticket): return { [self] failure in try ended(ticket, failure) }
      case .later(let seconds): try await wait(min(.seconds(seconds), Pace.glance))
      }
    }
  }

  /// - Returns: Whether the request is to be sent again as soon as it is admitted.
  private func ended(_ ticket: Throttle.Ticket, _ failure: ChatFailure?) throws -> Bool {
    let now = elapsed
    let end = Throttle.End(failure)
    let told = failure.flatMap { RetryPolicy.told($0, now: Date()) }.map { $0 / .seconds(1) }
    let isPatient = state.withLock { state in
      if failure?.pushBack != nil { state.reason = failure?.shortReason }
      let isPatient = state.throttle.ended(ticket, end, told: told, jitter: .random(in: 0..<1), now: now)
      if !isPatient { state.isOutOfPatience = true }
      return isPatient
    }
    guard let failure, failure.pushBack != nil else { return false }
    if !isPatient { throw failure }
    return true
  }

  /// What is waited for.
  struct Wait: Sendable, Hashable {
    /// How long it takes yet, as far as it is known.
    var left: Duration
    /// What the endpoint said, such as 429; `nil` where a limit of the run's own holds requests back.
    var reason: String?
  }

  /// What the requests wait for; `nil` where nothing holds them back.
  var waiting: Wait? {
    let now = elapsed
    return state.withLock { state in
      if let left = state.throttle.paused(now: now) { return Wait(left: .seconds(left), reason: state.reason) }
      guard let last = state.waits.values.max(), last > .now + Pace.glance else { return nil }
      return Wait(left: last - .now, reason: nil)
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

extension Throttle.End {
  fileprivate init(_ failure: ChatFailure?) {
    switch failure {
    case nil: self = .answered
    case let failure? where failure.pushBack == .busy: self = .busy
    case let failure? where failure.pushBack == .unreachable: self = .unreachable
    case .transport?: self = .broken
    // An error is an answer too: the endpoint has time for it.
    default: self = .answered
    }
  }
}
