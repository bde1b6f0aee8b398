import Cases

/// The selected pairs whose conversation has no outcome, or none that the audit names: in no stratum, and so in no
/// contrast and no table.
public struct UnknownOutcome: Sendable, Hashable {
  public var conversations = 0
  public var pairs = 0

  public init() {}

  init(all: RowSet, known: RowSet, of table: CaseTable) {
    pairs = all.count - known.count
    guard pairs > 0 else { return }
    var last = -1
    all.forEach { row in
      let conversation = Int(table.pairs.conversation[row])
      if conversation != last, !known.contains(row) { conversations += 1 }
      last = conversation
    }
  }
}

extension CaseTable {
  /// Those of `rows` that belong to a stratum.
  func rowsOfKnownOutcome(_ rows: RowSet) -> RowSet {
    let strata = description.outcome.strata.count
    guard conversations.stratum.contains(where: { Int($0) >= strata }) else { return rows }
    var known = RowSet(capacity: rows.capacity)
    rows.forEach { row in
      if Int(pairs.stratum[row]) < strata { known.insert(row) }
    }
    return known
  }
}
