import Cases
import CellGrid
import Fidelity
import Figures
import JSON
import Testing
import Text

@testable import Explorer

/// The pages that compare whole simulated conversations with real ones.
struct WholePagesTests {
  private func audit() -> FakeAudit {
    var audit = FakeAudit(conversations: 60)
    audit.hasWhole = true
    return audit
  }

  /// The page that is `place` pages before the first one.
  private func driver(back place: Int, columns: Int = 80, rows: Int = 24) async throws -> Driver {
    var driver = Driver(audit(), columns: columns, rows: rows)
    driver.press(.character("s"))
    for _ in 0..<place { driver.press(.character("[")) }
    try await driver.analyse()
    return driver
  }

  @Test(arguments: [("faults", 1), ("speech", 2), ("length", 3), ("endings", 4)])
  func whatMattersStandsFirstOnASmallScreen(title: String, place: Int) async throws {
    let driver = try await driver(back: place)
    #expect(driver.shows("\(14 - place) \(title)"))
    let first = [
      "endings": "Last user turn is a closing (thanks, goodbye): real 10.0 %",
      "length": "User turns until the end, up to",
      "speech": "Told by speech alone: AUC", "faults": "User turns with a fault: real",
    ]
    let line = try #require(driver.frame.textRows.first { $0.contains(first[title] ?? "?") })
    #expect(driver.frame.textRows.firstIndex(of: line).map { $0 <= 3 } ?? false, "\(driver.screen)")
  }

  @Test func labelsHaveAPageOfTheirOwn() async throws {
    var audit = audit()
    audit.hasWholeLabels = true
    var driver = Driver(audit, columns: 80, rows: 24)
    driver.press(.character("s"), .character("["))
    try await driver.analyse()
    #expect(driver.shows("14 stages") && driver.shows("Ever resists: real"))
    let figures = try await SampleAudit(audit, simulator: "persona").figures()
    let text = figures.text(columns: 200)
    #expect(text.contains("last user turn, by its words") && text.contains("last user turn, by labels of judge-a"))
    #expect(text.contains("WHERE CONVERSATIONS GO, BY LABELS, REAL AGAINST SIMULATED"))
    let rows = figures.tidyRows.filter { $0.quantity == "shift_pp" }
    #expect(rows.count { $0.section == "whole-ending" && $0.item == "refusal" && $0.stratum.isEmpty } == 1)
    #expect(rows.count { $0.section == "whole-ending" && $0.item == "labelled-act-refusal" && $0.stratum.isEmpty } == 1)
    #expect(figures.tree["whole"]?[0]?["stages"]?.elements?.isEmpty == false)
    let plain = try await SampleAudit(self.audit(), simulator: "persona").figures()
    #expect(plain.tree["whole"]?[0]?["stages"] == nil && !plain.text(columns: 200).contains("BY LABELS"))
    let context = StatisticsContext(marks: StageMarks(schema: .decisionState1), prefersBootstrap: false)
    let shown = PageContent(figures: figures, context: context).blocks(of: StatisticsPage.ofLabels)
      .flatMap { $0.layout(width: 80).targets }.map(\.figure.figure.definition.id)
    for figure in figures.blocks(.wholeStage, for: .pane).flatMap(\.entries).flatMap(\.figures) {
      #expect(shown.contains(figure.definition.id))
    }
  }

  @Test func pagesOfCasesKeepTheirNumbersAndOthersHaveNone() {
    #expect(
      StatisticsPage.all.count == 9 && StatisticsPage.ofWhole.map(\.title) == ["endings", "length", "speech", "faults"])
    #expect(
      StatisticsPage.pages(listsConversations: false, whole: nil).map(\.title) == StatisticsPage.all.map(\.title))
    var driver = Driver()
    driver.press(.character("s"), .character("["))
    #expect(driver.explorer.statistics.page == 8)
  }

  @Test func everyFigureOfEverySectionStandsOnItsPage() async throws {
    let figures = try await SampleAudit(audit(), simulator: "persona").figures()
    #expect(figures.report.whole?.speakers.map(\.id) == ["persona"])
    let context = StatisticsContext(marks: StageMarks(schema: .decisionState1), prefersBootstrap: false)
    for page in StatisticsPage.ofWhole {
      for width in [60, 80, 120] {
        let shown = PageContent(figures: figures, context: context).blocks(of: page)
          .flatMap { $0.layout(width: width).targets }.map(\.figure.figure.definition.id)
        for section in page.contents.flatMap(\.sections) {
          let own = figures.blocks(section, for: .pane).flatMap(\.entries).flatMap(\.figures)
          #expect(!own.isEmpty, "\(section)")
          for figure in own { #expect(shown.contains(figure.definition.id), "\(page.title): \(figure.definition.id)") }
        }
      }
    }
  }

  @Test func everyFigureIsInTextAndTreeAndRows() async throws {
    let figures = try await SampleAudit(audit(), simulator: "persona").figures()
    let text = figures.text(columns: 200)
    #expect(text.contains("HOW CONVERSATIONS END, REAL AGAINST SIMULATED"))
    #expect(text.contains("Whole conversations: 95 % intervals, clustered by customer"))
    let rows = figures.tidyRows.filter { $0.section.hasPrefix("whole-") }
    #expect(rows.contains { $0.section == "whole-fault" && $0.item == "role-flip" && $0.estimate == 0 })
    #expect(
      rows.contains { $0.section == "whole-ending" && $0.quantity == "shift_pp.finding" && $0.reason == "higher" })
    let whole = try #require(figures.tree["whole"]?[0])
    #expect(whole["simulator"]?.string == "persona" && whole["replayed"]?.integer == 60)
    #expect(whole["endings"]?[0]?["shift_pp"]?["floor"]?.double != nil)
    for id in FigureSection.ID.allCases where id.isOfWhole {
      for figure in figures.blocks(id, for: .text).flatMap(\.entries).flatMap(\.figures) {
        #expect(figure.reading.number == nil || text.contains(figure.value(hasUnit: false)), "\(figure.definition.id)")
      }
    }
  }

  @Test func aFilterIsAReason() async throws {
    var driver = Driver(audit())
    driver.type(":filter outcome:buyer")
    driver.press(.enter, .character("s"), .character("["))
    try await driver.analyse()
    #expect(driver.shows("a filter of cases is in force"))
  }
}
