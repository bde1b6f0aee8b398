import Cases
import Fidelity
import Figures
import JSON
import Testing

@Suite struct StagedReportTests {
  private let medium: MediumTable

  init() throws { medium = try MediumTable() }

  private func analysis(_ change: (inout AnalysisOptions) -> Void) -> FidelityAnalysis {
    FidelityAnalysis(table: medium.table, rows: medium.all, options: medium.options(change))
  }

  @Test func countsComeFirstAndIntervalsFollow() async throws {
    var stages: [FidelityReport.Stage] = []
    var first: FidelityReport?
    var last: FidelityReport?
    for await report in analysis({ $0.resamples = 60 }).reports() {
      stages.append(report.stage)
      if first == nil { first = report }
      last = report
    }
    #expect(stages.first == .counts && stages.last == .resampled)
    #expect(stages == stages.sorted())
    #expect(first?.strata[0].stages[0].shift.interval == .pending)
    #expect(first?.strata[0].stages[0].shift.value == last?.strata[0].stages[0].shift.value)
    #expect(last?.strata[0].stages[0].shift.interval.isPending == false)
    #expect(last?.strata[0].stages[0].shift.bootstrap.isPending == false)
  }

  @Test func theCountsAreThoseOfTheFirstReport() {
    let counts = analysis { $0.resamples = 10 }.counts()
    #expect(counts.account.total > 0 && counts.contrast == nil)
    #expect(counts.strata.flatMap(\.stages).map(\.real.count).reduce(0, +) == Double(counts.account.labelled))
  }

  @Test func aCancelledReportThrows() async {
    let analysis = analysis { $0.resamples = 5_000_000 }
    let task = Task { try await analysis.report() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func partsThatWereNotAskedForAreMissing() async throws {
    let report = try await analysis { $0.parts = [.strata] }.report()
    #expect(report.contrast == nil && report.positions == nil && report.strata[0].matrix == nil)
    #expect(report.strata[0].depthBias?.estimate.bootstrap == .pending)
    #expect(report.figures.tree["contrast"]?["reason"] == .string("not computed"))
  }

  @Test func aFilterChangesTheSelectionAlone() async throws {
    var rows = medium.all
    for row in 0..<medium.table.count where medium.table.pairs.position[row] != 0 { rows.remove(row) }
    let part = try await FidelityAnalysis(
      table: medium.table, rows: rows, options: medium.options { $0.parts = [.strata, .positions] }
    ).report()
    #expect(part.positions?.map(\.id) == ["30%"])
    #expect(part.positions?[0].strata.map(\.pairs) == part.strata.map(\.pairs))
  }
}
