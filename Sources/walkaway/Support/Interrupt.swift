import Synchronization

/// Ctrl-C as a question that long work asks, so that it can end where nothing is half done.
///
/// A second Ctrl-C ends the program at once.
final class Interrupt: Sendable {
  private let asked = Atomic<Bool>(false)

  var isAsked: Bool { asked.load(ordering: .acquiring) }

  /// Runs `body`, to which its argument tells whether Ctrl-C was pressed.
  func whileWatching<Result>(_ body: (() -> Bool) throws -> Result) rethrows -> Result {
    watch()
    defer { EndSignals.onInterruption(nil) }
    return try body { self.isAsked }
  }

  /// The same for work that waits.
  func whileWatching<Result>(_ body: (@escaping @Sendable () -> Bool) async throws -> Result) async rethrows -> Result {
    watch()
    defer { EndSignals.onInterruption(nil) }
    return try await body { self.isAsked }
  }

  private func watch() {
    EndSignals.onInterruption { [self] in
      if asked.exchange(true, ordering: .acquiringAndReleasing) { EndSignals.leave(130) }
      StandardError.write("\nstopping …\n")
    }
  }
}
