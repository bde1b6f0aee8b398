import AuditStore
import Cases
import Foundation
import Interchange
import Testing

@Suite struct ReviewTests {
  private let plain = Review(conversation: "c-1", turn: 3, simulator: "persona", reviewer: "mk")

  private func review(_ change: (inout Review) -> Void) -> Review {
    var review = plain
    change(&review)
    return review
  }

  @Test func aReviewIsThereAtOnceAndForEverybody() throws {
    let (fixture, store) = try StoreFixture.opened()
    let other = try AuditStore.open(at: fixture.path)
    let version = try other.reviewsVersion
    let saved = review {
      $0.flag = true
      $0.seen = true
      $0.tags = ["missed-exit", "价格"]
      $0.note = "two\nlines"
      $0.severity = 2.5
      $0.at = "2026-11-22T10:00:00Z"
      $0.blindReal = .init(stage: "resisting", exit: "refusal")
    }
    try store.save(saved)
    #expect(try other.reviewsVersion > version)
    #expect(try other.reviews() == [saved])
  }

  @Test func aReadMarkAloneIsKeptAndTakenBack() throws {
    let (fixture, store) = try StoreFixture.opened()
    defer { withExtendedLifetime(fixture) {} }
    let read = review { $0.seen = true }
    try store.save(read)
    #expect(try store.reviews() == [read])
    // Who flags it in another window takes no read mark back.
    let flagged = try store.save(review { $0.flag = true }, replacing: plain)
    #expect(flagged.seen && flagged.flag)
    try store.save(review { $0.flag = true }, replacing: flagged)
    #expect(try store.reviews().map(\.seen) == [false])
    #expect(!plain.json.contains("seen") && read.json.contains("\"seen\":true"))
  }

  @Test func readMarksOfABundleThatAnEarlierProgramKeptAreRead() throws {
    let (fixture, store) = try StoreFixture.opened()
    try store.save(review { $0.seen = true })
    try store.save(
      review {
        $0.reviewer = "ann"
        $0.flag = true
      })
    let reviews = try store.reviews()
    try fixture.change(
      """
      ALTER TABLE review DROP COLUMN seen; DROP TABLE review_round; DROP TABLE review_conflict;
      DELETE FROM grdb_migrations WHERE CAST(identifier AS INTEGER) > 8; PRAGMA user_version = 8
      """)
    #expect(try AuditStore.open(at: fixture.path).reviews() == reviews)
  }

  @Test func twoReviewersOfOneCaseKeepTheirOwn() throws {
    let (fixture, store) = try StoreFixture.opened()
    defer { withExtendedLifetime(fixture) {} }
    try store.save(review { $0.flag = true })
    try store.save(review { $0.reviewer = "李" })
    #expect(try store.reviews().map(\.reviewer) == ["mk", "李"])
    try store.save(review { $0.note = "later" })
    #expect(try store.reviews().map(\.note) == ["later", nil])
    #expect(try store.reviews().map(\.flag) == [false, false])
  }

  @Test func twoExplorersOfOneReviewerLoseNothing() throws {
    let (fixture, store) = try StoreFixture.opened()
    let other = try AuditStore.open(at: fixture.path)
    let before = review { $0.tags = ["a", "b"] }
    try store.save(before)
    try store.save(
      review {
        $0.tags = ["a", "b", "c"]; $0.note = "mine"
      }, replacing: before)
    let merged = try other.save(
      review {
        $0.tags = ["b", "d"]; $0.flag = true
      }, replacing: before)
    #expect(merged.tags == ["b", "c", "d"])
    #expect(merged.note == "mine")
    #expect(merged.flag)
    #expect(try store.reviews() == [merged])
  }

  @Test func anUnknownConversationIsASentence() throws {
    let (fixture, store) = try StoreFixture.opened()
    defer { withExtendedLifetime(fixture) {} }
    #expect(throws: StoreError.noSuchCase(explanation: "“x” is not in the store")) {
      try store.save(review { $0.conversation = "x" })
    }
  }

  @Test func anImportedReviewWinsIfItIsLater() throws {
    let (fixture, store) = try StoreFixture.opened()
    try store.save(
      review {
        $0.note = "here"; $0.at = "2026-11-22T10:00:00+08:00"
      })
    func take(_ note: String, at time: String?) throws -> String? {
      let at = time.map { #","at":"\#($0)""# } ?? ""
      try fixture.write(reviews: [
        #"{"conversation":"c-1","turn":3,"simulator":"persona","reviewer":"mk","note":"\#(note)"\#(at)}"#
      ])
      #expect(try fixture.importAgain(into: store).refused == 0)
      return try store.reviews().first?.note
    }
    #expect(try take("older", at: "2026-11-22T01:59:59Z") == "here")
    #expect(try take("timeless", at: nil) == "here")
    #expect(try take("later", at: "2026-11-22T02:00:01Z") == "later")
  }

  @Test func keysThatTheProgramDoesNotKnowSurviveAChange() throws {
    let fixture = try StoreFixture()
    try fixture.write(reviews: [
      """
      {"conversation":"c-1","turn":3,"simulator":"persona","reviewer":"mk","x":[1],\
      "blind":{"real":{"stage":"resisting","why":"?"},"z":0}}
      """
    ])
    try fixture.create()
    let store = try AuditStore.open(at: fixture.path)
    var changed = try #require(try store.reviews().first)
    changed.note = "new"
    changed.blindReal?.stage = "deciding"
    try store.save(changed)
    let visitor = ReviewTexts()
    try store.forEachRecord(ofConversations: nil, visitor)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(visitor.texts[0].utf8)) as? [String: Any])
    #expect(object["x"] as? [Int] == [1])
    #expect(object["note"] as? String == "new")
    let blind = try #require(object["blind"] as? [String: Any])
    #expect(blind["z"] as? Int == 0)
    #expect((blind["real"] as? [String: String]) == ["stage": "deciding", "why": "?"])
  }
}

/// Collects the reviews as JSON.
private final class ReviewTexts: RecordVisitor {
  var texts: [String] = []

  func begin(_ dictionaries: StoreHoldings) {}
  func visit(_ conversation: RecordTexts.SimulatedConversation) {}
  func visit(_ conversation: RecordTexts.Conversation) {}
  func visit(_ simulation: RecordTexts.Simulation) {}
  func visit(_ label: RecordTexts.Label) {}
  func visit(review json: UnsafeRawBufferPointer) { texts.append(String(decoding: json, as: UTF8.self)) }
}
