import Cases
import CellGrid
import Testing

@testable import Explorer

/// Conversations alone: listed, read, narrowed, reviewed; and beside cases, with `w`.
struct ConversationsTests {
  private static let alone = FakeAudit(simulators: [])

  @Test func theyAreListedWithWhatIsKnownOfThem() {
    let driver = Driver(ConversationsTests.alone)
    #expect(driver.titleLine.contains("conversations") && driver.titleLine.contains("1 of 24"))
    #expect(driver.shows("c-000    ✓ buyer") && driver.shows("c-001    ✗ non-buyer") && driver.shows("agent ∅"))
    #expect(!driver.shows("no case") && !driver.shows("simulator,"))
    #expect(driver.shows("no simulator has answered yet") && driver.shows("walkaway plan AUDIT"))
  }

  @Test func withoutAnyOutcomeTheNextStepIsToGiveThem() {
    let driver = Driver(FakeAudit(simulators: [], hasOutcomes: false))
    #expect(driver.shows("no outcome is known") && driver.shows("--committed VALUE"))
    #expect(driver.shows("c-000    ?"))
  }

  @Test func oneIsReadFromProfileToEnd() {
    var driver = Driver(ConversationsTests.alone)
    driver.press(.character("j"), .enter)
    #expect(driver.shows("c-001 · Non-buyers · conversation") && driver.shows("child_age"))
    #expect(driver.shows("  0 ›") && driver.shows("■ nobody answered the agent"))
    driver.press(.character("J"))
    #expect(driver.shows("c-002"))
    driver.press(.character("q"))
    #expect(driver.titleLine.contains("3 of 24"))
  }

  @Test func theyAreNarrowedByWordsFieldsAndFacets() {
    var driver = Driver(ConversationsTests.alone)
    driver.press(.character("F"))
    driver.type("outcome:buyer user-turns>=6 ended:user")
    driver.press(.enter)
    #expect(driver.titleLine.contains("outcome:buyer") && driver.titleLine.contains("in all"))
    #expect(!driver.shows("✗ non-buyer"))
    driver.press(.escape, .character("F"))
    driver.type("real:resisting")
    driver.press(.enter)
    #expect(driver.shows("real is known of cases, not of whole conversations"))
    driver.press(.escape, .escape, .character("f"))
    #expect(driver.shows("Facets · 24 conversations") && driver.shows("[ ] agent") && !driver.shows("severity"))
    driver.press(.character("j"), .character(" "))
    #expect(driver.titleLine.contains("outcome:non-buyer") && driver.titleLine.contains("1 of 16"))
  }

  @Test func aFilterThatNothingFitsSaysThat() {
    var driver = Driver(ConversationsTests.alone)
    driver.press(.character("F"))
    driver.type("turns>900")
    driver.press(.enter)
    #expect(driver.shows("no conversation matches; Esc clears the filter"))
    driver.press(.character("s"))
    #expect(driver.shows("there is no such conversation") || driver.shows("Outcomes"))
  }

  @Test func wordsAreSearchedInEveryTurn() {
    var driver = Driver(ConversationsTests.alone)
    let words = ConversationsTests.alone.conversations[4].turns[2].text.prefix(6)
    driver.press(.character("/"))
    driver.type(String(words))
    driver.press(.enter, .character("n"), .enter)
    #expect(driver.frame.surfaceRows.contains { $0.contains("M") })
    driver.press(.character("q"), .character("N"))
    #expect(driver.lastLine.contains("no ") || driver.titleLine.contains(" of 24"))
  }

  @Test func whatLacksCasesSaysSoAndNothingElse() {
    var driver = Driver(ConversationsTests.alone)
    for key in "]}rmidw" {
      driver.press(.character(key))
      #expect(driver.lastLine.contains("this audit has no case: no simulated turn is labelled"), "\(key)")
    }
    driver.press(.character("s"), .character("2"))
    #expect(driver.shows("no simulator has answered yet; next:"))
  }

