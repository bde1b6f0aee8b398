import Cases
import CellGrid
import Fidelity
import Figures
import JSON
import Testing
import Text

@testable import Explorer

/// From a figure of whole conversations to those conversations, and back.
struct WholeFigureTests {
  private func audit(hasAgents: Bool = false) -> FakeAudit {
    var audit = FakeAudit(conversations: 60)
    audit.hasWhole = true
    audit.hasAgents = hasAgents
    return audit
  }

  /// The page that is `place` pages before the first one, of cases or, after these keys, of whole conversations.
  private func driver(back place: Int, list: [Key] = [], filter: String? = nil) async throws -> Driver {
    var driver = Driver(audit(), columns: 120, rows: 50)
    for key in list { driver.press(key) }
    if let filter {
      driver.type(":filter \(filter)")
      driver.press(.enter)
    }
    driver.press(.character("s"))
    for _ in 0..<place { driver.press(.character("[")) }
    try await driver.analyse()
    return driver
  }

  private func choose(_ name: String, in driver: inout Driver) throws {
    let targets = driver.explorer.statistics.layout.targets
    let place = try #require(targets.firstIndex { $0.figure.name == name }, "\(targets.map(\.figure.name))")
    driver.explorer.statistics.chosen = place
  }

  /// How many conversations a figure counts, and among how many; a figure of turns says neither.
  private func counts(of figure: NamedFigure) -> (numerator: Int?, denominator: Int?) {
    if figure.name.contains("user turns") { return (nil, nil) }
    switch figure.figure.reading {
    case .side(let side): return (Int(side.count), side.of)
    case .count(let count): return (count, nil)
    case .quantity(let quantity) where ["events", "cut_off"].contains(figure.figure.definition.key):
      return (quantity.number.map(Int.init), nil)
    default: return (nil, nil)
    }
  }

