import Cases
import Fidelity
import Figures
import JSON
import Statistics
import Testing

/// Draws as a forecast of the next real turn.
@Suite struct EnsembleTests {
  private let stages = ["resisting", "exploring", "engaging", "considering", "deciding"]

  private func report(_ table: TestTable, filter: String? = nil) async throws -> DrawsReport {
    let options = AnalysisOptions(
      simulator: "s", instrument: "i", parts: [.contrast, .floors, .draws], filterText: filter)
    let report = try await FidelityAnalysis(table: table.table, rows: table.all, options: options).report()
    return try #require(report.repeated)
  }

  /// Real stages by position from laws of their own; the draws as `simulated` says.
  private func table(
    conversations: Int, draws: Int, seed: UInt64, _ simulated: (inout SeededGenerator, [Double]) -> Int
  ) -> TestTable {
    let laws = [[0.1, 0.4, 0.3, 0.1, 0.1], [0.3, 0.1, 0.1, 0.4, 0.1], [0.4, 0, 0.1, 0.1, 0.4]]
    var table = TestTable()
    var random = SeededGenerator(seed: seed)
    for conversation in 0..<conversations {
      let row = table.addConversation(stratum: conversation % 2)
      for (place, law) in laws.enumerated() {
        let real = pick(&random, law)
        for draw in 0..<draws {
          table.addPair(
            row, turn: 2 * place + 1, place: [3, 6, 9][place], draw: draw, real: stages[real],
            simulated: stages[simulated(&random, law)])
        }
      }
    }
    return table
  }

  private func pick(_ random: inout SeededGenerator, _ law: [Double]) -> Int {
    let u = Double.random(in: 0..<1, using: &random)
    var below = 0.0
    for (stage, probability) in law.enumerated() {
      below += probability
      if u < below { return stage }
    }
    return law.count - 1
  }

