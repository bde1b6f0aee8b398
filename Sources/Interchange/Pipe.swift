internal import Dispatch
internal import Synchronization

/// A queue of a few values between two threads: the sender waits while it is full, the receiver while it is empty.
final class Pipe<Element: Sendable>: Sendable {
  private let capacity: Int
  private let waiting = Mutex<[(element: Element, places: Int)]>([])
  private let isStopped = Atomic<Bool>(false)
  // Starts at 0 and is raised, because a semaphore must not end below the value it started with.
  private let room = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)

  init(capacity: Int) {
    self.capacity = capacity
    for _ in 0..<capacity { room.signal() }
  }

  /// Returns false where the receiver wants no more.
  ///
  /// - Parameter alone: Whether nothing else may wait beside it.
  func send(_ element: Element, alone: Bool = false) -> Bool {
    let places = alone ? capacity : 1
    for _ in 0..<places {
      room.wait()
      if isStopped.load(ordering: .acquiring) {
        room.signal()
        return false
      }
    }
    waiting.withLock { $0.append((element, places)) }
    filled.signal()
    return true
  }

  func receive() -> Element {
    filled.wait()
    let (element, places) = waiting.withLock { $0.removeFirst() }
    for _ in 0..<places { room.signal() }
    return element
  }

  /// Lets the sender know that nothing is wanted any more.
  func stop() {
    isStopped.store(true, ordering: .releasing)
    room.signal()
  }
}
