import Cases
import CellGrid
import Testing

@testable import Explorer

struct ReviewingTests {
  @Test func aSearchThatEndsUnderANoteLeavesTheCaseWhereItIs() {
    var driver = Driver(columns: 120, rows: 40)
    driver.isHolding = true
    driver.type("/price")
    driver.press(.enter)
    driver.type("c")
    let row = driver.explorer.currentRow
    driver.answerAll()
    #expect(driver.explorer.currentRow == row)
    driver.type("mine")
    driver.press(.enter)
    #expect(driver.audit.reviews.map(\.note) == ["mine"])
    // Without a line that is being typed it goes to the hit.
    driver.press(.character("n"))
    #expect(driver.explorer.currentRow != row)
  }

  @Test func fromTheFirstLookToTheExportAndBack() async throws {
    var driver = Driver(columns: 120, rows: 40)
    // Narrow by stratum without typing.
    driver.press(.character("f"))
    driver.type("j j")
    driver.press(.enter)
    #expect(driver.titleLine.contains("outcome:non-buyer"))
    #expect(driver.titleLine.contains("1 of 64 · 88 in all"))
    // Read, flag, tag, note.
    driver.press(.enter)
    driver.press(.character("x"))
    #expect(driver.lastLine.contains("flagged"))
    driver.press(.character("t"))
    driver.type("missed-exit, 价格")
    driver.press(.enter)
    driver.press(.character("c"))
    driver.type("never leaves")
    driver.press(.enter)
    #expect(driver.shows("#missed-exit") && driver.shows("#价格") && driver.shows("never leaves"))
    #expect(driver.audit.reviews.count == 1)
    let review = try #require(driver.audit.reviews.first)
    #expect(review.flag && review.tags == ["missed-exit", "价格"] && review.note == "never leaves")
    #expect(review.reviewer == "mk")
    // Undo the note, then export what is flagged.
    driver.press(.character("u"))
    #expect(driver.audit.reviews.first?.note == nil)
    #expect(driver.lastLine.contains("undone"))
    driver.press(.character("e"))
    #expect(driver.shows("[flagged (1)]"))
    driver.press(.tab, .right, .right)
    driver.press(.enter)
    #expect(
      driver.effects.contains(
        .export(ExportRequest(scope: .flagged, format: .markdown, path: "flagged.md", isProposal: true))))
    #expect(driver.lastLine.contains("exported 1 case to flagged.md"))
    // The statistics, a row of them, its cases, and back.
    driver.press(.character("s"))
    try await driver.analyse()
    #expect(driver.shows("Non-buyers") && driver.shows("depth bias"))
    driver.press(.down, .enter)
    #expect(driver.lastLine.contains("cases: real, resisting, Non-buyers"))
    #expect(driver.explorer.focus == .cases)
    let pairs = driver.table.pairs
    #expect(driver.explorer.cases.rows.allSatisfy { pairs.realStage[Int($0)] == 0 })
    driver.press(.character("u"))
    #expect(driver.titleLine.contains("of 64 · 88 in all"))
    driver.press(.character("q"))
    #expect(driver.explorer.focus == .statistics)
    driver.press(.character("q"))
    driver.press(.character("Q"))
    #expect(driver.effects.suffix(2) == [.saveSession(driver.explorer.session), .quit])
  }

  @Test func aCountFlagsSeveralCasesAndOneUndoTakesThemAllBack() {
    var driver = Driver()
    driver.type("5x")
    #expect(driver.audit.reviews.count == 5)
    #expect(driver.frame.textRows.dropFirst().count { $0.contains("⚑") } == 5)
    #expect(driver.lastLine.contains("flagged 5 cases"))
    driver.press(.character("u"))
    #expect(driver.audit.reviews.isEmpty)
  }

  @Test func aRangeIsTaggedTogether() {
    var driver = Driver()
    driver.type("Vjj")
    #expect(driver.lastLine.contains("3 cases"))
    driver.press(.character("t"))
    driver.type("odd")
    driver.press(.enter)
    #expect(driver.audit.reviews.count == 3)
    #expect(driver.audit.reviews.allSatisfy { $0.tags == ["odd"] })
  }

  @Test func aTagIsTakenOffARangeTogether() {
    var driver = Driver()
    driver.type("Vjj")
    driver.press(.character("t"))
    driver.type("odd, kept")
    driver.press(.enter)
    driver.type("Vkk")
    driver.press(.character("t"))
    // "odd, kept, " stands there: away with all of it.
    for _ in 0..<11 { driver.press(.backspace) }
    driver.type("kept, new")
    driver.press(.enter)
    #expect(driver.audit.reviews.count == 3)
    #expect(driver.audit.reviews.allSatisfy { $0.tags == ["kept", "new"] })
  }

  @Test func aRangeOfFlaggedAndOthersBecomesFlagged() {
    var driver = Driver()
    driver.type("jxk")
    #expect(driver.audit.reviews.count == 1)
    driver.type("3x")
    #expect(driver.audit.reviews.count == 3)
    #expect(driver.audit.reviews.allSatisfy { $0.flag })
    driver.type("3x")
    #expect(driver.audit.reviews.isEmpty)
  }

  @Test func anotherDrawIsReadAtTheSameProbePoint() throws {
    var driver = Driver(FakeAudit(draws: 2))
    func second(_ key: CaseKey) -> CaseKey {
      CaseKey(
        conversation: key.conversation, turn: key.turn, simulator: key.simulator, draw: 1, instrument: key.instrument)
    }
    driver.type("10j")
    while let key = driver.explorer.currentKey, driver.table.row(of: second(key)) == nil { driver.type("j") }
    let key = try #require(driver.explorer.currentKey)
    driver.type("d")
    #expect(driver.explorer.currentKey == second(key))
    driver.type("d")
    #expect(driver.explorer.currentKey == key)
  }

  @Test func tagsThatAreInUseAreCompleted() {
    var audit = FakeAudit()
    audit.reviews = [
      Review(conversation: "c-001", turn: 3, simulator: "persona", reviewer: "ann", tags: ["missed-exit"])
    ]
    var driver = Driver(audit)
    driver.press(.character("t"))
    driver.type("mis")
    driver.press(.tab, .enter)
    #expect(driver.audit.reviews.contains { $0.reviewer == "mk" && $0.tags == ["missed-exit"] })
  }

  @Test func aFlagBeforeTheNameOfTheConversationIsKnownIsNotLost() {
    var driver = Driver()
    driver.isHolding = true
    driver.press(.character("G"), .character("x"))
    #expect(!driver.effects.contains { if case .saveReview = $0 { true } else { false } })
    driver.answerAll()
    #expect(driver.audit.reviews.count == 1)
    #expect(driver.audit.reviews.first?.flag == true)
  }

  @Test func aLongNoteComesFromTheEditor() {
    var driver = Driver()
    driver.editedText = "first line\nsecond line\n"
    driver.press(.character("C"))
    #expect(driver.audit.reviews.first?.note == "first line\nsecond line")
    driver.editedText = nil
    driver.press(.character("C"))
    #expect(driver.audit.reviews.first?.note == "first line\nsecond line")
    driver.editedText = " \n"
    driver.press(.character("C"))
    #expect(driver.audit.reviews.isEmpty)
  }

  @Test func reviewsOfOthersAppearAndOnesOwnStay() {
    var driver = Driver()
    driver.press(.enter, .character("x"))
    let own = driver.audit.reviews
    var other = own[0]
    other.reviewer = "ann"
    other.note = "I see it otherwise"
    driver.send(.reviewsChanged(own + [other], conversations: driver.audit.keys))
    driver.press(.character("G"))
    #expect(driver.shows("ann") && driver.shows("I see it otherwise") && driver.shows("⚑ mk"))
  }

  @Test func aSavedReviewSaysWhatItWasBefore() throws {
    var driver = Driver()
    driver.press(.character("x"))
    let flagged = try #require(driver.audit.reviews.first)
    driver.press(.character("c"))
    driver.type("why")
    driver.press(.enter)
    let saves = driver.effects.compactMap { effect -> (review: Review, before: Review)? in
      if case .saveReview(let review, let before) = effect { (review, before) } else { nil }
    }
    let (saved, before) = try #require(saves.last)
    #expect(before == flagged)
    #expect(saved.note == "why" && saved.flag)
  }

  @Test func twoExplorersOfOneReviewerKeepEachOthersFields() throws {
    var driver = Driver()
    driver.press(.character("x"))
    // Another window of the same reviewer notes and tags the case; this one has not heard of it yet.
    driver.audit.reviews[0].note = "from the other window"
    driver.audit.reviews[0].tags = ["theirs"]
    driver.press(.character("t"))
    driver.type("mine")
    driver.press(.enter)
    let merged = try #require(driver.audit.reviews.first)
    #expect(merged.flag && merged.note == "from the other window" && merged.tags == ["theirs", "mine"])
    #expect(driver.explorer.reviews.own(ReviewedCase(merged)) == merged)
    #expect(driver.explorer.reviews.unsavedCount == 0)
    // Undo takes back this window's tag and flag, and nothing else.
    driver.press(.character("u"), .character("u"))
    let left = try #require(driver.audit.reviews.first)
    #expect(!left.flag && left.note == "from the other window" && left.tags == ["theirs"])
  }

  @Test func whatCouldNotBeSavedIsSaid() {
    var driver = Driver()
    driver.isHolding = true
    driver.press(.character("x"))
    driver.send(.failed("the disk is full; free some space, then press x again"))
    #expect(driver.lastLine.contains("the disk is full"))
    #expect(driver.titleLine.contains("saving 1"))
    driver.press(.character("L"))
    #expect(driver.shows("the disk is full"))
  }

  /// A line would join its lines, and Enter would keep that.
  @Test func aNoteOfSeveralLinesIsEditedWhereItKeepsThem() {
    var driver = Driver()
    driver.editedText = "one\ntwo"
    driver.press(.character("C"))
    driver.editedText = nil
    driver.press(.character("c"))
    #expect(driver.explorer.prompt == nil && driver.effects.contains(.openEditor("one\ntwo")))
    driver.press(.down, .character("c"), .up)
    #expect(!driver.shows("onetwo") && !driver.shows("one two"))
  }

  @Test func notesThatDifferAreNotLostByAnEmptyLine() {
    var driver = Driver()
    driver.press(.character("c"))
    driver.type("first")
    driver.press(.enter, .down, .character("c"))
    driver.type("second")
    driver.press(.enter, .up)
    let saved = driver.effects.count
    driver.type("2c")
    driver.press(.enter)
    #expect(driver.effects.dropFirst(saved).allSatisfy { if case .saveReview = $0 { false } else { true } })
  }

  @Test func aMessageThatIsCutSaysWhereItIsWhole() {
    var driver = Driver(columns: 60, rows: 24)
    driver.send(.noted(String(repeating: "word ", count: 20)))
    #expect(driver.lastLine.contains("…") && driver.lastLine.contains("L all"))
    driver.send(.noted("short"))
    #expect(!driver.lastLine.contains("L all"))
  }
}