  @Test(arguments: [2, 5]) func aPerfectEnsembleHasNoSkillOverItsOwnLaw(draws: Int) async throws {
    let found = try await report(table(conversations: 400, draws: draws, seed: 7) { pick(&$0, $1) }).ensemble
    let position = try #require(found.rows.first { $0.reference == .position })
    let bounds = try #require(position.skill.interval.bounds)
    #expect(bounds.lower < 0 && bounds.upper > 0 && bounds.upper - bounds.lower < 0.3)
    #expect(found.isBetter(position) == nil && found.probes == 1200 && found.draws == draws...draws)
    #expect(found.sentence?.contains("beside a look-up table by position") == true)
    // As alike and as spread as the law.
    let (own, law) = (try #require(found.rows.first), position)
    #expect(abs(try #require(own.identical.number) - (try #require(law.identical.number))) < 0.03)
    #expect(abs(try #require(own.entropy.number) - (try #require(law.entropy.number))) < 0.04)
    #expect(try #require(law.entropy.number) < (try #require(law.lawEntropy.number)))
  }

  /// A small audit's table of another look-up would be beaten by its own law: there is no skill over it, and a reason.
  @Test func aLookUpOfHardlyAnyLabelHasNoSkill() async throws {
    let few = try await report(table(conversations: 14, draws: 3, seed: 3) { pick(&$0, $1) }).ensemble
    let rows = few.rows.filter { $0.reference == .position || $0.reference == .previousStage }
    #expect(rows.count == 2 && rows[0].skill.number != nil && rows[1].rankedScore.number != nil)
    #expect(rows[1].skill.value.reason?.hasPrefix("the look-up is made of fewer than 5 labels at ") == true)
    #expect(few.sentence?.contains("previous stage") == false)
    let many = try await report(table(conversations: 400, draws: 2, seed: 7) { pick(&$0, $1) }).ensemble
    #expect(many.rows.allSatisfy { $0.reference != .previousStage || $0.skill.number != nil })
  }

  /// With few labels a table scores worse than its law; the law's own draws are no better for that.
  @Test func aSmallTableIsScoredAsItsLawIs() async throws {
    var skills: [Double] = []
    for seed in 0..<150 {
      let found = try await report(table(conversations: 8, draws: 2, seed: UInt64(seed)) { pick(&$0, $1) }).ensemble
      skills.append(try #require(found.rows.first { $0.reference == .position }?.skill.number))
    }
    let mean = skills.reduce(0, +) / Double(skills.count)
    let spread = (skills.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(skills.count - 1)).squareRoot()
    // Scored as it stands, the table of seven labels loses a seventh.
    #expect(abs(mean) < 4 * spread / Double(skills.count).squareRoot() && mean < 0.09, "\(mean)")
  }

  @Test func drawsThatKnowNothingAreWorseThanALookUpTable() async throws {
    let found = try await report(
      table(conversations: 120, draws: 3, seed: 1) { random, _ in pick(&random, [0, 0, 0, 0, 1]) })
    let rows = found.ensemble.rows.filter { $0.reference == .position }
    #expect(rows.allSatisfy { found.ensemble.isBetter($0) == false })
    #expect(found.sentence?.contains("worse than a look-up table by position (skill −") == true)
    // Identical draws are found.
    #expect(found.ensemble.rows[0].identical.number == 1 && found.ensemble.rows[0].entropy.number == 0)
  }

  @Test func stagesOfOneDepthAreOneStep() async throws {
    var table = TestTable(depths: [0, 1, 1, 2, 3])
    for conversation in 0..<10 {
      let row = table.addConversation(stratum: conversation % 2)
      let real = conversation % 3
      // Always the right depth, never the right one of the two stages.
      let simulated = [0, 2, 1][real]
      for draw in 0..<2 {
        table.addPair(row, turn: 1, place: 3, draw: draw, real: stages[real], simulated: stages[simulated])
      }
    }
    let found = try await report(table).ensemble
    #expect(found.rows[0].rankedScore.number == 0)
  }

  @Test func probesWithOneDrawAreLeftOut() async throws {
    var table = TestTable()
    for conversation in 0..<10 {
      let row = table.addConversation(stratum: conversation % 2)
      for draw in 0..<2 {
        table.addPair(row, turn: 1, place: 3, draw: draw, real: stages[conversation % 4], simulated: stages[draw])
      }
      table.addPair(row, turn: 3, place: 6, real: stages[1], simulated: stages[1])
    }
    let found = try await report(table).ensemble
    #expect(found.probes == 10 && found.singles == 10 && found.rows[0].identical.number == 0)
  }

  @Test func oneDrawAndOneInstrumentIsOneLine() async throws {
    let table = table(conversations: 40, draws: 1, seed: 3) { pick(&$0, $1) }
    let found = try await report(table)
    #expect(found.reason?.hasPrefix("one draw a probe and one instrument") == true)
    let options = AnalysisOptions(simulator: "s", instrument: "i", parts: [.contrast, .floors, .draws])
    let whole = try await FidelityAnalysis(table: table.table, rows: table.all, options: options).report()
    let text = whole.figures.text()
    #expect(text.contains("One draw a probe and one instrument") && !text.contains("WHAT TO BUY NEXT"))
    #expect(whole.figures.tree.json().contains("one draw a probe and one instrument"))
    #expect(whole.figures.tidyRows.contains { $0.section == "ensemble" && $0.reason?.hasPrefix("one draw") == true })
  }

  @Test func aFilterOnWhatIsMeasuredWithholdsIt() async throws {
    let table = table(conversations: 40, draws: 2, seed: 3) { pick(&$0, $1) }
    let found = try await report(table, filter: "miss:yes")
    #expect(found.reason != nil && found.ensemble.rows.isEmpty && found.ensemble.sentence == nil)
  }

  @Test func fewUnitsDecideNothing() async throws {
    let table = table(conversations: 6, draws: 3, seed: 5) { random, _ in pick(&random, [0, 0, 0, 0, 1]) }
    let found = try await report(table).ensemble
    #expect(found.rows.allSatisfy { found.isBetter($0) == nil })
    #expect(found.sentence?.contains("too few to say how good they are") == true)
  }
}
