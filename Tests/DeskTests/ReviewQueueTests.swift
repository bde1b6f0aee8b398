import AuditStore
import Cases
import Explorer
import Foundation
import Interchange
import Synchronization
import Testing

@testable import Desk

/// Reviews that the store does not take at once.
@Suite struct ReviewQueueTests {
  /// A store that says what happened to it, and does what it is told.
  private final class Script: Sendable {
    let saved = Mutex<[Int]>([])
    let told = Mutex<[ReviewObstacle]>([])
    /// What is in the way of a case, and how often.
    let obstacles: Mutex<[Int: (error: StoreError, times: Int)]>

    init(_ obstacles: [Int: (error: StoreError, times: Int)]) { self.obstacles = Mutex(obstacles) }

    func entry(_ number: Int) -> ReviewQueue.Entry {
      let review = DeskFixture.review(number)
      return ReviewQueue.Entry(review: review, asked: review) { [self] _ in
        let error = obstacles.withLock { all -> StoreError? in
          guard let obstacle = all[number], obstacle.times > 0 else { return nil }
          all[number]?.times -= 1
          return obstacle.error
        }
        if let error { throw error }
        saved.withLock { $0.append(number) }
      }
    }

    func queue() -> ReviewQueue {
      ReviewQueue(pause: 0.01) { [self] obstacle in told.withLock { $0.append(obstacle) } }
    }
  }

  private func wait(for script: Script, _ count: Int) async throws {
    while script.saved.withLock({ $0.count }) < count { try await Task.sleep(for: .milliseconds(2)) }
  }

  @Test(.timeLimit(.minutes(1))) func waitInTheirOrderWhileAnotherProcessWritesAndAreToldOnce() async throws {
    let script = Script([0: (.busy(path: "/s"), 5)])
    let queue = script.queue()
    queue.add(script.entry(0))
    while script.told.withLock({ $0.isEmpty }) { try await Task.sleep(for: .milliseconds(2)) }
    queue.add(script.entry(1))
    try await wait(for: script, 2)
    #expect(script.saved.withLock { $0 } == [0, 1])
    let told = script.told.withLock { $0 }
    #expect(told.count <= 2 && told.allSatisfy { !$0.isLasting && $0.why.contains("another process") })
    #expect(told.first?.count == 1)
    #expect(queue.finish(within: 5).isEmpty)
  }

  @Test(.timeLimit(.minutes(1))) func oneThatCannotBeStoredIsInNobodysWay() async throws {
    let script = Script([0: (.noSuchCase(explanation: "“c-0” is not in the store"), .max)])
    let queue = script.queue()
    for number in 0..<3 { queue.add(script.entry(number)) }
    try await wait(for: script, 2)
    #expect(script.saved.withLock { $0 } == [1, 2])
    #expect(queue.finish(within: 5).map(\.review.conversation) == ["c-0"])
    #expect(queue.waiting.isEmpty)
  }

  @Test func theEndWaitsNoLongerThanItSays() {
    let script = Script([:])
    let queue = script.queue()
    let gate = DispatchSemaphore(value: 0)
    let review = DeskFixture.review(4)
    queue.add(ReviewQueue.Entry(review: review, asked: review) { _ in gate.wait() })
    #expect(queue.finish(within: 0.01).map(\.review.conversation) == ["c-4"])
    gate.signal()
  }

  @Test func whatIsGivenAwayIsGone() async throws {
    let script = Script([0: (.gone(path: "/s"), .max), 1: (.gone(path: "/s"), .max)])
    let queue = script.queue()
    for number in 0..<2 { queue.add(script.entry(number)) }
    let given = await withCheckedContinuation { continuation in
      queue.async { queue.give { continuation.resume(returning: $0.map(\.review.conversation)) } }
    }
    #expect(given == ["c-0", "c-1"])
    #expect(queue.finish(within: 5).isEmpty)
  }

  @Test func asABundleTheyAreImportedAgain() throws {
    let fixture = try DeskFixture()
    let store = try fixture.audit().store
    var last = DeskFixture.review(2)
    last.note = "价格 \"太高\"\nsecond line"
    last.at = "2026-11-22T10:00:00Z"
    var earlier = last
    earlier.note = "first"
    try ReviewBundle.write(
      [earlier, DeskFixture.review(1), last], auditJSON: store.auditJSON, to: fixture.path("kept/reviews"))
    let report = try BundleImport.take(
      fixture.path("kept/reviews"), into: store.path, options: ImportOptions(isStrict: true)
    ) { _ in }
    #expect(report.reviews.stored == 2)
    #expect(try store.reviews().map(\.note) == [nil, last.note])
  }
}
