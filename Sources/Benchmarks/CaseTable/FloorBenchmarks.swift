import Cases
import Fidelity

/// Measures what the references and the floors of all figures take beside the formulas, on tables of three sizes, and
/// prints the best times.
func runFloorBenchmarks() async throws {
  print("references and floors: best of several runs, ms")
  for (name, conversations, repeats, limit) in [
    ("S", 300, 9, "≤ 100"), ("M", 30_000, 5, ""), ("L", 1_000_000, 3, "≤ 2000"),
  ] {
    let table = SyntheticCaseTable(conversations: conversations).table
    let plain: AnalysisParts = [.strata, .contrast]
    let pages: AnalysisParts = [.strata, .contrast, .positions, .actions, .matrix, .survival, .exits]
    var cells: [String] = []
    for parts in [plain, plain.union(.floors), pages, pages.union(.floors)] {
      cells.append(try await milliseconds(table, parts, repeats).description)
    }
    print(
      "\(name): \(table.count) pairs; formulas \(cells[0]), with floors \(cells[1]) (\(limit)); all pages \(cells[2]), "
        + "with floors \(cells[3])")
  }
}

private func milliseconds(_ table: CaseTable, _ parts: AnalysisParts, _ repeats: Int) async throws -> Int {
  var best = Duration.seconds(1_000_000)
  let options = AnalysisOptions(simulator: "persona", instrument: "judge", parts: parts)
  for _ in 0..<repeats {
    let start = ContinuousClock.now
    _ = try await FidelityAnalysis(
      table: table, rows: RowSet(capacity: table.count, full: true), options: options
    ).report()
    best = min(best, start.duration(to: .now))
  }
  return Int(best / .milliseconds(1))
}
