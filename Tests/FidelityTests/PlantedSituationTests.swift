import Cases
import Fidelity
import Figures
import Foundation
import JSON
import Testing

/// Situations whose outcome is known in words, and input that leaves nothing to compute.
@Suite struct PlantedSituationTests {
  private func report(
    _ table: TestTable, rows: RowSet? = nil, _ change: (inout AnalysisOptions) -> Void = { _ in }
  ) async throws -> FidelityReport {
    var options = AnalysisOptions(simulator: "s", instrument: "i", resamples: 50, permutationDraws: 50, margin: 0.2)
    change(&options)
    return try await FidelityAnalysis(table: table.table, rows: rows ?? table.all, options: options).report()
  }

  /// Every number finite, the JSON complete, whatever happened.
  private func expectSound(_ report: FidelityReport, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(throws: Never.self, sourceLocation: sourceLocation) {
      try JSONDecoder().decode(OracleValue.self, from: Data(report.figures.tree.json().utf8))
    }
    #expect(!report.figures.text().isEmpty, sourceLocation: sourceLocation)
    #expect(report.figures.tidyRows.allSatisfy { $0.estimate?.isFinite ?? true }, sourceLocation: sourceLocation)
  }

  @Test func aSimulatorThatRepeatsThePersonHasNoBiasAnywhere() async throws {
    var table = TestTable()
    for conversation in 0..<12 {
      table.add(
        stratum: conversation % 2,
        (0..<3).map { probe in
          let stage = (conversation + probe) % 5
          return (stage, stage)
        })
    }
    let found = try await report(table)
    #expect(found.contrast?.estimate.number == 0)
    for stratum in found.strata {
      #expect(stratum.depthBias?.estimate.number == 0)
      #expect(stratum.stages.allSatisfy { $0.shift.number == 0 })
      #expect(stratum.matrix?.agreement.number == 1)
      #expect(stratum.matrix?.wasserstein.estimate.number == 0)
    }
    // No variance is a reason, not an interval of no width.
    #expect(found.contrast?.estimate.interval.bounds == nil)
    #expect(found.contrast?.cohenD.value.reason != nil)
    expectSound(found)
  }

  @Test func positionsShowASignCancellationThatTheStratumHides() async throws {
    var table = TestTable()
    for _ in 0..<6 {
      table.add(stratum: 0, [(1, 3), (1, 3), (1, 3)])
      table.add(stratum: 1, [(2, 3), (2, 2), (3, 2)])
    }
    let found = try await report(table)
    #expect(found.strata[1].depthBias?.estimate.number == 0)
    let positions = try #require(found.positions)
    #expect(positions.map(\.id) == ["30%", "60%", "90%"])
    #expect(positions.map { $0.strata[1].depthBias.number } == [1, 0, -1])
    #expect(positions.map(\.contrast.number) == [1, 2, 3])
    expectSound(found)
  }

  @Test func severalStrataArePooledBySide() async throws {
    let strata = [
      Stratum(id: "left", committed: false), Stratum(id: "stalled", committed: false),
      Stratum(id: "paid", committed: true), Stratum(id: "paid twice", committed: true),
    ]
    var table = TestTable(strata: strata)
    table.add(stratum: 0, [(0, 1)])
    table.add(stratum: 0, [(0, 2)])
    table.add(stratum: 1, [(0, 3)])
    table.add(stratum: 2, [(4, 4)])
    table.add(stratum: 3, [(4, 3)])
    table.add(stratum: 3, [(4, 2)])
    let found = try await report(table)
    #expect(found.strata.count == 4)
    #expect(found.contrast?.uncommitted.strata == ["left", "stalled"])
    #expect(found.contrast?.uncommitted.mean.number == 2)
    #expect(found.contrast?.committed.mean.number == -1)
    #expect(found.contrast?.estimate.number == 3)
    expectSound(found)
  }

  @Test func depthsNeedNotBeEvenlySpaced() async throws {
    var table = TestTable(depths: [-2, 0.5, 11])
    table.add(stratum: 0, [(0, 2)])
    table.add(stratum: 0, [(0, 1)])
    table.add(stratum: 1, [(2, 1)])
    table.add(stratum: 1, [(1, 1)])
    let found = try await report(table)
    #expect(found.strata[0].depthBias?.estimate.number == 7.75)
    #expect(found.strata[1].depthBias?.estimate.number == -5.25)
    #expect(found.contrast?.estimate.number == 13)
    #expect(found.strata[0].matrix?.wasserstein.estimate.number == 7.75)
    expectSound(found)
  }

  @Test func oneStratumGivesAReasonInThePlaceOfTheContrast() async throws {
    var table = TestTable()
    table.add(stratum: 0, [(0, 1), (2, 2)])
    table.add(stratum: 0, [(1, 1)])
    let found = try await report(table)
    #expect(found.contrast?.estimate.value.reason == "no committed conversation with a labelled pair is selected")
    #expect(found.contrast?.floors.isEmpty == true)
    #expect(found.strata[0].depthBias?.estimate.number == 0.25)
    #expect(found.strata[1].depthBias?.estimate.value.reason != nil)
    expectSound(found)
    let oneSided = TestTable(strata: [Stratum(id: "a", committed: false), Stratum(id: "b", committed: false)])
    var both = oneSided
    both.add(stratum: 0, [(0, 1)])
    both.add(stratum: 1, [(0, 1)])
    let undeclared = try await report(both)
    #expect(undeclared.contrast?.estimate.value.reason?.contains("declares only one side") == true)
    expectSound(undeclared)
  }

