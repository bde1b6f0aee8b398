import Cases

/// The simulated turns that several instruments all labelled beside their real ones.
struct CommonDraws: Sendable {
  /// The report's own instrument first.
  let instruments: [String]
  /// Instruments that labelled less than ``leastCovered`` of what the own one did.
  let leftOut: [String]
  /// For each of the instruments its rows of the common turns.
  private(set) var rows: [RowSet]

  var isEmpty: Bool { rows.allSatisfy { $0.count == 0 } }

  /// An instrument that labelled less stands for another selection of cases.
  static let leastCovered = 0.8

  /// - Parameter rows: The filter's rows, of every instrument and draw.
  init(_ table: CaseTable, _ rows: RowSet, options: AnalysisOptions) {
    let others = (options.comparedInstruments ?? table.description.instruments.map(\.id))
      .filter { $0 != options.instrument }
    let stages = table.description.schema.stages.count
    let all = ([options.instrument] + others).map { instrument in
      let chosen = SeriesSelection(table, simulator: options.simulator, instrument: instrument, draws: .mean)
        .rows(rows, of: table)
      var labelled = RowSet(capacity: table.count)
      chosen.forEach { row in
        guard Int(table.pairs.realStage[row]) < stages, Int(table.pairs.simulatedStage[row]) < stages else { return }
        labelled.insert(row)
      }
      return (id: instrument, rows: labelled)
    }
    let least = CommonDraws.leastCovered * Double(all[0].rows.count)
    let kept = all.enumerated().filter { $0 == 0 || ($1.rows.count > 0 && Double($1.rows.count) >= least) }.map(\.1)
    instruments = kept.map(\.id)
    leftOut = all.filter { part in part.rows.count > 0 && !kept.contains { $0.id == part.id } }.map(\.id)
    self.rows = kept.map(\.rows)
    if kept.count > 1 { keepCommon(table) }
  }

  /// Leaves the turns that every instrument labelled.
  private mutating func keepCommon(_ table: CaseTable) {
    let (pairs, series) = (table.pairs, table.series)
    var common = rows.map { _ in RowSet(capacity: table.count) }
    // By draw the row of every instrument.
    var (seen, start) = ([(draw: Int, rows: [Int?])](), 0)
    func close() {
      for draw in seen where draw.rows.allSatisfy({ $0 != nil }) {
        for (place, row) in draw.rows.compactMap(\.self).enumerated() { common[place].insert(row) }
      }
      seen.removeAll(keepingCapacity: true)
    }
    for row in 0..<table.count {
      if pairs.turn[row] != pairs.turn[start] || pairs.conversation[row] != pairs.conversation[start] {
        close()
        start = row
      }
      for place in rows.indices where rows[place].contains(row) {
        let number = series[Int(pairs.series[row])].draw
        let draw = seen.firstIndex { $0.draw == number } ?? seen.count
        if draw == seen.count { seen.append((number, rows.map { _ in nil })) }
        seen[draw].rows[place] = row
      }
    }
    close()
    rows = common
  }
}
