import Cases
import CellGrid
import Testing
import Text

@testable import Explorer

struct PlacesTests {
  @Test func jumpsLeadBackAndForward() {
    var driver = Driver(columns: 120, rows: 40)
    driver.type("3j")
    let first = driver.explorer.currentKey
    driver.press(.character("F"))
    driver.type("outcome:buyer")
    driver.press(.enter, .character("G"))
    let last = driver.explorer.currentKey
    driver.press(.control("o"), .control("o"))
    #expect(driver.explorer.currentKey == first)
    #expect(driver.explorer.query?.filter.isEmpty == true)
    driver.press(.control("o"))
    #expect(driver.lastLine.contains("no jump"))
    driver.press(.control("n"), .control("n"))
    #expect(driver.explorer.currentKey == last)
    #expect(driver.titleLine.contains("outcome:buyer"))
    driver.press(.control("n"))
    #expect(driver.lastLine.contains("no place after"))
  }

  @Test func aJumpBackFromAFiguresCasesShowsTheFigure() async throws {
    var driver = Driver(columns: 120, rows: 40)
    driver.press(.character("s"))
    try await driver.analyse()
    driver.press(.down, .enter)
    #expect(driver.explorer.focus == .cases && driver.explorer.query?.filter.isEmpty == false)
    driver.press(.control("o"))
    #expect(driver.explorer.focus == .statistics && driver.explorer.query?.filter.isEmpty == true)
  }

  @Test func aLinkOfACaseIsCopied() throws {
    var driver = Driver(columns: 120, rows: 40)
    driver.explorer.options.path = "audits/match.walkaway"
    let key = try #require(driver.explorer.currentKey)
    driver.press(.character("y"))
    let id = driver.audit.preview(of: key).conversationID
    let link = "audits/match.walkaway#\(id):\(key.turn):persona:0"
    #expect(driver.effects.last == .copy(link))
    #expect(driver.lastLine.contains("copied \(link)"))
    let split = try #require(CaseLink.split(link))
    #expect(split.audit == "audits/match.walkaway" && split.case == CaseLink(conversation: id, key: key))
  }

  @Test func bothTurnsAreCopiedAsTextThatATerminalDoesNotObey() throws {
    var driver = Driver(columns: 120, rows: 40)
    for _ in 0..<30 {
      driver.press(.character("Y"))
      guard case .copy(let text) = try #require(driver.effects.last) else {
        Issue.record("nothing was copied")
        return
      }
      #expect(text.contains("\nreal: ") && text.contains("\npersona: "))
      #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
      driver.press(.character("j"))
    }
  }

  @Test func whatIsTooLongForAClipboardIsRefused() throws {
    var driver = Driver(columns: 120, rows: 40)
    let key = try #require(driver.explorer.currentKey)
    var detail = driver.audit.detail(of: key)
    detail.conversation.turns[0].text = "a"
    for place in detail.answers.indices { detail.answers[place].text = String(repeating: "长", count: 20_000) }
    driver.send(.detailLoaded(detail, for: key))
    driver.press(.character("Y"))
    #expect(driver.lastLine.contains("more than terminals take"))
    #expect(!driver.effects.contains { if case .copy = $0 { true } else { false } })
  }

  @Test func theLettersOfTheStagesAreOneKeyAway() {
    var driver = Driver()
    driver.press(.character("="))
    #expect(driver.shows("R ▁ resisting"))
    driver.press(.character("q"))
    #expect(driver.explorer.focus == .cases)
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func theComparisonStandsAtTheBottom(columns: Int, rows: Int) {
    var driver = Driver(columns: columns, rows: rows)
    driver.press(.enter)
    for _ in 0..<40 {
      let reader = driver.explorer.reader
      let comparison = reader.document.comparison
      if comparison.count + 6 <= reader.height {
        #expect(comparison.upperBound + ReaderDocument.rowsBelow == reader.first + reader.height)
      }
      driver.press(.character("J"))
    }
  }

  @Test func wordsOfBothTurnsStandInANarrowList() {
    for width in [46, 48, 64, 79, 96] {
      let columns = CaseListColumns(width: width, conversation: 9, position: 4, stratum: 9).columns.map(\.column)
      #expect(columns.contains(.realText) == columns.contains(.simulatedText))
      #expect(columns.contains(.simulatedText), "\(width)")
    }
  }

  @Test func drawNumbersAreNotCutAndEveryAnswerHasItsLetter() {
    let names = ["a-simulator-with-a-very-long-name", "another-simulator-with-a-long-name"]
    var driver = Driver(FakeAudit(simulators: names, draws: 4), columns: 80, rows: 24)
    while driver.explorer.reader.document.allAnswers < 8 {
      driver.press(.character("j"), .enter)
      if driver.explorer.reader.document.allAnswers < 8 { driver.press(.character("q")) }
    }
    #expect(driver.shows(" · draw 0"))
    let strip = driver.frame.textRows.dropFirst().first { $0.contains("…") && $0.contains("a-simul") }
    #expect(strip?.split(separator: " ").filter { $0.count == 4 && $0.allSatisfy { "REGCD∅".contains($0) } }.count == 2)
  }
}
