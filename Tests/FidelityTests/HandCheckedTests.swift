import Cases
import Fidelity
import Testing

/// Tables small enough to compute every number on paper.
@Suite struct HandCheckedTests {
  private func report(
    _ table: TestTable, _ change: (inout AnalysisOptions) -> Void = { _ in }
  ) async throws -> FidelityReport {
    var options = AnalysisOptions(
      simulator: "s", instrument: "i", resamples: 200, permutationDraws: 200, parts: [.strata, .contrast])
    change(&options)
    return try await FidelityAnalysis(table: table.table, rows: table.all, options: options).report()
  }

  /// Two who left with D̄ of 2 and 1, two who paid with D̄ of 0 and −1.
  private var four: TestTable {
    var table = TestTable()
    table.add(stratum: 0, [(0, 3), (1, 2)])
    table.add(stratum: 0, [(2, 3)])
    table.add(stratum: 1, [(4, 4), (3, 3), (2, 2)])
    table.add(stratum: 1, [(4, 3)])
    return table
  }

  @Test func sharesAndShiftsAreThoseOfThePairs() async throws {
    let left = try await report(four).strata[0]
    #expect(left.pairs == 3 && left.conversations == 2)
    let considering = left.stages[3]
    #expect(considering.real.count == 0 && considering.simulated.count == 2)
    #expect(considering.simulated.share.number == 2.0 / 3)
    #expect(considering.shift.number == 2.0 / 3 && considering.shift.count == 3)
    #expect(left.headlines.map(\.id) == ["resistance", "deliberation", "commitment"])
    #expect(left.headlines[0].shift.number == -1.0 / 3)
    #expect(left.headlines[1].shift.value == considering.shift.value)
  }

  @Test func biasIsTheMeanOverConversationsBesideTheOneOverPairs() async throws {
    let strata = try await report(four).strata
    #expect(strata[0].depthBias?.estimate.number == 1.5)
    #expect(strata[0].depthBias?.pairWeighted.number == 5.0 / 3)
    #expect(strata[0].depthBias?.standardDeviation.number == 0.5.squareRoot())
    #expect(strata[1].depthBias?.estimate.number == -0.5)
    #expect(strata[1].depthBias?.pairWeighted.number == -0.25)
  }

  @Test func theContrastIsTheDifferenceOfTheBiases() async throws {
    let contrast = try #require(try await report(four).contrast)
    #expect(contrast.estimate.number == 2)
    // Variances ½ and ½ of two each: standard error √½, pooled SD √½.
    expectNear(contrast.welch.t.number, .number(8.0.squareRoot()))
    expectNear(contrast.welch.degreesOfFreedom.number, .number(2))
    expectNear(contrast.cohenD.number, .number(8.0.squareRoot()))
    #expect(contrast.cliffsDelta.number == 1)
    #expect(contrast.mannWhitney.u.number == 4)
  }

  @Test func calibrationIsWeightedBackToThePopulation() async throws {
    let asDrawn = try await report(four).marginalBias
    #expect(asDrawn?.estimate.number == 0.5 && asDrawn?.weightsAreDeclared == false)
    let weighted = try await report(four) { $0.populationShares = ["left": 3, "paid": 1] }
    #expect(weighted.marginalBias?.estimate.number == 1)
    #expect(weighted.marginalBias?.weights.map(\.number) == [0.75, 0.25])
    let wrong = try await report(four) { $0.populationShares = ["gone": 1] }
    #expect(wrong.marginalBias?.estimate.value.reason?.contains("gone") == true)
  }

  @Test func whatHasNoLabelIsLeftOutAndCounted() async throws {
    var table = four
    let row = table.addConversation(stratum: 0)
    table.addPair(row, turn: 1, real: "resisting", simulated: nil)
    table.addPair(row, turn: 3, real: "resisting", simulated: "-")
    table.addPair(row, turn: 5, real: "-", simulated: "considering", isExit: true)
    table.addPair(row, turn: 7, real: "-", simulated: "-", isExit: true)
    let found = try await report(table) { $0.parts.insert(.matrix) }
    let account = found.strata[0].account
    #expect(account.labelled == 3 && account.unlabelled == 1 && account.simulatedSilent == 1)
    #expect(account.realSilent == 1 && account.bothSilent == 1 && account.total == 7)
    #expect(found.strata[0].conversations == 2)
    #expect(found.strata[0].depthBias?.estimate.number == 1.5)
    let matrix = try #require(found.strata[0].matrix)
    // Of two exit probes the simulator stays silent at one; the one that resists goes on everywhere but once.
    #expect(matrix.exitProbeRecall.number == 0.5 && matrix.exitProbeRecall.count == 2)
    #expect(matrix.disengagements == .number(4) && matrix.disengagementMisses == .number(2))
  }

