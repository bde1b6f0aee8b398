public import AuditStore
public import Cases
internal import Files

/// An audit in memory: its store, its table of cases or of whole conversations, the reviews by row.
public struct LoadedAudit: AnalysableAudit {
  public let store: AuditStore
  public private(set) var table: CaseTable
  public var reviews: ReviewIndex
  /// Whose read marks count; `nil` for everybody's.
  let reader: String?
  /// The analyses that were declared before labels came.
  let plans: [DeclaredPlan]
  /// What people should know of the store, in a sentence.
  public let note: String?
  /// What was searched for in ``table``.
  private var foundText = FoundText()

  /// - Parameters:
  ///   - source: ``AuditStore/CaseTableSource/records`` for what others are to rely on.
  ///   - reader: Whose read marks count; `nil` for everybody's.
  /// - Throws: ``StoreError``
  public init(
    _ store: AuditStore, from source: AuditStore.CaseTableSource = .columns, reader: String? = nil
  ) throws {
    self.store = store
    self.reader = reader
    var note = store.keptCases.flatMap { RoomNeeded.note(ofPairs: $0, available: Room.inMemory) }
      .map { "\(store.path): \($0)" }
    table = try store.caseTable(from: source) {
      note = "\(store.path): the kept table of its cases was damaged, and was made anew from the records"
    }
    self.note = note
    plans = try store.declaredPlans()
    reviews = ReviewIndex()
    reviews = try index(of: store.reviews())
  }

  /// The audit as lists show it: cases, or whole conversations where those are asked for or where there is no case.
  /// - Throws: ``StoreError``
  public func listing(conversations: Bool) throws -> LoadedAudit {
    guard conversations || table.series.isEmpty else { return self }
    var audit = self
    audit.table = table.ofConversations
    audit.foundText = FoundText()
    audit.reviews = try audit.index(of: store.reviews())
    return audit
  }

  /// What filters of this audit need.
  public var context: FilterContext {
    let (store, ofAll) = (store, table.listsConversations)
    return FilterContext(
      reviews: reviews, findText: { try store.hits(of: $0) }, foundText: foundText,
      findConversations: { try store.conversationKeys(of: $0) },
      findProfile: { try store.profileColumn($0, ofAll: ofAll) })
  }

  /// The rows that anyone flagged.
  public var flagged: RowSet { reviews.rows(capacity: table.count, where: \.flag) }

  /// The number of a series in the table.
  public func number(of series: CaseTable.Series) -> Int? { table.series.firstIndex(of: series) }

  /// The row in the table of a conversation's id.
  public func conversation(_ id: String) throws -> Int? {
    try store.conversationKeys(of: ConversationQuery(name: .id, text: id, isPart: false)).first
      .flatMap(table.conversations.row(ofKey:))
  }

  /// The store's keys of the conversations that were reviewed, by their ids.
  func conversationKeys(of reviews: [Review]) throws -> [String: UInt32] {
    var keys: [String: UInt32] = [:]
    for id in Set(reviews.map(\.conversation)) {
      keys[id] = try store.conversationKeys(of: ConversationQuery(name: .id, text: id, isPart: false)).first
    }
    return keys
  }

  /// The key of a case that a link names, by the instrument of a series where that labelled it; `nil` where there is none.
  func key(of link: CaseLink, near series: CaseTable.Series?) throws -> CaseKey? {
    let query = ConversationQuery(name: .id, text: link.conversation, isPart: false)
    guard let conversation = try store.conversationKeys(of: query).first else { return nil }
    let isWhole = link.simulator.isEmpty
    let known =
      isWhole
      ? [.conversations]
      : table.series.filter { $0.simulator == link.simulator && $0.draw == link.draw }
        .sorted { one, _ in one.instrument == series?.instrument }
    return known.lazy.map { series in
      CaseKey(
        conversation: conversation, turn: link.turn, simulator: series.simulator, draw: series.draw,
        instrument: series.instrument)
    }.first { key in
      isWhole
        || table.conversations.row(ofKey: conversation).map { row in
          table.rows(conversation: row, turn: key.turn).contains { table.key(of: $0) == key }
        } ?? false
    }
  }

  /// Reviews by row; every conversation is looked up once.
  public func index(of reviews: [Review]) throws -> ReviewIndex {
    var rows: [String: Int] = [:]
    for id in Set(reviews.map(\.conversation)) { rows[id] = try conversation(id) }
    var index = ReviewIndex(reviews, in: table) { rows[$0] }
    index.reader = reader
    return index
  }
}
