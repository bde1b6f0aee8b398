import AuditStore
import Cases
import Desk
import Fidelity
import Figures
import Foundation
import Receipt
import Testing

/// What cannot be measured says so, and is never trusted.
@Suite struct UnmeasuredTests {
  private let fixture: DeskFixture

  init() throws { fixture = try DeskFixture() }

  private func edit(_ old: String, _ new: String, of name: String = "audit.json") throws {
    let file = URL(fileURLWithPath: fixture.path("bundle/\(name)"))
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains(old))
    try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: file)
  }

  @Test func aGateOnLeavingIsUndecidedWithoutAStageOfResistance() async throws {
    let policy = try Policy(
      yaml: """
        version: 1
        resamples: 20
        rules:
          false_leaving: {at_most: 1.0}
          exit_probe_recall: {at_least: 0.0}
          conversations: {at_least: 1}
        """)
    let whole = try await GateCheck(policy, simulator: nil).outcome(of: fixture.audit())
    #expect(whole.report.lines.first { $0.rule == "false_leaving" }?.verdict == .trusted)
    try edit(#""resistance":["resisting"]"#, #""resistance":[]"#)
    try edit(#""name":"desk""#, #""name":"desk-2""#)
    let report = try await GateCheck(policy, simulator: nil).outcome(of: fixture.audit()).report
    #expect(report.verdict == .undecided)
    for line in report.lines where line.rule != "conversations" {
      #expect(line.verdict == .undecided && line.estimate == nil, "\(line.name)")
      #expect(line.reason == "the schema names no resistance stage", "\(line.name)")
    }
  }

  @Test func everyFigureThatNeedsAListSaysWhyThereIsNone() async throws {
    try edit(#""resistance":["resisting"]"#, #""resistance":[]"#)
    let audit = try fixture.audit()
    let statistics = try await StatisticsReports(
      CaseChoice(), settings: .quick, ofEverySeries: false, in: audit)
    let report = statistics.reports[0].report
    let reason = "the schema names no resistance stage"
    for stratum in report.strata {
      let matrix = try #require(stratum.matrix)
      let figures = [matrix.exitRecall, matrix.falseExitRate, matrix.exitProbeRecall]
      #expect(figures.map(\.value.reason) == [reason, reason, reason])
      #expect([matrix.disengagements, matrix.disengagementMisses].map(\.reason) == [reason, reason])
      #expect(matrix.mcNemar.p.reason == reason && matrix.mcNemarClustered.p.reason == reason)
      let survival = try #require(stratum.survival)
      #expect(
        [survival.real.events, survival.simulated.events, survival.real.median].map(\.reason) == [
          reason, reason, reason,
        ])
      #expect(survival.p.reason == reason)
      #expect(stratum.headlines.map(\.id) == ["resistance", "deliberation", "commitment"])
      #expect(
        stratum.headlines[0].real.share.value.reason == reason && stratum.headlines[0].shift.value.reason == reason)
      #expect(stratum.headlines[1].shift.value.reason == "the schema names no deliberation stage")
      #expect(stratum.headlines[2].shift.number != nil)
    }
    for stratum in try #require(report.exitAudit).strata {
      #expect([stratum.falseExits, stratum.exitRecall].map(\.value.reason) == [reason, reason])
      #expect(!stratum.positions.isEmpty)
      #expect(stratum.positions.allSatisfy { $0.recall.value.reason == reason && $0.falseExits.value.reason == reason })
    }
    #expect(
      statistics.text.contains("— \(reason)") && statistics.json.contains(reason)
        && statistics.csv().contains(reason))
    let receipt = try await ReceiptMaking(audit: audit).receipt(
      ReceiptMethod(audit.analysisOptions(series: CaseChoice().series(in: audit))), issuedAt: "2026-01-01T00:00:00Z")
    #expect(receipt.predicate.results.strata.allSatisfy { $0.disengagementMisses == .unknown(reason: reason) })
    #expect(receipt.markdown.contains(reason))
  }

  @Test func conversationsOfUnknownOutcomeStayOutAndAreCounted() async throws {
    let before = try await StatisticsReports(
      CaseChoice(), settings: .quick, ofEverySeries: false, in: fixture.audit()
    ).reports[0].report
    #expect(before.unknownOutcome.pairs == 0)
    let lines = try String(contentsOfFile: fixture.path("bundle/conversations.jsonl"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let changed =
      [lines[0].replacingOccurrences(of: #""outcome":"left","#, with: "")]
      + [lines[1].replacingOccurrences(of: "bought", with: "pending")] + lines[2...]
    try Data((changed.joined(separator: "\n") + "\n").utf8)
      .write(to: URL(fileURLWithPath: fixture.path("bundle/conversations.jsonl")))
    try edit(#""name":"desk""#, #""name":"desk-2""#)
    let audit = try fixture.audit()
    let statistics = try await StatisticsReports(CaseChoice(), settings: .quick, ofEverySeries: false, in: audit)
    let report = statistics.reports[0].report
    #expect(report.unknownOutcome.conversations == 2 && report.unknownOutcome.pairs == 2)
    #expect(report.account.total == before.account.total - 2)
    #expect(statistics.text.contains("2 conversations of unknown outcome (2 pairs) left out of everything."))
    #expect(try CaseChoice(filter: "outcome:unknown").rows(of: audit).count == 2)
    let only = try await StatisticsReports(
      CaseChoice(filter: "outcome:unknown"), settings: .quick, ofEverySeries: false, in: audit)
    #expect(only.reports[0].report.reason == "the outcome of every conversation that is selected is unknown")
  }

  @Test func aFilterChoosesTheSeries() throws {
    let audit = try fixture.audit()
    func chosen(_ choice: CaseChoice) throws -> String {
      let series = try choice.series(in: audit)
      return "\(series.simulator) \(series.instrument) \(series.draw)"
    }
    #expect(try chosen(CaseChoice(filter: "instrument:second")) == "persona second 0")
    #expect(try chosen(CaseChoice(filter: "simulator:other")) == "other judge 0")
    #expect(try chosen(CaseChoice(filter: "-simulator:persona draw:0 instrument:second")) == "other second 0")
    #expect(try chosen(CaseChoice(filter: "draw:1")) == "persona judge 1")
    #expect(try CaseChoice(filter: "instrument:second").rows(of: audit).count == 12)
    for wrong in [
      CaseChoice(filter: "instrument:second", instrument: "judge"), CaseChoice(filter: "simulator:other draw:1"),
    ] {
      let failure = #expect(throws: CommandFailure.self) { try wrong.rows(of: audit) }
      #expect(failure?.status == .usage && failure?.remedy?.contains("other / second / draw 0") == true)
    }
  }

  @Test func fieldsBeyondTheColumnsAreFilteredByTheirValues() throws {
    let profile = (0..<300).map { #""f\#($0)":"v\#($0)""# }.joined(separator: ",")
    try edit(#""id":"c-3","#, #""id":"c-3","profile":{\#(profile)},"#, of: "conversations.jsonl")
    let audit = try fixture.audit()
    #expect(audit.table.furtherFields.count == 300 - ProfileColumnsBuilder.maximumFields)
    #expect(try CaseChoice(filter: "profile.f299:v299").rows(of: audit).count == 1)
    #expect(try CaseChoice(filter: "-profile.f299:v299").rows(of: audit).count == 11)
    #expect(try CaseChoice(filter: "profile.f299:missing").rows(of: audit).count == 11)
    #expect(throws: CommandFailure.self) { try CaseChoice(filter: "profile.f299:x").rows(of: audit) }
    #expect(throws: CommandFailure.self) { try CaseChoice(filter: "profile.f300:x").rows(of: audit) }
    let (last, none) = (FilterField.profile("f299"), FilterField.profile("f300"))
    #expect(audit.table.has(last) && !audit.table.has(none))
    let order = try audit.table.order(
      of: RowSet(capacity: audit.table.count, full: true), by: [SortKey(last)], in: audit.context)
    let conversation = try #require(try audit.conversation("c-3"))
    let rows = audit.table.conversations.firstPair[conversation]..<audit.table.conversations.firstPair[conversation + 1]
    #expect(Array(order.prefix(rows.count)) == Array(rows) && order.count == audit.table.count)
  }

  @Test func aPersonaOfFieldsThatNobodyHasIsRefusedBeforeAnythingIsAsked() throws {
    try edit(#""id":"c-3","#, #""id":"c-3","profile":{"city":"Bristol"},"#, of: "conversations.jsonl")
    let file = fixture.path("p.yaml")
    let setup = ProbeSetup(try fixture.audit().store) { _ in }
    func write(_ fields: String) throws {
      try Data("id: new\nmodel: m\ntemplate: persona-en\nprofile_fields: \(fields)\n".utf8)
        .write(to: URL(fileURLWithPath: file))
    }
    try write("[city, citty]")
    let failure = #expect(throws: (any Error).self) { try setup.definitions([file], kind: .simulator) }
    #expect(
      failure.map { "\($0)" }?.contains("“citty”, which no conversation's profile has; did you mean “city”?") == true)
    try write("[city]")
    #expect(try setup.definitions([file], kind: .simulator).count == 1)
  }
}
