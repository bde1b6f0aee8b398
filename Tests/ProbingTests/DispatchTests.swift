import Synchronization
import Testing

@testable import Probing

private struct Broken: Error {}

@Suite struct DispatchTests {
  @Test func everyOutcomeIsStoredOnceWhateverFails() async throws {
    for seed in 0..<20 {
      var stored: [Int: Int] = [:]
      let tally = try await dispatch(
        Array(0..<100), limits: RunLimits(concurrency: 7), stop: StopRequest(), tokens: { _ in 1 },
        perform: { job in
          if (job * 31 + seed) % 5 == 0 { throw Broken() }
          return (job, 1, 0)
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
      Array(0..<100), limits: RunLimits(concurrency: 4), stop: stop, tokens: { _ in 1 },
      perform: { job in (job, 1, 0) },
      store: { _, _ in
        stored += 1
        if stored == 10 { stop.ask() }
      }, report: { _ in })
    #expect(tally.end == .stopped)
    #expect(tally.started == stored)
    #expect(stored < 20)
  }

  @Test func budgetsEndARun() async throws {
    let byRequests = try await dispatch(
      Array(0..<50), limits: RunLimits(concurrency: 3, requestBudget: 12), stop: StopRequest(), tokens: { _ in 1 },
      perform: { job in (job, 100, 0) }, store: { _, _ in }, report: { _ in })
    #expect(byRequests.end == .requestBudget)
    #expect(byRequests.started == 12)
    let byTokens = try await dispatch(
      Array(0..<50), limits: RunLimits(concurrency: 1, tokenBudget: 500), stop: StopRequest(), tokens: { _ in 1 },
      perform: { job in (job, 100, 0) }, store: { _, _ in }, report: { _ in })
    #expect(byTokens.end == .tokenBudget)
    #expect(byTokens.done == 5)
  }

  @Test func concurrencyIsKeptFullAndNeverExceeded() async throws {
    let underWay = Mutex((now: 0, most: 0))
    _ = try await dispatch(
      Array(0..<64), limits: RunLimits(concurrency: 8), stop: StopRequest(), tokens: { _ in 1 },
      perform: { job in
        underWay.withLock {
          $0.now += 1
          $0.most = max($0.most, $0.now)
        }
        await Task.yield()
        underWay.withLock { $0.now -= 1 }
        return (job, 0, 0)
      }, store: { _, _ in }, report: { _ in })
    #expect(underWay.withLock { $0.most } <= 8)
  }

  @Test func whatCannotBeStoredEndsTheRun() async {
    await #expect(throws: Broken.self) {
      try await dispatch(
        Array(0..<50), limits: RunLimits(concurrency: 3), stop: StopRequest(), tokens: { _ in 1 },
        perform: { job in (job, 1, 0) }, store: { _, _ in throw Broken() }, report: { _ in })
    }
  }
}