  @Test func oneConversationHasAMeanAndNoInterval() async throws {
    var table = TestTable()
    table.add(stratum: 0, [(0, 1), (2, 2)])
    let found = try await report(table)
    let bias = try #require(found.strata[0].depthBias)
    #expect(bias.estimate.number == 0.5)
    #expect(bias.estimate.interval.bounds == nil && !bias.estimate.interval.isPending)
    #expect(bias.standardDeviation.reason == "one conversation has no standard deviation")
    #expect(found.strata[0].equivalence?.verdict == .undecided)
    expectSound(found)
  }

  @Test func nothingSelectedSaysWhy() async throws {
    var table = TestTable(simulators: ["s", "t"])
    table.add(stratum: 0, [(0, 1)])
    let none = RowSet(capacity: table.table.count)
    #expect(try await report(table, rows: none).reason == "the filter selects no pair of s as i labelled it")
    let unknown = try await report(table) { $0.simulator = "u" }
    #expect(unknown.reason == "no pairs of simulator u; the audit has s")
    let judge = try await report(table) { $0.instrument = "j" }
    #expect(judge.reason == "instrument j labelled no turn of s; there is i")
    let draw = try await report(table) { $0.draws = .single(4) }
    #expect(draw.reason == "no pairs of s, i, draw 4")
    for found in [unknown, judge, draw] {
      expectSound(found)
      #expect(found.stage == .resampled)
    }
    let foreign = try await report(table, rows: RowSet(capacity: 1_000_000, full: true))
    #expect(foreign.reason != nil)
  }

  @Test func onlyUnlabelledPairsLeaveNothingButTheAccount() async throws {
    var table = TestTable()
    let row = table.addConversation(stratum: 0)
    table.addPair(row, turn: 1, real: "-", simulated: "-", isExit: true)
    let found = try await report(table)
    #expect(found.account.bothSilent == 1 && found.account.labelled == 0)
    #expect(found.strata[0].stages[0].real.share.value.reason != nil)
    expectSound(found)
  }

  @Test func anEmptySchemaIsNoTrap() async throws {
    var table = TestTable(depths: [])
    let row = table.addConversation(stratum: 0)
    table.addPair(row, turn: 1, real: nil, simulated: nil)
    expectSound(try await report(table))
    var single = TestTable(depths: [1])
    single.add(stratum: 0, [(0, 0)])
    single.add(stratum: 1, [(0, 0)])
    expectSound(try await report(single))
  }

  @Test func optionsOutOfRangeAreReasons() async throws {
    var table = TestTable()
    for conversation in 0..<6 { table.add(stratum: conversation % 2, [(0, conversation % 4), (1, 2)]) }
    for change: (inout AnalysisOptions) -> Void in [
      { $0.resamples = 0 }, { $0.resamples = -4 }, { $0.permutationDraws = 0 }, { $0.level = 1 }, { $0.level = .nan },
      { $0.margin = -1 }, { $0.margin = .infinity }, { $0.power = 2 }, { $0.threads = 0 }, { $0.seed = .max },
      { $0.comparedSimulator = "nobody" }, { $0.comparedSimulator = "s" }, { $0.placeboSimulator = "nobody" },
      { $0.comparedInstruments = ["nobody"] }, { $0.populationShares = ["left": -1] },
      { $0.blindStages = [BlindStages(row: -1, reviewer: "r", real: 0, simulated: 0)] },
    ] {
      expectSound(try await report(table, change))
    }
  }

  @Test func customersOnBothSidesAreOneUnit() async throws {
    var table = TestTable()
    for customer in 0..<8 {
      table.add(stratum: 0, customer: "u\(customer)", [(0, 1 + customer % 3)])
      table.add(stratum: 1, customer: "u\(customer)", [(2, customer % 3)])
    }
    let found = try await report(table) { $0.cluster = .customer }
    #expect(found.units == 8)
    // The two sides move together: taken apart they would look far less certain.
    let apart = try await report(table) { $0.cluster = .conversation }
    #expect(apart.units == 16)
    let (one, two) = (try #require(found.contrast?.estimate), try #require(apart.contrast?.estimate))
    #expect(one.value == two.value)
    let width = { (figure: Figure) in figure.interval.bounds.map { $0.upper - $0.lower } ?? 0 }
    #expect(width(one) < width(two) || one.interval.bounds == nil)
    expectSound(found)
  }

  @Test func biasOutsideTheMarginIsUnfaithfulAndTooFewConversationsUndecided() async throws {
    var table = TestTable()
    for conversation in 0..<40 {
      table.add(stratum: 0, [(0, 2 + conversation % 2), (1, 3)])
      table.add(stratum: 1, [(2, 2), (2, conversation % 20 == 0 ? 3 : 2)])
    }
    let found = try await report(table)
    #expect(found.strata[0].equivalence?.verdict == .unfaithful)
    #expect(found.strata[1].equivalence?.verdict == .faithful)
    var few = TestTable()
    few.add(stratum: 0, [(0, 1)])
    few.add(stratum: 0, [(1, 1)])
    #expect(try await report(few).strata[0].equivalence?.verdict == .undecided)
  }
}
