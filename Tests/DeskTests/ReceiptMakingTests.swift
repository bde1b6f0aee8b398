import Cases
import Fidelity
import Foundation
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
        rules:
          conversations: {at_least: 3}
        """)
    let own = try GateCheck(policy, simulator: nil).method(in: audit)
    #expect(own.simulator == "persona" && own.instrument == "second" && own.filter == "outcome:left")
    #expect(own.level == 0.8 && own.seed == 9 && own.resamples == 30 && own.permutationDraws == 1_000)
    let check = GateCheck(policy, simulator: "other")
    #expect(try check.method(in: audit).simulator == "other")
    let outcome = try await check.outcome(of: audit)
    // The filter leaves nobody who bought.
    #expect(outcome.report.verdict == .notTrusted)
    #expect(outcome.text.hasPrefix("other as second labelled it\n"))
    #expect(outcome.junit.contains("desk: other, second"))
  }

  @Test func theWindowCheckSaysWhatTheWholeConversationChanged() throws {
    let check = try #require(try WindowCheck(of: "judge-full", in: audit.store))
    #expect(
      check.text == "causal-labelling check of judge: 4 real turns labelled both ways, 1 alike (25.0 %), "
        + "2 deeper and 1 shallower with the whole conversation in view\n")
    #expect(try WindowCheck(of: "judge", in: audit.store) == nil)
  }
}
