import Cases
import Fidelity
import Statistics
import Testing

@Suite struct CellCorrectionTests {
  @Test(arguments: [false, true])
  func holmCorrectsOverTheDeclaredFamilyAlone(isClustered: Bool) async throws {
    let test: KeyPath<GroupReport.Cell, TestedHypothesis> = isClustered ? \.clustered : \.fisher
    let medium = try MediumTable()
    let stage = try #require(medium.table.description.schema.stages.first).id
    let report = try await medium.report {
      $0.parts = [.positions]
      $0.declaredStages = [stage]
    }
    let cells = try #require(report.positions).flatMap(\.strata).flatMap(\.cells)
    let declared = cells.filter { $0.isDeclared && $0[keyPath: test].p.number != nil }
    let others = cells.filter { !$0.isDeclared }
    #expect(declared.count > 1 && others.contains { $0[keyPath: test].p.number != nil })
    let expected = try holmAdjusted(declared.compactMap { $0[keyPath: test].p.number })
    #expect(declared.map { $0[keyPath: test].holm?.number } == expected)
    #expect(others.allSatisfy { $0[keyPath: test].holm == nil })
  }
}