  @Test func statisticsAreOfConversationsAndLeadToThem() {
    var driver = Driver(ConversationsTests.alone)
    driver.press(.character("s"))
    #expect(driver.shows("1 conversations") && driver.shows("Outcomes") && driver.shows("Who spoke last"))
    #expect(driver.shows("Non-buyers  16"))
    driver.press(.down, .down, .enter)
    #expect(driver.titleLine.contains("outcome:"))
    driver.press(.character("q"))
    #expect(driver.shows("Who spoke last"))
  }

  @Test func oneIsFlaggedTaggedAndNotedAsAWhole() throws {
    var driver = Driver(ConversationsTests.alone)
    driver.press(.character("x"))
    #expect(driver.shows("› ⚑"))
    driver.press(.character("c"))
    driver.type("先问价格")
    driver.press(.enter, .character("t"))
    driver.type("cold")
    driver.press(.enter, .enter)
    #expect(driver.shows("先问价格") && driver.shows("#cold"))
    let review = try #require(driver.audit.reviews.first)
    #expect(review.isOfConversation && review.turn == 0 && review.flag && review.conversation == "c-000")
    driver.press(.character("q"), .character("u"), .character("u"), .character("u"))
    #expect(driver.audit.reviews.isEmpty)
    driver.press(.character("3"), .character("x"))
    #expect(driver.lastLine.contains("flagged 3 conversations"))
  }

