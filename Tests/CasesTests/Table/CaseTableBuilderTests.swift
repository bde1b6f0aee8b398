import Testing

@testable import Cases

@Suite struct CaseTableBuilderTests {
  private let description = AuditDescription(
    name: "small", outcome: OutcomeDefinition(name: "payment", strata: [Stratum(id: "all", committed: false)]),
    schema: .decisionState1, probes: ProbeRule(fractions: [0.9], exitProbe: true),
    simulators: [Simulator(id: "persona")], instruments: [Instrument(id: "judge-a"), Instrument(id: "judge-b")])

  /// A label of a stage; series 0 and 1 are real turns by the two instruments, 2 and 3 simulated ones.
  private func label(turn: Int, series: Int, stage: UInt8) -> ConversationFacts.Labelled {
    let missing = Code.missing
    return .init(
      key: RecordKey.pack(conversation: 1, turn: turn, code: series),
      codes: LabelCodes(stage: stage, emotion: missing, blocker: missing, exit: missing, action: missing))
  }

  @Test func thePreviousStageIsThatOfTheLastLabelledTurnProbedOrNot() throws {
    var builder = try CaseTableBuilder(
      description: description, sources: [.real, .simulator(id: "persona", draw: 0)],
      labelSeries: [(0, 0), (0, 1), (1, 0), (1, 1)].map { LabelSeries(source: $0.0, instrument: $0.1) }, fields: [])
    builder.add(
      ConversationFacts(
        key: 1, stratum: 0, customer: nil, profile: UnsafeRawBufferPointer(start: nil, count: 0),
        roles: [.agent, .user, .agent, .user, .agent, .user, .agent],
        simulations: [5, 7].map { .init(key: RecordKey.pack(conversation: 1, turn: $0, code: 1), isSilent: $0 == 7) },
        labels: [
          label(turn: 1, series: 0, stage: 2), label(turn: 1, series: 1, stage: 4), label(turn: 3, series: 0, stage: 3),
          label(turn: 5, series: 0, stage: 0), label(turn: 5, series: 1, stage: 1), label(turn: 5, series: 2, stage: 2),
          label(turn: 5, series: 3, stage: 2),
        ]))
    let pairs = builder.takePairs()
    #expect(Set(PairColumnsTests.lengths(pairs).values) == [4])
    #expect(pairs.turn == [5, 5, 7, 7])
    #expect(pairs.userTurn == [3, 3, 4, 4])
    #expect(pairs.realStage == [0, 1, Code.noReply, Code.noReply])
    // Instrument a labelled turn 3, which nobody probed; instrument b's last was turn 1; both then labelled turn 5.
    #expect(pairs.previousStage == [3, 4, 0, 1])
  }
}
