import Cases

/// How much each row of a selection counts, so that a probe counts once however many of its draws are labelled.
struct ProbeDraws: Sendable {
  /// By row the labelled draws at its probe; empty where no simulator was drawn from twice.
  private let draws: [UInt16]

  /// - Parameter rows: Rows of one simulator and instrument; those without both stages do not count.
  init(_ table: CaseTable, _ rows: RowSet) {
    let sources = Set(table.series.map { [$0.simulator, $0.instrument] })
    guard sources.count < table.series.count else {
      draws = []
      return
    }
    let (pairs, stages) = (table.pairs, table.description.schema.stages.count)
    var draws = Array(repeating: UInt16(0), count: table.count)
    var probe: [Int] = []
    func close() {
      for row in probe { draws[row] = UInt16(clamping: probe.count) }
      probe.removeAll(keepingCapacity: true)
    }
    rows.forEach { row in
      guard Int(pairs.realStage[row]) < stages, Int(pairs.simulatedStage[row]) < stages else { return }
      if let first = probe.first,
        pairs.turn[first] != pairs.turn[row] || pairs.conversation[first] != pairs.conversation[row]
      {
        close()
      }
      probe.append(row)
    }
    close()
    self.draws = draws
  }

  /// 1 ÷ the labelled draws at the probe of a row.
  @inline(__always)
  func weight(_ row: Int) -> Double { draws.isEmpty ? 1 : 1 / Double(max(draws[row], 1)) }
}
