import Cases
import Figures
import Statistics
import Testing

@testable import Fidelity

/// A simulator without any fault, a judge that misreads its refusals, and people who labelled some of it.
struct DifferentialJudgeTests {
  private struct Plan {
    var seed: UInt64 = 7
    var conversations = 900
    /// Of simulated refusals, on simulated turns alone, and of real ones.
    var misread = 0.7
    var misreadReal = 0.0
    /// Conversations labelled blind, and by how many people.
    var labelled = 300
    var people = 1
    /// How often a second and further person errs.
    var peopleErr = 0.0
    /// Steps by which simulated turns of those who decline are too deep.
    var deficit = 0
  }

  private func report(
    _ plan: Plan, _ change: (inout AnalysisOptions) -> Void = { _ in }
  ) async throws -> FidelityReport {
    var random = SeededGenerator(seed: plan.seed)
    var table = TestTable()
    var truth: [(real: [Int], simulated: [Int])] = []
    for conversation in 0..<plan.conversations {
      let side = conversation % 2
      // Only the stage before tells what comes next, to people and to the simulator alike: a perfect one.
      func stage(_ shallowness: Int) -> Int { (random.next(below: 10) < shallowness ? 0 : 2) + random.next(below: 3) }
      let before = [9, 9, 5, 1, 1]
      var real = [stage(side == 0 ? 9 : 1)]
      var simulated = [stage(5)]
      for _ in 0..<2 {
        simulated.append(stage(before[real[real.count - 1]]))
        real.append(stage(before[real[real.count - 1]]))
      }
      simulated = simulated.map { min(4, $0 + (side == 0 ? plan.deficit : 0)) }
      func judged(_ stage: Int, _ share: Double) -> Int {
        stage == 0 && Double(random.next(below: 1000)) < share * 1000 ? 3 : stage
      }
      table.add(
        stratum: side,
        zip(real, simulated).map { (judged($0, plan.misreadReal), judged($1, plan.misread)) })
      truth.append((real, simulated))
    }
    var options = AnalysisOptions(simulator: "s", instrument: "i", resamples: 300, permutationDraws: 50)
    options.parts = [.contrast, .floors, .resampled, .instruments]
    for row in 0..<table.table.count {
      let conversation = Int(table.table.pairs.conversation[row])
      guard conversation < plan.labelled else { continue }
      for person in 0..<plan.people {
        func seen(_ stage: Int) -> UInt8 {
          let errs = person > 0 && Double(random.next(below: 1000)) < plan.peopleErr * 1000
          return UInt8(errs ? (stage + 1) % 5 : stage)
        }
        options.blindStages.append(
          BlindStages(
            row: row, reviewer: "p\(person)", real: seen(truth[conversation].real[row % 3]),
            simulated: seen(truth[conversation].simulated[row % 3])))
      }
    }
    change(&options)
    return try await FidelityAnalysis(table: table.table, rows: table.all, options: options).report()
  }

  private func verdict(_ plan: Plan) async throws -> ConcentrationVerdict {
    try #require(try await report(plan).contrast?.verdict)
  }

  @Test func anErrorOfTheJudgeConvictsNobodyWherePeopleLabelled() async throws {
    let alone = try await verdict(Plan(labelled: 0))
    #expect(alone.finding == .onDecliners || alone.finding == .moreOnDecliners)
    #expect(alone.correction == nil && alone.judge == nil)
    let corrected = try await verdict(Plan())
    #expect(corrected.finding == .undecided)
    #expect(corrected.correction?.labelled == 300)
    #expect(corrected.excess.interval.bounds.map { $0.lower < 0 && $0.upper > 0 } == true)
    #expect(corrected.correction?.instrument.interval.bounds.map { $0.lower > 0 } == true)
    #expect(corrected.sentence.contains("Corrected by people’s blind labels of 300 conversations"))
    #expect(corrected.sentence.contains("The judge errs otherwise on simulated turns"))
    #expect(corrected.tippingPoint.number == nil)
  }

  @Test func aFaultOfTheSimulatorIsStillFound() async throws {
    let deep = try await verdict(Plan(misread: 0, deficit: 1))
    #expect(deep.correction != nil && deep.finding == .onDecliners)
    #expect(deep.judge?.errsDifferently == false && !deep.sentence.contains("that difference is bias"))
  }

  @Test func underAHundredConversationsTheJudgeCountsInFull() async throws {
    let few = try await verdict(Plan(labelled: 99))
    #expect(few.correction?.lambda.number == 1)
    let many = try await verdict(Plan(labelled: 100))
    #expect((many.correction?.lambda.number ?? 1) < 1)
  }

  @Test func tooFewBlindLabelsCorrectNothingAndSaySo() async throws {
    let few = try await verdict(Plan(labelled: 8))
    #expect(few.correction == nil)
    #expect(few.sentence.contains("Not corrected by people’s blind labels") && few.sentence.contains("at least 7"))
  }

