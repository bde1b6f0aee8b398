public import Cases
internal import Files
internal import Foundation
internal import GRDB

/// A review of another store that contradicts the one that is kept here.
public struct ReviewConflict: Sendable, Hashable {
  public var review: Review
  /// The store that it came from.
  public var source: String
  /// RFC 3339.
  public var at: String
}

extension AuditStore {
  /// The rounds of blind review, the first one first.
  public func rounds() throws(StoreError) -> [ReviewRound] {
    try reading { try RoundTable.rounds($0) }
  }

  /// Keeps a round, under the name `round-` and its number.
  public func add(_ round: ReviewRound) throws(StoreError) -> ReviewRound {
    try writing { db in
      var round = round
      let names = Set(try RoundTable.rounds(db).map(\.name))
      round.name = (1...).lazy.map { "round-\($0)" }.first { !names.contains($0) } ?? round.name
      try RoundTable.insert(round, in: db)
      return round
    }
  }

  /// The reviews of other stores that contradict those that are kept, in the order in which they came.
  public func reviewConflicts() throws(StoreError) -> [ReviewConflict] {
    try reading { db in
      try Row.fetchAll(db, sql: "SELECT json, source, at, number FROM review_conflict ORDER BY number").map { row in
        guard let review = ReviewJSON.review(try row.text(0, of: RoundTable.conflicts)) else {
          throw StoreDamage(
            RoundTable.conflicts, row: try row.integer(3, of: RoundTable.conflicts), "the review cannot be read")
        }
        return ReviewConflict(
          review: review, source: try row.text(1, of: RoundTable.conflicts),
          at: try row.text(2, of: RoundTable.conflicts))
      }
    }
  }

  /// Takes the rounds and reviews of another store of the same audit, all or none.
  ///
  /// - Parameters:
  ///   - reviews: Those to be put in the place of the ones that are kept, or beside them.
  ///   - conflicts: Those that contradict the ones that are kept.
  ///   - rounds: Those that are not here yet.
  ///   - path: A new store that is made of this one with them; without it they are taken into this one.
  /// - Returns: How many conflicts are new.
  public func take(
    reviews: [Review], conflicts: [Review], rounds: [ReviewRound], from source: String, at time: String,
    into path: String? = nil
  ) throws(StoreError) -> Int {
    func take(_ db: Database) throws -> Int {
      for round in rounds { try RoundTable.insert(round, in: db) }
      for review in reviews {
        guard let key = try CaseKey.conversation(review.conversation, in: db) else {
          throw StoreError.noSuchCase(explanation: "“\(review.conversation)” is not in the store")
        }
        let base = try ReviewTable.json(of: review, conversation: key, in: db)?.json
        try ReviewTable.put(review, conversation: key, json: ReviewJSON.text(of: review, over: base), in: db)
      }
      var new = 0
      for review in conflicts {
        try db.execute(
          sql: "INSERT OR IGNORE INTO review_conflict (json, source, at) VALUES (?, ?, ?)",
          arguments: [review.json, source, time])
        new += db.changesCount
      }
      return new
    }
    return if let path { try copy(to: path, with: take) } else { try writing(take) }
  }

  /// Makes a new store at `path` of this one as it is now and of what `change` does to it.
  private func copy<Result>(to path: String, with change: (Database) throws -> Result) throws(StoreError) -> Result {
    do {
      let file = PartialFile(for: path)
      if FileManager.default.fileExists(atPath: path) { throw StoreError.alreadyExists(path: path) }
      try file.prepare()
      do {
        let queue = try DatabaseQueue(
          path: file.path.hasPrefix("/") ? file.path : "./" + file.path, configuration: StoreFile.configuration)
        try pool.backup(to: queue)
        let result = try queue.write(change)
        try queue.close()
        try file.finish()
        return result
      } catch {
        file.remove()
        throw error
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
