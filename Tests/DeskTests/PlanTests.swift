import Cases
import Explorer
import Fidelity
import Figures
import Foundation
import Receipt
import Report
import Testing

@testable import AuditStore
@testable import Desk

/// What was declared before labels came, and what is said of it afterwards.
@Suite struct PlanTests {
  private let fixture: DeskFixture
  private let early: LoadedAudit
  private let plan: AnalysisPlan
  private static let yaml = """
    simulator: persona
    instrument: judge
    where: ' turn<9 '
    excess_margin: 0.2
    resamples: 20
    """

  /// An audit whose judge has not labelled the simulator yet.
  init() throws {
    fixture = try DeskFixture()
    plan = try AnalysisPlan(yaml: PlanTests.yaml)
    let labels = try fixture.labels()
    try fixture.write(labels: labels.filter { !$0.contains(#""instrument":"judge","source":"persona""#) })
    early = try fixture.audit()
    try fixture.write(labels: labels)
  }

  private var declaring: PlanDeclaring { PlanDeclaring(early.store) }

  private var settings: AnalysisSettings {
    var settings = AnalysisSettings.quick
    settings.method.excessMargin = 0.2
    return settings
  }

  private func receipt(
    of audit: LoadedAudit, _ choice: CaseChoice = CaseChoice(filter: "turn<9"),
    _ change: (inout MethodSettings) -> Void = { _ in }
  ) async throws -> Receipt {
    var method = settings.method
    change(&method)
    return try await ReceiptMaking(audit: audit).receipt(
      try method.method(choice, in: audit), issuedAt: "2026-01-01T00:00:00Z")
  }

  @Test func theDeclaredAnalysisAloneIsConfirmatory() async throws {
    let notice = try declaring.declare(plan)
    let audit = try fixture.audit()
    let declared = try #require(audit.plans.first)
    #expect(notice.text.contains(declared.digest) && notice.json.contains(#""sha256": "\#(declared.digest)""#))
    let own = try await receipt(of: audit)
    #expect(own.predicate.plan.word == "confirmatory" && own.predicate.plan.declared?.sha256 == declared.digest)
    let changes: [(point: String, change: (inout MethodSettings) -> Void)] = [
      ("excess margin: declared 0.2, here none", { $0.excessMargin = nil }),
      ("reference: declared the most knowing that stands up, here action", { $0.reference = .action }),
      ("seed: declared 20260620, here 1", { $0.seed = 1 }), ("level: declared 0.95, here 0.9", { $0.level = 0.9 }),
      ("resamples: declared 20, here 21", { $0.resamples = 21 }),
      ("unit: declared customer, here conversation", { $0.byConversation = true }),
      ("draws: declared draw 0, here mean over draws", { $0.meanOfDraws = true }),
    ]
    for (point, change) in changes {
      let other = try await receipt(of: audit, CaseChoice(filter: "turn<9"), change).predicate.plan
      #expect(other.word == "exploratory" && other.sentence.contains(point), "\(other.sentence)")
    }
    for choice in [CaseChoice(), CaseChoice(filter: "turn<8"), CaseChoice(filter: "turn<9", draw: 1)] {
      #expect(try await receipt(of: audit, choice).predicate.plan.word == "exploratory")
    }
    let second = CaseChoice(filter: "turn<9", instrument: "second")
    #expect(try await receipt(of: audit, second).predicate.plan.sentence == "no plan was declared.")
    // What is no difference: how the filter is written, and what does not bear on the verdict.
    let alike = try await receipt(of: audit, CaseChoice(filter: "  turn<9.0")) { $0.margin = 0.5 }
    #expect(alike.predicate.plan == own.predicate.plan)
  }

  @Test func aDeclaredReferenceIsTheVerdicts() async throws {
    var other = plan
    other.reference = "position"
    _ = try declaring.declare(other)
    let audit = try fixture.audit()
    let chosen = try await receipt(of: audit) { $0.reference = .position }
    #expect(chosen.predicate.plan.word == "confirmatory")
    #expect(chosen.predicate.concentration.reference == "position" && chosen.predicate.method.reference == "position")
    let usual = try await receipt(of: audit).predicate
    #expect((usual.plan.word == "confirmatory") == (usual.concentration.reference == "position"))
  }

  /// In the explorer too, whatever was chosen there: the plan alone decides.
  @Test func whatTheExplorerSetsIsHeldAgainstThePlan() async throws {
    var other = plan
    (other.reference, other.filter) = ("position", "")
    _ = try declaring.declare(other)
    let audit = try fixture.audit()
    let series = CaseTable.Series(simulator: "persona", instrument: "judge", draw: 0)
    var query = CaseQuery(filter: .everything, order: [], series: series)
    func standing() -> AnalysisStanding {
      var options = audit.analysisOptions(of: query)
      options.resamples = 20
      return AnalysisStanding(options, reference: query.verdict.reference ?? .action)
    }
    #expect(standing().word == "exploratory")
    (query.verdict.reference, query.verdict.excessMargin) = (.position, 0.2)
    #expect(standing().word == "confirmatory")
    query.verdict.excessMargin = 0.3
    #expect(standing().sentence.contains("excess margin: declared 0.2, here 0.3"))
  }

  @Test func everyOutputSaysTheSameWord() async throws {
    _ = try declaring.declare(plan)
    let audit = try fixture.audit()
    for (filter, word) in [("turn<9", "confirmatory"), ("turn<8", "exploratory")] {
      let choice = CaseChoice(filter: filter)
      let statistics = try await StatisticsReports(choice, settings: settings, ofEverySeries: false, in: audit)
      let standing = try #require(statistics.reports[0].report.contrast?.verdict?.standing)
      let lines = statistics.text.replacing("\n", with: " ")
      #expect(standing.word == word && lines.contains(standing.line))
      #expect(
        statistics.json.contains(#""standing": "\#(word)""#) && statistics.csv().contains("standing,,,,,,,\(word)"))
      let receipt = try await receipt(of: audit, choice)
      #expect(receipt.predicate.plan.word == word && receipt.predicate.plan.sentence == standing.sentence)
      #expect(receipt.markdown.contains("**\(word)**: "))
      let report = try await CaseExporting(audit: audit).report(choice, flagged: false, limit: 0, settings: settings)
      for format in [ExportFormat.markdown, .html] {
        var bytes: [UInt8] = []
        try CaseExporting(audit: audit).writeReport(report, format: format) { bytes += $0 }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("\(word): ") && text.contains(standing.plan?.digest ?? "none"))
      }
    }
  }

  @Test func withoutAPlanEverythingIsExploratory() async throws {
    let receipt = try await receipt(of: try fixture.audit())
    let plan = receipt.predicate.plan
    #expect(plan.word == "exploratory" && plan.sentence == "no plan was declared." && plan.declared == nil)
    #expect(receipt.markdown.contains("**exploratory**: no plan was declared."))
  }

  @Test func aPlanThatComesLateIsRefusedAndNeverConfirmatory() async throws {
    let audit = try fixture.audit()
    let failure = #expect(throws: CommandFailure.self) { try PlanDeclaring(audit.store).declare(plan) }
    #expect(failure?.status == .badData && failure?.remedy != nil)
    #expect(
      failure?.message
        == "persona as judge labels it: there are labels already, so that nothing can be declared before they come")
    // Somebody writes it into the file all the same.
    var written = plan
    written.filter = "turn<9"
    let time = "2999-01-01T00:00:00Z"
    let late = DeclaredPlan(written, at: time, looksBefore: 0, digest: written.digest(at: time, looksBefore: 0))
    try audit.store.writing { try PlanTable.insert(late, in: $0) }
    let stated = try await receipt(of: try fixture.audit()).predicate.plan
    #expect(stated.word == "exploratory" && stated.sentence.hasPrefix("the plan was declared after labels had come"))
  }

  @Test func theSamePlanStandsAndAnotherIsRefused() throws {
    let first = try declaring.declare(plan)
    #expect(first.text.hasPrefix("declared: persona as judge labels it, draw 0, where turn<9, beside the most knowing"))
    #expect(try declaring.declare(plan).text.hasPrefix("was declared already: "))
    var other = plan
    other.margin = 0.1
    let failure = #expect(throws: CommandFailure.self) { try declaring.declare(other) }
    #expect(failure?.status == .badData && failure?.message.contains("it stands") == true)
  }

  @Test func aPlanThatNobodyCouldMeanIsRefusedOrTold() throws {
    var measured = plan
    measured.filter = "real:resisting"
    #expect(throws: CommandFailure.self) { try declaring.declare(measured) }
    var unreadable = plan
    unreadable.filter = "turnn<9"
    #expect(throws: CommandFailure.self) { try declaring.declare(unreadable) }
    #expect(try early.store.declaredPlans().isEmpty)
    var misspelt = plan
    misspelt.simulator = "personna"
    #expect(try declaring.declare(misspelt).text.contains("knows no simulator “personna” yet; did you mean “persona”?"))
  }

  @Test func verifyingFindsAnAlteredPlanAndAnAuditWithoutIt() async throws {
    _ = try declaring.declare(plan)
    let audit = try fixture.audit()
    let receipt = try await receipt(of: audit)
    func points(_ change: (inout Receipt) throws -> Void, in audit: LoadedAudit) async throws -> [String] {
      var receipt = receipt
      try change(&receipt)
      try Data(try receipt.json().utf8).write(to: URL(fileURLWithPath: fixture.path("receipt.json")))
      let file = try ReceiptFile(path: fixture.path("receipt.json"))
      var verification = file.verification
      try await file.compare(with: audit, in: &verification) { _ in }
      return verification.points.filter { !$0.agrees }.map(\.name)
    }
    #expect(try await points({ _ in }, in: audit) == [])
    let altered = try await points({ $0.predicate.plan.declared?.excessMargin = 0.1 }, in: audit)
    #expect(Set(altered) == ["plan’s digest", "seals", "plan"])
    let digest = try await points(
      { $0.predicate.plan.declared?.sha256 = String(repeating: "0", count: 64) }, in: audit)
    #expect(Set(digest) == ["plan’s digest", "seals", "plan"])
    // Another store of the same bundle cannot bear it out.
    let other = try LoadedAudit(
      OpenAudit.open(fixture.bundle, environment: ["XDG_DATA_HOME": fixture.path("other"), "HOME": fixture.folder])
        .store)
    #expect(try await points({ _ in }, in: other) == ["plan"])
  }

  @Test func plansStandAmongTheLooks() async throws {
    _ = try await StatisticsReports(
      CaseChoice(simulator: "other"), settings: .quick, ofEverySeries: false, in: early)
    _ = try declaring.declare(plan)
    let audit = try fixture.audit()
    _ = try await receipt(of: audit)
    let list = try LookList(audit.store)
    let declared = try #require(audit.plans.first)
    #expect(declared.looksBefore == 1 && list.text.hasPrefix("2 distinct verdicts\n"))
    #expect(list.text.contains("plan \(declared.digest.prefix(12)) declared: persona as judge labels it"))
    #expect(list.json.contains(#""plan": "\#(declared.digest)""#) && list.csv.contains(",\(declared.digest)\r\n"))
    #expect(
      try await receipt(of: audit).markdown.contains(
        "Looked at in this store before: **1 other distinct verdict**, 1 before the plan."))
  }

  @Test(arguments: [
    ("", "the file is empty"), ("simulator: persona", "say which simulator and which instrument"),
    ("simulator: a\ninstrument: b\nmargin: 1", "line 3: “margin” is no key of a plan"),
    ("simulator: a\ninstrument: b\nreference: placebo", "line 3: one of position, previous-stage, action, history"),
    ("simulator: a\ninstrument: b\nexcess_margin: 0", "line 3: a number above 0"),
    ("simulator: a\ninstrument: b\ncluster: probe", "line 3: one of customer, conversation"),
    ("simulator: a\nsimulator: b", "no YAML"), ("a: [", "no YAML"), ("- a", "keys and values"),
    ("simulator: ''\ninstrument: b", "line 1: a name should stand here"),
    ("simulator: a\ninstrument: b\ndraw: some", "line 3: a whole number"),
    ("simulator: a\ninstrument: b\nresamples: 1", "line 3: resamples lie between"),
  ])
  func aFileThatIsNoPlanIsToldWithItsLine(text: String, problem: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: fixture.path("plan.yaml")))
    let failure = #expect(throws: CommandFailure.self) { try PlanDeclaring.plan(at: fixture.path("plan.yaml")) }
    #expect(failure?.status == .badData && failure?.message.contains(problem) == true, "\(failure?.message ?? "")")
    #expect(try AnalysisPlan(yaml: AnalysisPlan.example).simulator == "persona")
  }
}
