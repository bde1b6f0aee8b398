import Cases
import CellGrid
import Fidelity
import Testing

@testable import Explorer

struct FilteringTests {
  @Test func theLineCountsAsOneTypes() {
    var driver = Driver()
    driver.press(.character("F"))
    driver.type("outcome:buyer")
    #expect(driver.shows("24 of 88 cases"))
    driver.press(.enter)
    #expect(driver.titleLine.contains("1 of 24 · 88 in all"))
  }

  @Test func aMistakeIsShownAtItsPlaceAndKeepsTheLineOpen() {
    var driver = Driver()
    driver.press(.character("F"))
    driver.type("outcome:buyr")
    #expect(driver.shows("buyr is no value of outcome"))
    let rows = driver.frame.textRows
    let caret = rows[21].firstIndex(of: "▾").map { rows[21].distance(from: rows[21].startIndex, to: $0) }
    #expect(caret == " filter outcome:".count)
    driver.press(.enter)
    #expect(driver.explorer.prompt != nil)
    driver.press(.escape)
    #expect(driver.explorer.prompt == nil)
    #expect(driver.titleLine.contains("1 of 88"))
  }

  @Test func tabCompletesFieldsAndValues() {
    var driver = Driver()
    driver.press(.character("F"))
    driver.type("outc")
    driver.press(.tab)
    driver.type("non")
    driver.press(.tab, .enter)
    #expect(driver.titleLine.contains("outcome:non-buyer"))
  }

  @Test func escapeClearsTheFilterAndUndoBringsItBack() {
    var driver = Driver()
    driver.type(":filter real:resisting")
    driver.press(.enter)
    driver.type("jj")
    let place = driver.explorer.currentKey
    driver.press(.escape)
    #expect(driver.titleLine.contains("of 88"))
    #expect(driver.explorer.currentKey == place)
    driver.press(.character("u"))
    #expect(driver.titleLine.contains("real:resisting"))
    #expect(driver.explorer.currentKey == place)
  }

  @Test func filtersOfBeforeComeBackWithTheUpKey() {
    var driver = Driver()
    for filter in ["real:resisting", "sim:deciding"] {
      driver.type(":filter \(filter)")
      driver.press(.enter)
    }
    driver.press(.escape, .character("F"), .up, .up, .enter)
    #expect(driver.titleLine.contains("real:resisting"))
  }

  @Test func anAnswerToAnEarlierQuestionIsIgnored() {
    var driver = Driver()
    driver.isHolding = true
    driver.type(":filter outcome:buyer")
    driver.press(.enter)
    let first = driver.held
    driver.type(":filter outcome:non-buyer")
    driver.press(.enter)
    driver.answerAll()
    for effect in first { driver.answer(effect) }
    #expect(driver.titleLine.contains("1 of 64"))
  }

  @Test func theCurrentCaseStaysCurrentUnderANewOrder() {
    var driver = Driver()
    driver.type("7jS")
    let key = driver.explorer.currentKey
    driver.press(.character("c"))
    #expect(driver.explorer.currentKey == key)
    driver.press(.character("S"), .character("c"))
    #expect(driver.explorer.currentKey == key)
    #expect(driver.shows("▼"))
  }

  @Test func facetsExcludeAndFold() {
    var driver = Driver()
    driver.press(.character("f"))
    driver.type("j-")
    #expect(driver.titleLine.contains("-outcome:non-buyer"))
    #expect(driver.shows("[-] non-buyer"))
    driver.press(.left)
    #expect(driver.shows("▸ outcome"))
    #expect(driver.explorer.session.folded?.contains("outcome") == true)
    driver.press(.right, .character("}"))
    #expect(driver.explorer.facets.scroll.selected == 3)
    driver.press(.enter)
    #expect(driver.titleLine.contains("1 of 24"))
  }

  @Test func nothingFoundSaysWhatToDo() {
    var driver = Driver()
    driver.type(":filter outcome:buyer real:resisting severity>9")
    driver.press(.enter)
    #expect(driver.shows("no case matches; Esc clears the filter"))
    #expect(driver.titleLine.contains("none of 0 · 88 in all"))
    driver.press(.enter)
    #expect(driver.lastLine.contains("no case is selected"))
  }

