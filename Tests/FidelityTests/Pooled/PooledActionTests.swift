import Cases
import Fidelity
import Figures
import Testing

/// The paper's table of actions: the counts behind its printed percentages, and Fisher's p of each cell (SciPy).
@Suite struct PooledActionTests {
  private struct Row {
    let action: String
    let pairs: Int
    let resisting: (real: Int, simulated: Int, p: Double)
    let considering: (real: Int, simulated: Int, p: Double)
  }

  private static let paper = [
    Row(action: "probe", pairs: 85, resisting: (9, 2, 0.056958748), considering: (3, 4, 1)),
    Row(action: "rapport", pairs: 19, resisting: (4, 3, 1), considering: (2, 2, 1)),
    Row(action: "pitch", pairs: 161, resisting: (19, 9, 0.073497852), considering: (73, 121, 6.697668e-08)),
    Row(action: "push-close", pairs: 169, resisting: (32, 18, 0.045610533), considering: (70, 88, 0.063680222)),
    Row(action: "handle-objection", pairs: 94, resisting: (30, 28, 0.874627066), considering: (25, 41, 0.021557463)),
    Row(action: "reassure", pairs: 67, resisting: (27, 20, 0.27735489), considering: (9, 10, 1)),
  ]

  /// Pairs of these counts, dealt to both strata in turn.
  private func report(paper: Bool) async throws -> FidelityReport {
    var table = TestTable()
    table.setActions(PooledActionTests.paper.map(\.action))
    for row in PooledActionTests.paper {
      for pair in 0..<row.pairs {
        func stage(_ resisting: Int, _ considering: Int) -> String {
          pair < resisting ? "resisting" : pair < resisting + considering ? "considering" : "engaging"
        }
        let conversation = table.addConversation(stratum: pair % 2)
        table.addPair(
          conversation, turn: 7, real: stage(row.resisting.real, row.considering.real),
          simulated: stage(row.resisting.simulated, row.considering.simulated), action: row.action)
      }
    }
    let options = AnalysisOptions(
      simulator: "s", instrument: "i", resamples: 20, permutationDraws: 20, paperChoices: paper, parts: [.actions])
    return try await FidelityAnalysis(table: table.table, rows: table.all, options: options).report()
  }

  @Test func everyCellHasThePapersPAndHolmLeavesOne() async throws {
    let report = try await report(paper: true)
    let cells = try #require(report.pooledActions)
    #expect(cells.count == 12)
    for row in PooledActionTests.paper {
      for (stage, expected) in [("resisting", row.resisting), ("considering", row.considering)] {
        let cell = try #require(cells.first { $0.action == row.action && $0.stage == stage })
        #expect(
          cell.pairs == row.pairs && cell.real == Double(expected.real) && cell.simulated == Double(expected.simulated))
        let p = try #require(cell.fisher.p.number)
        #expect(abs(p - expected.p) < 1e-8 * max(1, expected.p / 1e-3) && abs(p / expected.p - 1) < 1e-6, "\(cell)")
      }
    }
    let left = cells.filter { ($0.fisher.holm?.number ?? 1) <= 0.05 }
    #expect(left.map(\.action) == ["pitch"] && left.map(\.stage) == ["considering"])
    #expect(try abs(#require(left[0].fisher.holm?.number) - 12 * 6.697668e-08) < 1e-12)
    let text = ReportFigures(report, TestTable().table.description.schema).text(columns: 100)
    #expect(text.contains("Of 12 cells with a p, 1 has p < 0.05 after Holm.") && text.contains("< .0001"))
  }

  @Test func onlyThePapersChoicesHaveIt() async throws {
    #expect(try await report(paper: false).pooledActions == nil)
  }
}
