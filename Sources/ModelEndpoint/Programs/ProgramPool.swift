import Foundation
import Synchronization

/// A program as an endpoint: some processes of it that are kept alive, each with one request at a time, a line in and a
/// line out.
///
/// One thread looks after all of them. A process that is silent for too long, writes what is no answer, or ends, is
/// killed with its whole process group and another takes its place, until they end too often in a row.
public final class ProgramPool: Sendable {
  private let shared: ProgramRequests

  /// - Parameters:
  ///   - command: The program and its arguments; a name without a slash is looked for where a shell would look.
  ///   - processes: The most that run at once; they are started when they are needed.
  ///   - timeout: Until an answer must be there; the first of a process includes its start.
  public init(_ command: [String], processes: Int, timeout: Duration) {
    let shared = ProgramRequests()
    self.shared = shared
    let loop = ProgramLoop(command, processes: max(1, processes), timeout: timeout, shared)
    // A thread of its own: what it does with signals is nobody else's.
    Thread.detachNewThread { loop.run() }
  }

  deinit { shared.stop() }

  /// Whether a program of this name or path could be started.
  public static func finds(_ program: String, environment: [String: String]) -> Bool {
    let folders =
      program.contains("/") ? [""] : (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/" }
    return folders.contains { folder in
      var isFolder: ObjCBool = false
      let path = folder + program
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        && FileManager.default.isExecutableFile(atPath: path)
    }
  }

  /// Sends a line and waits for the line that answers it.
  ///
  /// - Throws: ``ChatFailure/program(_:isFinal:)``, or `CancellationError` where the task was cancelled.
  public func answer(to line: [UInt8]) async throws -> ChatAnswer {
    let id = shared.nextID()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        shared.submit(.init(id: id, line: line, continuation: continuation))
      }
    } onCancel: {
      shared.cancel(id)
    }
  }

  /// Ends all processes; returns when none is left.
  public func close() async {
    await withCheckedContinuation { continuation in shared.stop { continuation.resume() } }
  }
}

/// What the thread of a pool and its callers share.
final class ProgramRequests: Sendable {
  typealias Continuation = CheckedContinuation<ChatAnswer, any Error>

  struct Request: Sendable {
    var id: UInt64
    var line: [UInt8]
    var continuation: Continuation
    /// How many processes ended over it.
    var ended = 0
  }

  struct News {
    var submitted: [Request] = []
    var cancelled: Set<UInt64> = []
    var isStopping = false
  }

  private struct State {
    var news = News()
    var isOver = false
    var atEnd: [@Sendable () -> Void] = []
  }

  private let state = Guarded(State())
  private let counter = Atomic<UInt64>(1)
  let wake: (read: Int32, write: Int32)

  init() {
    wake = ProgramGroups.pipe() ?? (-1, -1)
    for end in [wake.read, wake.write] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }

  deinit {
    close(wake.read)
    close(wake.write)
  }

  func nextID() -> UInt64 { counter.wrappingAdd(1, ordering: .relaxed).oldValue }

  func submit(_ request: Request) {
    let isRefused = state.withLock { state in
      // The cancellation may have come before the submission.
      if state.isOver || state.news.isStopping || state.news.cancelled.remove(request.id) != nil { return true }
      state.news.submitted.append(request)
      return false
    }
    if isRefused { return request.continuation.resume(throwing: CancellationError()) }
    rouse()
  }

  func cancel(_ id: UInt64) {
    state.withLock { _ = $0.news.cancelled.insert(id) }
    rouse()
  }

  /// - Parameter atEnd: Called when no process is left.
  func stop(atEnd: (@Sendable () -> Void)? = nil) {
    let isOver = state.withLock { state in
      state.news.isStopping = true
      if !state.isOver, let atEnd { state.atEnd.append(atEnd) }
      return state.isOver
    }
    if isOver { atEnd?() } else { rouse() }
  }

  /// What is new; cancellations that nobody here answers to are kept, their submissions may still be on the way.
  func take(known: Set<UInt64>) -> News {
    state.withLock { state in
      let here = state.news.cancelled.filter { id in
        known.contains(id) || state.news.submitted.contains { $0.id == id }
      }
      state.news.cancelled.subtract(here)
      defer { state.news.submitted = [] }
      return News(submitted: state.news.submitted, cancelled: here, isStopping: state.news.isStopping)
    }
  }

  /// Nothing runs any more.
  func end() {
    let (left, atEnd) = state.withLock { state in
      state.isOver = true
      defer { (state.news.submitted, state.atEnd) = ([], []) }
      return (state.news.submitted, state.atEnd)
    }
    for request in left { request.continuation.resume(throwing: CancellationError()) }
    for call in atEnd { call() }
  }

  private func rouse() {
    var byte: UInt8 = 0
    _ = write(wake.write, &byte, 1)
  }
}
