import Cases
import Fidelity
import Figures
import Testing

@testable import Report

/// Reports of whole conversations alone.
@Suite struct WholeReportTests {
  private func content(_ fixture: ReportFixture) async throws -> ReportContent {
    var table = fixture.table
    let count = table.conversations.count
    table.conversations.turns = Array(repeating: 3, count: count)
    table.conversations.agentTurns = Array(repeating: 2, count: count)
    table.conversations.silences = Array(repeating: 0, count: count)
    table.conversations.isAbandoned = Array(repeating: 0, count: count)
    table.whole = WholeConversations(beside: table.conversations, agents: ["a", "b"])
    table = table.ofConversations
    let report = try await FidelityAnalysis(
      table: table, rows: RowSet(capacity: table.count, full: true),
      options: AnalysisOptions(simulator: "", instrument: "", resamples: 20)
    ).report()
    return ReportContent(
      table: table, figures: report, reviews: ReviewIndex(), cases: [], casesAre: "none", program: "p", madeAt: "t")
  }

  @Test func everySectionOfWholeConversationsStandsThereAndHowItWasMade() async throws {
    let fixture = ReportFixture("x")
    let content = try await content(fixture)
    #expect(content.figures.whole?.speakers.count == 1 && content.figures.whole?.agents != nil)
    for text in [try fixture.page(of: content), MarkdownReport(content).whole] {
      #expect(text.contains("No figure of decision fidelity: ") && !text.contains("Nothing to report"))
      #expect(text.contains("Whole conversations: 95 % intervals") && text.contains("Agents: 95 % intervals"))
      // Only one agent has Fisher's test, and with one simulator nobody changes places with another; no
      // conversation has two labelled turns.
      let absent: [FigureSection.ID] = [.wholeAgentShift, .wholeAgentTest, .wholeAgentRank, .wholeTransition]
      for id in FigureSection.ID.allCases where id.isOfWhole && !absent.contains(id) {
        #expect(text.contains(FigureCatalogue.section(id).title), "\(id)")
      }
    }
  }
}

extension WholeConversations {
  /// One simulated conversation of each real one, labelled, and with one agent after the other.
  fileprivate init(beside real: ConversationColumns, agents: [String]) {
    self.init()
    simulators = ["sim"]
    simulated = real
    simulated.firstPair = [0]
    simulated.cluster = real.cluster.map { $0 + UInt32(real.clusterCount) }
    simulated.clusterCount = 2 * real.clusterCount
    simulated.profile = [
      ProfileColumn(
        name: WholeConversations.agentField, values: agents,
        codes: real.key.indices.map { UInt32($0 % agents.count) })
    ]
    simulator = Array(repeating: 0, count: real.count)
    replays = Array(repeating: WholeConversations.noReplay, count: real.count)
    inherits = Array(repeating: 0, count: real.count)
    endedBy = Array(repeating: EndedBy.user.code, count: real.count)
    labels.instrument = 0
    labels.stages = Array(repeating: 0, count: 2 * real.userTurns.reduce(0) { $0 + Int($1) })
    for row in 0..<2 * real.count {
      conduct.lastAct.append((row % 3 == 0 ? LastAct.closing : .talking).code)
      conduct.faultyTurns.append(0)
      conduct.faults.append([])
      for path in [\ConductColumns.shortTurns, \.questions, \.repeats] { conduct[keyPath: path].append(0) }
      for path in [\ConductColumns.characters, \.words, \.distinctWords] {
        conduct[keyPath: path].append(UInt32(5 + row % 4))
      }
      labels.lastAct.append(0)
      labels.lastStage.append(UInt8(row % 3))
      labels.turns.append(1)
      labels.signs.append(row % 3 == 0 ? [.resists, .hasAct] : [.hasAct])
    }
  }
}
