import Cases
import CellGrid
import Explorer
import Fidelity
import Testing

/// `:set`: what the verdict is taken on.
@Suite struct VerdictChoiceTests {
  private func run(_ line: String, in driver: inout Driver) {
    driver.type(":" + line)
    driver.press(.enter)
  }

  private var wide: Driver { Driver(FakeAudit(simulators: ["persona", "persona-other"]), columns: 120, rows: 40) }

  @Test func theTitleSaysWhatIsNotTheUsual() {
    var driver = wide
    #expect(!driver.titleLine.contains("over "))
    run("set reference position", in: &driver)
    #expect(driver.titleLine.contains("over position") && driver.lastLine.contains("not the usual one"))
    run("set excess-margin 0.25", in: &driver)
    #expect(driver.titleLine.contains("over position, margin 0.25"))
    // It goes along to another series and another filter.
    run("simulator persona-other", in: &driver)
    run("filter outcome:buyer", in: &driver)
    #expect(driver.titleLine.contains("over position, margin 0.25"))
    run("set reference", in: &driver)
    run("set excess-margin", in: &driver)
    #expect(!driver.titleLine.contains("over ") && !driver.titleLine.contains("margin"))
    #expect(driver.lastLine.contains("the verdict is the usual one"))
  }

  @Test(arguments: [
    ("set", "set one of reference, excess-margin"), ("set level 0.9", "set one of reference, excess-margin"),
    ("set reference moon", "the reference is one of position, previous-stage, action, history"),
    ("set reference placebo", "the reference is one of position, previous-stage, action, history"),
    ("set excess-margin 0", "a positive number of depth steps"),
    ("set excess-margin -1", "a positive number of depth steps"),
    ("set excess-margin nan", "a positive number of depth steps"),
    ("set excess-margin inf", "a positive number of depth steps"),
    ("set excess-margin 0,25", "a positive number of depth steps"),
  ])
  func whatIsWrongIsRefused(line: String, answer: String) {
    var driver = wide
    let before = driver.titleLine
    run(line, in: &driver)
    #expect(driver.shows(answer) && driver.titleLine == before, "\(driver.lastLine)")
  }

  @Test func theVerdictIsTakenOnWhatWasChosen() async throws {
    var driver = wide
    run("statistics", in: &driver)
    run("set reference position", in: &driver)
    run("set excess-margin 0.5", in: &driver)
    try await driver.analyse()
    let asked = driver.effects.reversed().lazy.compactMap { effect -> CaseQuery? in
      if case .analyse(let query, _, _) = effect { query } else { nil }
    }.first
    #expect(asked?.verdict.reference == .position && asked?.verdict.excessMargin == 0.5)
    #expect(driver.titleLine.contains("over position, margin 0.5"))
    run("receipt", in: &driver)
    let receipt = driver.effects.reversed().lazy.compactMap { effect -> CaseQuery? in
      if case .writeReceipt(let query, _) = effect { query } else { nil }
    }.first
    #expect(receipt?.verdict == asked?.verdict)
  }

  @Test func namesAreCompleted() {
    var driver = wide
    driver.type(":set ref")
    driver.press(.tab)
    driver.type(" pre")
    driver.press(.tab, .enter)
    #expect(driver.titleLine.contains("over previous-stage"))
  }
}
