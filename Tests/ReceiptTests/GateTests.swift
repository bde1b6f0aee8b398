import Cases
import Fidelity
import Figures
import Foundation
import JSON
import Testing

@testable import Receipt

@Suite struct GateTests {
  private let receipt: Receipt

  init() async throws { receipt = try await Shared.receipt() }

  private func verdict(_ rules: String, _ change: (inout ReceiptPredicate) -> Void = { _ in }) throws -> GateReport {
    var receipt = receipt
    change(&receipt.predicate)
    return GateReport(try Policy(yaml: "version: 1\nrules:\n" + rules), receipt)
  }

  private func figure(_ low: Double, _ high: Double) -> ReceiptFigure {
    ReceiptFigure(estimate: (low + high) / 2, interval: [low, high], n: 80)
  }

  @Test(arguments: [
    (0.0, 0.1, GateReport.Verdict.trusted), (0.0, 0.2, .trusted), (0.0, 0.3, .undecided), (0.2, 0.3, .undecided),
    (0.25, 0.3, .notTrusted),
  ])
  func anExcessIsHeldToItsLimitByItsInterval(low: Double, high: Double, expected: GateReport.Verdict) throws {
    let report = try verdict("  excess_contrast: {at_most: 0.2, reference: position}\n") { predicate in
      predicate.results.contrast?.floors[0].excess = figure(low, high)
    }
    #expect(report.verdict == expected && report.lines[0].subject == "position")
  }

  private func margins(_ head: String, _ change: (inout ReceiptPredicate) -> Void) throws -> GateReport {
    var receipt = receipt
    change(&receipt.predicate)
    let rules = "rules:\n  excess_contrast: {at_most: 0.2, reference: position}\n  conversations: {at_least: 1}\n"
    return GateReport(try Policy(yaml: "version: 1\n\(head)\(rules)"), receipt)
  }

  /// Nobody is to believe that a verdict was taken with a margin with which it was not.
  @Test func anotherMarginThanThatOfTheReceiptOrThePlanIsTold() throws {
    let same = try margins("excess_margin: 0.2\n") { $0.method.excessMargin = 0.2 }
    #expect(same.findings[0].notes.isEmpty && same.lines.allSatisfy { $0.reason?.contains("margin") != true })
    let other = try margins("excess_margin: 0.2\n") { $0.method.excessMargin = 0.3 }
    #expect(other.findings[0].notes == ["the receipt was made with the margin 0.3, this policy names the margin 0.2"])
    #expect(other.findingLines[0].hasSuffix("(\(other.findings[0].notes[0]))"))
    #expect(other.tree["concentration"]?[0]?["note"]?.string == other.findings[0].notes[0])
    let none = try margins("") { $0.method.excessMargin = 0.3 }
    #expect(none.findings[0].notes == ["the receipt was made with the margin 0.3, this policy names no margin"])
    let planned = try margins("excess_margin: 0.2\n") { predicate in
      predicate.method.excessMargin = 0.2
      predicate.plan.declared = .init(
        sha256: "", declaredAt: "", looksBefore: 0, simulator: "s", instrument: "i", draw: 0, filter: "",
        reference: nil, excessMargin: nil, level: 0.95, seed: 1, resamples: 2, cluster: "customer")
    }
    #expect(planned.findings[0].notes == ["the plan declared no margin, this verdict is taken with the margin 0.2"])
  }

  @Test func aLimitThatIsNotTheMarginIsTold() throws {
    let report = try margins("excess_margin: 0.1\n") { predicate in
      predicate.method.excessMargin = 0.1
      predicate.results.contrast?.floors[0].excess = figure(0, 0.15)
    }
    #expect(report.lines[0].reason == "the margin of the verdict is 0.1, and not this limit")
    // It is told, and decides nothing.
    #expect(report.verdict == .trusted && report.lines[1].reason == nil)
  }

  @Test func anExcessIsThatByPeoplesLabelsWhereItIsCorrected() throws {
    let report = try verdict("  excess_contrast: {at_most: 0.2, reference: position}\n") { predicate in
      predicate.results.contrast?.floors[0].excess = figure(0.25, 0.3)
      predicate.results.contrast?.floors[0].correctedExcess = figure(0, 0.1)
      predicate.concentration.correction = .init(
        labelled: 120, lambda: ReceiptNumber(value: 1), instrumentExcess: figure(0.25, 0.3))
    }
    #expect(report.verdict == .trusted && report.lines[0].subject?.contains("corrected by people’s labels") == true)
  }

