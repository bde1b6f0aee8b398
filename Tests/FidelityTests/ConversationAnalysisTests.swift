import Cases
import Testing

@testable import Fidelity

/// What whole conversations tell, counted by hand.
struct ConversationAnalysisTests {
  /// Ten conversations of eight customers: six left, three paid, one of unknown outcome.
  private func table(strata: [Stratum]? = nil) -> CaseTable {
    var columns = ConversationColumns()
    let turns: [UInt16] = [4, 8, 6, 2, 10, 12, 7, 3, 5, 9]
    columns.key = (1...10).map { UInt32($0) }
    columns.stratum = [0, 0, 0, 0, 0, 0, 1, 1, 1, Code.missing]
    columns.cluster = [0, 0, 1, 1, 2, 3, 4, 5, 6, 7]
    columns.clusterCount = 8
    columns.turns = turns
    columns.userTurns = turns.map { $0 / 2 }
    columns.agentTurns = turns.map { $0 - $0 / 2 }
    columns.silences = turns.map { _ in 0 }
    columns.isAbandoned = [1, 1, 1, 0, 0, 0, 0, 0, 0, 1]
    columns.firstPair = Array(repeating: 0, count: 11)
    var table = TestTable(strata: strata).table
    table.conversations = columns
    return table.ofConversations
  }

  private func report(_ table: CaseTable, rows: RowSet? = nil) async throws -> FidelityReport {
    let options = AnalysisOptions(simulator: "", instrument: "")
    return try await FidelityAnalysis(
      table: table, rows: rows ?? RowSet(capacity: table.count, full: true), options: options
    ).report()
  }

  @Test func outcomesLengthsAndEndingsAreThoseCountedByHand() async throws {
    let report = try await report(table())
    let conversations = try #require(report.conversationReport)
    #expect(report.stage == .resampled && report.reason != nil && report.strata.isEmpty)
    #expect(conversations.groups.map(\.count) == [10, 6, 3, 1])
    let left = conversations.groups[1]
    #expect(left.share.number == 0.6 && left.share.count == 10)
    let bounds = try #require(left.share.interval.bounds)
    #expect(bounds.lower > 0.2 && bounds.lower < 0.6 && bounds.upper > 0.6 && bounds.upper < 0.9)
    #expect(left.endings.map(\.number) == [0.5, 0.5, 0])
    // 2 4 6 8 10 12
    #expect(left.turns.least.number == 2 && left.turns.greatest.number == 12)
    #expect(left.turns.lowerQuartile.number == 4.5 && left.turns.median.number == 7)
    #expect(left.turns.upperQuartile.number == 9.5)
    #expect(conversations.groups[3].kind == .unknown && conversations.groups[3].endings[0].number == 1)
    #expect(conversations.hasOutcomes && !conversations.hasCases)
  }

  @Test func aSelectionIsCountedAloneAndNothingIsAReason() async throws {
    let table = table()
    var rows = RowSet(capacity: table.count)
    for row in [6, 7] { rows.insert(row) }
    let some = try #require(try await report(table, rows: rows).conversationReport)
    #expect(some.groups.map(\.count) == [2, 0, 2])
    #expect(some.groups[1].turns.median.reason == "there is no such conversation")
    let none = try #require(try await report(table, rows: RowSet(capacity: table.count)).conversationReport)
    #expect(none.groups.map(\.count) == [0, 0, 0] && none.groups[1].share.number == nil)
  }

  @Test func withoutOutcomeGroupsAllAreUnknown() async throws {
    var table = table(strata: [])
    table.conversations.stratum = Array(repeating: Code.missing, count: 10)
    let report = try await report(table.ofConversations)
    let conversations = try #require(report.conversationReport)
    #expect(conversations.groups.map(\.kind) == [.all, .unknown] && !conversations.hasOutcomes)
    #expect(conversations.groups[1].share.number == 1)
  }

  @Test func casesWithoutOutcomeGroupsHaveTheirReason() async throws {
    var made = TestTable(strata: [])
    let conversation = made.addConversation(stratum: Int(Code.missing))
    made.addPair(conversation, turn: 1, real: "resisting", simulated: "considering")
    let report = try await FidelityAnalysis(
      table: made.table, rows: RowSet(capacity: made.table.count, full: true),
      options: AnalysisOptions(simulator: "s", instrument: "i")
    ).report()
    #expect(report.reason == FidelityReport.noOutcomeGroups && report.contrast == nil)
    #expect(report.unknownOutcome.pairs == 1)
  }
}
