import AuditStore
import Glibc
import Synchronization
import Testing

@testable import Probing

private struct Broken: Error {}

/// Everything may start: there is no other run.
private func all(_ jobs: [Int]) -> [LeaseClaim] { jobs.map { _ in .granted } }

private func pace(_ limits: RunLimits, stop: StopRequest = StopRequest()) -> Pace { Pace(limits: limits, stop: stop) }

@Suite struct DispatchTests {
  @Test func everyOutcomeIsStoredOnceWhateverFails() async throws {
    for seed in 0..<20 {
      var stored: [Int: Int] = [:]
      let tally = try await dispatch(
        Array(0..<100), pace: pace(RunLimits(concurrency: 7)), claim: all,
        perform: { job in
          if (job * 31 + seed) % 5 == 0 { throw Broken() }
          return job
        },
        store: { for (job, _) in $0 { stored[job, default: 0] += 1 } }, report: { _ in })
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
      Array(0..<100), pace: pace(RunLimits(concurrency: 4), stop: stop), claim: all, perform: { job in job },
      store: { outcomes in
        stored += outcomes.count
        if stored >= 10 { stop.ask() }
      }, report: { _ in })
    #expect(tally.end == .stopped)
    #expect(tally.started == stored)
    #expect(stored < 20)
  }

  @Test func budgetsEndARun() async throws {
    let requests = pace(RunLimits(concurrency: 3, requestBudget: 12))
    let byRequests = try await dispatch(
      Array(0..<50), pace: requests, claim: all, perform: { _ in _ = try await requests.admit(tokens: 1)(nil) },
      store: { _ in },
      report: { _ in })
    #expect(byRequests.end == .requestBudget)
    #expect(byRequests.done == 12)
    #expect(requests.sent == 12)
    let tokens = pace(RunLimits(concurrency: 1, tokenBudget: 500))
    let byTokens = try await dispatch(
      Array(0..<50), pace: tokens, claim: all, perform: { _ in tokens.spend(tokens: 100) }, store: { _ in },
      report: { _ in })
    #expect(byTokens.end == .tokenBudget)
    #expect(byTokens.done == 5)
  }

  @Test func aJobThatWaitsForItsTurnEndsWithTheStop() async throws {
    let stop = StopRequest()
    let slow = pace(RunLimits(concurrency: 4, requestsPerMinute: 1), stop: stop)
    let tally = try await dispatch(
      Array(0..<10), pace: slow, claim: all, perform: { _ in _ = try await slow.admit(tokens: 1)(nil) },
      store: { _ in stop.ask() }, report: { _ in })
    #expect(tally.done >= 1)
    #expect(tally.failed == 0)
    #expect(tally.halted == tally.started - tally.done)
    #expect(tally.end == .stopped)
  }

  /// Whoever looks on sees that a run waits, and for how long, before anything has come.
  @Test func aRunThatWaitsSaysSo() async throws {
    let stop = StopRequest()
    let slow = pace(RunLimits(concurrency: 2, requestsPerMinute: 1), stop: stop)
    var waits: [Duration?] = []
    _ = try await dispatch(
      Array(0..<2), pace: slow, claim: all, perform: { _ in try await slow.wait(.seconds(90)) }, store: { _ in },
      report: { tally in
        waits.append(slow.waiting?.left)
        if waits.count == 3 { stop.ask() }
      })
    #expect(waits.count == 3 && waits[0] == nil)
    let told = waits.compactMap(\.self)
    #expect(told.count == 2 && told.allSatisfy { $0 > .seconds(80) && $0 < .seconds(90) } && told[1] < told[0])
    #expect(slow.waiting == nil)
  }

  @Test func concurrencyIsNeverExceeded() async throws {
    let underWay = Mutex((now: 0, most: 0))
    _ = try await dispatch(
      Array(0..<64), pace: pace(RunLimits(concurrency: 8)), claim: all,
      perform: { _ in
        underWay.withLock {
          $0.now += 1
          $0.most = max($0.most, $0.now)
        }
        await Task.yield()
        underWay.withLock { $0.now -= 1 }
      }, store: { _ in }, report: { _ in })
    #expect(underWay.withLock { $0.most } <= 8)
  }

