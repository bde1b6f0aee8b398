import ScriptedEndpoint
import Testing

@testable import ModelEndpoint

/// Hands its jobs to a test, which runs them when it wants to.
private final class HeldExecutor: TaskExecutor {
  let jobs: AsyncStream<UnownedJob>
  private let arrived: AsyncStream<UnownedJob>.Continuation

  init() { (jobs, arrived) = AsyncStream.makeStream() }

  func enqueue(_ job: consuming ExecutorJob) { arrived.yield(UnownedJob(job)) }

  func run(_ job: UnownedJob) { job.runSynchronously(on: asUnownedTaskExecutor()) }
}

@Suite struct HTTPPoolTests {
  /// It comes when the answer is there, and before the task that waits for it has gone on.
  @Test func aCancellationThatComesTooLateIsForgotten() async throws {
    let server = try ScriptedServer { _ in .reply(status: 200, body: [1, 2, 3]) }
    defer { server.stop() }
    let pool = HTTPPool(connections: 1)
    let executor = HeldExecutor()
    let route = HTTPRoute(url: server.baseURL)
    let task = Task(executorPreference: executor) { try await pool.post([], along: route).body }
    var jobs = executor.jobs.makeAsyncIterator()
    executor.run(try #require(await jobs.next()))
    let answered = try #require(await jobs.next())
    task.cancel()
    #expect(pool.loop.shared.withLock { $0.cancelled.count } == 1)
    executor.run(answered)
    #expect(try await task.value == [1, 2, 3])
    #expect(pool.loop.shared.withLock { $0.cancelled.isEmpty })
  }

  @Test func aCancellationThatComesTooSoonIsForgotten() async throws {
    let pool = HTTPPool(connections: 1)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await pool.post([], along: HTTPRoute(url: "http://127.0.0.1:1")).status
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(pool.loop.shared.withLock { $0.cancelled.isEmpty })
  }

  /// One handle carries all requests of a route.
  @Test func aRequestHasNothingOfTheOneBefore() async throws {
    let server = try ScriptedServer { request in
      switch request.number {
      case 0: .reply(status: 429, headers: ["Retry-After: 7", "Location: /elsewhere"], body: request.body)
      case 1: .halfBody(Array("half of it".utf8))
      case 2: .close
      default: .reply(status: 200, body: request.body)
      }
    }
    defer { server.stop() }
    let pool = HTTPPool(connections: 1)
    let route = HTTPRoute(url: server.baseURL)
    let long = [UInt8](repeating: 7, count: 200_000)
    let first = try await pool.post(long, along: route)
    #expect(first.status == 429 && first.retryAfter == "7" && first.body == long)
    for _ in 1...2 {
      await #expect(throws: HTTPFailure.self) { try await pool.post([1], along: route) }
    }
    for body: [UInt8] in [[2, 3], [], long, [4]] {
      #expect(try await pool.post(body, along: route) == HTTPResponse(status: 200, body: body))
    }
  }

  @Test func everyRouteHasHeadersAndLimitsOfItsOwn() async throws {
    let server = try ScriptedServer { request in
      .reply(status: 200, body: Array((request.headers["x-name"] ?? "none").utf8))
    }
    defer { server.stop() }
    let pool = HTTPPool(connections: 2)
    let routes = ["one", "another"].map { HTTPRoute(url: server.baseURL, headers: ["X-Name: \($0)"]) }
    let narrow = HTTPRoute(url: server.baseURL, largestResponse: 3)
    for _ in 0..<3 {
      #expect(try await pool.post([], along: routes[0]).body == Array("one".utf8))
      #expect(try await pool.post([], along: routes[1]).body == Array("another".utf8))
      await #expect(throws: HTTPFailure.tooLarge(limit: 3)) { try await pool.post([], along: narrow) }
    }
  }
}