  @Test(arguments: [1, 3, 4], ["", "w", "outcome:buyer"])
  func everyFigureLeadsToItsConversationsAndBack(back place: Int, list: String) async throws {
    let keys: [Key] = list.isEmpty ? [] : [.character("w")]
    let driver = try await driver(back: place, list: keys, filter: list.contains(":") ? list : nil)
    let before = try #require(driver.explorer.query)
    var checked = 0
    for (place, target) in driver.explorer.statistics.layout.targets.enumerated() {
      guard target.figure.figure.cases != nil else {
        #expect(target.figure.figure.reading.reason != nil, "\(target.figure.name) names no conversations")
        continue
      }
      let expected = counts(of: target.figure)
      for (key, count) in [(Key.enter, expected.numerator), (.character("D"), expected.denominator)] {
        var copy = driver
        copy.explorer.statistics.chosen = place
        copy.press(key)
        #expect(copy.explorer.focus == .cases && copy.explorer.query?.series == .conversations)
        let shown = copy.explorer.cases.count
        if let count { #expect(shown == count, "\(target.figure.name): \(copy.titleLine)") }
        #expect(copy.lastLine.hasPrefix(" \(shown) conversation"), "\(copy.lastLine)")
        let filter = try #require(copy.explorer.query?.filter)
        #expect(try Filter(parsing: filter.description) == filter)
        copy.press(.character("q"))
        #expect(copy.explorer.focus == .statistics && copy.explorer.query == before)
        #expect(copy.explorer.statistics.page == driver.explorer.statistics.page)
        #expect(copy.explorer.statistics.chosen == place)
        #expect(copy.explorer.statistics.target?.figure.name == target.figure.name)
        checked += 1
      }
    }
    #expect(checked >= 30)
  }

  @Test func theFilterNamesSimulatorAndEnding() async throws {
    var driver = try await driver(back: 4)
    try choose("simulated, closing, last user turn, by its words", in: &driver)
    driver.press(.enter)
    #expect(driver.explorer.query?.filter.description == "simulator:persona end:closing")
    #expect(driver.titleLine.contains("simulator:persona end:closing"), "\(driver.titleLine)")
    driver.press(.character("q"))
    try choose("real, closing, last user turn, by its words", in: &driver)
    driver.press(.enter)
    #expect(driver.explorer.query?.filter.description == "simulator:person end:closing")
    #expect(driver.explorer.cases.count == 6)
    driver.press(.character("q"))
    try choose("simulated, by a limit", in: &driver)
    driver.press(.enter)
    #expect(driver.explorer.query?.filter.description == "simulator:persona ended-by:limit")
    driver.press(.character("q"), .character("]"), .character("]"), .character("]"))
    try await driver.analyse()
    try choose("simulated, control-word", in: &driver)
    driver.press(.enter)
    #expect(driver.explorer.query?.filter.description == "simulator:persona fault:control-word")
  }

  @Test(arguments: [false, true])
  func scoresOfAgentsLeadToTheirConversations(listsConversations: Bool) async throws {
    var driver = Driver(audit(hasAgents: true), columns: 120, rows: 50)
    if listsConversations { driver.press(.character("w")) }
    driver.press(.character("s"), .character("["))
    try await driver.analyse()
    #expect(driver.shows("\(listsConversations ? 6 : 14) agents"))
    let target = try #require(driver.explorer.statistics.layout.targets.first)
    guard case .side(let side) = target.figure.figure.reading else { throw Mistake.noScore }
    driver.press(.enter)
    let filter = try #require(driver.explorer.query?.filter.description)
    #expect(filter == "simulator:persona profile.agent:first -outcome:unknown committed:yes")
    #expect(driver.explorer.cases.count == Int(side.count))
    driver.press(.character("q"), .character("D"))
    #expect(driver.explorer.cases.count == side.of && side.of == 30)
    driver.press(.character("q"))
    #expect(driver.explorer.focus == .statistics && driver.shows("agents"))
  }

  private enum Mistake: Error { case noScore }

  @Test func everyFigureOfAgentsStandsOnItsPageInTextAndTree() async throws {
    var audit = audit(hasAgents: true)
    let one = try await SampleAudit(audit, simulator: "persona").figures()
    #expect(one.report.whole?.agents?.speakers.map(\.id) == ["persona"] && one.report.whole?.agents?.pairs == [])
    let text = one.text(columns: 200)
    #expect(text.contains("HOW AGENTS FARE, BY WHO IS THE USER") && text.contains("Agents: 95 % intervals"))
    #expect(one.tree["agents"]?["scores"]?[1]?["agent"]?.string == "second")
    #expect(one.tidyRows.count { $0.section == "whole-agent" && $0.quantity == "score" } == 2)
    let context = StatisticsContext(marks: StageMarks(schema: .decisionState1), prefersBootstrap: false)
    let shown = PageContent(figures: one, context: context).blocks(of: StatisticsPage.agents)
      .flatMap { $0.layout(width: 80).targets }.map(\.figure.figure.definition.id)
    #expect(shown == ["whole-agent.score", "whole-agent.rank", "whole-agent.score", "whole-agent.rank"])
    audit.hasAgents = false
    #expect(try await SampleAudit(audit, simulator: "persona").figures().tree["agents"] == nil)
  }

  @Test func casesAreWhereTheyWereAfterwards() async throws {
    var driver = Driver(audit(), columns: 120, rows: 50)
    driver.press(.character("w"))
    driver.type(":filter turns>=4")
    driver.press(.enter, .character("w"), .character("j"), .character("j"))
    let (cases, place) = (driver.titleLine, driver.explorer.currentKey)
    driver.press(.character("s"))
    for _ in 0..<4 { driver.press(.character("[")) }
    try await driver.analyse()
    driver.press(.enter, .character("q"), .character("q"))
    #expect(driver.titleLine == cases && driver.explorer.currentKey == place)
    // The other list has its own filter still.
    driver.press(.character("w"))
    #expect(driver.titleLine.contains("turns>=4"))
  }

  @Test func aFilterThatWasChangedMeanwhileAndTheOtherListStay() async throws {
    var driver = try await driver(back: 4)
    driver.press(.enter)
    driver.type(":filter simulator:person")
    driver.press(.enter, .character("q"))
    #expect(driver.explorer.focus == .statistics && driver.explorer.query?.filter.description == "simulator:person")
    #expect(driver.shows("2 endings"))
    var other = try await self.driver(back: 4)
    other.press(.enter, .character("w"))
    #expect(other.explorer.query?.series != .conversations)
    other.press(.character("q"))
    #expect(other.explorer.focus == .statistics && other.shows("10 endings"))
  }
}
