import Cases
import Figures
import Testing

@testable import Fidelity

@Suite struct ExitRecordTests {
  @Test func silenceIsAnAgentWhoSpeaksAgain() {
    let record = ExitRecord([.agent, .agent, .user, .agent, .agent, .agent, .user])
    #expect(record.agentTurns == 5 && record.silences == 3 && !record.isAbandoned)
  }

  @Test func abandonmentIsAnAgentWhomNobodyAnswersAnyMore() {
    let record = ExitRecord([.user, .agent, .tool, .system])
    #expect(record.agentTurns == 1 && record.silences == 0 && record.isAbandoned)
    #expect(ExitRecord([.agent, .tool, .agent]).silences == 1)
    #expect(ExitRecord([Role]()) == ExitRecord([.system]))
  }
}

@Suite struct ExitAuditTests {
  /// Two who left and two who paid. Exits are codes of `decision-state/1`: none 0, refusal 1, delay 2, topic-change 3,
  /// silence 4, abandonment 5.
  private func table() -> CaseTable {
    var hand = TestTable()
    var exits: [(real: UInt8, simulated: UInt8)] = []
    func add(_ row: Int, _ turn: Int, _ real: String?, _ simulated: String?, _ codes: (UInt8, UInt8), isExit: Bool) {
      hand.addPair(row, turn: turn, place: 9, real: real, simulated: simulated, isExit: isExit)
      exits.append(codes)
    }
    let none = Code.missing
    let first = hand.addConversation(stratum: 0)
    add(first, 17, "resisting", "considering", (1, 0), isExit: false)
    add(first, 20, "-", "considering", (5, 2), isExit: true)
    let second = hand.addConversation(stratum: 0)
    add(second, 17, "exploring", "-", (0, 4), isExit: false)
    add(second, 20, "-", "-", (5, 4), isExit: true)
    let third = hand.addConversation(stratum: 1)
    add(third, 17, "considering", "resisting", (0, 1), isExit: false)
    let fourth = hand.addConversation(stratum: 1)
    add(fourth, 17, "deciding", "deciding", (4, 0), isExit: false)
    add(fourth, 19, "deciding", "deciding", (0, none), isExit: false)
    var table = hand.table
    table.pairs.realExit = exits.map(\.real)
    table.pairs.simulatedExit = exits.map(\.simulated)
    table.conversations.agentTurns = [10, 12, 8, 9]
    table.conversations.silences = [1, 2, 0, 0]
    table.conversations.isAbandoned = [1, 1, 0, 0]
    return table
  }

  private func audit(
    _ table: CaseTable, permitted: Bool? = nil, paper: Bool = false, faults: FaultTreatment = .keep
  ) async throws -> ExitAuditReport {
    var options = AnalysisOptions(simulator: "s", instrument: "i")
    options.resamples = 50
    options.permutationDraws = 50
    options.silencePermitted = permitted
    options.paperChoices = paper
    options.faults = faults
    let rows = RowSet(capacity: table.count, full: true)
    return try #require(try await FidelityAnalysis(table: table, rows: rows, options: options).report().exitAudit)
  }

  private func counts(_ stratum: ExitAuditReport.Stratum) -> [String: [Double]] {
    Dictionary(uniqueKeysWithValues: stratum.acts.map { ($0.row.id, [$0.row.real.count, $0.row.simulated.count]) })
  }

