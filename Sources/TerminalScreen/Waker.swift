import CTerminal

/// Ends a screen's wait for events from any thread, at any time, even when the screen is gone.
public struct Waker: Sendable {
  public func wake() {
    cterminal_wake()
  }
}
