import Cases
import CellGrid
import Testing

@testable import Explorer

struct UnreadTests {
  private func place(_ driver: Driver) -> Int { driver.explorer.cases.scroll.selected }

  @Test func spaceMarksReadAndGoesToTheNextUnreadCase() throws {
    var driver = Driver(columns: 120, rows: 40)
    driver.press(.character(" "), .character(" "))
    #expect(place(driver) == 2)
    #expect(driver.audit.reviews.count == 2)
    #expect(driver.audit.reviews.allSatisfy { $0.seen && $0.saysNothing && !$0.isEmpty && $0.reviewer == "mk" })
    #expect(driver.titleLine.contains("3 · read 2 of 88 · mk"))
    #expect(driver.frame.textRows.count { $0.contains("✓") } == 2)
    // What is read already is passed over.
    driver.type("gg")
    driver.press(.character(" "))
    #expect(place(driver) == 2)
    #expect(driver.audit.reviews.count == 2)
  }

  @Test func theReaderSaysThatACaseIsReadAndShowsNoEmptyReview() {
    var driver = Driver(columns: 120, rows: 40)
    driver.press(.enter, .character(" "), .character("K"))
    #expect(driver.shows("✓ read"))
    #expect(!driver.shows("2026-11-22T10:00:00Z"))
    driver.press(.character("J"))
    #expect(!driver.shows("✓ read"))
  }

  @Test func undoTakesTheReadMarkBackAndReturnsToTheCase() {
    var driver = Driver()
    driver.press(.character(" "), .character(" "), .character("u"))
    #expect(driver.lastLine.contains("undone: read"))
    #expect(place(driver) == 1)
    #expect(driver.audit.reviews.count == 1)
    #expect(driver.titleLine.contains("read 1 of 88"))
  }

  @Test func anotherReviewersReadMarksAreNotOnesOwn() {
    var audit = FakeAudit()
    var driver = Driver(audit)
    driver.press(.character(" "))
    audit.reviews = driver.audit.reviews
    audit.reviews[0].reviewer = "ann"
    driver = Driver(audit)
    #expect(!driver.titleLine.contains("read"))
    #expect(!driver.shows("✓"))
  }

  @Test func theEndSaysWhatWasDone() {
    var driver = Driver(columns: 120, rows: 40)
    driver.explorer.options.keys.tags = [1: "missed-exit"]
    driver.press(.character("F"))
    driver.type("real:resisting position:30%")
    driver.press(.enter)
    let count = driver.explorer.cases.count
    #expect(count > 3)
    driver.type("j")
    for _ in 1..<count { driver.press(.character(" ")) }
    // What was passed over is found from the top.
    #expect(place(driver) == 0 && driver.lastLine.contains("the first unread case; none follows"))
    driver.type("x1")
    #expect(driver.lastLine.contains("\(count) read, 1 flagged, missed-exit 1; e exports them"))
  }

  @Test func seenIsAFieldOfTheFilterAndAFacet() {
    var driver = Driver(columns: 120, rows: 40)
    driver.press(.character(" "))
    driver.press(.character("F"))
    driver.type("seen:no")
    driver.press(.enter)
    #expect(driver.titleLine.contains("1 of 87"))
    driver.press(.character("f"))
    #expect(driver.shows("seen"))
  }

  @Test func aRangeIsReadInOneStep() {
    var driver = Driver()
    driver.type("Vjj ")
    #expect(driver.audit.reviews.filter(\.seen).count == 3)
    #expect(place(driver) == 3)
    driver.press(.character("u"))
    #expect(driver.audit.reviews.isEmpty)
  }

  @Test func aDigitTagsAndGoesOnAndOthersCount() {
    var driver = Driver(columns: 120, rows: 40)
    driver.explorer.options.keys.tags = [1: "missed-exit", 2: "polite-no"]
    #expect(driver.lastLine.contains("1 missed-exit  2 polite-no"))
    driver.type("12")
    #expect(driver.audit.reviews.map(\.tags) == [["missed-exit"], ["polite-no"]])
    #expect(driver.audit.reviews.allSatisfy { $0.seen })
    #expect(place(driver) == 2)
    // One key, one undo.
    driver.press(.character("u"))
    #expect(driver.audit.reviews.map(\.tags) == [["missed-exit"]])
    #expect(driver.lastLine.contains("undone: tagged -") == false)
    // A digit without a tag counts, and those after it with it.
    driver.type("31x")
    #expect(driver.audit.reviews.count { $0.flag } == 31)
  }

  @Test func theDotRepeatsTheLastFlagTagOrNote() {
    var driver = Driver(columns: 120, rows: 40)
    driver.press(.character("."))
    #expect(driver.lastLine.contains("nothing was flagged, tagged or noted yet"))
    driver.press(.character("t"))
    driver.type("odd")
    driver.press(.enter)
    driver.type("j..")
    #expect(driver.audit.reviews.map(\.tags) == [["odd"], ["odd"], ["odd"]])
    #expect(place(driver) == 3)
    driver.type("c")
    driver.type("polite no")
    driver.press(.enter)
    driver.type("jc")
    driver.type("mine")
    driver.press(.enter)
    driver.type("k")
    driver.press(.character("."))
    // A note of its own stays.
    #expect(driver.audit.reviews.compactMap(\.note) == ["polite no", "mine"])
    #expect(driver.lastLine.contains("another note"))
  }

  @Test func markedCasesAreReviewedTogetherAndUndoneTogether() {
    var driver = Driver()
    driver.press(.character("+"), .character("j"), .insert)
    #expect(driver.lastLine.contains("2 marked"))
    #expect(place(driver) == 3)
    driver.type("x")
    #expect(driver.audit.reviews.count == 2)
    #expect(driver.lastLine.contains("flagged 2 cases"))
    driver.type("x")
    #expect(driver.audit.reviews.count == 3, "what was dealt with is no longer marked")
    driver.type("uu")
    #expect(driver.audit.reviews.isEmpty)
    driver.press(.character("+"), .escape)
    #expect(driver.explorer.markedKeys.isEmpty)
  }

  @Test func changesOfCasesThatAreLoadedLaterAreUndoneWithTheOthers() {
    var driver = Driver()
    driver.type("VGx")
    #expect(driver.audit.reviews.count == 88)
    driver.type("u")
    #expect(driver.audit.reviews.isEmpty)
  }

  @Test func tagsAndNotesHaveAHistory() {
    var driver = Driver()
    driver.press(.character("t"))
    driver.type("odd, late")
    driver.press(.enter, .character("j"), .character("t"), .up, .enter)
    #expect(driver.audit.reviews.map(\.tags) == [["odd", "late"], ["odd", "late"]])
    driver.press(.character("c"))
    driver.type("hm")
    driver.press(.enter, .character("j"), .character("c"), .up, .enter)
    #expect(driver.audit.reviews.compactMap(\.note) == ["hm", "hm"])
    // And after a restart.
    let session = Session(text: driver.explorer.session.text)
    #expect(session.tags == ["odd, late"] && session.notes == ["hm"])
  }

  @Test func aStoreThatKeepsNothingCanStillBeReadThrough() {
    var driver = Driver()
    driver.send(.readOnly("it is read-only"))
    driver.press(.character(" "))
    #expect(place(driver) == 1)
    #expect(driver.audit.reviews.isEmpty)
  }
}
