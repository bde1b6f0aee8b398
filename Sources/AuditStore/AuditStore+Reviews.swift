public import Cases
internal import GRDB

extension AuditStore {
  /// All reviews, by conversation, turn, simulator, draw and reviewer.
  public func reviews() throws(StoreError) -> [Review] {
    try reading { try ReviewTable.fetchAll($0) }
  }

  /// Grows with every review that anyone saves, in this process or another.
  public var reviewsVersion: Int {
    get throws(StoreError) {
      try reading { db in
        try Row.fetchOne(db, sql: "SELECT max(number) FROM review_log")?.optionalInteger(0, of: "review_log") ?? 0
      }
    }
  }

  /// Saves what a reviewer says of a case now. What was said before stays in the log.
  ///
  /// - Parameters:
  ///   - review: The review as it shall be.
  ///   - before: What the reviewer saw before the change. Fields that somebody else changed in the meantime, and that
  ///     the reviewer did not touch, keep what they got.
  /// - Returns: The review as it is now in the store.
  /// - Throws: ``StoreError/noSuchCase(explanation:)`` where the store has no such conversation; ``StoreError/busy(path:)``.
  @discardableResult
  public func save(_ review: Review, replacing before: Review? = nil) throws(StoreError) -> Review {
    try writing { db in
      guard let key = try CaseKey.conversation(review.conversation, in: db) else {
        throw StoreError.noSuchCase(explanation: "“\(review.conversation)” is not in the store")
      }
      let held = try ReviewTable.fetch(db, conversation: key, turn: review.turn).first { $0.isOfSameCase(as: review) }
      var merged = review
      if let held, let before { merged = review.merged(over: held, since: before) }
      let base = try ReviewTable.json(of: review, conversation: key, in: db)?.json
      try ReviewTable.put(merged, conversation: key, json: ReviewJSON.text(of: merged, over: base), in: db)
      return merged
    }
  }
}

extension Review {
  fileprivate func isOfSameCase(as other: Review) -> Bool {
    conversation == other.conversation && turn == other.turn && simulator == other.simulator && draw == other.draw
      && reviewer == other.reviewer
  }
}