  @Test func whatIsShownIsExported() throws {
    var driver = Driver(ConversationsTests.alone)
    driver.press(.character("e"))
    #expect(driver.shows("JSONL") && !driver.shows("HTML"))
    driver.press(.enter)
    let request = try #require(
      driver.effects.compactMap { if case .export(let request) = $0 { request } else { nil } }.last)
    #expect(request.isOfConversations && driver.lastLine.contains("exported 24 conversations"))
  }

  @Test func lengthsSort() {
    var driver = Driver(ConversationsTests.alone, columns: 200)
    driver.press(.character("S"), .character("t"))
    #expect(driver.shows("turns▼"))
    driver.type(":sort severity")
    driver.press(.enter)
    #expect(driver.lastLine.contains("sort by one of") && driver.lastLine.contains("user-turns"))
  }

  @Test func besideCasesEachListKeepsItsOwnFilter() {
    var driver = Driver(FakeAudit())
    driver.press(.character("F"))
    driver.type("outcome:buyer")
    driver.press(.enter, .character("w"))
    #expect(driver.titleLine.contains("conversations") && driver.titleLine.contains("outcome:buyer"))
    #expect(driver.titleLine.contains(" of 8"))
    driver.press(.escape, .escape)
    driver.press(.character("]"))
    #expect(driver.lastLine.contains("whole conversations are listed; w lists the cases"))
    driver.press(.character("w"))
    #expect(driver.titleLine.contains("persona") && driver.titleLine.contains("outcome:buyer"))
    driver.press(.character("F"))
    driver.type("miss:yes")
    driver.press(.enter)
  }

  @Test func aFilterOfCasesStaysWithThem() {
    var driver = Driver(FakeAudit())
    driver.press(.character("F"))
    driver.type("sim:deciding")
    driver.press(.enter)
    let here = driver.explorer.currentKey?.conversation
    driver.press(.character("w"))
    #expect(driver.titleLine.contains(" of 24") && driver.lastLine.contains("w leads back"))
    #expect(driver.explorer.currentKey?.conversation == here)
    driver.press(.character("w"))
    #expect(driver.titleLine.contains("sim:deciding") && driver.explorer.currentKey?.conversation == here)
  }

  @Test func casesThatComeAreToldAndListedWithW() {
    var driver = Driver(ConversationsTests.alone)
    driver.send(.tableLoaded(FakeAudit().table))
    #expect(driver.lastLine.contains("the audit has cases now: w lists them"))
    #expect(driver.titleLine.contains("1 of 24"))
  }

  @Test func anAuditOfNothingSaysThat() {
    let driver = Driver(FakeAudit(conversations: 0, simulators: []))
    #expect(driver.shows("the audit holds no conversation"))
  }

  @Test func theListComesBackAtTheNextStart() {
    var driver = Driver(FakeAudit())
    driver.press(.character("w"), .character("j"), .character("S"), .character("t"))
    let session = Session(text: driver.explorer.session.text)
    let again = Driver(FakeAudit(), session: session)
    #expect(again.titleLine.contains("conversations") && again.shows("turns▼"))
    #expect(again.explorer.currentKey == driver.explorer.currentKey)
  }

  // MARK: Beside simulated ones

  private static let whole = FakeAudit.withWhole

  @Test func simulatedOnesStandBehindThoseOfPeople() {
    var driver = Driver(ConversationsTests.whole)
    driver.press(.character("w"), .character("g"))
    #expect(driver.titleLine.contains("1 of 48") && driver.shows("person") && driver.shows("last user turn"))
    driver.press(.character("G"))
    #expect(driver.shows("s-023") && driver.shows("persona") && driver.shows("非常感谢"))
    driver.press(.character("w"))
    #expect(!driver.titleLine.contains("conversations"))
  }

  @Test func oneIsReadBesideTheRealOneThatItReplays() {
    var driver = Driver(ConversationsTests.whole, columns: 120, rows: 40)
    driver.press(.character("w"), .character("2"), .character("5"), .character("G"), .enter)
    #expect(driver.shows("simulated by persona · ended by limit · 1 fault"))
    #expect(driver.shows("SIMULATED") && driver.shows("REAL c-000"))
    driver.press(.character("G"))
    #expect(driver.shows("! control-word: the same as"))
    // Without room for two columns the real one is folded below.
    driver.resize(60, 20)
    driver.press(.character("G"))
    #expect(driver.shows("▸ it replays c-000 (o unfolds it)"))
    driver.press(.character("o"))
    driver.resize(60, 90)
    driver.press(.character("g"))
    #expect(driver.shows("▾ the real conversation that it replays, c-000"))
  }

  @Test func faultsAreStopsAmongConversationsAndWithinOne() {
    var driver = Driver(ConversationsTests.whole, columns: 80, rows: 24)
    driver.press(.character("w"), .character("g"), .character("]"))
    #expect(driver.titleLine.contains("8 of 48"))
    driver.press(.character("]"))
    #expect(driver.titleLine.contains("25 of 48"))
    driver.press(.character("["))
    #expect(driver.titleLine.contains("8 of 48"))
    driver.press(.character("G"), .character("]"))
    #expect(driver.lastLine.contains("no fault after this conversation"))
    driver.press(.character("["), .character("["), .character("["), .character("["), .enter)
    driver.press(.character("]"))
    #expect(driver.shows("! control-word:") || driver.shows("! repetition:"))
  }

  @Test func amongCasesTheSameKeyGoesToTheNextMiss() {
    var driver = Driver(ConversationsTests.whole, columns: 200, rows: 40)
    let before = driver.titleLine
    driver.press(.character("]"))
    #expect(driver.titleLine != before && driver.lastLine.contains("] miss") && !driver.lastLine.contains("fault"))
    driver.press(.character("w"), .character("j"))
    #expect(driver.lastLine.contains("] fault") && !driver.lastLine.contains("miss"))
  }

  @Test func aSimulatedOneIsReviewedLikeAnyOther() {
    var driver = Driver(ConversationsTests.whole)
    driver.press(.character("w"), .character("G"), .character("x"))
    #expect(driver.audit.reviews.map(\.conversation) == ["s-023"] && driver.audit.reviews.allSatisfy(\.flag))
    driver.press(.character("u"))
    #expect(driver.audit.reviews.isEmpty)
  }
}
