internal import AuditStore
internal import Cases
internal import Explorer
internal import Foundation
internal import Synchronization

extension EffectRunner {
  func save(_ review: Review, replacing before: Review) {
    var timed = review
    timed.at = ClockText.now()
    reviews.add(
      ReviewQueue.Entry(review: timed, asked: review) { [self] timed in
        guard let audit = state.withLock({ $0.audit }) else { return }
        let saved = try audit.store.save(timed, replacing: before)
        if let row = try audit.conversation(saved.conversation) {
          state.withLock {
            $0.audit?.reviews.save(saved, conversation: row, in: audit.table)
            if let table = $0.conversations?.table {
              $0.conversations?.reviews.save(saved, conversation: row, in: table)
            }
          }
        }
        post(.reviewSaved(saved, of: review))
      })
  }

  /// Keeps what waits in a folder.
  func keepReviews(in path: String) {
    reviews.async { [self] in
      attempt {
        let path = (path as NSString).expandingTildeInPath
        try reviews.give { entries in
          try write(entries, to: path)
          post(.reviewsKept(entries.map(\.asked), path: path))
        }
      }
    }
  }

  private func write(_ entries: [ReviewQueue.Entry], to path: String) throws {
    guard let audit = state.withLock({ $0.audit }) else { return }
    try ReviewBundle.write(entries.map(\.review), auditJSON: audit.store.auditJSON, to: path)
  }

  /// Whether reviews wait to be stored.
  public var hasWaitingReviews: Bool { !reviews.waiting.isEmpty }

  /// Returns when every review that was given is stored, or after `seconds`.
  ///
  /// - Parameter path: A new folder for the reviews that are not.
  /// - Throws: ``CommandFailure`` where some are not, which says where they are.
  public func finishWriting(within seconds: Double, else path: String) throws {
    let left = reviews.finish(within: seconds)
    guard !left.isEmpty, let audit = state.withLock({ $0.audit }) else { return }
    let (words, lie) = left.count == 1 ? ("1 review was", "it lies") : ("\(left.count) reviews were", "they lie")
    try write(left, to: path)
    throw CommandFailure(
      .inputOutput, "\(words) not kept in \(audit.store.path)",
      remedy: "\(lie) in \(path): walkaway import '\(path)' --into '\(audit.store.path)'")
  }
}
