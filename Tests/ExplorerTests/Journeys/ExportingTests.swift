import Cases
import CellGrid
import Testing

@testable import Explorer

/// What leaves the explorer, and where to.
struct ExportingTests {
  private func requests(_ driver: Driver) -> [ExportRequest] {
    driver.effects.compactMap { if case .export(let request) = $0 { request } else { nil } }
  }

  @Test func wordsAreMaskedOrLeftOutWhereThatIsChosen() {
    var driver = Driver()
    driver.press(.character("e"), .tab, .tab)
    #expect(driver.shows("[as they are]"))
    driver.press(.right)
    #expect(driver.shows("[masked]") && driver.shows("names of people are not"))
    driver.press(.enter, .character("e"), .tab, .tab, .left)
    #expect(driver.shows("[left out]") && driver.shows("no words of a conversation"))
    driver.press(.enter, .character("e"), .enter)
    #expect(requests(driver).map(\.words) == [.masked, .none, .whole])
  }

  @Test func theWholePathIsShown() {
    var driver = Driver(FakeAudit(), folder: "/home/ann/audits")
    driver.press(.character("e"))
    #expect(driver.shows("/home/ann/audits/flagged.csv"))
    driver.press(.tab, .tab, .tab, .control("u"))
    driver.type("/tmp/other.csv")
    #expect(driver.shows("/tmp/other.csv") && !driver.shows("audits/"))
  }

  @Test func tabCompletesThePath() {
    var driver = Driver()
    driver.press(.character("e"), .up, .control("u"))
    driver.type("fl")
    driver.press(.tab)
    #expect(driver.shows("flagged-"))
    driver.press(.tab)
    #expect(driver.lastLine.contains("flagged-1.csv  flagged-2.csv"))
    driver.type("9")
    driver.press(.tab)
    #expect(driver.lastLine.contains("no name begins so"))
    driver.press(.enter)
    #expect(requests(driver).map(\.path) == ["flagged-9"] && requests(driver).map(\.isProposal) == [false])
  }

  /// What is found comes too late where the path was changed meanwhile.
  @Test func aLateCompletionChangesNothing() {
    var driver = Driver()
    driver.press(.character("e"), .up, .control("u"))
    driver.type("fl")
    driver.send(.pathCompleted("f", to: "flagged-", names: []))
    driver.press(.enter)
    #expect(requests(driver).map(\.path) == ["fl"])
  }

  @Test(arguments: [
    (":export shown xlsx x.xlsx", "“xlsx” is no format"), (":export x.xlsx", "no format ends in “.xlsx”"),
    (":export shown a/b.txt", "no format ends in “.txt”"),
  ])
  func whatIsNoFormatIsRefused(typed: String, words: String) {
    var driver = Driver()
    driver.type(typed)
    driver.press(.enter)
    #expect(driver.lastLine.contains(words) && requests(driver).isEmpty)
  }

  @Test func aTypedFormatOrEndingIsTaken() {
    var driver = Driver()
    for line in [":export shown md a/b.txt", ":export shown x.jsonl", ":export shown plain"] {
      driver.type(line)
      driver.press(.enter)
    }
    #expect(requests(driver).map(\.format) == [.markdown, .jsonLines, .csv])
  }

  @Test func aPageThatShowsFewerSaysSo() {
    var driver = Driver()
    driver.send(.exported(ExportOutcome(path: "/a.html", count: 1_000, asked: 1_236)))
    #expect(driver.lastLine.contains("exported 1,000 of 1,236 cases to /a.html; a page shows no more"))
    driver.send(.exported(ExportOutcome(path: "/a.csv", count: 3, asked: 3, masked: "masked: 2 links")))
    #expect(driver.lastLine.contains("exported 3 cases to /a.csv; masked: 2 links"))
  }

  @Test func theReceiptIsSavedFromItsScreen() {
    var driver = Driver()
    driver.press(.character("r"), .character("e"))
    #expect(driver.shows("flagged-receipt.json") && driver.shows("one in .md be read"))
    driver.press(.enter)
    #expect(driver.lastLine.contains("saved the receipt as flagged-receipt.json"))
    driver.press(.character("e"), .control("u"))
    driver.type("mine.md")
    driver.press(.enter)
    let saved = driver.effects.compactMap { effect -> String? in
      if case .saveReceipt(_, let path, let isProposal) = effect { "\(path) \(isProposal)" } else { nil }
    }
    #expect(saved == ["flagged-receipt.json true", "mine.md false"] && requests(driver).isEmpty)
  }
}
