import Testing

@testable import SyntheticAudit

/// Exact samplers: what they know is held to other people of whom the same is known.
@Suite struct KnowledgeTests {
  /// What is known at a probe of a conversation, and what came.
  private struct Probe {
    var known: String
    var stage: Stage?
    var law: ProbeLaw
  }

  private func probes(
    _ knowledge: Knowledge, conversations: Int, _ change: (inout GenerationOptions) -> Void = { _ in },
    known: (ConversationDraw, ConversationDraw.Probe, LabelledTurns) -> String
  ) -> [Probe] {
    var options = GenerationOptions.small(.matchmaking)
    options.outcome = .share(0.5)
    options.simulators = [.exact(knowing: knowledge)]
    change(&options)
    let drawer = AuditDrawer(options: options, seed: 5)
    return (0..<conversations).flatMap { index -> [Probe] in
      let draw = drawer.conversations.draw(index, isCommitted: index % 2 == 0)
      let outlook = drawer.outlook(draw, drawer.errorStreams(conversation: index))
      guard let labelled = outlook.labelled else { return [] }
      return outlook.probes[0].filter { $0.fraction != nil }.map { probe in
        Probe(
          known: known(draw, probe, labelled), stage: draw.exchanges[probe.place].state.stage, law: probe.law)
      }
    }
  }

  /// The stages that came are as often as the laws said, wherever the same is known.
  private func expectCalibration(_ probes: [Probe], sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(!probes.isEmpty, sourceLocation: sourceLocation)
    for (known, group) in Dictionary(grouping: probes, by: \.known) where group.count >= 40 {
      for stage in Stage.allCases {
        let expected = group.reduce(0) { $0 + $1.law.next[stage] }
        let spread = group.reduce(0) { $0 + $1.law.next[stage] * (1 - $1.law.next[stage]) }.squareRoot()
        let came = Double(group.count { $0.stage == stage })
        #expect(abs(came - expected) < 5 * spread + 1, "\(known) \(stage)", sourceLocation: sourceLocation)
      }
    }
  }

  @Test(arguments: [true, false]) func lookUpsAreExact(labelAll: Bool) {
    func stage(_ turns: LabelledTurns, _ place: Int) -> String {
      turns.states[0][..<place].last { $0 != nil }.flatMap { $0 }.map { $0.stage.id } ?? "none"
    }
    expectCalibration(
      probes(.position, conversations: 3000) {
        $0.labelAll = labelAll
      } known: { _, probe, _ in
        "\(probe.fraction ?? -1)"
      })
    expectCalibration(
      probes(.previousStage, conversations: 3000) {
        $0.labelAll = labelAll
      } known: { _, probe, turns in
        "\(probe.fraction ?? -1) \(stage(turns, probe.place))"
      })
    expectCalibration(
      probes(.action, conversations: 4000) {
        $0.labelAll = labelAll
      } known: { _, probe, turns in
        "\(probe.fraction ?? -1) \(stage(turns, probe.place)) \(turns.actions[probe.place].last?.id ?? "")"
      })
  }

  /// By bins of what the law itself says, and by what a summary would group.
  @Test func theHistoryIsExact() {
    expectCalibration(
      probes(.history, conversations: 700) { _, probe, turns in
        let resisting = turns.states[0][..<probe.place].count { $0?.stage == .resisting }
        return "\(probe.fraction ?? -1) \(resisting)"
      })
    expectCalibration(
      probes(.history, conversations: 700) {
        $0.commitmentHazard = 0.3
        $0.instruments[0].errorRate = 0.3
      } known: { draw, _, _ in
        "\(draw.userTurns)"
      })
  }

  /// Without labelling errors what was labelled is what was.
  @Test func withoutErrorsTheHistoryIsThatOfTheStates() {
    var options = GenerationOptions.small(.subscription)
    options.instruments = [InstrumentPlan(id: "judge", errorRate: 0)]
    options.simulators = [.exact(knowing: .history)]
    options.commitmentHazard = 0.2
    let drawer = AuditDrawer(options: options, seed: 8)
    for index in 0..<60 {
      let draw = drawer.conversations.draw(index, isCommitted: index % 3 == 0)
      let outlook = drawer.outlook(draw, drawer.errorStreams(conversation: index))
      for (probe, exact) in zip(outlook.probes[0], draw.probes) {
        for stage in Stage.allCases { #expect(abs(probe.law.next[stage] - exact.law.next[stage]) < 1e-12) }
        #expect(abs(probe.law.leaving - exact.law.leaving) < 1e-12)
      }
    }
  }

  @Test func whatIsKnownIsWhatIsWritten() throws {
    var options = GenerationOptions.small(.matchmaking, conversations: 20, text: .short)
    options.simulators = [.exact(knowing: .action)]
    let drawer = AuditDrawer(options: options, seed: options.seed)
    let membership = Membership(options: options)
    let labels = try GeneratedAudit(options).lines(.labels).filter { $0["instrument"] as? String == "judge-a" }
    for index in 0..<20 {
      let draw = drawer.conversations.draw(index, isCommitted: membership.isCommitted(index))
      let turns = try #require(drawer.outlook(draw, drawer.errorStreams(conversation: index)).labelled)
      let id = "c-00" + (index < 9 ? "0" : "") + "\(index + 1)"
      let own = labels.filter { $0["conversation"] as? String == id }
      let stages = own.filter { $0["source"] as? String == "real" }.compactMap { $0["stage"] as? String }
      #expect(stages == turns.states[0].compactMap { $0?.stage.id })
      let actions = own.filter { $0["source"] as? String == "agent" }.compactMap { $0["action"] as? String }
      #expect(actions == turns.actions.flatMap { $0.map(\.id) })
    }
  }
}
