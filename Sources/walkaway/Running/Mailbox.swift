import Explorer
import Synchronization
import TerminalScreen

/// Where effects leave their answers for the main loop, which is woken for each.
final class Mailbox: Sendable {
  private let actions = Mutex<[Action]>([])
  private let waker: Waker

  init(waker: Waker) { self.waker = waker }

  func post(_ action: Action) {
    actions.withLock { $0.append(action) }
    waker.wake()
  }

  /// Everything that was posted since the last time, in order.
  func take() -> [Action] {
    actions.withLock { actions in
      defer { actions = [] }
      return actions
    }
  }
}
