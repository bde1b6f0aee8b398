import Cases

/// The simulated turns that several instruments all labelled beside their real ones.
struct CommonDraws: Sendable {
  /// The report's own instrument first.
  let instruments: [String]
  /// Instruments that labelled less than ``leastCovered`` of what the own one did.
  let leftOut: [String]
  /// For each of the instruments its rows of the common turns.
  private(set) var rows: [RowSet]
  /// Probes with a common turn, and these turns.
  private(set) var probes = 0
  private(set) var turns = 0

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
    keepCommon(table)
  }

  /// Leaves the turns that every instrument labelled.
  private mutating func keepCommon(_ table: CaseTable) {
    let (pairs, series) = (table.pairs, table.series)
    var common = rows.map { _ in RowSet(capacity: table.count) }
    // By draw the row of every instrument.
    var (seen, start) = ([Int: [Int?]](), 0)
    func close(_ probes: inout Int, _ turns: inout Int) {
      let whole = seen.values.map { $0.compactMap(\.self) }.filter { $0.count == common.count }
      for members in whole { for (place, row) in members.enumerated() { common[place].insert(row) } }
      if !whole.isEmpty { probes += 1 }
      turns += whole.count
      seen.removeAll(keepingCapacity: true)
    }
    for row in 0..<table.count {
      if pairs.turn[row] != pairs.turn[start] || pairs.conversation[row] != pairs.conversation[start] {
        close(&probes, &turns)
        start = row
      }
      for place in rows.indices where rows[place].contains(row) {
        seen[series[Int(pairs.series[row])].draw, default: rows.map { _ in nil }][place] = row
      }
    }
    close(&probes, &turns)
    rows = common
  }
}