  @Test func commandsSayWhatTheyDoNotKnow() {
    var driver = Driver()
    for (line, answer) in [
      (":frobnicate", "there is no command"), (":sort nonsense", "sort by one of"),
      (":simulator nobody", "simulator is one of persona"), (":goto x", "goto needs"),
      (":filter real:", "a value is expected"),
    ] {
      driver.type(line)
      driver.press(.enter)
      #expect(driver.lastLine.contains(answer), "\(line)")
    }
    driver.type(":12")
    driver.press(.enter)
    #expect(driver.titleLine.contains("12 of 88"))
    driver.type(":sim persona-may")
    driver.press(.enter)
    #expect(driver.titleLine.contains("persona-may"))
    driver.type(":export flagged md out/these.md")
    driver.press(.enter)
    #expect(driver.lastLine.contains("nothing is flagged"))
    driver.type("x:export flagged md out/these.md")
    driver.press(.enter)
    #expect(driver.effects.contains(.export(ExportRequest(scope: .flagged, format: .markdown, path: "out/these.md"))))
  }
}

struct BurstTests {
  private func keys(_ text: String) -> [Event] { text.unicodeScalars.map { .key(.character(Character($0))) } }

  /// Takes events as the main loop does, and counts how many there were then.
  private func take(_ events: [Event], by driver: inout Driver) -> Int {
    var rest = events[...]
    var count = 0
    while let event = driver.explorer.nextEvent(of: &rest) {
      driver.send(.event(event))
      count += 1
    }
    return count
  }

  @Test func whatIsTypedAtOnceIsReadOnce() {
    var driver = Driver()
    driver.press(.character("F"))
    let before = driver.effects.count
    #expect(take(keys(String(repeating: "x", count: 60_000)), by: &driver) == 1)
    #expect(driver.effects.count == before)
    #expect(take([.key(.control("u"))] + keys("outcome:buyer") + [.key(.enter)], by: &driver) == 3)
    #expect(driver.titleLine.contains("outcome:buyer"))
  }

  @Test func aLineIsTheSameHoweverItArrives() {
    for (opening, text) in [("F", "text~\"价格 e\u{301}\""), (":", "goto 12"), ("/", "今天 ok"), ("c", "a note 👨‍👩‍👧")] {
      var (typed, burst) = (Driver(), Driver())
      for event in keys(opening + text) { typed.send(.event(event)) }
      _ = take(keys(opening), by: &burst)
      _ = take(keys(text), by: &burst)
      #expect(burst.frame.textRows == typed.frame.textRows)
    }
  }

  @Test func keysThatAreCommandsStayKeys() {
    var driver = Driver()
    #expect(take(keys("jjjj"), by: &driver) == 4)
    #expect(driver.titleLine.contains("5 of 88"))
    driver.press(.character("S"))
    #expect(take(keys("zz"), by: &driver) == 2)
  }
}

struct ExportDialogTests {
  @Test func nothingIsNotExported() {
    var driver = Driver()
    driver.press(.character("e"), .right, .enter)
    #expect(driver.lastLine.contains("nothing is flagged"))
    #expect(!driver.effects.contains { if case .export = $0 { true } else { false } })
    driver.press(.left, .enter)
    #expect(driver.lastLine.contains("exported 88 cases to flagged.csv"))
  }

  @Test func cellsThatASpreadsheetCutsAreTold() {
    var driver = Driver(columns: 120)
    driver.longCells = 2
    driver.press(.character("e"), .enter)
    #expect(driver.lastLine.contains("2 cells are longer than the 32767 characters of a spreadsheet's"))
  }

  @Test func aPathThatWasTypedKeepsItsEnd() {
    var driver = Driver()
    driver.press(.character("e"), .tab, .tab, .tab, .control("u"))
    driver.type("my cases.txt")
    driver.press(.backTab, .backTab, .right, .enter)
    let paths = driver.effects.compactMap { if case .export(let request) = $0 { request.path } else { nil } }
    #expect(paths == ["my cases.txt"])
  }

  @Test func onlyAPathThatNobodyTypedIsAProposal() {
    var driver = Driver()
    driver.press(.character("e"), .enter, .character("e"), .tab, .tab, .tab)
    driver.type("x")
    driver.press(.enter)
    driver.type(":export shown csv out.csv")
    driver.press(.enter)
    let proposals = driver.effects.compactMap { if case .export(let request) = $0 { request.isProposal } else { nil } }
    #expect(proposals == [true, false, false])
  }
}

extension FilteringTests {
  @Test func aFilterOfSeriesShowsTheSeriesThatItMeans() {
    var driver = Driver()
    #expect(driver.explorer.query?.series.instrument == "judge-a")
    driver.press(.character("F"))
    driver.type("instrument:judge-b simulator:persona-may-leave")
    #expect(!driver.shows("0 of 88 cases"))
    driver.press(.enter)
    let series = driver.explorer.query?.series
    #expect(series?.instrument == "judge-b" && series?.simulator == "persona-may-leave")
    #expect(driver.explorer.cases.rows.count == 88)
    driver.press(.escape)
    driver.type(":filter draw:7")
    driver.press(.enter)
    #expect(driver.shows("7 is no value of draw") || driver.shows("no simulator, instrument and draw fit"))
  }
}
