import Dispatch
import Glibc
import Synchronization

/// Ctrl-C as a question that long work asks, so that it can end where nothing is half done.
///
/// A second Ctrl-C ends the program at once.
final class Interrupt: Sendable {
  private let asked = Atomic<Bool>(false)

  var isAsked: Bool { asked.load(ordering: .acquiring) }

  /// Runs `body`, to which its argument tells whether Ctrl-C was pressed.
  func whileWatching<Result>(_ body: (() -> Bool) throws -> Result) rethrows -> Result {
    let source = watch()
    defer { unwatch(source) }
    return try body { self.isAsked }
  }

  /// The same for work that waits.
  func whileWatching<Result>(_ body: (@escaping @Sendable () -> Bool) async throws -> Result) async rethrows -> Result {
    let source = watch()
    defer { unwatch(source) }
    return try await body { self.isAsked }
  }

  private func watch() -> any DispatchSourceSignal {
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: DispatchQueue(label: "walkaway.interrupt"))
    source.setEventHandler { @Sendable [self] in
      if asked.exchange(true, ordering: .acquiringAndReleasing) { _exit(130) }
      StandardError.write("\nstopping …\n")
    }
    source.resume()
    return source
  }

  private func unwatch(_ source: any DispatchSourceSignal) {
    source.cancel()
    signal(SIGINT, SIG_DFL)
  }
}