  @Test func theRecordSaysWhoFellSilentAndWhoLeft() async throws {
    let audit = try await audit(table())
    #expect(
      audit.strata[0].acts.map(\.row.id) == ["refusal", "delay", "topic-change", "silence", "abandonment", "none"])
    #expect(audit.strata[0].acts.map(\.isFromRecord) == [false, false, false, true, true, false])
    let left = counts(audit.strata[0])
    #expect(left["refusal"] == [1, 0] && left["delay"] == [0, 1])
    #expect(left["silence"] == [0, 1] && left["abandonment"] == [2, 1] && left["none"] == [1, 1])
    #expect(audit.silentTurns == 2 && audit.simulatedTurns == 7)
    let record = try #require(audit.strata[0].record)
    #expect(record.agentTurns == 22 && record.conversations == 2)
    #expect(record.silence.number == 3.0 / 22 && record.abandonment.number == 1)
  }

  @Test func aWrittenTurnIsNeverSilence() async throws {
    let audit = try await audit(table())
    let paid = counts(audit.strata[1])
    // The label "silence" of a turn that stands in the record counts as none; a turn without an exit label is left out.
    #expect(paid["silence"] == [0, 0] && paid["none"] == [2, 1] && paid["refusal"] == [0, 1])
    #expect(audit.contradictedLabels == 1)
  }

  @Test func recallAndFalseExitsAreCountedByPosition() async throws {
    let audit = try await audit(table())
    let left = audit.strata[0]
    #expect(left.exitRecall.number == 1 && left.exitRecall.count == 2)
    #expect(left.silentAtExit.number == 0.5)
    #expect(left.falseExits.number == 1 && left.falseExits.count == 1)
    #expect(left.positions.map(\.id) == ["90%", "exit"])
    #expect(left.positions[0].recall.number == 0 && left.positions[0].falseExits.number == 1)
    #expect(left.positions[1].recall.number == 1 && left.positions[1].falseExits.count == 0)
    #expect(left.positions[1].recall.interval.bounds != nil)
    #expect(audit.strata[1].exitRecall.value.reason != nil)
  }

  @Test func aSimulatorThatMayNotBeSilentIsSaidToBeSo() async throws {
    var quiet = table()
    for row in quiet.pairs.simulatedStage.indices where quiet.pairs.simulatedStage[row] == Code.noReply {
      quiet.pairs.simulatedStage[row] = 0
    }
    #expect(try await audit(quiet, permitted: false).silenceSentence.contains("never allowed to stay silent"))
    #expect(try await audit(quiet, permitted: true).silenceSentence.contains("was allowed"))
    #expect(try await audit(quiet).silenceSentence.contains("not stated"))
    #expect(
      try await audit(table(), permitted: false).silenceSentence == "The simulator stayed silent in 2 of 7 turns.")
  }

  /// Somebody wrote it: that it counts as leaving tells nothing of what the simulator was able to do.
  @Test func aFaultyTurnThatCountsAsLeavingIsNoSilence() async throws {
    var faulty = table()
    faulty.pairs.faults = Array(repeating: [], count: faulty.count)
    for row in faulty.pairs.simulatedStage.indices where faulty.pairs.simulatedStage[row] == Code.noReply {
      faulty.pairs.simulatedStage[row] = 0
      faulty.pairs.faults[row] = FaultSet(.roleFlip)
    }
    let audit = try await audit(faulty, permitted: true, faults: .exit)
    #expect(audit.silentTurns == 2 && audit.faultyTurns == 2)
    #expect(
      audit.silenceSentence
        == "2 of 7 simulated turns were written with a fault and count as leaving (--faults exit). "
        + "The simulator was allowed to stay silent and never did, in 7 turns.")
  }

  @Test func aTableWithoutTheRecordSaysNothingOfIt() async throws {
    var bare = table()
    bare.conversations.agentTurns = []
    #expect(try await audit(bare).strata[0].record == nil)
  }

  @Test func thePapersChoicesReachTheExits() async throws {
    let (plain, paper) = (try await audit(table()), try await audit(table(), paper: true))
    let formulas = plain.strata.flatMap(\.acts).map(\.row.real.share.interval)
    let bootstraps = plain.strata.flatMap(\.acts).map(\.row.real.share.bootstrap)
    #expect(formulas != bootstraps)
    #expect(paper.strata.flatMap(\.acts).map(\.row.real.share.interval) == bootstraps)
  }
}