  @Test(arguments: [
    "exit_probe_recall_excess: {at_least: 0}", "false_leaving_excess: {at_most: 1}", "depth_bias_excess: {margin: 9}",
    "conversations: {at_least: 1}", "depth_bias: {margin: 9}",
  ])
  func aRuleOfNoOutcomeGroupIsUndecided(rule: String) throws {
    let report = try verdict("  \(rule)\n") { predicate in
      predicate.outcome.strata = []
      predicate.results.strata = []
      predicate.exitAudit.strata = []
    }
    #expect(report.verdict == .undecided && report.lines.count == 1)
    #expect(report.lines[0].reason == "no outcome groups: strata is [] in audit.json")
  }

  @Test func aJudgeThatIsNotEstablishedDecidesNothing() throws {
    let rules = "  excess_contrast: {at_most: 9}\n  exit_probe_recall: {at_least: 1}\n  conversations: {at_least: 1}\n"
    let report = try verdict(rules) { predicate in
      predicate.concentration.judge = .init(
        realKappa: figure(0.5, 0.7), simulatedKappa: figure(0.5, 0.7), kappaDifference: figure(-0.1, 0.1),
        shiftDifference: figure(-0.1, 0.1), belowPeople: figure(-0.3, -0.1), errsDifferently: false,
        established: false)
    }
    #expect(report.verdict == .undecided)
    for line in report.lines {
      #expect((line.verdict == .undecided) == (line.rule != "conversations"), "\(line.rule)")
    }
    #expect(report.text.contains("the judge is not established ("))
  }

  @Test(arguments: [
    (0.6, 0.8, GateReport.Verdict.trusted), (0.5, 0.8, .trusted), (0.4, 0.6, .undecided), (0.1, 0.5, .undecided),
    (0.1, 0.3, .notTrusted),
  ])
  func recallIsAskedOfThoseWhoLeft(low: Double, high: Double, expected: GateReport.Verdict) throws {
    let report = try verdict("  exit_probe_recall: {at_least: 0.5}\n") { predicate in
      predicate.exitAudit.strata[0].exitProbeRecall = figure(low, high)
    }
    #expect(report.verdict == expected)
    #expect(report.lines.map(\.subject) == ["non-subscriber"])
  }

  @Test(arguments: [
    (-0.1, 0.1, GateReport.Verdict.trusted), (-0.3, -0.1, .undecided), (-0.3, -0.2, .notTrusted),
  ])
  func recallBeyondTheFloorIsAskedOfThoseWhoLeft(low: Double, high: Double, expected: GateReport.Verdict) throws {
    let report = try verdict("  exit_probe_recall_excess: {at_least: -0.15}\n") { predicate in
      predicate.exitAudit.strata[0].exitProbeRecall.excess = (low + high) / 2
      predicate.exitAudit.strata[0].exitProbeRecall.excessInterval = [low, high]
    }
    #expect(report.verdict == expected)
    #expect(report.lines[0].sentence.contains("must be ≥ −15.0 pp"))
  }

  @Test(arguments: [
    (-0.1, 0.1, GateReport.Verdict.trusted), (0.1, 0.6, .undecided), (0.6, 0.7, .notTrusted),
    (-0.7, -0.6, .notTrusted),
  ])
  func biasBeyondTheFloorLiesWithinItsMargin(low: Double, high: Double, expected: GateReport.Verdict) throws {
    let report = try verdict("  depth_bias_excess: {margin: 0.5, strata: [non-subscriber]}\n") { predicate in
      predicate.results.strata[0].depthBias.excess = (low + high) / 2
      predicate.results.strata[0].depthBias.excessInterval = [low, high]
    }
    #expect(report.verdict == expected)
  }

