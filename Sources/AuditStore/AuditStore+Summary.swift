internal import Cases
internal import GRDB

/// What a store holds, in numbers.
public struct StoreSummary: Sendable, Hashable {
  public var name: String
  public var title: String?
  public var conversations: Int
  /// Whole conversations in which a simulator spoke as the user.
  public var simulatedConversations: Int
  /// `nil` where they have to be counted anew, which opening the store does.
  public var cases: Int?
  public var reviews: Int
  /// Answers that the store asked for itself.
  public var answers: Int
  public var origin: StoreOrigin?
}

extension AuditStore {
  /// The number of cases, as far as it is kept; what is damaged is found when they are read.
  public var keptCases: Int? { try? reading { db in try CaseTableStorage.keptPairs(in: db) } }

  /// What the store holds. Nothing is counted that takes long.
  public func summary() throws(StoreError) -> StoreSummary {
    let (description, origin) = (description, try origin)
    return try reading { db in
      func count(_ table: String) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
      }
      return StoreSummary(
        name: description.name, title: description.title, conversations: try count("conversation"),
        simulatedConversations: try count(SimulatedConversationTable.name),
        cases: try CaseTableStorage.keptPairs(in: db), reviews: try count("review"), answers: try count("request"),
        origin: origin)
    }
  }
}
