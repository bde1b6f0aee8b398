import AuditStore
import Cases
import Fidelity
import Foundation
import JSON
import Testing

@testable import Receipt

/// A receipt of an audit with whole simulated conversations, and the rules that hold them to something.
@Suite struct WholeReceiptTests {
  private func receipt(isRecorded: Bool = true) async throws -> Receipt {
    let store = try await Shared.store()
    var table = try store.caseTable()
    table.whole = WholeConversations(beside: table.conversations, of: table.series[0].simulator, isRecorded: isRecorded)
    var options = AnalysisOptions(simulator: table.series[0].simulator, instrument: table.series[0].instrument)
    options.parts = ReceiptMethod.parts
    (options.resamples, options.permutationDraws) = (20, 20)
    let rows = RowSet(capacity: table.count, full: true)
    let report = try await FidelityAnalysis(table: table, rows: rows, options: options).report()
    return try await store.receipt { $0.report = report }
  }

  @Test func aReceiptWithoutAnySaysNothingOfThem() async throws {
    let receipt = try await Shared.receipt()
    #expect(receipt.predicate.wholeConversations == nil)
    #expect(try !receipt.json().contains("whole_conversations") && !receipt.markdown.contains("Whole conversations"))
  }

  @Test func itStatesEndingsAndFaultsWithIntervalsAndFloor() async throws {
    let receipt = try await receipt()
    let text = try receipt.json()
    #expect(try Receipt(json: Data(text.utf8)) == receipt)
    let whole = try #require(receipt.predicate.wholeConversations)
    #expect(whole.real == 40 && whole.simulated == 40 && whole.replayed == 0 && whole.groups.count == 3)
    let closing = try #require(whole.groups[0].lastActs.first { $0.id == "closing" })
    #expect(closing.real.estimate == 0.1 && closing.simulated.estimate == 0.9 && closing.finding == "higher")
    #expect(closing.difference.interval != nil && closing.difference.floor ?? 0 > 0)
    #expect(whole.groups[0].endedBy.map(\.id) == ["user", "agent", "limit", "error", "unknown"])
    #expect(whole.groups[0].faults.map(\.id) == ["repetition"])
    #expect(receipt.predicate.seals.sections.contains { $0.section == "whole_conversations" })
    #expect(receipt.markdown.contains("| closing | 10.0 % ["))
    #expect(receipt.markdown.contains("The simulated conversations were ended by user "))
    #expect(!receipt.predicate.limits.contains { $0.contains("carries on a conversation of its own is not measured") })
  }

  @Test func whatEndedThemIsAFactOfTheirs() async throws {
    let (stated, silent) = (try await receipt().predicate, try await receipt(isRecorded: false).predicate)
    #expect(stated.completeness.of == ReceiptCompleteness.fields.count + 1)
    #expect(!stated.completeness.missing.contains("whole_conversations.ended_by"))
    #expect(silent.completeness.missing.contains("whole_conversations.ended_by"))
    let policy = try Policy(yaml: "version: 1\nrules:\n  receipt_fields: [whole_conversations.ended_by]\n")
    #expect(GateReport(policy, try await receipt()).verdict == .trusted)
    #expect(GateReport(policy, try await Shared.receipt()).verdict == .notTrusted)
  }

  @Test func everyKeyIsInTheSchema() async throws {
    let schema = try JSONValue(parsing: Array(Receipt.schema.utf8))
    let node = try JSONValue(parsing: Array(try await receipt().json().utf8))
    let definitions = try #require(schema["$defs"])
    let whole = try #require(node["predicate"]?["whole_conversations"])
    let places: [(JSONValue?, String)] = [
      (whole, "whole_conversations"), (whole["groups"]?[1], "whole_group"),
      (whole["groups"]?[0]?["any_fault"], "whole_share"), (whole["groups"]?[0]?["last_acts"]?[0]?["real"], "figure"),
    ]
    for (value, name) in places {
      let known = Set(definitions[name]?["properties"]?.members?.map(\.key) ?? [])
      let keys = Set(value?.members?.map(\.key) ?? ["none"])
      #expect(keys.isSubset(of: known), "\(name)")
    }
  }

