import Cases
import Fidelity
import Figures
import Testing

/// The real audit beside the package: real people's turns in the place of a simulator, and the same with a known bias.
@Suite(.enabled(if: BundleTable.persuasionAudit != nil, "../shared/data/persuasion-audit is not there"))
struct PersuasionAuditTests {
  private static let table = Result { try BundleTable.read(try #require(BundleTable.persuasionAudit)) }

  private func report(
    _ simulator: String, _ change: (inout AnalysisOptions) -> Void = { _ in }
  ) async throws -> FidelityReport {
    let table = try PersuasionAuditTests.table.get()
    var options = AnalysisOptions(
      simulator: simulator, instrument: "annotators", cluster: .conversation, resamples: 500, permutationDraws: 1000,
      margin: 0.2, parts: [.strata, .contrast, .resampled, .floors])
    change(&options)
    return try await FidelityAnalysis(
      table: table, rows: RowSet(capacity: table.count, full: true), options: options
    ).report()
  }

  @Test(arguments: [(0, "retrieval", ClusterUnit.conversation), (3, "agreeable", .customer)])
  func everyFigureEqualsTheReference(_ index: Int, _ simulator: String, _ cluster: ClusterUnit) async throws {
    let report = try await report(simulator) {
      $0.cluster = cluster
      // The oracle has look-ups alone.
      $0.verdictReference = .previousStage
      $0.parts.formUnion([.matrix, .positions])
    }
    let oracle = try #require(OracleValue.read("analyses_persuasion.json")["reports"]?[index])
    #expect(oracle["simulator"]?.text == simulator && oracle["cluster"]?.text == cluster.rawValue)
    expectReport(report, equals: oracle, resampled: true)
    guard index == 0 else { return }
    try expectFigureFloors(report, equal: OracleValue.read("analyses_persuasion.json")["floors"])
  }

  @Test func theFloorIsAsHighAsTheContrastOfRealPeoplesTurns() async throws {
    let (retrieval, agreeable) = (try await report("retrieval"), try await report("agreeable"))
    for report in [retrieval, agreeable] {
      let contrast = try #require(report.contrast)
      let delta = try #require(contrast.estimate.number)
      let floor = try #require(contrast.floors.first { $0.reference == .previousStage })
      #expect((0.19...0.21).contains(delta))
      #expect(try (0.165...0.175).contains(#require(floor.estimate.number)))
      // An effect as large as the paper's headline, and no excess.
      #expect(try #require(contrast.permutation?.oneSided.number) < 0.01)
      #expect(floor.excess.interval.excludes(0) == false)
      let verdict = try #require(contrast.verdict)
      #expect(verdict.reference == .previousStage)
      // Drawn from donors only, the one is too deep with everybody.
      #expect(verdict.finding == (report.simulator == "agreeable" ? .alike : .undecided))
      // The excess is the difference of the sides' own.
      let sides = (try #require(verdict.uncommitted.number), try #require(verdict.committed.number))
      #expect(try abs(sides.0 - sides.1 - #require(verdict.excess.number)) < 1e-12)
      #expect(try (0.1...0.3).contains(#require(verdict.detectable.number)))
    }
    // Only the marginal bias tells the two apart.
    let (fair, biased) = (
      try #require(retrieval.marginalBias?.estimate), try #require(agreeable.marginalBias?.estimate)
    )
    #expect(try abs(#require(fair.number)) < 0.005)
    #expect(fair.interval.excludes(0) == false)
    #expect(try (0.135...0.145).contains(#require(biased.number)))
    #expect(biased.interval.excludes(0) == true && biased.bootstrap.excludes(0) == true)
  }

  @Test func positionsEqualTheReference() async throws {
    let report = try await report("retrieval") { $0.parts = [.positions] }
    let oracle = try OracleValue.read("analyses_persuasion.json")
    expectGroups(try #require(report.positions), equal: oracle["positions"])
  }

  @Test func timeToExitEqualsTheReference() async throws {
    let report = try await report("retrieval") { $0.parts = [.survival] }
    let oracle = try OracleValue.read("analyses_persuasion.json")
    for (stratum, expected) in zip(report.strata, oracle["survival"]?.elements ?? []) {
      let survival = try #require(stratum.survival)
      expectNear(survival.real.steps.last?.surviving, expected["real_end"])
      expectNear(survival.simulated.steps.last?.surviving, expected["simulated_end"])
      expectNear(survival.difference.number, expected["difference"])
      expectNear(survival.p.number, expected["p"])
    }
  }

  @Test func aPlaceboIsAFourthReference() async throws {
    let found = try await report("agreeable") {
      $0.placeboSimulator = "retrieval"
      $0.resamples = 100
    }
    let retrieval = try await report("retrieval") { $0.parts = [.contrast] }
    let placebo = try #require(found.contrast?.floors.first { $0.reference == .placebo })
    #expect(placebo.estimate.value == retrieval.contrast?.estimate.value)
    #expect(placebo.withoutReference == 0)
    // Labels decide the verdict even where a placebo is there.
    #expect(found.contrast?.verdict?.reference == .previousStage)
  }

  @Test func theReportIsReadableAtEightyColumns() async throws {
    let found = try await report("agreeable") {
      $0.parts = .all
      $0.resamples = 50
      $0.comparedSimulator = "retrieval"
    }
    for columns in [40, 60, 80, 120] {
      let lines = found.figures.text(columns: columns).split(separator: "\n", omittingEmptySubsequences: false)
      if columns >= 80 { #expect(lines.allSatisfy { $0.count <= columns }) }
      #expect(!lines.contains { $0.contains("nan") || $0.contains("inf ") })
    }
    #expect(found.figures.text(columns: 120).hasPrefix("? undecided: Off in one direction for everyone alike"))
  }
}
