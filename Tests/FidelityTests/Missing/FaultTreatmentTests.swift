import Cases
import Testing

@testable import Fidelity

/// What a fault of a simulated turn counts as.
struct FaultTreatmentTests {
  private func table(faulty rows: [Int]) -> CaseTable {
    var made = TestTable()
    for number in 0..<20 {
      let conversation = made.addConversation(stratum: number % 2)
      for place in 0..<2 {
        made.addPair(conversation, turn: 1 + 2 * place, place: place, real: "resisting", simulated: "deciding")
      }
    }
    var table = made.table
    table.pairs.faults = (0..<table.count).map { rows.contains($0) ? [FaultSet(.echo), FaultSet(.filler)] : [] }
    return table
  }

  private func report(_ table: CaseTable, _ treatment: FaultTreatment) -> FidelityReport {
    var options = AnalysisOptions(simulator: table.series[0].simulator, instrument: table.series[0].instrument)
    options.faults = treatment
    return FidelityAnalysis(table: table, rows: RowSet(capacity: table.count, full: true), options: options).counts()
  }

  @Test func theyAreCountedWhateverBecomesOfThem() throws {
    let table = table(faulty: [0, 3, 7])
    for treatment in FaultTreatment.allCases {
      let faults = try #require(report(table, treatment).faults)
      #expect(faults.treatment == treatment && faults.pairs == table.count && faults.faulty == 3)
      #expect(faults.faults.map(\.fault) == [.echo, .filler] && faults.faults.allSatisfy { $0.pairs == 3 })
    }
  }

  @Test func whatIsLeftOutIsInNoFigure() {
    let table = table(faulty: [0, 3, 7])
    #expect(report(table, .keep).account.total == table.count)
    #expect(report(table, .drop).account.total == table.count - 3)
    #expect(report(table, .drop).unknownOutcome.pairs == 0)
    #expect(report(self.table(faulty: Array(0..<table.count)), .drop).reason?.contains("has a fault") == true)
  }

  @Test func anExitIsASilence() {
    let table = table(faulty: [0, 3, 7])
    let (kept, exits) = (report(table, .keep).account, report(table, .exit).account)
    #expect(exits.total == kept.total)
    #expect(exits.simulatedSilent + exits.bothSilent == kept.simulatedSilent + kept.bothSilent + 3)
  }

  @Test func withoutAnyThatWereLookedForNothingIsMadeOfThem() {
    var table = table(faulty: [])
    table.pairs.faults = []
    #expect(report(table, .keep).reason == nil && report(table, .keep).faults == nil)
    #expect(report(table, .drop).reason?.contains("too many") == true)
  }

  /// Where nothing is labelled there is nothing to look through, and that is the reason.
  @Test func anAuditWithoutCasesLacksCases() {
    var made = TestTable()
    _ = made.addConversation(stratum: 0)
    var options = AnalysisOptions(simulator: "s", instrument: "i")
    options.faults = .drop
    let report = FidelityAnalysis(table: made.table, rows: RowSet(capacity: 0), options: options).counts()
    #expect(report.reason != nil && report.reason?.contains("too many") == false)
  }
}
