import Cases
import Testing

@testable import Explorer

struct ReviewBookTests {
  private func review(_ reviewer: String, flag: Bool = true, turn: Int = 3, at: String? = nil) -> Review {
    Review(conversation: "c", turn: turn, simulator: "p", reviewer: reviewer, flag: flag, at: at)
  }

  @Test func onesOwnReviewComesFirst() {
    var book = ReviewBook(reviewer: "mk")
    book.replaceAll(with: [review("ann"), review("mk")], conversations: ["c": 1])
    #expect(book.reviews(of: ReviewedCase(review("mk"))).map(\.reviewer) == ["mk", "ann"])
    #expect(book.flaggedCount(ofConversations: false) == 1)
  }

  @Test func newsFromTheStoreDoesNotUndoWhatIsBeingSaved() {
    var book = ReviewBook(reviewer: "mk")
    book.put(review("mk"), conversation: 1)
    book.replaceAll(with: [review("ann", turn: 5)], conversations: ["c": 1])
    #expect(book.own(ReviewedCase(review("mk"))).flag)
    #expect(book.unsavedCount == 1)
    book.confirm(review("mk", at: "2026-11-22T10:00:00Z"), of: review("mk"))
    #expect(book.unsavedCount == 0)
    #expect(book.own(ReviewedCase(review("mk"))).at == "2026-11-22T10:00:00Z")
  }

  @Test func theConfirmationOfAnEarlierChangeDoesNotConfirmALaterOne() {
    var book = ReviewBook(reviewer: "mk")
    book.put(review("mk"), conversation: 1)
    book.put(review("mk", flag: false), conversation: 1)
    book.confirm(review("mk", at: "then"), of: review("mk"))
    #expect(book.unsavedCount == 1)
    #expect(!book.own(ReviewedCase(review("mk"))).flag)
  }

  @Test func whatAnotherExplorerSavedComesWithTheConfirmation() {
    var book = ReviewBook(reviewer: "mk")
    book.put(review("mk"), conversation: 1)
    var merged = review("mk", at: "now")
    merged.note = "from the other window"
    book.confirm(merged, of: review("mk"))
    #expect(book.unsavedCount == 0)
    #expect(book.own(ReviewedCase(merged)) == merged)
  }

  @Test func anEmptyReviewTakesTheOldOneAway() {
    var book = ReviewBook(reviewer: "mk")
    book.replaceAll(with: [review("mk")], conversations: ["c": 1])
    book.put(review("mk", flag: false), conversation: 1)
    #expect(book.reviews(of: ReviewedCase(review("mk"))).isEmpty)
    #expect(book.flaggedCount(ofConversations: false) == 0)
  }

  @Test func tagsAreReadAsTheyAreTyped() {
    #expect(ReviewChange.tags(typed: " missed-exit, price ,, price，温和、x ") == ["missed-exit", "price", "温和", "x"])
    #expect(ReviewChange.tags(typed: " , ").isEmpty)
  }

  @Test func tagsOfSeveralCasesAreAddedAndTakenAway() {
    var first = review("mk")
    first.tags = ["a", "b"]
    let changed = ReviewChange.retag(add: ["c"], remove: ["a"]).applied(to: first)
    #expect(changed.tags == ["b", "c"])
  }
}
