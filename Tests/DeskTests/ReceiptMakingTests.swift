import Cases
import Fidelity
import Foundation
import JSON
import Receipt
import Testing

@testable import AuditStore
@testable import Desk

@Suite struct ReceiptMakingTests {
  private let fixture: DeskFixture
  private let audit: LoadedAudit

  init() throws {
    fixture = try DeskFixture()
    audit = try fixture.audit()
  }

  @Test func invalidAnswersAreCountedOnTheirOwnSide() {
    let counts = [
      InvalidCount(instrument: "judge", source: .real, labelled: 90, invalid: 10),
      InvalidCount(instrument: "judge", source: .simulator(id: "persona", draw: 0), labelled: 40, invalid: 1),
      InvalidCount(instrument: "judge", source: .simulator(id: "persona", draw: 1), labelled: 40, invalid: 2),
      InvalidCount(instrument: "judge", source: .simulator(id: "other", draw: 0), labelled: 40, invalid: 30),
      InvalidCount(instrument: "judge", source: .agent, labelled: 40, invalid: 30),
      InvalidCount(instrument: "second", source: .real, labelled: 40, invalid: 30),
    ]
    #expect(
      ReceiptInput.Invalid.sides(counts, instrument: "judge", simulator: "persona") == [
        ReceiptInput.Invalid(source: "real", invalid: 10, of: 100),
        ReceiptInput.Invalid(source: "simulated", invalid: 3, of: 83),
      ])
  }

  @Test func aReceiptHoldsItsFilterAndAgreesWithItsAudit() async throws {
    var settings = AnalysisSettings.quick.method
    settings.seed = 3
    let method = try settings.method(CaseChoice(filter: "outcome:left"), in: audit)
    let receipt = try await ReceiptMaking(audit: audit).receipt(method, issuedAt: "2026-01-01T00:00:00Z")
    #expect(receipt.predicate.method == method)
    #expect(receipt.predicate.simulator.mayStaySilent.isStated)
    let path = fixture.path("receipt.json")
    try receipt.json().write(toFile: path, atomically: true, encoding: .utf8)
    let file = try ReceiptFile(path: path)
    var verification = file.verification
    try await file.compare(with: audit, in: &verification) { _ in }
    #expect(verification.agrees, "\(verification.text)")
    #expect(throws: CommandFailure.self) { try ReceiptFile(path: fixture.bundle + "/audit.json") }
  }

  @Test func aGateTakesItsPolicyAndTheNamedSimulator() async throws {
    let policy = try Policy(
      yaml: """
        version: 1
        simulator: persona
        instrument: second
        where: "outcome:left"
        level: 0.8
        seed: 9
        resamples: 30
        excess_margin: 0.4
        rules:
          conversations: {at_least: 3}
        """)
    let own = try GateCheck(policy, simulator: nil).method(of: "persona", in: audit)
    #expect(own.simulator == "persona" && own.instrument == "second" && own.filter == "outcome:left")
    #expect(own.level == 0.8 && own.seed == 9 && own.resamples == 30 && own.permutationDraws == 1_000)
    #expect(own.excessMargin == 0.4)
    let check = GateCheck(policy, simulator: "other")
    let outcome = try await check.outcome(of: audit)
    // The filter leaves nobody who bought: too few to tell.
    #expect(outcome.report.verdict == .undecided)
    let lines = outcome.text.split(separator: "\n")
    #expect(
      lines[0].hasPrefix("? undecided: Where errors lie cannot be tested: ")
        && lines[1] == "other as second labelled it")
    #expect(lines.last == "undecided: the data cannot tell whether every rule of this policy is kept")
    #expect(outcome.junit.contains("desk: other, second"))
  }

  @Test func severalSimulatorsOfAPolicyShareTheChanceOfAnError() async throws {
    func outcome(_ rules: String) async throws -> GateCheck.Outcome {
      let policy = try Policy(
        yaml:
          "version: 1\nsimulators: [persona, other]\ninstrument: judge\nlevel: 0.9\nresamples: 20\nrules:\n  \(rules)\n"
      )
      return try await GateCheck(policy, simulator: nil).outcome(of: audit)
    }
    // Both are decided at once, and both at half of the error.
    let certain = try await outcome("conversations: {at_least: 1}")
    #expect(certain.simulators.map(\.id) == ["persona", "other"] && certain.report.verdict == .trusted)
    #expect(certain.simulators.allSatisfy { abs($0.level - 0.95) < 1e-12 })
    let first = certain.text.split(separator: "\n")
    #expect(first[0].hasPrefix("persona: ") && first[1].hasPrefix("other: "))
    #expect(first[2] == "persona, other as judge labelled them; Holm over 2 simulators: persona at 95 %, other at 95 %")
    #expect(first.last == "trusted: every rule of this policy is kept")
    #expect(certain.report.lines.map(\.name).contains("other: conversations of left"))
    #expect(
      certain.junit.contains("name=\"persona: conversations of left\"")
        && certain.json.contains(#""simulator": "other""#))
    // Neither is decided: neither leaves anything to the other.
    let open = try await outcome("excess_contrast: {at_most: 0}")
    #expect(open.report.verdict == .undecided && open.simulators.allSatisfy { abs($0.level - 0.95) < 1e-12 })
    let one = try await GateCheck(
      Policy(yaml: "version: 1\nsimulators: [persona, other]\nresamples: 20\nrules:\n  conversations: {at_least: 1}\n"),
      simulator: "other"
    ).outcome(of: audit)
    #expect(one.text.split(separator: "\n")[1] == "other as judge labelled it" && one.simulators.map(\.level) == [0.95])
  }

  /// “Trusted” is said of the rules: where errors lie is told first, in the words that every output has.
  @Test func theFirstLineIsTheVerdictOfTheAudit() async throws {
    let method = try AnalysisSettings.quick.method.method(CaseChoice(simulator: "persona"), in: audit)
    let receipt = try await ReceiptMaking(audit: audit).receipt(method, issuedAt: "2026-01-01T00:00:00Z")
    let policy = try Policy(
      yaml: "version: 1\nsimulator: persona\nresamples: 20\nrules:\n  conversations: {at_least: 1}\n")
    let outcome = try await GateCheck(policy, simulator: nil).outcome(of: audit)
    let concentration = receipt.predicate.concentration
    #expect(outcome.report.verdict == .trusted && outcome.text.hasPrefix(concentration.line + "\n"))
    let first = outcome.report.tree["concentration"]?[0]
    #expect(outcome.json.hasPrefix("{\n  \"concentration\": ["))
    #expect(first?["word"] == .string(concentration.word) && first?["sentence"] == .string(concentration.sentence))
    #expect(outcome.junit.contains("<property name=\"concentration of persona\" value=\""))
    let growing = try Policy(
      yaml: "version: 1\nlooks: {narrowest_at: 50}\nresamples: 20\nrules:\n  conversations: {at_least: 1}\n")
    let look = try await GateCheck(growing, simulator: "persona").outcome(of: audit)
    #expect(
      look.text.split(separator: "\n")[0].hasSuffix(
        "(of this look alone; the rules’ bounds hold for all looks together)"))
  }

  @Test func whatIsDecidedLeavesItsShareToTheOthers() async throws {
    let policy = try Policy(
      yaml: """
        version: 1
        simulators: [persona, other]
        instrument: judge
        level: 0.9
        resamples: 20
        rules:
          receipt_fields: [simulator.may_stay_silent]
          excess_contrast: {at_most: 0}
        """)
    // The second does not say whether it may stay silent: that decides it.
    let outcome = try await GateCheck(policy, simulator: nil).outcome(of: audit)
    #expect(outcome.report.verdict == .notTrusted)
    #expect(abs(outcome.simulators[0].level - 0.9) < 1e-12 && abs(outcome.simulators[1].level - 0.95) < 1e-12)
  }

  @Test(arguments: ["simulators: []", "simulators: [a, a]", "simulator: a\nsimulators: [b]", "simulators: {a: b}"])
  func aPolicyNamesEverySimulatorOnce(line: String) {
    #expect(throws: PolicyProblem.self) {
      try Policy(yaml: "version: 1\n\(line)\nrules:\n  conversations: {at_least: 1}\n")
    }
  }

  @Test func theWindowCheckSaysWhatTheWholeConversationChanged() throws {
    let check = try #require(try WindowCheck(of: "judge-full", in: audit.store))
    #expect(
      check.text == "causal-labelling check of judge: 4 real turns labelled both ways, 1 alike (25.0 %), "
        + "2 deeper and 1 shallower with the whole conversation in view\n")
    #expect(try WindowCheck(of: "judge", in: audit.store) == nil)
  }
}
