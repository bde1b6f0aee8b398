import AuditStore
import Cases
import Fidelity

/// An audit in memory: its store, its case table, the reviews by row.
struct LoadedAudit: Sendable {
  let store: AuditStore
  let table: CaseTable
  var reviews: ReviewIndex

  init(_ store: AuditStore) throws {
    self.store = store
    table = try store.caseTable()
    reviews = ReviewIndex()
    reviews = try index(of: store.reviews())
  }

  /// What filters of this audit need.
  var context: FilterContext {
    let store = store
    return FilterContext(
      reviews: reviews, findText: { try store.hits(of: $0) }, findConversations: { try store.conversationKeys(of: $0) })
  }

  /// The rows that a filter in the filter language means, of every series.
  func rows(matching text: String) throws(FilterError) -> RowSet {
    let context = context
    return try table.rows(matching: table.filter(parsing: text, in: context), in: context)
  }

  /// The number of a series in the table.
  func number(of series: CaseTable.Series) -> Int? { table.series.firstIndex(of: series) }

  /// The row in the table of a conversation's id.
  func conversation(_ id: String) throws -> Int? {
    try store.conversationKeys(of: ConversationQuery(name: .id, text: id, isPart: false)).first.flatMap(row(ofKey:))
  }

  /// Reviews by row; every conversation is looked up once.
  func index(of reviews: [Review]) throws -> ReviewIndex {
    var rows: [String: Int] = [:]
    for id in Set(reviews.map(\.conversation)) { rows[id] = try conversation(id) }
    return ReviewIndex(reviews, in: table) { rows[$0] }
  }

  /// Keys ascend in the order of the import.
  private func row(ofKey key: UInt32) -> Int? {
    let keys = table.conversations.key
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key ? low : nil
  }
}

extension LoadedAudit {
  /// The options of an analysis that this audit can answer, blind labels included.
  func analysisOptions(
    series: CaseTable.Series, parts: AnalysisParts = .all, filter: String? = nil
  ) -> AnalysisOptions {
    var options = AnalysisOptions(simulator: series.simulator, instrument: series.instrument)
    options.draws = .single(series.draw)
    options.parts = parts
    options.filterText = filter
    options.comparedSimulator =
      table.series.first {
        $0.simulator != series.simulator && $0.instrument == series.instrument
      }?.simulator
    options.blindStages = blindStages
    options.silencePermitted = silencePermitted(of: series.simulator)
    return options
  }

  /// The stages that people gave blind, by row.
  private var blindStages: [BlindStages] {
    let stages = table.description.schema.stages.map(\.id)
    func code(_ label: Review.BlindLabel?) -> UInt8 {
      label?.stage.flatMap { stages.firstIndex(of: $0) }.map { UInt8($0) } ?? Code.missing
    }
    return reviews.byRow.sorted { $0.key < $1.key }.flatMap { row, reviews in
      reviews.filter { $0.blindReal != nil || $0.blindSimulated != nil }.map {
        BlindStages(row: row, reviewer: $0.reviewer, real: code($0.blindReal), simulated: code($0.blindSimulated))
      }
    }
  }
}
