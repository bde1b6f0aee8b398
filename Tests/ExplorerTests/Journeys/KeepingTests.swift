import Cases
import CellGrid
import Testing

@testable import Explorer

/// What the explorer says of reviews that the store does not take.
struct KeepingTests {
  private func note(_ driver: inout Driver, _ text: String = "why") {
    driver.press(.character("c"))
    driver.type(text)
    driver.press(.enter)
  }

  @Test func notedIsSaidWhenTheStoreHasIt() {
    var driver = Driver()
    driver.isHolding = true
    note(&driver)
    #expect(!driver.lastLine.contains("noted"))
    #expect(driver.titleLine.contains("saving 1"))
    driver.answerAll()
    #expect(driver.lastLine.contains("noted"))
    #expect(!driver.titleLine.contains("saving"))
  }

  @Test func whatIsSavedAfterFurtherKeysOnlyStandsAmongTheMessages() {
    var driver = Driver()
    driver.isHolding = true
    note(&driver)
    driver.press(.character("j"))
    driver.answerAll()
    #expect(!driver.lastLine.contains("noted"))
    driver.press(.character("L"))
    #expect(driver.shows("noted"))
  }

  @Test func whileAnotherProcessWritesTheKeysGoOn() {
    var driver = Driver()
    driver.obstacle = ("/s: another process is writing to it", false)
    driver.press(.character("x"))
    #expect(driver.lastLine.contains("1 review not kept yet") && driver.lastLine.contains("another process"))
    let before = driver.explorer.currentKey
    driver.press(.character("j"), .character("x"))
    #expect(driver.explorer.currentKey != before)
    #expect(driver.lastLine.contains("2 reviews not kept yet"))
    #expect(driver.explorer.prompt == nil)
    for review in driver.waiting { driver.send(.reviewSaved(review, of: review)) }
    #expect(!driver.titleLine.contains("saving"))
    #expect(driver.frame.textRows.dropFirst().count { $0.contains("⚑") } == 2)
  }

  @Test func whereTheStoreIsGoneAnotherPlaceIsOfferedOnce() {
    var driver = Driver(columns: 120, rows: 40)
    driver.obstacle = ("/s: was deleted or moved while it was open", true)
    note(&driver)
    #expect(driver.shows("1 review not kept yet: /s: was deleted") && driver.shows("keep them in the folder"))
    driver.press(.escape)
    #expect(driver.explorer.prompt == nil)
    driver.press(.character("j"))
    note(&driver)
    #expect(driver.explorer.prompt == nil)
    #expect(driver.lastLine.contains("2 reviews not kept yet"))
    driver.type(":keep")
    driver.press(.enter)
    driver.type("-here")
    driver.press(.enter)
    #expect(driver.effects.contains(.keepReviews(path: "matchmaking-reviews-here")))
    #expect(driver.lastLine.contains("2 reviews kept in matchmaking-reviews-here"))
    #expect(driver.explorer.reviews.unsavedCount == 0)
    // What was kept elsewhere is still seen here.
    #expect(driver.shows("why"))
    driver.type(":keep")
    driver.press(.enter)
    #expect(driver.lastLine.contains("every review is in the store"))
  }

  @Test func aLineThatIsBeingTypedIsNotTakenAway() {
    var driver = Driver()
    driver.press(.character("F"))
    driver.type("out")
    driver.send(.reviewsWait(ReviewObstacle(count: 1, why: "/s: is gone", isLasting: true)))
    guard case .line(let line) = driver.explorer.prompt else { return #expect(Bool(false), "the line is gone") }
    #expect(line.editor.text == "out")
  }

  @Test(arguments: ["x", "t", "c", "C", ":flag\r", ":note word\r"])
  func aStoreThatCanOnlyBeReadSaysWhy(keys: String) {
    var driver = Driver()
    driver.send(.readOnly("/s: can only be read"))
    #expect(driver.titleLine.contains("read-only"))
    for key in keys { driver.press(key == "\r" ? .enter : .character(key)) }
    #expect(driver.lastLine.contains("/s: can only be read"))
    #expect(driver.explorer.prompt == nil && driver.audit.reviews.isEmpty)
    #expect(!driver.effects.contains { if case .saveReview = $0 { true } else { false } })
  }

  @Test func theEndSaysHowManyReviewsWait() {
    var driver = Driver()
    driver.obstacle = ("/s: another process is writing to it", false)
    driver.press(.character("x"), .character("Q"))
    #expect(driver.lastLine.contains("1 review still to be kept"))
    #expect(driver.effects.last == .quit)
  }
}
