import Dispatch

/// Many requests at once over kept-alive connections: libcurl's multi interface on a thread of its own.
///
/// A cancelled task takes its transfer off the wire at once. The thread ends when the pool is released.
public final class HTTPPool: Sendable {
  let loop: HTTPLoop

  /// - Parameter connections: How many idle connections are kept, at least the concurrency that the caller keeps up.
  public init(connections: Int) {
    loop = HTTPLoop(connections: connections)
    let loop = loop
    let thread = DispatchQueue(label: "walkaway.http")
    thread.async { loop.run() }
  }

  deinit { loop.stop() }

  /// Posts `body` and waits for the whole answer.
  ///
  /// - Throws: ``HTTPFailure``, or `CancellationError` where the task was cancelled.
  func post(_ body: [UInt8], along route: HTTPRoute) async throws -> HTTPResponse {
    let id = loop.nextID()
    // A cancellation may come when the answer is there: no other will ask for it.
    defer { if Task.isCancelled { loop.forgetCancellation(of: id) } }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        loop.submit(HTTPSubmission(id: id, body: body, route: route, continuation: continuation))
      }
    } onCancel: {
      loop.cancel(id: id)
    }
  }
}