  // MARK: The gate

  private func verdict(
    _ rule: String, _ change: (inout ReceiptWhole) -> Void = { _ in }
  ) async throws -> GateReport.Line {
    var receipt = try await receipt()
    var whole = try #require(receipt.predicate.wholeConversations)
    change(&whole)
    receipt.predicate.wholeConversations = whole
    return try #require(GateReport(try Policy(yaml: "version: 1\nrules:\n  \(rule)\n"), receipt).lines.first)
  }

  @Test(arguments: [
    // Bounds of the difference, what is left of them beyond a floor of 0.05, and what a limit of 0.1 says of that.
    ([0.02, 0.10], [0, 0.05], GateReport.Verdict.trusted), ([-0.12, 0.04], [0, 0.07], .trusted),
    ([0.10, 0.30], [0.05, 0.25], .undecided), ([-0.30, -0.20], [0.15, 0.25], .notTrusted),
    ([0.20, 0.60], [0.15, 0.55], .notTrusted),
  ])
  func closingIsHeldToItsLimitBeyondTheFloor(
    bounds: [Double], beyond: [Double], expected: GateReport.Verdict
  ) async throws {
    let line = try await verdict("ending_closing: {at_most: 0.1}") { whole in
      whole.groups[0].lastActs[1].difference = ReceiptFigure(
        estimate: (bounds[0] + bounds[1]) / 2, interval: bounds, n: 40, floor: 0.05)
    }
    #expect(line.verdict == expected)
    for (own, other) in zip(line.interval ?? [], beyond) { #expect(abs(own - other) < 1e-9) }
  }

  @Test func leavingAndFaultsAreHeldToTheirLimits() async throws {
    #expect(try await verdict("leaves: {at_least: 0.3}").verdict == .trusted)
    #expect(try await verdict("leaves: {at_least: 0.9}").verdict == .notTrusted)
    #expect(try await verdict("leaves: {at_least: 0.3}") { $0.groups[0].endedBy = [] }.verdict == .undecided)
    #expect(try await verdict("faults: {at_most: 0.02}").verdict == .notTrusted)
    #expect(try await verdict("faulty_turns: {at_most: 0.5}").verdict == .trusted)
  }

  @Test(arguments: ["ending_closing: {at_most: 0.1}", "leaves: {at_least: 0.1}", "faults: {at_most: 0.1}"])
  func withoutWholeConversationsARuleIsUndecided(rule: String) async throws {
    let report = GateReport(try Policy(yaml: "version: 1\nrules:\n  \(rule)\n"), try await Shared.receipt())
    #expect(report.verdict == .undecided)
    #expect(report.lines[0].reason == "the simulator carried on no whole conversation")
  }
}

extension WholeConversations {
  /// As many as there are real ones: a tenth of those close, nine tenths of these.
  fileprivate init(beside real: ConversationColumns, of simulator: String, isRecorded: Bool) {
    self.init()
    simulators = [simulator]
    simulated = real
    simulated.firstPair = [0]
    for row in 0..<real.count {
      self.simulator.append(0)
      replays.append(WholeConversations.noReplay)
      simulated.cluster[row] = UInt32(real.clusterCount + row)
      endedBy.append(isRecorded ? (row % 4 == 0 ? EndedBy.agent : .user).code : Code.missing)
    }
    simulated.clusterCount = real.clusterCount + real.count
    for side in 0..<2 {
      for row in 0..<real.count {
        let closes = side == 0 ? row % 10 == 0 : row % 10 != 0
        conduct.lastAct.append((closes ? LastAct.closing : .talking).code)
        let isFaulty = side == 1 && row % 4 == 0
        conduct.faultyTurns.append(isFaulty ? 1 : 0)
        conduct.faults.append(isFaulty ? FaultSet(.repetition) : [])
        for path in [\ConductColumns.shortTurns, \.questions, \.repeats] { conduct[keyPath: path].append(0) }
        for path in [\ConductColumns.characters, \.words, \.distinctWords] { conduct[keyPath: path].append(10) }
      }
    }
  }
}