  @Test func aLimitWithoutAFloorSaysSo() throws {
    let rules = "  exit_probe_recall: {at_least: 0.5}\n  false_leaving: {at_most: 0.4}\n  depth_bias: {margin: 1}\n"
    for line in try verdict(rules).lines { #expect(line.sentence.contains("this limit has no floor")) }
    let floored = try verdict("  false_leaving_excess: {at_most: 0.1}\n")
    for line in floored.lines { #expect(!line.sentence.contains("no floor")) }
  }

  @Test func anExcessThatIsNotThereDecidesNothing() throws {
    let report = try verdict("  exit_probe_recall_excess: {at_least: -0.9}\n") { predicate in
      predicate.exitAudit.strata[0].exitProbeRecall.excess = nil
      predicate.exitAudit.strata[0].exitProbeRecall.excessInterval = nil
    }
    #expect(report.verdict == .undecided && report.lines[0].reason != nil)
  }

  /// At n = 80 and 300 the bounds of a 95 % sequence are 3.24 standard errors wide.
  @Test(arguments: [
    (0.25, 0.3, GateReport.Verdict.undecided), (0.28, 0.3, .notTrusted), (0.1, 0.12, .trusted), (0.1, 0.19, .undecided),
  ])
  func boundsOfRepeatedLooksAreWider(low: Double, high: Double, expected: GateReport.Verdict) throws {
    var receipt = receipt
    receipt.predicate.results.contrast?.floors[0].excess = figure(low, high)
    let policy = try Policy(
      yaml: "version: 1\nlooks: {narrowest_at: 300}\nrules:\n  excess_contrast: {at_most: 0.255, reference: position}\n"
        .replacing("0.255", with: expected == .trusted || low == 0.1 ? "0.15" : "0.255"))
    let report = GateReport(policy, receipt, look: 7)
    #expect(report.verdict == expected)
    #expect(report.text.contains("bounds for repeated looks, this is look 7"))
    #expect(try #require(report.lines[0].interval)[0] < low)
  }

  @Test(arguments: [
    ("looks: {narrowest_at: 19}", "between 20"), ("looks: {}", "needs narrowest_at"),
    ("looks: often", "keys and values"),
    ("looks: {every: 3}", "does not belong"),
  ])
  func looksAreReadOrRefused(text: String, words: String) {
    let problem = #expect(throws: PolicyProblem.self) {
      try Policy(yaml: "version: 1\n\(text)\nrules:\n  conversations: {at_least: 1}\n")
    }
    #expect(problem?.line == 2 && problem?.description.contains(words) == true)
  }

  @Test func aSelectionByWhatIsMeasuredIsNotJudged() throws {
    let report = try verdict("  excess_contrast: {at_most: 5}\n  conversations: {at_least: 1}\n") { predicate in
      predicate.method.filter = "outcome:subscriber or -severity>=2"
    }
    #expect(report.verdict == .undecided && report.lines.allSatisfy { $0.verdict == .undecided })
    #expect(report.lines.allSatisfy { $0.sentence.contains("selects by “severity”") && $0.estimate == nil })
  }

  @Test func aNumberThatIsNotThereCannotTell() throws {
    let none = ReceiptFigure(estimate: nil, n: 0, reason: "no exit probe")
    let report = try verdict("  exit_probe_recall: {at_least: 0}\n") { $0.exitAudit.strata[0].exitProbeRecall = none }
    #expect(report.verdict == .undecided && report.text.contains("no exit probe"))
    #expect(try verdict("  invalid_rate: {at_most: 1}\n").verdict == .undecided)
    #expect(try verdict("  false_exits: {at_most: 1, strata: [nobody]}\n").verdict == .undecided)
    #expect(try verdict("  excess_contrast: {at_most: 9}\n") { $0.results.contrast = nil }.verdict == .undecided)
  }

  @Test(arguments: [
    ("faithful", GateReport.Verdict.trusted), ("unfaithful", .notTrusted), ("undecided", .undecided),
  ])
  func biasIsHeldToItsMarginByEquivalence(finding: String, expected: GateReport.Verdict) throws {
    let report = try verdict("  depth_bias: {margin: 0.5, strata: [subscriber]}\n") { predicate in
      for index in predicate.results.strata.indices { predicate.results.strata[index].equivalence = finding }
    }
    #expect(report.verdict == expected && report.lines.count == 1 && report.lines[0].limit == "within ± 0.5")
  }

  @Test func countsAndFactsAreExact() throws {
    let fewest = try #require(receipt.predicate.outcome.strata.map(\.analysed).min())
    #expect(try verdict("  conversations: {at_least: \(fewest)}\n").verdict == .trusted)
    #expect(try verdict("  conversations: {at_least: \(fewest + 1)}\n").verdict == .undecided)
    #expect(try verdict("  conversations: {at_least: 2}\n").verdict == .trusted)
    #expect(try verdict("  conversations: {at_least: 1000}\n").verdict == .undecided)
    #expect(try verdict("  completeness: {at_least: 21}\n").verdict == .notTrusted)
    #expect(try verdict("  receipt_fields: [simulator.model, privacy]\n").verdict == .trusted)
    let missing = try verdict("  receipt_fields: [simulator.model, instrument.people]\n")
    #expect(
      missing.verdict == .notTrusted && missing.text.contains("✗ receipt_fields of instrument.people: not stated"))
  }

