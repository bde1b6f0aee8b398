import Cases
import CellGrid
import Testing

@testable import Explorer

struct ViewsTests {
  @Test func aShippedViewIsOneKeyAway() {
    var driver = Driver(columns: 120, rows: 40)
    driver.press(.alt("1"))
    #expect(driver.titleLine.contains("disengagement:yes"))
    #expect(driver.lastLine.contains("view “disengagement misses”"))
    driver.press(.character("'"))
    #expect(driver.shows("1 disengagement misses") && driver.shows("3 unread flagged"))
    driver.press(.character("2"))
    #expect(driver.titleLine.contains("real:no-reply -sim:no-reply"))
    driver.press(.character("u"))
    #expect(driver.titleLine.contains("disengagement:yes"))
    driver.press(.control("o"))
    #expect(driver.titleLine.contains("real:no-reply"))
    driver.press(.alt("9"))
    #expect(driver.lastLine.contains("there is no view 9"))
  }

  @Test func whatIsShownIsSavedAsAViewThatSurvives() throws {
    var driver = Driver(columns: 120, rows: 40)
    driver.type(":filter outcome:buyer")
    driver.press(.enter)
    driver.type(":sort turn")
    driver.press(.enter)
    driver.type("m")
    let query = try #require(driver.explorer.query)
    driver.type(":view save my buyers")
    driver.press(.enter)
    #expect(driver.lastLine.contains("saved as “my buyers”: ' 4 or Alt-4 shows it"))
    guard case .saveSession(let session) = try #require(driver.effects.last) else {
      Issue.record("the view was not kept")
      return
    }
    #expect(Session(text: session.text) == session)
    var later = Driver(columns: 120, rows: 40, session: Session(text: session.text))
    later.type(":filter")
    later.press(.enter)
    later.type("mR")
    later.type(":view my")
    later.press(.enter)
    #expect(later.explorer.query == query)
    later.type(":view forget my buyers")
    later.press(.enter)
    #expect(later.explorer.views == CaseView.shipped)
    later.type(":view my")
    later.press(.enter)
    #expect(later.lastLine.contains("no view is called “my”"))
  }

  @Test func aViewThatDoesNotFitTheAuditSaysWhyAndChangesNothing() throws {
    var driver = Driver(columns: 120, rows: 40)
    var odd = CaseView(name: "odd")
    odd.filter = "profile.nothing:x"
    var other = CaseView(name: "other")
    other.simulator = "nobody"
    driver.explorer.options.views += [odd, other]
    let query = driver.explorer.query
    for name in ["odd", "other"] {
      driver.type(":view \(name)")
      driver.press(.enter)
      #expect(driver.lastLine.contains("does not fit this audit"))
    }
    #expect(driver.explorer.query == query)
  }

  @Test func aViewNamesColumnsAndALaterOneOfItsNameTakesItsPlace() {
    var driver = Driver(columns: 120, rows: 40)
    var view = CaseView(name: "missed exits")
    view.columns = ["stages", "simulated"]
    driver.explorer.options.views.append(view)
    driver.press(.alt("2"))
    let heading = driver.frame.textRows[1]
    #expect(heading.contains("simulated turn") && !heading.contains("real turn") && !heading.contains("conv"))
    #expect(driver.explorer.views.count == 3)
    driver.press(.alt("1"))
    #expect(driver.frame.textRows[1].contains("real"))
  }

  @Test func aViewOfConversationsListsThem() {
    var driver = Driver(columns: 120, rows: 40)
    driver.type("w")
    driver.type(":view save all talks")
    driver.press(.enter)
    driver.type("w")
    driver.press(.alt("4"))
    #expect(driver.explorer.query?.series == .conversations)
    driver.press(.alt("1"))
    #expect(driver.explorer.query?.series != .conversations)
  }

  @Test func theProgramStartsWithAView() {
    var driver = Driver(columns: 120, rows: 40, isOpen: false)
    driver.explorer.options.view = "unread"
    driver.send(.tableLoaded(driver.table))
    #expect(driver.titleLine.contains("flag:yes seen:no"))
    driver = Driver(columns: 120, rows: 40, isOpen: false)
    driver.explorer.options.view = "nothing"
    driver.send(.tableLoaded(driver.table))
    #expect(driver.lastLine.contains("no view is called “nothing”") && driver.explorer.cases.count == 88)
  }

  @Test func otherKeysTakeThePlaceOfTheirOwn() {
    var driver = Driver(columns: 120, rows: 40)
    driver.explorer.options.keys.keys = [.markRead: [.character("n")], .flag: [.function(5)]]
    driver.press(.character("n"))
    #expect(driver.audit.reviews.count == 1 && driver.audit.reviews[0].seen)
    driver.press(.character("x"))
    #expect(driver.lastLine.contains("does nothing here"))
    driver.press(.function(5))
    #expect(driver.audit.reviews.contains { $0.flag })
    driver.press(.escape)
    #expect(driver.lastLine.contains("n read"))
    driver.press(.character("?"))
    driver.type("/F5")
    driver.press(.enter)
    #expect(driver.shows("F5"))
  }
}
