import CCurl
import Dispatch
import Glibc
import Synchronization

/// One HTTP request, whole.
public struct HTTPRequest: Sendable {
  public var method: String = "POST"
  public var url: String
  /// "Name: value" lines. They may hold a key: they are never part of an error.
  public var headers: [String] = []
  public var body: [UInt8] = []
  public var trust = Trust.system
  /// In the place of what the environment says.
  public var proxy: String?
  public var connectTimeout: Duration = .seconds(10)
  public var totalTimeout: Duration = .seconds(120)
  /// Bytes of body at which the answer is given up.
  public var largestResponse: Int = 32 << 20
}

/// A complete answer, whatever its status.
public struct HTTPResponse: Sendable, Equatable {
  public var status: Int
  public var body: [UInt8]
  /// The value of `Retry-After`, as it came.
  public var retryAfter: String?
  /// Where it leads, which nobody follows.
  public var redirect: String?
}

/// Why there is no answer.
public enum HTTPFailure: Error, Sendable, Hashable {
  case timeout(String)
  case connect(String)
  case tls(String)
  case tooLarge(limit: Int)
  case broken(String)
  case usage(String)
}

/// Many requests at once over kept-alive connections: libcurl's multi interface on a thread of its own.
///
/// A cancelled task takes its transfer off the wire at once. The thread ends when the pool is released.
public final class HTTPPool: Sendable {
  private let core: Core

  /// - Parameter connections: How many idle connections are kept, at least the concurrency that the caller keeps up.
  public init(connections: Int) {
    core = Core(connections: connections)
    let core = core
    let thread = DispatchQueue(label: "walkaway.http")
    thread.async { core.run() }
  }

  deinit { core.stop() }

  /// Sends `request` and waits for the whole answer.
  ///
  /// - Throws: ``HTTPFailure``, or `CancellationError` where the task was cancelled.
  public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    let id = core.nextID()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        core.submit(id: id, request: request, continuation: continuation)
      }
    } onCancel: {
      core.cancel(id: id)
    }
  }
}

/// What the pool's thread and its callers share. The curl handle itself is touched by the thread alone.
private final class Core: Sendable {
  typealias Continuation = CheckedContinuation<HTTPResponse, any Error>

  private struct Shared {
    var submitted: [(id: UInt64, request: HTTPRequest, continuation: Continuation)] = []
    var cancelled: Set<UInt64> = []
    var stopping = false
    /// The pool while its thread waits for activity, or is about to: at other times the thread looks here by itself.
    var sleeper: Handle?
  }

  /// `ccurl_pool_wake` is the only call that other threads make.
  private struct Handle: @unchecked Sendable { var pointer: OpaquePointer }

  private let connections: Int
  private let shared = Guarded(Shared())
  private let counter = Atomic<UInt64>(1)

  init(connections: Int) { self.connections = connections }

  func nextID() -> UInt64 { counter.wrappingAdd(1, ordering: .relaxed).oldValue }

  func submit(id: UInt64, request: HTTPRequest, continuation: Continuation) {
    let refused = shared.withLock { shared in
      // The cancellation may have come before the submission.
      if shared.stopping || shared.cancelled.remove(id) != nil { return true }
      shared.submitted.append((id, request, continuation))
      wake(&shared)
      return false
    }
    if refused { continuation.resume(throwing: CancellationError()) }
  }

  func cancel(id: UInt64) {
    shared.withLock { shared in
      shared.cancelled.insert(id)
      wake(&shared)
    }
  }

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
    var waiting: [UInt64: (continuation: Continuation, limit: Int)] = [:]
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
      for (id, request, continuation) in submitted {
        if cancelled.contains(id) {
          continuation.resume(throwing: CancellationError())
        } else if add(request, id: id, to: pool) {
          waiting[id] = (continuation, request.largestResponse)
        } else {
          continuation.resume(throwing: HTTPFailure.broken("libcurl refused the request"))
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
        entry.continuation.resume(with: result(of: response, limit: entry.limit))
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

  private func add(_ request: HTTPRequest, id: UInt64, to pool: OpaquePointer) -> Bool {
    var certificates: [UInt8] = []
    var (file, folder): (String?, String?)
    switch request.trust {
    case .system: break
    case .file(let path): file = path
    case .folder(let path): folder = path
    case .certificates(let bytes): certificates = bytes
    }
    let headers = request.headers.map { strdup($0) }
    // libcurl copies all that it gets.
    let texts = [request.method, request.url, file, folder, request.proxy].map { $0.flatMap { strdup($0) } }
    defer { for text in headers + texts { free(text) } }
    return headers.map { UnsafePointer($0) }.withUnsafeBufferPointer { lines in
      request.body.withUnsafeBufferPointer { body in
        certificates.withUnsafeBufferPointer { trusted in
          var raw = ccurl_request()
          raw.id = id
          raw.method = UnsafePointer(texts[0])
          raw.url = UnsafePointer(texts[1])
          raw.headers = lines.baseAddress
          raw.header_count = lines.count
          raw.body = body.baseAddress
          raw.body_size = body.count
          raw.ca_file = UnsafePointer(texts[2])
          raw.ca_folder = UnsafePointer(texts[3])
          raw.ca_bytes = trusted.isEmpty ? nil : trusted.baseAddress
          raw.ca_size = trusted.count
          raw.proxy = UnsafePointer(texts[4])
          raw.connect_timeout_ms = milliseconds(request.connectTimeout)
          raw.total_timeout_ms = milliseconds(request.totalTimeout)
          raw.largest_response = request.largestResponse
          return ccurl_pool_add(pool, &raw)
        }
      }
    }
  }

  private func milliseconds(_ duration: Duration) -> Int {
    max(1, Int(duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000))
  }

  private func result(of response: ccurl_response, limit: Int) -> Result<HTTPResponse, any Error> {
    let message = response.message.map { String(cString: $0) } ?? "no reason given"
    switch response.failure {
    case CCURL_OK:
      let body = Array(UnsafeBufferPointer(start: response.body, count: response.body_size))
      let retryAfter = response.retry_after.map { String(cString: $0) }
      let redirect = response.redirect.map { String(cString: $0) }
      return .success(
        HTTPResponse(status: response.status, body: body, retryAfter: retryAfter, redirect: redirect))
    case CCURL_TIMEOUT: return .failure(HTTPFailure.timeout(message))
    case CCURL_CONNECT: return .failure(HTTPFailure.connect(message))
    case CCURL_TLS: return .failure(HTTPFailure.tls(message))
    case CCURL_TOO_LARGE: return .failure(HTTPFailure.tooLarge(limit: limit))
    case CCURL_USAGE: return .failure(HTTPFailure.usage(message))
    default: return .failure(HTTPFailure.broken(message))
    }
  }
}