  @Test func aReferenceLeavesTheOwnCustomerOut() async throws {
    // At 30 %: depths 0, 1, 2 of those who left, 4 of one who paid; "u" is one person with two conversations.
    var table = TestTable()
    table.add(stratum: 0, customer: "u", [(0, 4)])
    table.add(stratum: 0, customer: "u", [(1, 4)])
    table.add(stratum: 0, [(2, 4)])
    table.add(stratum: 1, [(4, 4)])
    let found = try await report(table) { $0.parts.insert(.floors) }
    let floor = try #require(found.contrast?.floors.first)
    // Others' means: 3, 3 for u; 5/3 for the third; 1 for the fourth. Biases 3, 2, −1/3 and −3.
    let bias = 14.0 / 9
    expectNear(floor.uncommittedBias.number, .number(bias))
    #expect(floor.committedBias.number == -3)
    expectNear(floor.estimate.number, .number(bias + 3))
    let delta = try #require(found.contrast?.estimate.number)
    expectNear(floor.excess.number, .number(delta - bias - 3))
  }

  @Test func anEmptyCellFallsBackToTheCoarserReferenceAndIsCounted() async throws {
    var table = TestTable()
    table.add(stratum: 0, [(0, 1), (0, 1)])
    table.add(stratum: 1, [(4, 4), (3, 3)])
    let found = try await report(table) { $0.parts.insert(.floors) }
    let floors = try #require(found.contrast?.floors)
    #expect(floors[0].fallbacks == 0)
    // After resisting, and after deciding, there is nobody else at 60 %.
    #expect(floors[1].fallbacks == 2)
    #expect(floors[0].estimate.value == floors[1].estimate.value)
    #expect(floors[2].estimate.value.reason == "no preceding agent action is labelled")
  }

  @Test func aFilterDoesNotTellTheReferencesTheOutcome() async throws {
    let table = four
    var rows = table.all
    let whole = try await report(table) { $0.parts.insert(.floors) }
    let options = AnalysisOptions(simulator: "s", instrument: "i", resamples: 50, parts: [.contrast, .floors])
    for row in 0..<table.table.count where table.table.pairs.realStage[row] == 2 { rows.remove(row) }
    let part = try await FidelityAnalysis(table: table.table, rows: rows, options: options).report()
    // The conversation that stays whole keeps the reference that the whole audit gives it.
    #expect(part.contrast?.floors.first?.committedBias != nil)
    #expect(whole.contrast?.floors.first?.estimate.count == 4)
    #expect(part.contrast?.floors.first?.estimate.count == 3)
  }

  @Test func exitsUseWhatStagesLeaveOut() async throws {
    var table = TestTable()
    let row = table.addConversation(stratum: 0)
    table.addPair(row, turn: 1, real: "resisting", simulated: "considering")
    table.setLast(\.realExit, 1)
    table.setLast(\.simulatedExit, 0)
    table.addPair(row, turn: 5, real: "-", simulated: "-", isExit: true)
    table.setLast(\.realExit, 5)
    table.setLast(\.simulatedExit, 4)
    table.add(stratum: 1, [(4, 4)])
    let found = try await report(table) { $0.parts.insert(.categories) }
    let exits = found.strata[0].exits
    #expect(exits.map(\.id) == ["none", "refusal", "delay", "topic-change", "silence", "abandonment"])
    #expect(exits.map(\.real.count) == [0, 1, 0, 0, 0, 1])
    #expect(exits.map(\.simulated.count) == [1, 0, 0, 0, 1, 0])
    #expect(found.strata[1].exits.allSatisfy { $0.real.share.value.reason != nil })
  }

  @Test func timeToExitEndsAtTheFirstTurnThatLeaves() async throws {
    var table = TestTable()
    table.add(stratum: 0, [(2, 2), (0, 3), (0, 0)])
    table.add(stratum: 0, [(2, 0), (2, 3), (2, 3)])
    table.add(stratum: 1, [(4, 4)])
    let survival = try #require(try await report(table) { $0.parts.insert(.survival) }.strata[0].survival)
    // Probes at 30, 60 and 90 % of ten user turns are the user turns 4, 7 and 10.
    #expect(survival.real.steps.map(\.turn) == [4, 7, 10])
    #expect(survival.real.steps.map(\.atRisk) == [2, 2, 1])
    #expect(survival.real.steps.map(\.surviving) == [1, 0.5, 0.5])
    // Both stand on the real risk set: what is simulated after the person has left is nobody's.
    #expect(survival.simulated.steps.map(\.turn) == [4, 7, 10])
    #expect(survival.simulated.steps.map(\.events) == [1, 0, 0])
    #expect(survival.simulated.steps.map(\.surviving) == [0.5, 0.5, 0.5])
    #expect(survival.difference.number == 0)
  }

  @Test func drawsOfOneTurnShareItsEvent() async throws {
    var table = TestTable()
    for (number, leaves) in [(0, "resisting"), (1, "engaging"), (2, "engaging"), (3, "resisting")] {
      let conversation = number == 0 ? table.addConversation(stratum: 0) : 0
      table.addPair(conversation, turn: 7, place: 0, draw: number, real: "engaging", simulated: leaves)
    }
    let found = try await report(table) {
      $0.parts.insert(.survival)
      $0.draws = .mean
    }
    let survival = try #require(found.strata[0].survival)
    #expect(survival.simulated.conversations == 1 && survival.simulated.events.number == 0.5)
    #expect(survival.real.steps.map(\.atRisk) == [1])
  }
}
