import Cases
import Desk
import Fidelity
import Figures
import Receipt
import Testing

@Suite struct StatisticsTests {
  private let fixture: DeskFixture
  private let audit: LoadedAudit

  init() throws {
    fixture = try DeskFixture()
    audit = try fixture.audit()
  }

  private func reports(_ choice: CaseChoice = CaseChoice(), all: Bool = false) async throws -> StatisticsReports {
    try await StatisticsReports(choice, settings: .quick, ofEverySeries: all, in: audit)
  }

  @Test func onlyWhatTheFilterMeansIsCounted() async throws {
    #expect(try await reports().reports[0].report.account.total == 12)
    let filtered = try await reports(CaseChoice(filter: "outcome:bought")).reports[0].report
    #expect(filtered.account.total == 6)
    #expect(filtered.filterText == "outcome:bought")
  }

  @Test func whatSelectsByTheMeasurementSaysSoFirst() async throws {
    let statistics = try await reports(CaseChoice(filter: "-(outcome:bought -real:exploring)"))
    let reason = "the filter selects by “real”, which is part of what is measured"
    #expect(statistics.text.hasPrefix("— withheld: No verdict: the filter selects by “real”"))
    #expect(statistics.json.contains(reason))
    #expect(statistics.reports[0].report.contrast?.floors.isEmpty != false)
    #expect(try await !reports().text.contains("withheld: No verdict: the filter"))
  }

  @Test func aFilterThatCannotBeReadShowsItsPlace() async throws {
    let failure = await #expect(throws: CommandFailure.self) { try await reports(CaseChoice(filter: "real:resistng")) }
    #expect(failure?.status == .usage)
    #expect(failure?.message.contains("^") == true)
  }

  /// Names are strangers' words; numbers with a sign stay numbers.
  @Test func noNameIsAFormulaInASpreadsheet() async throws {
    let fixture = try DeskFixture(other: "=1+1")
    let reports = try await StatisticsReports(
      CaseChoice(simulator: "=1+1"), settings: .quick, ofEverySeries: false, in: fixture.audit())
    let rows = reports.csv().split(separator: "\r\n").dropFirst()
    #expect(!rows.isEmpty && rows.allSatisfy { $0.hasPrefix("'=1+1,judge,") })
    #expect(reports.csv().contains(",-") && !reports.csv().contains(",'-"))
  }

  @Test func theSeriesIsTheOneThatIsNamed() async throws {
    let second = try await reports(CaseChoice(simulator: "other", instrument: "second")).reports[0].report
    #expect(second.simulator == "other" && second.instrument == "second")
    let every = try await reports(all: true)
    #expect(
      every.reports.map { "\($0.report.simulator) \($0.report.instrument)" }.sorted() == [
        "other judge", "other second", "persona judge", "persona second",
      ])
    #expect(every.json.hasPrefix("["))
    let one = try await reports(CaseChoice(simulator: "other", instrument: "judge"), all: true)
    #expect(one.reports.count == 1)
    #expect(try CaseChoice(draw: 1).series(in: audit).draw == 1)
    #expect(throws: CommandFailure.self) { try CaseChoice(simulator: "nobody").series(in: audit) }
  }

  @Test func everySettingReachesTheAnalysis() throws {
    let series = try CaseChoice().series(in: audit)
    func options(_ change: (inout AnalysisSettings) -> Void = { _ in }) throws -> AnalysisOptions {
      var settings = AnalysisSettings()
      change(&settings)
      return try settings.options(for: series, in: audit, filter: "turn:3")
    }
    let plain = try options()
    #expect(plain.filterText == "turn:3")
    func expect(
      _ name: String, settings: (inout AnalysisSettings) -> Void, options change: (inout AnalysisOptions) -> Void
    )
      throws
    {
      var expected = plain
      change(&expected)
      #expect(expected != plain, "\(name)")
      #expect(try options(settings) == expected, "\(name)")
    }
    try expect("seed", settings: { $0.method.seed = 7 }, options: { $0.seed = 7 })
    try expect("resamples", settings: { $0.method.resamples = 7 }, options: { $0.resamples = 7 })
    try expect("permutations", settings: { $0.method.permutationDraws = 7 }, options: { $0.permutationDraws = 7 })
    try expect("level", settings: { $0.method.level = 0.8 }, options: { $0.level = 0.8 })
    try expect("margin", settings: { $0.method.margin = 0.5 }, options: { $0.margin = 0.5 })
    try expect("mean of draws", settings: { $0.method.meanOfDraws = true }, options: { $0.draws = .mean })
    try expect(
      "by conversation", settings: { $0.method.byConversation = true }, options: { $0.cluster = .conversation })
    try expect("placebo", settings: { $0.method.placebo = "other" }, options: { $0.placeboSimulator = "other" })
    try expect("paper", settings: { $0.paperChoices = true }, options: { $0.paperChoices = true })
    try expect("bca", settings: { $0.biasCorrected = true }, options: { $0.biasCorrected = true })
    try expect("compare", settings: { $0.comparedSimulator = "persona" }, options: { $0.comparedSimulator = "persona" })
    try expect(
      "population", settings: { $0.population = "left=3,bought=1" },
      options: { $0.populationShares = ["left": 0.75, "bought": 0.25] })
    #expect(throws: CommandFailure.self) { try options { $0.method.placebo = "nobody" } }
    #expect(throws: CommandFailure.self) { try options { $0.comparedSimulator = "nobody" } }
    #expect(throws: CommandFailure.self) { try options { $0.population = "left=1" } }
  }

  @Test func aReceiptTakesTheSameSettings() throws {
    var settings = MethodSettings()
    settings.level = 0.8
    settings.byConversation = true
    settings.meanOfDraws = true
    let method = try settings.method(CaseChoice(filter: "turn:3", simulator: "other"), in: audit)
    #expect(method.level == 0.8 && method.cluster == "conversation" && method.draw == nil)
    #expect(method.simulator == "other" && method.filter == "turn:3")
    settings.level = 2
    #expect(settings.problem != nil)
    #expect(MethodSettings().problem == nil)
  }
}
