import Testing

@testable import Receipt

/// The rules that hold whole simulated conversations to something.
@Suite struct WholeGateTests {
  private func verdict(
    _ rule: String, _ change: (inout ReceiptWhole) -> Void = { _ in }
  ) async throws -> GateReport.Line {
    var receipt = try await Whole.receipt()
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

  @Test(arguments: [
    "ending_closing: {at_most: 0.1}", "leaves: {at_least: 0.1}", "faults: {at_most: 0.1}",
    "length_difference: {at_most: 9}", "speech_auc_excess: {at_most: 0.5}", "ever_resists: {at_most: 1}",
    "ever_leaves: {at_most: 1}",
  ])
  func withoutWholeConversationsARuleIsUndecided(rule: String) async throws {
    let report = GateReport(try Policy(yaml: "version: 1\nrules:\n  \(rule)\n"), try await Shared.receipt())
    #expect(report.verdict == .undecided)
    #expect(report.lines[0].reason == "the simulator carried on no whole conversation")
  }

  @Test(arguments: [
    // Bounds of the difference in user turns, beside a floor of 0.5 and a limit of 1.
    ([0.2, 1.4], [0, 0.9], GateReport.Verdict.trusted), ([-1.4, -0.2], [0, 0.9], .trusted),
    ([0.2, 1.6], [0, 1.1], .undecided), ([1.6, 3], [1.1, 2.5], .notTrusted), ([-3, -1.6], [1.1, 2.5], .notTrusted),
  ])
  func lengthIsHeldToItsLimitBeyondTheFloor(
    bounds: [Double], beyond: [Double], expected: GateReport.Verdict
  ) async throws {
    let line = try await verdict("length_difference: {at_most: 1}") { whole in
      whole.groups[0].lengths?.means[1].difference = ReceiptFigure(
        estimate: (bounds[0] + bounds[1]) / 2, interval: bounds, n: 40, floor: 0.5)
    }
    #expect(line.verdict == expected)
    for (own, other) in zip(line.interval ?? [], beyond) { #expect(abs(own - other) < 1e-9) }
    #expect(line.sentence.contains("must be ≤ 1.0 user turns"))
  }

  @Test(arguments: [
    // Bounds of the AUC beside a floor of 0.55 and a limit of 0.1: below the floor nothing is wrong.
    ([0.40, 0.52], GateReport.Verdict.trusted), ([0.50, 0.64], .trusted), ([0.60, 0.70], .undecided),
    ([0.66, 0.80], .notTrusted),
  ])
  func speechIsHeldToItsLimitBeyondTheFloor(bounds: [Double], expected: GateReport.Verdict) async throws {
    let line = try await verdict("speech_auc_excess: {at_most: 0.1}") { whole in
      whole.told?.auc = ReceiptFigure(estimate: (bounds[0] + bounds[1]) / 2, interval: bounds, n: 80, floor: 0.55)
    }
    #expect(line.verdict == expected)
    for (own, other) in zip(line.interval ?? [], bounds) { #expect(abs(own - (other - 0.55)) < 1e-9) }
  }

  @Test func whatLabelsTellIsHeldOnlyWhereTheyCoverBothSidesAlike() async throws {
    let line = try await verdict("ever_resists: {at_most: 0.05}")
    #expect(line.verdict == .notTrusted && line.estimate ?? 0 > 0.1)
    #expect(try await verdict("ever_leaves: {at_most: 1}").verdict == .trusted)
    for finding in ["higher", "lower"] {
      let line = try await verdict("ever_resists: {at_most: 1}") { $0.groups[0].stages?.labelled.finding = finding }
      #expect(line.verdict == .undecided && line.reason?.contains("labels cover more of one side") == true)
    }
    let bare = try await verdict("ever_resists: {at_most: 1}") { $0.groups[0].stages = nil }
    #expect(bare.verdict == .undecided && bare.estimate == nil)
  }

  /// Too few units, a receipt of an earlier program, no interval: never trusted.
  @Test(arguments: [
    "length_difference: {at_most: 100}", "speech_auc_excess: {at_most: 0.5}", "ever_resists: {at_most: 1}",
  ])
  func whatCannotBeSaidIsUndecided(rule: String) async throws {
    let withheld = try await verdict(rule) { whole in
      whole.groups[0].lengths?.means[1].finding = "withheld"
      whole.groups[0].stages?.ever[0].finding = "withheld"
      whole.told?.finding = "withheld"
    }
    #expect(withheld.verdict == .undecided && withheld.reason == "a side has too few customers or conversations")
    let missing = try await verdict(rule) { whole in
      (whole.groups[0].lengths, whole.groups[0].stages, whole.told) = (nil, nil, nil)
    }
    #expect(missing.verdict == .undecided && missing.reason != nil)
    let bare = try await verdict(rule) { whole in
      whole.groups[0].lengths?.means[1].difference.interval = nil
      whole.groups[0].stages?.ever[0].difference.interval = nil
      whole.told?.auc.floor = nil
    }
    #expect(bare.verdict == .undecided)
  }

  /// The difference is widened, and the floor subtracted after that.
  @Test func repeatedLooksWidenTheDifferenceBeforeItsFloorIsSubtracted() async throws {
    var receipt = try await Whole.receipt()
    func line(_ bounds: [Double], n: Int, _ looks: String) throws -> GateReport.Line {
      receipt.predicate.wholeConversations?.groups[0].lengths?.means[1].difference = ReceiptFigure(
        estimate: (bounds[0] + bounds[1]) / 2, interval: bounds, n: n, floor: 0.5)
      let policy = try Policy(yaml: "version: 1\n\(looks)\nrules:\n  length_difference: {at_most: 0.45}\n")
      return try #require(GateReport(policy, receipt, look: 3).lines.first)
    }
    let looks = "looks: {narrowest_at: 300}"
    let (once, often) = (try line([0.1, 0.7], n: 300, ""), try line([0.1, 0.7], n: 300, looks))
    #expect(once.verdict == .trusted && once.interval?[1] == 0.2 && often.look == 3)
    let upper = try #require(often.interval?[1])
    #expect(upper > 0.2 && often.interval?[0] == 0)
    let wide = try line([-0.2, 1.0], n: 300, looks)
    // Twice as wide is as far again beyond the estimate of 0.4.
    #expect(abs((wide.interval?[1] ?? 0) + 0.1 - 2 * (upper + 0.1)) < 1e-8)
    let few = try line([0.1, 0.7], n: 2, looks)
    #expect(few.verdict == .undecided && few.reason?.contains("too few for bounds") == true)
  }

  @Test(arguments: [
    "length_difference: {at_most: -1}", "speech_auc_excess: {at_most: 0.6}", "ever_resists: {at_least: 0.1}",
    "ever_leaves: {at_most: 1.5}",
  ])
  func aLimitThatNoFigureCanHaveIsRefused(rule: String) {
    #expect(throws: PolicyProblem.self) { try Policy(yaml: "version: 1\nrules:\n  \(rule)\n") }
  }

  @Test func aFactOfWholeConversationsIsNotStatedWhereNoneAreCompared() async throws {
    var receipt = try await Whole.receipt()
    receipt.predicate.wholeConversations?.reason = "a filter of cases is in force"
    receipt.predicate.completeness.missing = []
    let policy = try Policy(yaml: "version: 1\nrules:\n  receipt_fields: [whole_conversations.instrument]\n")
    #expect(GateReport(policy, receipt).verdict == .notTrusted)
    #expect(GateReport(policy, try await Whole.receipt()).verdict == .trusted)
  }
}
