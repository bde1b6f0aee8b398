extension CaseTable {
  /// One row of each case: where several instruments labelled it, that of the instrument that the audit names first.
  ///
  /// - Complexity: O(rows).
  public func oncePerCase(_ rows: RowSet) -> RowSet {
    struct Case: Hashable {
      var conversation: UInt32
      var turn: UInt16
      var simulator: String
      var draw: Int
    }
    let instruments = description.instruments.map(\.id)
    func place(_ row: Int) -> Int {
      instruments.firstIndex(of: series[Int(pairs.series[row])].instrument) ?? instruments.count
    }
    var chosen: [Case: Int] = [:]
    rows.forEach { row in
      let series = series[Int(pairs.series[row])]
      let key = Case(
        conversation: pairs.conversation[row], turn: pairs.turn[row], simulator: series.simulator, draw: series.draw)
      if chosen[key].map({ place(row) < place($0) }) ?? true { chosen[key] = row }
    }
    var once = RowSet(capacity: rows.capacity)
    for row in chosen.values { once.insert(row) }
    return once
  }
}