  @Test func sidesAddUpToTheContrast() async throws {
    for floor in try await report(Plan()).contrast?.floors ?? [] {
      guard let corrected = floor.corrected else { continue }
      let difference = (corrected.uncommitted.number ?? 0) - (corrected.committed.number ?? 0)
      #expect(abs(difference - (corrected.excess.number ?? .nan)) < 1e-12)
    }
  }

  /// Where people say what the judge says, everything they could correct is as it was: so are the reference's means by
  /// weighted turns of everybody those of its cells.
  @Test func peopleWhoAgreeWithTheJudgeChangeNothing() async throws {
    for labelled in [300, 900] {
      let floor = try #require(try await report(Plan(misread: 0, labelled: labelled)).contrast?.floors[1])
      let corrected = try #require(floor.corrected)
      for (before, after) in [
        (floor.excess, corrected.excess), (floor.uncommittedExcess, corrected.uncommitted),
        (floor.committedExcess, corrected.committed),
      ] { #expect(abs((before.number ?? .nan) - (after.number ?? .nan)) < (labelled == 900 ? 0.02 : 0.1)) }
    }
  }

  @Test func confusionsOfBothKindsStandBesideEachOther() async throws {
    let judge = try #require(try await report(Plan()).judge)
    #expect(judge.confusions.map(\.source) == ["real", "simulated"] && judge.confusions.map(\.turns) == [900, 900])
    #expect(judge.confusions[0].kappa.number == 1 && (judge.confusions[1].kappa.number ?? 1) < 0.9)
    #expect(judge.kappaDifference.interval.bounds.map { $0.upper < 0 } == true)
    #expect(judge.shiftDifference.interval.bounds.map { $0.lower > 0 } == true)
    #expect(judge.differingStage?.stage == "resisting" && judge.errsDifferently)
    // A judge that errs alike on both is not called biased.
    let alike = try #require(try await report(Plan(misread: 0.4, misreadReal: 0.4)).judge)
    #expect(!alike.errsDifferently && (alike.confusions[0].kappa.number ?? 1) < 0.95)
  }

  @Test func aJudgeFurtherFromPeopleThanTheyFromEachOtherIsNotEstablished() async throws {
    let judge = try #require(try await report(Plan(misread: 0.9, misreadReal: 0.9, people: 2, peopleErr: 0.05)).judge)
    #expect(judge.isBelowPeople && judge.standingSentence?.contains("not established") == true)
    let good = try #require(try await report(Plan(misread: 0, people: 2, peopleErr: 0.2)).judge)
    #expect(!good.isBelowPeople && good.standingSentence == nil)
    let alone = try #require(try await report(Plan()).judge)
    #expect(alone.belowPeople.number == nil && !alone.isBelowPeople)
  }

  @Test func aTurnCountsWhetherItsCounterpartWasLabelledOrNot() async throws {
    let whole = try await report(Plan(labelled: 50))
    #expect(whole.judge?.confusions.map(\.turns) == [150, 150])
    let half = try await report(Plan(labelled: 50)) { options in
      for index in options.blindStages.indices where index % 3 == 0 { options.blindStages[index].real = Code.missing }
    }
    #expect(half.judge?.confusions.map(\.turns) == [100, 150])
    #expect(half.instruments?.pairs.first?.real.turns == 100 && half.instruments?.pairs.first?.simulated.turns == 150)
  }

  @Test func theTippingPointTakesTheExcessToItsLimit() async throws {
    let found = try await verdict(Plan(misread: 0.7, labelled: 0))
    let share = try #require(found.tippingPoint.number)
    #expect(share > 0 && share < 0.7)
    #expect(found.sentence.contains("of refusals as deliberation, on simulated turns alone, would void this"))
    #expect(try await verdict(Plan(misread: 0, labelled: 0)).tippingPoint.number == nil)
  }

  /// The corrected excess of a perfect simulator is 0 up to its own standard error, whatever the judge does.
  @Test func standardErrorsAreThoseOfTheSpread() async throws {
    var ratios: [Double] = []
    for seed in 1...20 {
      let report = try await report(Plan(seed: UInt64(seed), conversations: 300, labelled: 110)) { options in
        options.parts = [.contrast, .floors, .resampled]
        options.resamples = 10
      }
      let corrected = try #require(report.contrast?.floors[1].corrected)
      ratios.append((corrected.excess.number ?? .nan) / (corrected.standardError.number ?? .nan))
    }
    let mean = ratios.reduce(0, +) / 20
    let spread = (ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 19).squareRoot()
    #expect(abs(mean) < 4 / 20.0.squareRoot() && spread > 0.5 && spread < 1.5, "mean \(mean), spread \(spread)")
  }
}
