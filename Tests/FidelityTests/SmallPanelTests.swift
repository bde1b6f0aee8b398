import Cases
import Fidelity
import Statistics
import Testing

/// Few independent units: the wider of formula and bootstrap.
@Suite struct SmallPanelTests {
  /// Customers who both declined and committed count once: twelve of them are fewer than twenty.
  @Test func customersOnBothSidesCountOnce() async throws {
    let stages = ["resisting", "exploring", "engaging", "considering", "deciding"]
    for seed in 0..<20 {
      var (table, random) = (TestTable(), SeededGenerator(seed: UInt64(seed)))
      for conversation in 0..<24 {
        let row = table.addConversation(stratum: conversation % 2, customer: "\(conversation / 2)")
        for place in [3, 6, 9] {
          table.addPair(
            row, turn: 2 * place + 1, place: place, real: stages[random.next(below: 5)],
            simulated: stages[random.next(below: 5)])
        }
      }
      let options = AnalysisOptions(
        simulator: "s", instrument: "i", resamples: 300, parts: [.strata, .contrast, .resampled, .floors])
      let report = try await FidelityAnalysis(table: table.table, rows: table.all, options: options).report()
      let floor = try #require(report.contrast?.floors.first { $0.reference == .position })
      for excess in [floor.excess, floor.uncommittedExcess, floor.committedExcess] {
        let (bounds, formula) = (
          try #require(excess.interval.bounds), try #require(excess.formulaInterval?.bounds)
        )
        #expect(bounds.lower <= formula.lower && bounds.upper >= formula.upper, "seed \(seed)")
      }
    }
  }
}
