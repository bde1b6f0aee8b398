import Cases
import Fidelity
import Figures
import Testing

/// A probe counts once however many draws it has.
@Suite struct MeanOfDrawsTests {
  private let stages = ["resisting", "exploring", "engaging", "considering", "deciding"]

  private func report(
    _ table: TestTable, _ parts: AnalysisParts = AnalysisParts.all.subtracting(.resampled)
  ) async throws -> FidelityReport {
    let options = AnalysisOptions(simulator: "s", instrument: "i", draws: .mean, parts: parts)
    return try await FidelityAnalysis(table: table.table, rows: table.all, options: options).report()
  }

  /// Adds a conversation of probes, each a real stage and the stages of its draws; `nil` is a draw without a label.
  private func add(_ table: inout TestTable, stratum: Int, _ probes: [(real: Int, draws: [Int?])]) {
    let row = table.addConversation(stratum: stratum)
    for (place, probe) in probes.enumerated() {
      for (draw, simulated) in probe.draws.enumerated() {
        table.addPair(
          row, turn: 2 * place + 1, place: [3, 6, 9][place], draw: draw, real: stages[probe.real],
          simulated: simulated.map { $0 < 0 ? "-" : stages[$0] })
      }
    }
  }

  @Test func numbersByHand() async throws {
    var table = TestTable()
    // D of the probes: (2 + 2 − 1)/3 = 1 and 0: D̄ = 1/2. All pairs alike it would be 3/4.
    add(&table, stratum: 0, [(2, [4, 4, 1]), (1, [1])])
    // D = 0.5 at one probe of two draws, one of three not being labelled: D̄ = 1/2, and 3 at the other: 7/4.
    add(&table, stratum: 0, [(0, [0, 1, nil]), (1, [4, 4])])
    add(&table, stratum: 1, [(3, [3]), (4, [4, 0])])
    let found = try await report(table)
    let (left, paid) = (found.strata[0], found.strata[1])
    #expect(left.pairs == 4 && paid.pairs == 2 && found.account.total == 6 && left.account.unlabelled == 0)
    #expect(left.depthBias?.estimate.number == (0.5 + 1.75) / 2)
    #expect(paid.depthBias?.estimate.number == -1)
    #expect(found.contrast?.estimate.number == 1.125 + 1)
    // Over probes: (1 + 0 + 0.5 + 3) / 4.
    #expect(abs(try #require(left.depthBias?.pairWeighted.number) - 4.5 / 4) < 1e-12)
    let deciding = try #require(left.stages.last)
    #expect(deciding.real.count == 0 && deciding.simulated.of == 4)
    let turns = 2.0 / 3 + 1
    #expect(abs(deciding.simulated.count - turns) < 1e-12)
    #expect(abs(try #require(deciding.shift.number) - turns / 4) < 1e-12)
    #expect(left.matrix?.counts[0] == [0.5, 0.5, 0, 0, 0])
    // Tests of whole pairs say why they cannot; the clustered ones count parts.
    #expect(left.matrix?.stuartMaxwell.p.reason?.contains("draws are averaged") == true)
    let agreement = try #require(left.matrix?.agreement)
    #expect(abs(try #require(agreement.number) - 1.5 / 4) < 1e-12 && agreement.count == 4)
    let position = try #require(found.positions?.first { $0.id == "60%" })
    #expect(position.strata[0].pairs == 2 && position.strata[0].depthBias.number == 1.5)
  }

  @Test func aDrawMoreOrLessOfTheSameChangesNothing() async throws {
    let draws: [[Int?]] = [[4, 4, 1], [1], [2, 3], [0, 1, nil], [1, 2], [3, 3]]
    var (few, many) = (TestTable(), TestTable())
    for conversation in 0..<16 {
      let probes = (0..<3).map { place in
        (real: (conversation * (place + 2) + place) % 5, draws: draws[(conversation + 2 * place) % draws.count])
      }
      add(&few, stratum: conversation % 2, probes)
      // Each draw as often as makes six labelled ones at every probe.
      add(
        &many, stratum: conversation % 2,
        probes.map { probe in
          let labelled = probe.draws.compactMap(\.self).filter { $0 >= 0 }
          return (probe.real, labelled.flatMap { Array(repeating: $0, count: 6 / labelled.count) })
        })
    }
    let first = try await report(few, [.strata, .contrast, .floors, .positions, .matrix, .actions])
    let second = try await report(many, [.strata, .contrast, .floors, .positions, .matrix, .actions])
    let (rows, others) = (first.figures.tidyRows, second.figures.tidyRows)
    #expect(rows.count == others.count && rows.contains { $0.section == "floor" && $0.estimate != nil })
    for (row, other) in zip(rows, others) {
      let (one, two) = ([row.estimate, row.lower, row.upper], [other.estimate, other.lower, other.upper])
      for (a, b) in zip(one, two) where a != b {
        let isClose = a.flatMap { a in b.map { abs(a - $0) < 1e-9 } } ?? false
        #expect(isClose, "\(row.section) \(row.stratum) \(row.group) \(row.item) \(row.quantity)")
      }
    }
  }

  @Test func silentDrawsCountWhereNoneSpeaks() async throws {
    var table = TestTable()
    add(&table, stratum: 0, [(2, [2, -1]), (1, [-1, -1]), (0, [nil, nil])])
    add(&table, stratum: 1, [(3, [3, 3])])
    let account = try await report(table, [.strata]).strata[0].account
    #expect(account.labelled == 1 && account.simulatedSilent == 1 && account.unlabelled == 1 && account.total == 3)
  }

  /// A silent draw is a part of its probe like any other, in the count as in the share.
  @Test func missedDisengagementsCountSilentDrawsInBothNumbers() async throws {
    var table = TestTable()
    // Of who resists: half missed, none missed, all of it missed.
    add(&table, stratum: 0, [(0, [2, -1]), (0, [-1, 0]), (0, [3, 4])])
    add(&table, stratum: 1, [(3, [3, 3])])
    let matrix = try #require(try await report(table).strata[0].matrix)
    #expect(matrix.disengagementMisses.number == 1.5 && matrix.disengagements.number == 3)
    #expect(matrix.disengagementMissShare.number == 0.5 && matrix.disengagementMissShare.count == 3)
  }

  @Test func missingDrawsOfAveragedProbesHaveNoBounds() async throws {
    var table = TestTable()
    for stratum in 0..<2 { add(&table, stratum: stratum, [(2, [4, 3]), (1, [1, 1])]) }
    var whole = table.table
    whole.unlabelledProbes.conversation = [0]
    whole.unlabelledProbes.series = [1]
    whole.unlabelledProbes.real = [2]
    whole.unlabelledProbes.simulated = [Code.missing]
    let rows = RowSet(capacity: whole.count, full: true)
    func missing(_ draws: DrawRule) async throws -> MissingReport? {
      let options = AnalysisOptions(simulator: "s", instrument: "i", draws: draws, parts: [.contrast])
      return try await FidelityAnalysis(table: whole, rows: rows, options: options).report().missing
    }
    #expect(try await missing(.mean)?.reason?.hasPrefix("draws are averaged") == true)
    let one = try #require(try await missing(.single(1)))
    #expect(one.reason == nil && one.strata[0].missing == 1)
  }
}
