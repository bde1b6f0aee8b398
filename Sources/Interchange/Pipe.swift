internal import Dispatch
internal import Synchronization

/// A queue of a few values between two threads: the sender waits while it is full, the receiver while it is empty.
final class Pipe<Element: Sendable>: Sendable {
  private let capacity: Int
  private let waiting = Mutex<[(element: Element, places: Int)]>([])
  private let isStopped = Atomic<Bool>(false)
  /// The places of the element that the receiver has in hand.
  private let held = Atomic<Int>(0)
  // Starts at 0 and is raised, because a semaphore must not end below the value it started with.
  private let room = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)

  init(capacity: Int) {
    self.capacity = capacity
    for _ in 0..<capacity { room.signal() }
  }

  /// Returns false where the receiver wants no more.
  ///
  /// - Parameter alone: Whether nothing else may wait beside it; returns when the receiver is done with it.
  func send(_ element: Element, alone: Bool = false) -> Bool {
    let places = alone ? capacity : 1
    guard take(places) else { return false }
    waiting.withLock { $0.append((element, places)) }
    filled.signal()
    guard alone else { return true }
    guard take(capacity) else { return false }
    for _ in 0..<capacity { room.signal() }
    return true
  }

  private func take(_ places: Int) -> Bool {
    for _ in 0..<places {
      room.wait()
      if isStopped.load(ordering: .acquiring) {
        room.signal()
        return false
      }
    }
    return true
  }

  /// The next element. What was received before is done with, and makes room.
  func receive() -> Element {
    for _ in 0..<held.exchange(0, ordering: .relaxed) { room.signal() }
    filled.wait()
    let (element, places) = waiting.withLock { $0.removeFirst() }
    held.store(places, ordering: .relaxed)
    return element
  }

  /// Lets the sender know that nothing is wanted any more.
  func stop() {
    isStopped.store(true, ordering: .releasing)
    room.signal()
  }
}
