import Cases

/// One thing that is measured: what a keystroke of the explorer asks of the case table.
struct CaseTableWork: Sendable {
  struct Measurement {
    var milliseconds: Double
    /// A number that a peer must find too.
    var check: Int
  }

  static let repeats = 15
  static let filter = "outcome:non-buyer real:resisting,exploring action:pitch,probe,push-close"
  static let rare = "severity>=3 position:90% action:pitch"

  /// The name under which the peers report the same.
  var name: String
  /// The design's limit for the large size, in milliseconds.
  var limit: Double?
  var run: @Sendable (CaseTable) throws -> Int

  static let all: [CaseTableWork] = [
    CaseTableWork(name: "stage table, no filter") { $0.stageCounts(in: RowSet(capacity: $0.count, full: true)).total },
    CaseTableWork(name: "filter of three columns + stage table", limit: 3) { try stageTable(filter, $0) },
    CaseTableWork(name: "rare filter of four columns + stage table", limit: 3) { try stageTable(rare, $0) },
    CaseTableWork(name: "profile filter + stage table", limit: 3) {
      try stageTable("profile.field3:value7,value8,value9", $0)
    },
    CaseTableWork(name: "all facets, no filter", limit: 30) {
      try facets("", $0)
    },
    CaseTableWork(name: "all facets under the filter", limit: 30) { try facets(filter, $0) },
    CaseTableWork(name: "order: severity, all rows", limit: 50) { try order("", SortKey.standard, $0) },
    CaseTableWork(name: "order: two labels, all rows", limit: 50) {
      try order("", [SortKey(.simulated), SortKey(.action, descending: true)], $0)
    },
    CaseTableWork(name: "order: conversation backwards, all rows", limit: 50) {
      try order("", [SortKey(.conversation, descending: true)], $0)
    },
    CaseTableWork(name: "order: severity, filtered rows", limit: 50) { try order(filter, SortKey.standard, $0) },
  ]

  /// The best of several runs; `nil` where it failed.
  func measure(_ table: CaseTable) -> Measurement? {
    var best: Measurement?
    for _ in 0..<CaseTableWork.repeats {
      let clock = ContinuousClock()
      let start = clock.now
      guard let check = try? run(table) else { return nil }
      let parts = (clock.now - start).components
      let milliseconds = Double(parts.seconds) * 1e3 + Double(parts.attoseconds) / 1e15
      if milliseconds < best?.milliseconds ?? .infinity {
        best = Measurement(milliseconds: milliseconds, check: check)
      }
    }
    return best
  }

  private static func stageTable(_ filter: String, _ table: CaseTable) throws -> Int {
    let context = FilterContext()
    let filter = try table.filter(parsing: filter, in: context)
    return table.stageCounts(in: try table.rows(matching: filter, in: context)).total
  }

  private static func facets(_ filter: String, _ table: CaseTable) throws -> Int {
    let facets = try table.facets(of: Filter(parsing: filter), in: FilterContext(), limit: 100)
    let labels = facets.facets.filter { $0.field.kind == .label && $0.field != .simulator || $0.field.kind == .profile }
    return labels.reduce(0) { sum, facet in
      sum
        + facet.values.enumerated().reduce(0) {
          $0 + ($1.offset + 1) * (facet.field.kind == .label ? $1.element.count : 0)
        }
        + (facet.field.kind == .profile ? facet.total : 0)
    }
  }

  private static func order(_ filter: String, _ keys: [SortKey], _ table: CaseTable) throws -> Int {
    let rows = try table.rows(matching: Filter(parsing: filter), in: FilterContext())
    let order = table.order(of: rows, by: keys)
    return stride(from: 0, to: order.count, by: max(1, order.count / 1000)).reduce(0) { $0 + Int(order[$1]) }
  }
}
