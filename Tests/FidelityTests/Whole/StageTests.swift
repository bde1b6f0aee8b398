import Cases
import Testing

@testable import Fidelity

/// Where whole conversations go by labels, real against simulated.
struct StageTests {
  private let schema = TestTable().table.description.schema

  private func stage(_ id: String) throws -> UInt8 { UInt8(try #require(schema.stages.firstIndex { $0.id == id })) }
  private func exit(_ id: String) throws -> UInt8 { UInt8(try #require(schema.exits.firstIndex(of: id))) }

  private func report(_ table: CaseTable, parts: AnalysisParts = [.stages, .endings]) async throws -> WholeReport {
    let options = AnalysisOptions(simulator: "s", instrument: "i", cluster: .customer, parts: parts)
    let rows = RowSet(capacity: table.count, full: true)
    return try #require(try await FidelityAnalysis(table: table, rows: rows, options: options).report().whole)
  }

  /// 40 real ones, of which 16 resist at last and 4 more before that, and all say what the turn does; 30 simulated ones,
  /// of which 3 resist before they commit.
  private func table() throws -> CaseTable {
    let (resisting, engaging, deciding) = (try stage("resisting"), try stage("engaging"), try stage("deciding"))
    let (none, refusal) = (try exit("none"), try exit("refusal"))
    let real = WholeTable.conversations(40, holding: 20) { $0.labels = [(resisting, refusal), (engaging, none)] }
      .enumerated().map { place, conversation in
        var conversation = conversation
        if place < 16 { conversation.labels = [(engaging, none), (resisting, refusal)] }
        if place >= 20 { conversation.labels = [(engaging, none)] }
        return conversation
      }
    let simulated = WholeTable.conversations(30, holding: 30) { $0.labels = [(engaging, none), (deciding, none)] }
      .enumerated().map { place, conversation in
        var conversation = conversation
        if place < 3 { conversation.labels[0] = (resisting, none) }
        return conversation
      }
    return WholeTable(real, simulated: [("s", simulated)]).table
  }

  @Test func everyFigureCountsTheLabelledConversations() async throws {
    let report = try await report(try table())
    #expect(report.instrument == schemaInstrument)
    let stages = try #require(report.speakers[0].groups[0].stages)
    #expect(stages.last.map(\.id) == schema.stages.map(\.id))
    let last = Dictionary(uniqueKeysWithValues: stages.last.map { ($0.id, $0) })
    #expect(last["resisting"]?.real.count == 16 && last["resisting"]?.real.of == 40)
    #expect(last["engaging"]?.real.count == 24 && last["deciding"]?.simulated.count == 30)
    #expect(stages.ever.map(\.id) == ["resists", "leaves", "commits"])
    #expect(stages.ever.map(\.real.count) == [20, 20, 0] && stages.ever.map(\.simulated.count) == [3, 0, 30])
    #expect(stages.ever.allSatisfy { $0.real.of == 40 && $0.simulated.of == 30 })
    #expect(stages.ever[0].comparison.finding == .lower && stages.ever[2].comparison.finding == .higher)
    #expect(stages.labelled.real.count == 60 && stages.labelled.real.of == 160 && stages.labelled.simulated.count == 60)
  }

  private var schemaInstrument: String? { TestTable().table.description.instruments.first?.id }

  /// The machinery is that of the endings: the same counts have the same interval and floor.
  @Test func intervalsAndFloorsAreThoseOfTheEndings() async throws {
    let resisting = try stage("resisting")
    let engaging = try stage("engaging")
    func conversations(_ count: Int, _ holding: Int) -> [WholeTable.Conversation] {
      WholeTable.conversations(count, holding: holding) { $0.lastAct = .closing }.map {
        var conversation = $0
        conversation.labels = [($0.lastAct == .closing ? resisting : engaging, Code.missing)]
        return conversation
      }
    }
    let table = WholeTable(conversations(460, 28), simulated: [("s", conversations(464, 448))]).table
    let group = try await report(table).speakers[0].groups[0]
    let words = try #require(group.endings).lastActs[Int(LastAct.closing.code)]
    let labels = try #require(group.stages).ever[0]
    #expect(labels.comparison == words.comparison && labels.real == words.real && labels.simulated == words.simulated)
  }

  @Test func theLastActByLabelsStandsBesideTheOneByWords() async throws {
    let endings = try #require(try await report(try table()).speakers[0].groups[0].endings)
    let acts = Dictionary(uniqueKeysWithValues: endings.labelledActs.map { ($0.id, $0) })
    #expect(endings.labelledActs.map(\.id) == schema.exits)
    #expect(acts["refusal"]?.real.count == 16 && acts["refusal"]?.simulated.count == 0)
    #expect(acts["none"]?.real.count == 24)
    #expect(acts["refusal"]?.comparison.finding == .lower)
    #expect(endings.lastActs.allSatisfy { $0.real.of == 40 })
  }

  @Test func whatNobodyLabelledIsAReason() async throws {
    let engaging = try stage("engaging")
    let real = WholeTable.conversations(40, holding: 0) { _ in }
    let runs = WholeTable.conversations(30, holding: 20) { $0.labels = [(engaging, Code.missing)] }
    let group = try await report(WholeTable(real, simulated: [("s", runs)]).table).speakers[0].groups[0]
    let stages = try #require(group.stages)
    #expect(stages.ever[0].simulated.of == 20 && stages.ever[0].real.of == 0)
    #expect(stages.ever[0].comparison.difference.value.reason == "no user turn is labelled")
    #expect(stages.ever[1].simulated.of == 0)
    #expect(stages.ever[1].comparison.difference.value.reason == "no exit act is labelled")
    #expect(stages.ever.allSatisfy { $0.comparison.finding == .withheld })
    #expect(group.endings?.labelledActs.first?.comparison.finding == .withheld)
  }

  @Test func withoutLabelsNothingIsSaid() async throws {
    let real = WholeTable.conversations(20, holding: 4) { $0.lastAct = .closing }
    let report = try await report(WholeTable(real, simulated: [("s", real)]).table)
    #expect(report.instrument == nil && report.speakers[0].groups[0].stages == nil)
    #expect(report.speakers[0].groups[0].endings?.labelledActs.isEmpty == true)
    #expect(try await self.report(try table(), parts: .endings).speakers[0].groups[0].stages == nil)
  }
}
