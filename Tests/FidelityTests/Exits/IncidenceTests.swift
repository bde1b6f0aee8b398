import Cases
import Fidelity
import Figures
import Testing

/// Leaving and committing as competing events.
@Suite struct IncidenceTests {
  private func survival(_ table: TestTable, draws: DrawRule = .single(0)) async throws -> SurvivalReport {
    let options = AnalysisOptions(simulator: "s", instrument: "i", draws: draws, parts: [.survival])
    let report = try await FidelityAnalysis(table: table.table, rows: table.all, options: options).report()
    return try #require(report.strata[0].survival)
  }

  @Test func whoCommitsCanNoLongerLeave() async throws {
    var table = TestTable()
    // Probed at user turns 4, 7 and 10: one leaves, one commits and would be seen to leave later, two stay.
    table.add(stratum: 0, [(0, 4), (0, 0), (0, 0)])
    table.add(stratum: 0, [(2, 2), (4, 0), (0, 0)])
    table.add(stratum: 0, [(2, 2), (2, 2), (2, 2)])
    table.add(stratum: 0, [(2, 4), (2, 2), (2, 0)])
    let found = try await survival(table)
    // Real: 1/4 leaves at 4; of three one commits at 7; of the two that are left nobody leaves.
    #expect(found.real.incidence.leaving.number == 0.25)
    #expect(found.real.incidence.committing.number == 0.25)
    // Simulated, on the same risk set: 2/4 commit at 4, 1/3 of the half leaves at 7, 1/2 of the third at 10.
    let simulated = found.simulated.incidence
    let left = try #require(simulated.leaving.number)
    let expected = 1.0 / 6 + 1.0 / 6
    #expect(abs(left - expected) < 1e-12)
    #expect(simulated.committing.number == 0.5)
    #expect(found.real.incidence.leaving.interval.bounds != nil && found.real.incidence.leaving.count == 4)
    // 1 − Kaplan–Meier counts the one who committed as if still to be lost.
    let last = try #require(found.real.steps.last)
    #expect(1 - last.surviving > 0.25)
  }

  @Test func withoutCommitmentThereIsAReason() async throws {
    var table = TestTable(depths: [0, 1, 2, 3])
    table.add(stratum: 0, [(2, 2), (0, 0)])
    let found = try await survival(table)
    #expect(found.real.incidence.leaving.value.reason == "the schema names no commitment stage")
  }

  @Test func nobodyHavingLeftHasNoInterval() async throws {
    var table = TestTable()
    table.add(stratum: 0, [(2, 4), (2, 2)])
    table.add(stratum: 0, [(2, 2), (2, 2)])
    let found = try await survival(table)
    #expect(found.real.incidence.leaving.number == 0 && found.real.incidence.leaving.interval.bounds == nil)
    #expect(found.simulated.incidence.committing.number == 0.5)
  }
}
