internal import AuditStore
internal import Cases
internal import Dispatch
internal import Explorer
internal import Synchronization

/// Reviews on their way into the store: beside the main loop, one after the other, each kept until the store has it.
final class ReviewQueue: Sendable {
  struct Entry: Sendable {
    /// With its time.
    var review: Review
    /// As the explorer gave it.
    var asked: Review
    /// Stores it.
    var save: @Sendable (Review) throws -> Void
  }

  private struct State {
    var entries: [Entry] = []
    var isWorking = false
    /// What was told last of reviews that wait.
    var told: ReviewObstacle?

    mutating func isNews(_ obstacle: ReviewObstacle) -> Bool {
      defer { told = obstacle }
      return told != obstacle
    }
  }

  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "walkaway.reviews")
  private let pause: Double
  private let tell: @Sendable (ReviewObstacle) -> Void

  /// - Parameters:
  ///   - pause: The seconds before what was not stored is tried again.
  ///   - tell: Told of reviews that wait, whenever there is something new to say.
  init(pause: Double, tell: @escaping @Sendable (ReviewObstacle) -> Void) {
    self.pause = pause
    self.tell = tell
  }

  func add(_ entry: Entry) {
    let mustStart = state.withLock { state in
      state.entries.append(entry)
      defer { state.isWorking = true }
      return !state.isWorking
    }
    if mustStart { queue.async { self.work() } }
  }

  /// Runs work of the same kind after what was added before.
  func async(_ body: @escaping @Sendable () -> Void) { queue.async(execute: body) }

  /// The reviews that wait.
  var waiting: [Entry] { state.withLock { $0.entries } }

  /// Gives what waits to `body`, and forgets it where that does not throw. Runs within ``async(_:)``.
  func give(_ body: ([Entry]) throws -> Void) rethrows {
    let entries = waiting
    try body(entries)
    state.withLock { $0.entries.removeFirst(min(entries.count, $0.entries.count)) }
  }

  /// Waits until everything is stored, at most so many seconds; then gives up what is left.
  ///
  /// - Returns: What is left.
  func finish(within seconds: Double) -> [Entry] {
    let done = DispatchSemaphore(value: 0)
    queue.async {
      self.storeWaiting()
      done.signal()
    }
    _ = done.wait(timeout: .now() + seconds)
    return state.withLock { state in
      defer { state.entries = [] }
      return state.entries
    }
  }

  private func work() {
    let obstacle = storeWaiting()
    let isDone = state.withLock { state in
      state.isWorking = !state.entries.isEmpty
      if !state.isWorking { state.told = nil }
      return !state.isWorking
    }
    guard !isDone else { return }
    if let obstacle, state.withLock({ $0.isNews(obstacle) }) { tell(obstacle) }
    queue.asyncAfter(deadline: .now() + pause) { self.work() }
  }

  /// Tries every review that waits, and says what is in the way of the first that was not stored.
  @discardableResult
  private func storeWaiting() -> ReviewObstacle? {
    var obstacle: (any Error)?
    var place = 0
    while let entry = state.withLock({ place < $0.entries.count ? $0.entries[place] : nil }) {
      do {
        try entry.save(entry.review)
        state.withLock { if place < $0.entries.count { $0.entries.remove(at: place) } }
      } catch {
        obstacle = obstacle ?? error
        // A case that the store does not have is not in the way of the others.
        guard case StoreError.noSuchCase = error else { break }
        place += 1
      }
    }
    return obstacle.map { ReviewObstacle($0, count: waiting.count) }
  }
}

extension ReviewObstacle {
  fileprivate init(_ error: any Error, count: Int) {
    let isLasting = if case StoreError.busy = error { false } else { true }
    self.init(count: count, why: CommandFailure(error).message, isLasting: isLasting)
  }
}
