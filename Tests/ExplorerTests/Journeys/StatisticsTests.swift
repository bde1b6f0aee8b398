import Cases
import CellGrid
import Fidelity
import Testing

@testable import Explorer

struct StatisticsTests {
  @Test func sharesStandAtOnceAndIntervalsCome() async throws {
    var driver = Driver(columns: 120, rows: 40)
    driver.press(.character("s"))
    #expect(driver.shows("real  54.2 %"))
    #expect(driver.shows("shift −54.2") && driver.shows("excess …") && driver.shows("floor …"))
    try await driver.analyse()
    #expect(driver.shows("boot [") && driver.shows("Welch ["))
    #expect(driver.shows("16 conversations") && driver.shows("8 conversations"))
    #expect(driver.frame.textRows.filter { $0.contains("…") } == [])
  }

  @Test func aVerdictThatIsShownIsNotedOnce() async throws {
    var driver = Driver(columns: 120, rows: 40)
    func looks() -> Int { driver.effects.count { if case .noteLook = $0 { true } else { false } } }
    driver.press(.character("s"))
    #expect(looks() == 0)
    try await driver.analyse()
    #expect(looks() == 1)
    driver.press(.character("2"), .character("1"))
    #expect(looks() == 1)
  }

  @Test func whatSelectsByTheMeasurementSaysSoOnEveryPage() async throws {
    var driver = Driver(columns: 120, rows: 40)
    driver.type(":filter -real:deciding")
    driver.press(.enter, .character("s"))
    #expect(driver.titleLine.contains("by measure: "))
    for page in 1...StatisticsPage.all.count {
      driver.press(.character(Character("\(page)")))
      try await driver.analyse()
      #expect(driver.shows("withheld: No verdict: the filter selects by “real”"), "page \(page)")
    }
  }

  @Test func resistanceAndDeliberationComeFirst() {
    var driver = Driver(columns: 120, rows: 40)
    driver.press(.character("s"))
    let marks = driver.frame.textRows.compactMap { row in
      ["R res", "C con", "D dec", "E exp", "G eng"].first { row.contains($0) }
    }
    #expect(marks == ["R res", "C con", "D dec", "E exp", "G eng"])
  }

  @Test func arrowsGoFromStratumToStratum() async throws {
    var driver = Driver(columns: 120, rows: 40)
    driver.press(.character("s"))
    try await driver.analyse()
    driver.press(.right, .down, .enter)
    #expect(driver.titleLine.contains("outcome:buyer -sim:no-reply,missing real:resisting"))
  }

  @Test func statisticsFollowTheFilterAndTheSimulator() {
    var driver = Driver(columns: 120, rows: 40)
    driver.press(.character("s"))
    func questions() -> Int { driver.effects.count { if case .analyse = $0 { true } else { false } } }
    #expect(questions() == 1)
    driver.press(.character("j"))
    #expect(questions() == 1)
    driver.press(.character("m"))
    #expect(questions() == 2)
    driver.type(":filter outcome:buyer")
    driver.press(.enter)
    #expect(questions() == 3)
    #expect(driver.shows("Non-buyers  0 pairs"))
  }

  @Test func anAnalysisOfAnEarlierQuestionIsIgnored() {
    var driver = Driver(columns: 120, rows: 40)
    driver.isHolding = true
    driver.press(.character("s"))
    let first = driver.held
    driver.press(.character("m"))
    driver.answerAll()
    let shown = driver.frame
    for case .analyse(let query, let parts, let generation) in first {
      driver.answer(.analyse(query, parts: parts, generation: generation))
    }
    #expect(driver.frame == shown)
  }

  @Test func theOtherIntervalsAreAKeyAway() async throws {
    var driver = Driver(columns: 80, rows: 24)
    driver.press(.character("s"), .character("3"))
    try await driver.analyse()
    let before = driver.screen
    driver.press(.character("b"))
    #expect(driver.screen != before)
  }

  @Test func aPageThatIsNotThereIsSaid() {
    var driver = Driver()
    driver.press(.character("s"), .tab)
    #expect(driver.explorer.statistics.page == 1)
    driver.press(.backTab, .backTab)
    #expect(driver.explorer.statistics.page == StatisticsPage.all.count - 1)
  }
}

struct WindowTests {
  @Test func thePointerChoosesOpensAndScrolls() {
    var driver = Driver(columns: 120, rows: 40)
    driver.send(.event(.mouse(MouseEvent(row: 6, column: 10, action: .press))))
    #expect(driver.titleLine.contains("5 of 88"))
    driver.send(.event(.mouse(MouseEvent(row: 6, column: 10, action: .press))))
    #expect(driver.explorer.focus == .reader)
    driver.send(.event(.mouse(MouseEvent(row: 6, column: 10, action: .wheelDown))))
    #expect(driver.titleLine.contains("8 of 88"))
    #expect(driver.explorer.focus == .reader)
  }

  @Test func aPaneMayHaveTheScreenForItself() {
    var driver = Driver(columns: 120, rows: 40)
    #expect(driver.shows("━━"))
    driver.press(.character("z"))
    #expect(!driver.shows("━━"))
    driver.press(.tab)
    #expect(driver.shows("━━") && driver.explorer.focus == .reader)
    driver.press(.character("z"))
    #expect(driver.shows("simulated"))
  }

  @Test func backLeadsTheWayOneCame() {
    var driver = Driver()
    driver.press(.enter, .character("s"), .function(1))
    #expect(driver.explorer.focus == .help)
    driver.press(.character("q"))
    #expect(driver.explorer.focus == .statistics)
    driver.press(.character("q"))
    #expect(driver.explorer.focus == .reader)
    driver.press(.character("q"))
    #expect(driver.explorer.focus == .cases)
    driver.press(.character("q"))
    #expect(driver.lastLine.contains("Q quits"))
    #expect(!driver.effects.contains(.quit))
  }

  @Test func theHelpIsSearched() {
    var driver = Driver()
    driver.press(.character("?"))
    driver.type("/undo")
    driver.press(.enter)
    #expect(driver.shows("undo the last read mark"))
    driver.type("/no such words")
    driver.press(.enter)
    #expect(driver.lastLine.contains("no line has"))
    driver.press(.escape, .escape)
    #expect(driver.explorer.focus == .cases)
  }

  @Test func theSessionIsSavedWhenTheTerminalGoesAway() {
    for event in [Event.terminate, .hangup] {
      var driver = Driver()
      driver.send(.event(event))
      #expect(driver.effects.suffix(2) == [.saveSession(driver.explorer.session), .quit])
    }
  }

  @Test func whatIsRememberedStaysBounded() {
    var driver = Driver(FakeAudit(conversations: 300))
    for _ in 0..<60 { driver.press(.character(" "), .enter, .character("q")) }
    #expect(driver.explorer.previews.count <= 2_100)
  }
}
