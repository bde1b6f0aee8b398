import Synchronization
import Testing

@testable import Probing

private struct Broken: Error {}

private func pace(_ limits: RunLimits, stop: StopRequest = StopRequest()) -> Pace { Pace(limits: limits, stop: stop) }

@Suite struct DispatchTests {
  @Test func everyOutcomeIsStoredOnceWhateverFails() async throws {
    for seed in 0..<20 {
      var stored: [Int: Int] = [:]
      let tally = try await dispatch(
        Array(0..<100), pace: pace(RunLimits(concurrency: 7)),
        perform: { job in
          if (job * 31 + seed) % 5 == 0 { throw Broken() }
          return job
        },
        store: { job, _ in stored[job, default: 0] += 1 }, report: { _ in })
      #expect(stored.count == 100)
      #expect(stored.values.allSatisfy { $0 == 1 })
      #expect(tally.done + tally.failed == 100)
      #expect(tally.end == .finished)
    }
  }

  @Test func aStopLetsWhatIsUnderWayFinish() async throws {
    let stop = StopRequest()
    var stored = 0
    let tally = try await dispatch(
      Array(0..<100), pace: pace(RunLimits(concurrency: 4), stop: stop), perform: { job in job },
      store: { _, _ in
        stored += 1
        if stored == 10 { stop.ask() }
      }, report: { _ in })
    #expect(tally.end == .stopped)
    #expect(tally.started == stored)
    #expect(stored < 20)
  }

  @Test func budgetsEndARun() async throws {
    let requests = pace(RunLimits(concurrency: 3, requestBudget: 12))
    let byRequests = try await dispatch(
      Array(0..<50), pace: requests, perform: { job in try await requests.admit(tokens: 1) }, store: { _, _ in },
      report: { _ in })
    #expect(byRequests.end == .requestBudget)
    #expect(byRequests.done == 12)
    #expect(requests.sent == 12)
    let tokens = pace(RunLimits(concurrency: 1, tokenBudget: 500))
    let byTokens = try await dispatch(
      Array(0..<50), pace: tokens, perform: { _ in tokens.spend(tokens: 100) }, store: { _, _ in }, report: { _ in })
    #expect(byTokens.end == .tokenBudget)
    #expect(byTokens.done == 5)
  }

  @Test func aJobThatWaitsForItsTurnEndsWithTheStop() async throws {
    let stop = StopRequest()
    let slow = pace(RunLimits(concurrency: 4, requestsPerMinute: 1), stop: stop)
    let tally = try await dispatch(
      Array(0..<10), pace: slow, perform: { _ in try await slow.admit(tokens: 1) },
      store: { _, _ in stop.ask() }, report: { _ in })
    #expect(tally.done == 1)
    #expect(tally.failed == 0)
    #expect(tally.halted == tally.started - 1)
    #expect(tally.end == .stopped)
  }

  /// Whoever looks on sees that a run waits, and for how long, before anything has come.
  @Test func aRunThatWaitsSaysSo() async throws {
    let stop = StopRequest()
    let slow = pace(RunLimits(concurrency: 2, requestsPerMinute: 1), stop: stop)
    var waits: [Duration] = []
    _ = try await dispatch(
      Array(0..<2), pace: slow, perform: { _ in try await slow.wait(.seconds(90)) }, store: { _, _ in },
      report: { tally in
        waits.append(slow.waiting)
        if waits.count == 3 { stop.ask() }
      })
    #expect(waits.count == 3 && waits[0] == .zero)
    #expect(waits.dropFirst().allSatisfy { $0 > .seconds(80) && $0 < .seconds(90) } && waits[2] < waits[1])
    #expect(slow.waiting == .zero)
  }

  @Test func concurrencyIsNeverExceeded() async throws {
    let underWay = Mutex((now: 0, most: 0))
    _ = try await dispatch(
      Array(0..<64), pace: pace(RunLimits(concurrency: 8)),
      perform: { _ in
        underWay.withLock {
          $0.now += 1
          $0.most = max($0.most, $0.now)
        }
        await Task.yield()
        underWay.withLock { $0.now -= 1 }
      }, store: { _, _ in }, report: { _ in })
    #expect(underWay.withLock { $0.most } <= 8)
  }

  @Test func whatCannotBeStoredEndsTheRun() async {
    await #expect(throws: Broken.self) {
      try await dispatch(
        Array(0..<50), pace: pace(RunLimits(concurrency: 3)), perform: { job in job },
        store: { _, _ in throw Broken() }, report: { _ in })
    }
  }
}
