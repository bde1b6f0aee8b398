import Cases
import CellGrid
import Testing

@testable import Explorer

struct SessionTests {
  @Test func whatIsWrittenIsReadBack() {
    var session = Session()
    session.filter = "outcome:non-buyer text~\"价\\\\格\nx\""
    session.order = [SortKey(.profile("child age"), descending: true)]
    session.series = CaseTable.Series(simulator: "per=sona", instrument: "judge\\a", draw: 3)
    session.place = CaseKey(conversation: 7, turn: 12, simulator: "p\nq", draw: 1, instrument: "j")
    session.pane = .reader
    session.page = 2
    session.folded = ["real-emotion"]
    session.history = ["real:resisting", "flag:yes"]
    #expect(Session(text: session.text) == session)
  }

  @Test func theStandardOrderSurvives() {
    #expect(Session(text: Session().text) == Session())
    var session = Session()
    session.order = [SortKey(.severity, descending: false)]
    session.folded = []
    #expect(Session(text: session.text) == session)
  }

  @Test(arguments: [
    "", "rubbish", "=", "order=nonsense\npane=nowhere\npage=-4\nplace.turn=x", "filter", "draw=3\nsimulator=only",
    "page=99999999999999999999", "\u{0}\u{1B}[31m=\u{202E}",
  ])
  func damageGivesASmallerSessionAndNoError(text: String) {
    let session = Session(text: text)
    #expect(session.order == .worstFirst)
    #expect(session.pane == .cases)
    #expect(session.page == 0)
    #expect(session.place == nil)
    #expect(session.series == nil)
  }

  @Test func aWholeSessionComesBackAtTheNextStart() {
    var first = Driver(columns: 120, rows: 40)
    first.press(.character("f"))
    first.type("j ")
    first.press(.enter)
    first.type("jjjjm")
    first.press(.enter)
    let session = Session(text: first.explorer.session.text)
    let second = Driver(columns: 120, rows: 40, session: session)
    #expect(second.explorer.currentKey == first.explorer.currentKey)
    #expect(second.explorer.focus == .reader)
    #expect(second.titleLine.contains("outcome:non-buyer"))
    #expect(second.titleLine == first.titleLine)
  }

  @Test func aFilterThatNoLongerFitsIsLeftOutAndSaidSo() {
    var session = Session()
    session.filter = "outcome:abroad"
    let driver = Driver(session: session)
    #expect(driver.titleLine.contains("1 of 88"))
    #expect(driver.lastLine.contains("left out"))
  }
}