  @Test func oneBrokenRuleOutweighsEveryOther() throws {
    let report = try verdict("  completeness: {at_least: 1000}\n  invalid_rate: {at_most: 0.1}\n")
    #expect(report.verdict == .notTrusted && report.verdict.exitStatus == 1)
    #expect(GateReport.Verdict.undecided.exitStatus == 2 && GateReport.Verdict.trusted.exitStatus == 0)
  }

  @Test func theExamplePolicyIsOne() throws {
    let policy = try Policy(yaml: Policy.example)
    #expect(policy.rules.count == 6 && policy.margin == nil && policy.excessMargin == 0.2)
    // Its limit is its margin.
    #expect(policy.rules.allSatisfy { policy.marginNote(of: $0) == nil })
    #expect(policy.requiredFields.count == 4)
    #expect(GateReport(policy, receipt).lines.count >= 12)
  }

  @Test(arguments: [
    ("", "empty"), ("rules: {}", "version"), ("version: 2\nrules: {conversations: {at_least: 1}}", "version: 1"),
    ("version: 1", "no rule"), ("version: 1\nrules: {exit_probe_recal: {at_least: 1}}", "exit_probe_recall"),
    ("version: 1\nrules: {exit_probe_recall: {at_most: 1}}", "at_least"),
    ("version: 1\nrules: {exit_probe_recall: {}}", "at_least"),
    ("version: 1\nrules: {exit_probe_recall: {at_least: 2}}", "0 to 1"),
    ("version: 1\nrules: {exit_probe_recall: 0.5}", "keys"),
    ("version: 1\nrules: {depth_bias: {margin: .nan}}", "number"),
    ("version: 1\nrules: {excess_contrast: {at_most: 0.1, reference: moon}}", "previous-stage"),
    ("version: 1\nrules: {receipt_fields: [simulator.soul]}", "simulator.soul"),
    ("version: 1\nresamples: 99999999999\nrules: {completeness: {at_least: 1}}", "resamples"),
    ("version: 1\nexcess_margin: 0\nrules: {completeness: {at_least: 1}}", "above 0"),
    ("version: 1\nlimits: 3", "limits"), ("version: 1\nrules: [", "YAML"), ("- a\n- b", "keys"),
    ("version: 1\nrules: {invalid_rate: {at_most: 0.1, strata: [a]}}", "strata"),
  ])
  func whatIsWrongWithAPolicyIsSaid(text: String, word: String) {
    do throws(PolicyProblem) {
      _ = try Policy(yaml: text)
      Issue.record("accepted")
    } catch {
      #expect(error.description.contains(word), "\(error)")
    }
  }

  @Test func aProblemNamesItsLine() {
    let problem = #expect(throws: PolicyProblem.self) {
      try Policy(yaml: "version: 1\nrules:\n  conversations:\n    at_lest: 3\n")
    }
    #expect(problem?.line == 4)
  }

  @Test func junitHoldsStrangersNamesAsText() throws {
    let report = try verdict(
      "  conversations: {at_least: 1, strata: ['a<b>&\"c']}\n  completeness: {at_least: 99}\n")
    let xml = report.junit(name: "<&\u{1B}>")
    #expect(xml.contains("failures=\"1\" errors=\"1\"") && xml.contains("a&lt;b&gt;&amp;&quot;c"))
    #expect(!xml.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(xml.split(separator: "\n").count { $0.contains("<testcase ") } == 2)
    #expect(report.tree["rules"]?[0]?["verdict"] == .string("undecided"))
  }
}
