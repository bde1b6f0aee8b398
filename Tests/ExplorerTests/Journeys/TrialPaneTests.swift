import Cases
import CellGrid
import Testing

@testable import Explorer

struct TrialPaneTests {
  @Test func instrumentsAreTriedOnTheFirstCasesOfTheList() {
    var driver = Driver(columns: 90, rows: 24)
    driver.type(":try judge.yaml other.yaml 3")
    driver.press(.enter)
    #expect(driver.explorer.focus == .trial)
    #expect(driver.shows("judge.yaml other.yaml on 3 cases"))
    #expect(driver.shows("nothing of it is stored"))
    driver.press(.character("q"))
    #expect(driver.explorer.focus == .cases)
    driver.type(":trial")
    driver.press(.enter)
    #expect(driver.shows("judge.yaml other.yaml on 3 cases"))
    // Where the last one is shown, the next one takes its place.
    driver.type(":try third.yaml 2")
    driver.press(.enter)
    #expect(driver.explorer.focus == .trial && driver.shows("third.yaml on 2 cases"))
  }

  @Test func aSessionThatEndedInATrialBeginsInTheList() throws {
    var driver = Driver(columns: 90, rows: 24)
    driver.type(":try judge.yaml 3")
    driver.press(.enter)
    let session = driver.explorer.session
    #expect(session.pane == .trial)
    var next = Driver(columns: 90, rows: 24, session: session)
    #expect(next.explorer.focus == .cases)
    next.type(":try judge.yaml 3")
    next.press(.enter)
    #expect(next.explorer.focus == .trial)
  }

  @Test(arguments: [":try", ":try 20", ":try judge.yaml 0", ":try judge.yaml 1001"])
  func whatIsMissingIsSaid(_ line: String) {
    var driver = Driver(columns: 90, rows: 24)
    driver.type(line)
    driver.press(.enter)
    #expect(driver.explorer.focus == .cases)
    #expect(driver.explorer.message?.text.hasPrefix("name instruments") == true)
  }

  @Test func aTrialThatFailsEndsAndCanBeStartedAgain() {
    var explorer = Driver(columns: 90, rows: 24).explorer
    let effects = explorer.tryInstruments("judge.yaml")
    guard case .tryInstruments(let names, let keys)? = effects.first else {
      Issue.record("nothing is asked")
      return
    }
    #expect(names == ["judge.yaml"] && keys.count == min(20, explorer.cases.rows.count))
    // One at a time.
    #expect(explorer.tryInstruments("other.yaml").isEmpty)
    _ = explorer.update(.tried("… judge: 1 of 2 answers", isDone: false))
    #expect(explorer.tryInstruments("other.yaml").isEmpty)
    // Something else that fails does not end it.
    _ = explorer.update(.failed("the disk is full"))
    #expect(explorer.tryInstruments("other.yaml").isEmpty)
    _ = explorer.update(.tried("not tried: no connection", isDone: true))
    #expect(!explorer.tryInstruments("other.yaml").isEmpty)
  }
}
