import Cases
import CellGrid
import Fidelity
import Testing

@testable import Explorer

struct ReadingTests {
  @Test func theWorstMissIsReadFirst() {
    var driver = Driver()
    #expect(driver.titleLine.contains("1 of 88"))
    driver.press(.enter)
    #expect(driver.explorer.focus == .reader)
    #expect(driver.shows("5 too deep"))
    #expect(driver.shows("∅ no reply"))
  }

  @Test func aMissIsNamedWithItsDirection() throws {
    var driver = Driver()
    driver.type(":filter shift<=-2")
    driver.press(.enter, .enter)
    let row = try #require(driver.explorer.currentRow)
    #expect(driver.table.pairs.simulatedStage[row] < driver.table.pairs.realStage[row])
    #expect(driver.shows(" too shallow") && !driver.shows(" too deep"))
  }

  @Test func oneGoesFromCaseToCaseWithoutLeavingTheReader() {
    var driver = Driver()
    driver.press(.enter)
    let first = driver.explorer.currentKey
    driver.press(.character("J"))
    #expect(driver.explorer.currentKey != first)
    #expect(driver.explorer.focus == .reader)
    driver.press(.character("K"))
    #expect(driver.explorer.currentKey == first)
    driver.press(.character("K"))
    #expect(driver.lastLine.contains("the first case"))
    driver.press(.character("3"), .character("J"))
    #expect(driver.titleLine.contains("4 of 88"))
  }

  @Test func missesAreGoneToInOrder() {
    var driver = Driver()
    driver.type(":sort conversation")
    driver.press(.enter)
    driver.press(.character("g"), .character("]"))
    let pairs = driver.table.pairs
    var row = driver.explorer.currentRow ?? 0
    #expect(pairs.realStage[row] != pairs.simulatedStage[row])
    driver.press(.character("}"))
    row = driver.explorer.currentRow ?? 0
    #expect(driver.table.isLandmark(row, .disengagementMiss))
    driver.press(.character("G"), .character("]"))
    #expect(driver.lastLine.contains("no miss after this case"))
  }

  @Test func whatReallyHappenedNextIsUnfolded() {
    var driver = Driver()
    driver.type(":filter position:30%")
    driver.press(.enter, .enter)
    #expect(driver.shows("▸ what really happened next"))
    driver.press(.character("o"))
    #expect(driver.shows("▾ what really happened next"))
    driver.press(.character("o"), .character("v"))
    #expect(driver.shows("━━"))
  }

  @Test func severalSimulatorsStandBesideTheRealTurnWhereThereIsRoom() {
    let audit = FakeAudit(simulators: ["persona", "persona-may-leave", "persona-other"])
    var driver = Driver(audit, columns: 200, rows: 50)
    driver.press(.enter, .character("z"))
    #expect(driver.shows("▸ persona") && driver.shows("persona-may-leave") && driver.shows("persona-other"))
    driver.resize(80, 24)
    #expect(driver.frame.textRows.count { $0.contains("persona-other") } == 1, "in the strip of letters alone")
    #expect(driver.shows("1 of 3 · Tab"))
    driver.press(.tab)
    #expect(driver.shows("persona-may-leave"))
    driver.press(.tab)
    #expect(driver.shows("persona-other"))
    driver.press(.tab)
    #expect(driver.shows("▸ persona"))
  }

  @Test func theDrawInHandAloneIsMarked() {
    var driver = Driver(FakeAudit(simulators: ["persona"], draws: 2), columns: 200, rows: 50)
    driver.type(":filter id:c-001")
    driver.press(.enter, .enter, .character("z"))
    #expect(driver.shows("▸ persona · draw 0") && driver.shows("  persona · draw 1"))
    driver.type("d")
    #expect(driver.shows("▸ persona · draw 1") && driver.shows("  persona · draw 0"))
  }

  @Test func aKeySwitchesTheSimulatorAndKeepsTheProbePoint() {
    var driver = Driver()
    driver.press(.enter)
    let before = driver.explorer.currentKey
    driver.press(.character("m"))
    let after = driver.explorer.currentKey
    #expect(after?.simulator == "persona-may-leave")
    #expect(after?.conversation == before?.conversation && after?.turn == before?.turn)
    #expect(driver.titleLine.contains("persona-may"))
    driver.press(.character("i"))
    #expect(driver.explorer.currentKey?.instrument == "judge-b")
    driver.press(.character("M"))
    #expect(driver.explorer.currentKey?.simulator == "persona")
  }

  @Test func aSearchIsMarkedAndWalkedThrough() {
    var driver = Driver(columns: 120, rows: 40)
    driver.type("/price")
    driver.press(.enter)
    #expect(driver.shows("price") || driver.explorer.hits != nil)
    let count = driver.hitCount
    #expect(count > 2 && driver.lastLine.contains("1 of \(count) cases with “price”"))
    let first = driver.explorer.cases.scroll.selected
    driver.press(.character("n"))
    #expect(driver.explorer.cases.scroll.selected > first && driver.lastLine.contains("2 of \(count)"))
    driver.press(.character("N"), .character("N"))
    #expect(driver.lastLine.contains("\(count) of \(count)") && driver.lastLine.contains("from the end again"))
    let surfaces = driver.frame.surfaceRows.joined()
    #expect(surfaces.contains("M"))
    driver.press(.escape)
    #expect(!driver.frame.surfaceRows.joined().contains("M"))
    driver.type("/nobody says this")
    driver.press(.enter)
    #expect(driver.lastLine.contains("nobody says this"))
  }

  @Test func aLongTurnIsReadToItsEnd() {
    var driver = Driver(columns: 40, rows: 10)
    driver.press(.enter, .character("G"))
    #expect(driver.shows("■ the customer never answered"))
    driver.press(.character("g"))
    #expect(driver.shows("Non-buyers · 13 turns"))
  }
}
