import AuditStore
import Dispatch

/// Somebody who writes to a store for as long as a test wants.
final class StoreHolder: Sendable {
  private struct NothingToSay: Error {}

  private let release = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  /// Returns when the store is held.
  init(_ path: String) throws {
    let store = try AuditStore.open(at: path)
    let held = DispatchSemaphore(value: 0)
    DispatchQueue.global().async { [release, ended] in
      _ = try? store.importing(source: nil, digest: nil, describe: { (_: Int) in nil }) { _ in
        held.signal()
        release.wait()
        throw NothingToSay()
      }
      ended.signal()
    }
    held.wait()
  }

  /// Lets go, and then runs `body`.
  func letGo(_ body: () throws -> Void) throws {
    release.signal()
    ended.wait()
    try body()
  }
}
