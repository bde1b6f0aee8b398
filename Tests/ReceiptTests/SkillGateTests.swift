import Foundation
import SyntheticAudit
import Testing

@testable import Receipt

/// A rule on how well several draws a probe tell the next real stage.
@Suite struct SkillGateTests {
  private let receipt: Receipt

  init() async throws { receipt = try await Shared.receipt() }

  private func line(
    _ rule: String, _ skills: [(reference: String, low: Double, high: Double, units: Int)]?
  ) throws -> GateReport.Line {
    var receipt = receipt
    receipt.predicate.results.skill = skills.map { skills in
      skills.map {
        let figure = ReceiptFigure(estimate: ($0.low + $0.high) / 2, interval: [$0.low, $0.high], n: 80)
        return ReceiptResults.Skill(reference: $0.reference, skill: figure, units: $0.units)
      }
    }
    receipt.predicate.concentration.reference = "action"
    let report = GateReport(try Policy(yaml: "version: 1\nrules:\n  skill: \(rule)\n"), receipt)
    return try #require(report.lines.first)
  }

  @Test(arguments: [
    (-0.1, 0.1, GateReport.Verdict.trusted), (-0.3, 0.1, .undecided), (-0.4, -0.3, .notTrusted),
  ])
  func theWholeIntervalKeepsOrBreaksIt(low: Double, high: Double, expected: GateReport.Verdict) throws {
    let line = try line("{at_least: -0.2}", [("position", 0.4, 0.5, 40), ("action", low, high, 40)])
    #expect(line.verdict == expected && line.subject == "action" && line.limit == "≥ −0.20")
  }

  @Test func theReferenceCanBeNamed() throws {
    let skills = [("position", 0.4, 0.5, 40), ("action", -0.9, -0.8, 40)]
    #expect(try line("{at_least: 0, reference: position}", skills).verdict == .trusted)
    #expect(try line("{at_least: 0, reference: history}", skills).verdict == .undecided)
  }

  @Test func whatCannotBeToldIsUndecided() throws {
    let one = try line("{at_least: -1}", nil)
    #expect(one.verdict == .undecided && one.reason == "one draw a probe: how good a forecast draws are takes two")
    let few = try line("{at_least: -1}", [("action", 0.1, 0.2, 6)])
    #expect(few.verdict == .undecided && few.reason == "6 independent conversations or customers are too few")
    #expect(try line("{at_least: -1}", [("action", 0.1, 0.2, 7)]).verdict == .trusted)
  }

  @Test(arguments: [
    "{at_most: 0}", "{at_least: 2}", "{at_least: 0, reference: placebo}", "{at_least: 0, reference: all}",
    "{at_least: 0, strata: [buyer]}",
  ])
  func aSkillHasItsOwnLimit(rule: String) {
    #expect(throws: PolicyProblem.self) { try Policy(yaml: "version: 1\nrules:\n  skill: \(rule)\n") }
  }

  /// Draws at every probe: the receipt states the skill against every reference that can have one, and the same sampler
  /// keeps the rule.
  @Test func aReceiptStatesTheSkillOfRepeatedDraws() async throws {
    let fixture = try ReceiptFixture.generated(conversations: 60) {
      $0.simulators = [.exact(knowing: .action, draws: 3)]
    }
    let receipt = try await fixture.store().receipt()
    let skills = try #require(receipt.predicate.results.skill)
    #expect(skills.map(\.reference) == ["position", "previous-stage", "action", "history"])
    #expect(skills.allSatisfy { $0.units == 60 && $0.skill.n > 170 })
    // Sixty conversations are few for a look-up of hundreds of cells.
    let told = skills.filter { $0.skill.interval?.count == 2 }.map(\.reference)
    #expect(told == ["position", "previous-stage", "history"])
    let reason = try #require(skills.first { $0.reference == "action" }?.skill.reason)
    #expect(reason.hasPrefix("the look-up is made of fewer than 5 labels at "))
    let again = try Receipt(json: Data(try receipt.json().utf8))
    #expect(again.predicate.results == receipt.predicate.results)
    #expect(receipt.markdown.contains("How well several draws a probe tell the next real stage"))
    func gate(_ reference: String) throws -> GateReport {
      GateReport(try Policy(yaml: "version: 1\nrules:\n  skill: {at_least: -0.5, reference: \(reference)}\n"), receipt)
    }
    #expect(try gate("previous-stage").verdict == .trusted)
    let thin = try gate("action")
    #expect(thin.verdict == .undecided && thin.lines.first?.reason == reason)
  }
}
