import Dispatch
import Synchronization

/// Runs both at the same time, where there is a processor for each.
func concurrently<First: Sendable, Second: Sendable>(
  _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
  let one = Mutex<First?>(nil)
  let other = Mutex<Second?>(nil)
  DispatchQueue.concurrentPerform(iterations: 2) { place in
    if place == 0 {
      let result = first()
      one.withLock { $0 = result }
    } else {
      let result = second()
      other.withLock { $0 = result }
    }
  }
  guard let one = one.withLock(\.self), let other = other.withLock(\.self) else { preconditionFailure("work was left") }
  return (one, other)
}