  @Test func whatComesWhileOthersAreStoredIsStoredTogether() async throws {
    let eight = pace(RunLimits(concurrency: 8))
    var together: [Int] = []
    let tally = try await dispatch(
      Array(0..<40), pace: eight, claim: all, perform: { _ in _ = try await eight.admit(tokens: 1)(nil) },
      store: { outcomes in
        together.append(outcomes.count)
        // The others come meanwhile.
        usleep(20_000)
      }, report: { _ in })
    #expect(tally.done == 40)
    #expect(together.reduce(0, +) == 40)
    #expect(together.contains { $0 > 1 } && together.allSatisfy { (1...8).contains($0) })
  }

  @Test func whatWasAnsweredBesideACancelledJobIsStored() async throws {
    var stored: [Int] = []
    await #expect(throws: CancellationError.self) {
      try await dispatch(
        Array(0..<20), pace: pace(RunLimits(concurrency: 1)), claim: all,
        perform: { job in
          if job == 3 { throw CancellationError() }
          return job
        }, store: { stored += $0.map(\.job) }, report: { _ in })
    }
    #expect(stored == [0, 1, 2])
  }

  @Test func nothingStartsAfterAnOutcomeThatEndsTheRun() async throws {
    let stop = StopRequest()
    var (looked, stored) = (0, 0)
    let tally = try await dispatch(
      Array(0..<20), pace: pace(RunLimits(concurrency: 1), stop: stop), claim: all, perform: { job in job },
      look: { outcomes in
        looked += outcomes.count
        if looked == 3 { stop.ask() }
      }, store: { stored += $0.count }, report: { _ in })
    #expect(looked == 3 && stored == 3)
    #expect(tally.started == 3 && tally.end == .stopped)
  }

  @Test func othersStartBeforeAnAnswerIsStored() async throws {
    let started = Atomic<Int>(0)
    var before: [Int] = []
    _ = try await dispatch(
      Array(0..<3), pace: pace(RunLimits(concurrency: 1)), claim: all,
      perform: { _ in started.add(1, ordering: .relaxed) },
      store: { _ in
        // Until the next one begins; were it to begin behind this, never.
        let end = ContinuousClock.now + .seconds(20)
        while started.load(ordering: .relaxed) < min(before.count + 2, 3), ContinuousClock.now < end { sched_yield() }
        before.append(started.load(ordering: .relaxed))
      }, report: { _ in })
    #expect(before == [2, 3, 3])
  }

  @Test func whatStartsNextIsPreparedTogether() async throws {
    let prepared = Mutex<[Int]>([])
    let unprepared = Mutex<[Int]>([])
    var sizes: [Int] = []
    _ = try await dispatch(
      Array(0..<100), pace: pace(RunLimits(concurrency: 8)), claim: all,
      prepare: { jobs in
        sizes.append(jobs.count)
        prepared.withLock { $0 += jobs }
      },
      perform: { job in
        if !prepared.withLock({ $0.contains(job) }) { unprepared.withLock { $0.append(job) } }
      }, store: { _ in }, report: { _ in })
    // Nothing waits for it at the beginning.
    #expect(unprepared.withLock { $0 } == [0])
    #expect(prepared.withLock { $0 } == Array(1..<100))
    #expect(sizes.allSatisfy { (1...16).contains($0) } && sizes.count < 50)
  }

  @Test func nothingIsClaimedOrPreparedAfterAStop() async throws {
    let stop = StopRequest()
    var (claimed, prepared, atStop) = (0, 0, (0, 0))
    _ = try await dispatch(
      Array(0..<1000), pace: pace(RunLimits(concurrency: 8), stop: stop),
      claim: { jobs in
        claimed += jobs.count
        return all(jobs)
      }, prepare: { prepared += $0.count }, perform: { job in job },
      store: { outcomes in
        guard outcomes.contains(where: { $0.job >= 50 }), !stop.isAsked else { return }
        stop.ask()
        atStop = (claimed, prepared)
      }, report: { _ in })
    #expect(atStop.0 > 50 && atStop == (claimed, prepared))
  }

  @Test func whatCannotBeStoredEndsTheRun() async {
    await #expect(throws: Broken.self) {
      try await dispatch(
        Array(0..<50), pace: pace(RunLimits(concurrency: 3)), claim: all, perform: { job in job },
        store: { _ in throw Broken() }, report: { _ in })
    }
  }
}
