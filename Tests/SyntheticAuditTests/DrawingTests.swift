import Testing

@testable import SyntheticAudit

@Suite struct DrawingTests {
  @Test func everySituationHasProbabilitiesThatSumToOne() {
    let dynamics = StageDynamics(model: PlantedModel())
    for step in 0..<StageDynamics.steps {
      for before in [nil] + Stage.allCases.map(Optional.some) {
        for action in AgentAction.allCases {
          for row in dynamics.situation(step: step, before: before, action: action) {
            #expect(abs(dynamics.next(row).sum - 1) < 1e-12)
          }
        }
      }
    }
    #expect(abs(dynamics.mix(committedShare: 0.28).prior.reduce(0, +) - 1) < 1e-12)
  }

  @Test func willingnessMovesStages() {
    let dynamics = StageDynamics(model: PlantedModel())
    let rows = dynamics.situation(step: 9, before: .engaging, action: .pitch)
    let decayed = dynamics.next(rows.lowerBound)
    let grown = dynamics.next(rows.upperBound - 1)
    #expect(decayed.resisting > grown.resisting)
    #expect(decayed.deciding < grown.deciding)
  }

  @Test func seeingResistanceMakesAnUncommittedEndMoreLikely() {
    let dynamics = StageDynamics(model: PlantedModel())
    let mix = dynamics.mix(committedShare: 0.5)
    func uncommitted(after stage: Stage) -> Double {
      var belief = mix.prior
      dynamics.update(
        &belief, dynamics.situation(step: 9, before: .engaging, action: .pushClose), saw: stage)
      return zip(belief, mix.uncommittedGivenKind).reduce(0) { $0 + $1.0 * $1.1 }
    }
    #expect(uncommitted(after: .resisting) > 0.5)
    #expect(uncommitted(after: .deciding) < 0.5)
  }

  @Test func lengthsHaveTheStatedShares() {
    for range in [2...2, 3...4, 3...13, 5...20] {
      let lengths = LengthDistribution(range: range)
      #expect(abs(range.reduce(0) { $0 + lengths.share($1) } - 1) < 1e-12)
      var random = Xoshiro256(seed: 1)
      #expect((0..<500).allSatisfy { _ in range.contains(lengths.draw(&random)) })
    }
  }

  @Test func aPanelHoldsExactlyAsManyAsAsked() {
    var random = Xoshiro256(seed: 9)
    for (count, total) in [(0, 10), (10, 10), (193, 374), (1, 1), (0, 0)] {
      let panel = Panel(choosing: count, of: total, &random)
      #expect((0..<total).count { panel.contains($0) } == count)
    }
    #expect(Panel.all.contains(12345))
  }

  @Test func customersHaveOneTwoAndThreeConversationsInTurn() {
    let customers = Customers(most: 3)
    #expect((0..<12).map { customers.of(conversation: $0).customer } == [0, 1, 1, 2, 2, 2, 3, 4, 4, 5, 5, 5])
    #expect((0..<6).map { customers.of(conversation: $0).ordinal } == [0, 0, 1, 0, 1, 2])
    #expect((0..<5).map { Customers(most: 1).of(conversation: $0).customer } == [0, 1, 2, 3, 4])
  }

  @Test func confusionKeepsTheErrorRateAndPrefersNearMisses() {
    let confusion = Confusion(errorRate: 0.1)
    for (stage, row) in zip(Stage.allCases, confusion.rows) {
      #expect(abs(row.sum - 1) < 1e-12)
      #expect(abs(row[stage] - 0.9) < 1e-12)
    }
    #expect(confusion.rows[0].exploring > confusion.rows[0].deciding)
  }

  @Test func outcomesComeAsAsked() {
    func committed(_ mix: GenerationOptions.OutcomeMix) -> Int {
      var options = GenerationOptions.small(.matchmaking, conversations: 1000)
      options.outcome = mix
      let membership = Membership(options: options)
      return (0..<1000).count { membership.isCommitted($0) }
    }
    #expect(committed(.balanced) == 500)
    #expect(committed(.committed(7)) == 7)
    #expect((220...340).contains(committed(.share(0.28))))
    #expect(committed(.share(0)) == 0)
    #expect(committed(.share(1)) == 1000)
  }

  @Test func aSilentSimulatorSaysNothingOnlyWhereItWouldResist() {
    var options = GenerationOptions.small(.matchmaking)
    options.truthConversations = 600
    options.simulators = [SimulatorPlan(id: "mute", silence: 1, exitSilence: 1)]
    let tally = TruthStudy(options: options).run(threads: 1)
    for cell in tally.cells[0][0] {
      #expect(cell.silent > 0)
      #expect(cell.joint(nil).allSatisfy { $0[Stage.resisting.rawValue] == 0 })
      #expect(cell.exitResisting == 0)
    }
  }
}
