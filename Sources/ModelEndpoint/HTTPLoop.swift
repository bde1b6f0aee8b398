import CCurl
import Glibc
import Synchronization

/// One request on its way to the pool's thread.
struct HTTPSubmission: Sendable {
  var id: UInt64
  var body: [UInt8]
  var route: HTTPRoute
  var continuation: CheckedContinuation<HTTPResponse, any Error>
}

/// What the pool's thread and its callers share. The curl handle itself is touched by the thread alone.
final class HTTPLoop: Sendable {
  struct Shared: Sendable {
    var submitted: [HTTPSubmission] = []
    /// Those that nothing was cancelled for yet.
    var cancelled: Set<UInt64> = []
    var stopping = false
    /// The pool while its thread waits for activity, or is about to: at other times the thread looks here by itself.
    var sleeper: Handle?
  }

  /// `ccurl_pool_wake` is the only call that other threads make.
  struct Handle: @unchecked Sendable { var pointer: OpaquePointer }

  private let connections: Int
  let shared = Guarded(Shared())
  private let counter = Atomic<UInt64>(1)

  init(connections: Int) { self.connections = connections }

  func nextID() -> UInt64 { counter.wrappingAdd(1, ordering: .relaxed).oldValue }

  func submit(_ submission: HTTPSubmission) {
    let refused = shared.withLock { shared in
      // The cancellation may have come before the submission.
      if shared.stopping || shared.cancelled.remove(submission.id) != nil { return true }
      shared.submitted.append(submission)
      wake(&shared)
      return false
    }
    if refused { submission.continuation.resume(throwing: CancellationError()) }
  }

  func cancel(id: UInt64) {
    shared.withLock { shared in
      shared.cancelled.insert(id)
      wake(&shared)
    }
  }

  /// Called when nothing can be cancelled under `id` any more.
  func forgetCancellation(of id: UInt64) { shared.withLock { _ = $0.cancelled.remove(id) } }

  func stop() {
    shared.withLock { shared in
      shared.stopping = true
      wake(&shared)
    }
  }

  private func wake(_ shared: inout Shared) {
    if let pool = shared.sleeper { ccurl_pool_wake(pool.pointer) }
    shared.sleeper = nil
  }

  func run() {
    guard let pool = ccurl_pool_create(connections) else {
      failAll(with: HTTPFailure.broken("libcurl has no memory for a connection pool"))
      return
    }
    var waiting: [UInt64: HTTPSubmission] = [:]
    var routes = HTTPRoutes(pool)
    while true {
      let (submitted, cancelled, stopping) = shared.withLock { shared in
        // A cancellation that nothing here answers to is kept: its submission may still be on the way.
        let here = shared.cancelled.filter { id in waiting[id] != nil || shared.submitted.contains { $0.id == id } }
        shared.cancelled.subtract(here)
        defer { shared.submitted.removeAll() }
        shared.sleeper = Handle(pointer: pool)
        return (shared.submitted, here, shared.stopping)
      }
      if stopping && submitted.isEmpty && waiting.isEmpty { break }
      for submission in submitted {
        if cancelled.contains(submission.id) {
          submission.continuation.resume(throwing: CancellationError())
        } else if routes.add(submission) {
          waiting[submission.id] = submission
        } else {
          submission.continuation.resume(throwing: HTTPFailure.broken("libcurl refused the request"))
        }
      }
      for id in cancelled {
        guard let entry = waiting.removeValue(forKey: id) else { continue }
        ccurl_pool_cancel(pool, id)
        entry.continuation.resume(throwing: CancellationError())
      }
      ccurl_pool_step(pool, 1000)
      var response = ccurl_response()
      while ccurl_pool_next(pool, &response) {
        guard let entry = waiting.removeValue(forKey: response.id) else { continue }
        entry.continuation.resume(with: Result(response, along: entry.route))
      }
    }
    shared.withLock { $0.sleeper = nil }
    ccurl_pool_destroy(pool)
  }

  private func failAll(with failure: HTTPFailure) {
    let submitted = shared.withLock { shared in
      shared.stopping = true
      defer { shared.submitted.removeAll() }
      return shared.submitted
    }
    for entry in submitted { entry.continuation.resume(throwing: failure) }
  }
}
