import AuditStore
import Cases
import Explorer
import Fidelity
import Foundation
import JSON
import Testing

@testable import Desk

/// Rounds of blind review: drawn, labelled, brought together, and what they come to.
@Suite struct BlindRoundTests {
  private let fixture: DeskFixture

  init() throws { fixture = try DeskFixture() }

  private func stage(_ number: Int) -> String { DeskFixture.stages[number % 3] }

  /// Labels the whole round of a store by what `stage` gives to each place.
  private func label(
    _ audit: LoadedAudit, as reviewer: String, adjudicates: Bool = false, _ stage: (Int) -> String?
  ) throws {
    let request = BlindRequest(reviewer: reviewer, adjudicates: adjudicates)
    var desk = try BlindDesk(audit, request)
    for place in try desk.opened(in: audit).standings.indices {
      desk.look(at: place, now: 10)
      let given = stage(place)
      let answer = given.map { BlindAnswer([.stage: $0]) } ?? BlindAnswer(isSkipped: true)
      let (new, old) = try desk.review(answer, place: place, now: 14.26, in: audit)
      try audit.store.save(new, replacing: old)
    }
  }

  private func reloaded(_ audit: LoadedAudit) throws -> LoadedAudit { try LoadedAudit(audit.store) }

  @Test func aRoundIsKeptAndEverybodyComesToItInAnOrderOfTheirOwn() throws {
    let audit = try fixture.audit()
    #expect(throws: CommandFailure.self) { try audit.check(BlindRequest(reviewer: "mk")) }
    let round = try audit.makeRound(RoundRequest(size: 12, overlap: 2, seed: 3))
    #expect(round.name == "round-1" && round.items.count >= 10)
    #expect(try audit.store.rounds() == [round])
    #expect(try audit.makeRound(RoundRequest(size: 5, seed: 3)).name == "round-2")
    #expect(throws: CommandFailure.self) { try audit.check(BlindRequest(reviewer: "mk", round: "round-7")) }
    func texts(_ reviewer: String) throws -> [String] {
      let desk = try BlindDesk(audit, BlindRequest(reviewer: reviewer, round: "round-1"))
      return try round.items.indices.map { place in
        let item = try desk.item(place, in: audit)
        return item.prefix.map(\.text).joined() + item.text
      }
    }
    #expect(try texts("mk") == texts("mk"))
    #expect(try texts("mk") != texts("lj"))
    #expect(try Set(texts("mk")) == Set(texts("lj")))
  }

  @Test func turnsAreSharedOutSoThatEachComesToSoMany() throws {
    let audit = try fixture.audit()
    let names = ["a", "b", "c"]
    let round = try audit.makeRound(RoundRequest(size: 12, overlap: 2, reviewers: names))
    #expect(round.items.allSatisfy { Set($0.reviewers).count == 2 })
    let loads = names.map { round.places(of: $0)?.count ?? 0 }
    #expect(loads.reduce(0, +) == 2 * round.items.count)
    #expect((loads.max() ?? 0) - (loads.min() ?? 0) <= 1)
    #expect(throws: CommandFailure.self) { try audit.check(BlindRequest(reviewer: "d")) }
    #expect(throws: CommandFailure.self) { try audit.check(BlindRequest(reviewer: ReviewRound.adjudicator)) }
    #expect(throws: CommandFailure.self) { try audit.makeRound(RoundRequest(size: 4, overlap: 4, reviewers: names)) }
  }

  @Test func aLabelIsAReviewWithItsProbabilityAndItsTime() throws {
    let audit = try fixture.audit()
    let round = try audit.makeRound(RoundRequest(size: 8, seed: 2))
    try label(audit, as: "mk") { $0 == 0 ? nil : stage($0) }
    let reviews = try audit.store.reviews()
    #expect(reviews.count == round.items.count)
    for item in round.items {
      let review = try #require(reviews.first { $0.conversation == item.conversation })
      let label = try #require(review[keyPath: item.label])
      #expect(label.drawn == Review.Drawn(round: "round-1", probability: item.probability))
      #expect(label.seconds == 4.3)
      #expect((label.stage == nil) == label.isSkipped)
      #expect((review.blindReal == nil) != (review.blindSimulated == nil))
    }
    let opened = try BlindDesk(reloaded(audit), BlindRequest(reviewer: "mk")).opened(in: reloaded(audit))
    #expect(opened.standings == [.skipped] + Array(repeating: .labelled, count: round.items.count - 1))
    // What it stands for goes with the label wherever it goes.
    let options = try reloaded(audit).analysisOptions(
      series: audit.table.series[0], parts: .corrected)
    #expect(options.blindStages.contains { $0.realProbability != nil || $0.simulatedProbability != nil })
  }

  @Test func resultsTellAgreementAndWhatIsDisputedAndAnAdjudicatorSettlesIt() async throws {
    let audit = try fixture.audit()
    let round = try audit.makeRound(RoundRequest(size: 12, overlap: 2, seed: 3))
    let order = { (name: String) throws in
      try BlindDesk(audit, BlindRequest(reviewer: name)).opened(in: audit).standings.count
    }
    #expect(try order("mk") == round.items.count)
    try label(audit, as: "mk") { _ in "resisting" }
    try label(audit, as: "lj") { stage($0) }
    let results = try await RoundResults(try reloaded(audit), round: nil)
    #expect(results.progress.map(\.reviewer) == ["lj", "mk"])
    let pair = try #require(results.agreements[0].pairs.first { $0.first == "lj" && $0.second == "mk" })
    #expect(pair.kappa.value.reason == "mk gave every turn the same, so that κ is undefined")
    #expect(pair.equal.count == round.items.count)
    #expect(results.disputes.count > 2 && results.disputes.allSatisfy { $0.settled == nil })
    let desk = try BlindDesk(reloaded(audit), BlindRequest(reviewer: "mk", adjudicates: true))
    let remarks = try desk.item(0, in: reloaded(audit)).remarks
    #expect(remarks.count == 2 && remarks.allSatisfy { $0.hasPrefix("one gave ") && !$0.contains("lj") })
    try label(reloaded(audit), as: "mk", adjudicates: true) { _ in "deciding" }
    let after = try await RoundResults(try reloaded(audit), round: "round-1")
    #expect(after.disputes.allSatisfy { $0.settled == "deciding" })
    #expect(after.progress.map(\.reviewer) == ["lj", "mk"])
  }

  @Test func copiesAreMergedAndConflictsKept() async throws {
    let audit = try fixture.audit()
    let round = try audit.makeRound(RoundRequest(size: 8, overlap: 2, seed: 5))
    _ = try StoreMerging(audit.store, into: audit.store, as: fixture.path("copy.walkaway"))
    let copy = try LoadedAudit(AuditStore.open(at: fixture.path("copy.walkaway")))
    #expect(try copy.store.rounds() == [round])
    #expect(throws: StoreError.self) {
      try StoreMerging(audit.store, into: audit.store, as: fixture.path("copy.walkaway"))
    }
    try label(audit, as: "mk") { stage($0) }
    try label(copy, as: "lj") { stage($0) }
    try label(copy, as: "mk") { $0 == 1 ? "exploring" == stage(1) ? "resisting" : "exploring" : stage($0) }
    let own = try audit.makeRound(RoundRequest(size: 4, seed: 8))
    let theirs = try copy.makeRound(RoundRequest(size: 4, seed: 9))
    #expect(own.name == theirs.name)
    let merging = try StoreMerging(copy.store, into: audit.store)
    #expect(merging.hasConflicts)
    #expect(merging.text.contains("8 new reviews, 0 completed, 7 as they were, 1 new round"))
    #expect(merging.text.contains("mk: ") && merging.text.contains("label of the"))
    #expect(try audit.store.rounds().map(\.name) == ["round-1", "round-2", "round-3"])
    #expect(try audit.store.reviewConflicts().count == 1)
    // Once more it brings nothing, and the conflict is one still.
    let again = try StoreMerging(copy.store, into: audit.store)
    #expect(again.text.contains("0 new reviews, 0 completed, 15 as they were, 0 new rounds"))
    #expect(try audit.store.reviewConflicts().count == 1)
    let results = try await RoundResults(try reloaded(audit), round: "round-1")
    let desk = try BlindDesk(reloaded(audit), BlindRequest(reviewer: "mk", round: "round-1", adjudicates: true))
    let remarks = try results.disputes.indices.flatMap { try desk.item($0, in: reloaded(audit)).remarks }
    #expect(remarks.contains { $0.contains("another label in a copy") })
    #expect(results.disputes.contains { $0.given.contains { $0.reviewer == "mk" && $0.isElsewhere } })
  }

  @Test func whatOneReviewerReadInEitherCopyIsRead() throws {
    let audit = try fixture.audit()
    var review = Review(conversation: "c-1", turn: 3, simulator: "persona", reviewer: "mk", flag: true)
    try audit.store.save(review)
    _ = try StoreMerging(audit.store, into: audit.store, as: fixture.path("copy.walkaway"))
    let copy = try AuditStore.open(at: fixture.path("copy.walkaway"))
    review.seen = true
    try copy.save(review)
    try copy.save(Review(conversation: "c-2", turn: 3, simulator: "persona", reviewer: "lj", seen: true))
    let merging = try StoreMerging(copy, into: audit.store)
    #expect(try JSONValue(parsing: Data(merging.json.utf8))["completed"] == .integer(1) && !merging.hasConflicts)
    #expect(try audit.store.reviews().filter(\.seen).map(\.reviewer).sorted() == ["lj", "mk"])
  }

  @Test func aMergeIntoANewStoreLeavesBothAsTheyAre() throws {
    let audit = try fixture.audit()
    _ = try StoreMerging(audit.store, into: audit.store, as: fixture.path("copy.walkaway"))
    let copy = try AuditStore.open(at: fixture.path("copy.walkaway"))
    try copy.save(Review(conversation: "c-2", turn: 3, simulator: "persona", reviewer: "lj", flag: true))
    let merging = try StoreMerging(copy, into: audit.store, as: fixture.path("both.walkaway"))
    #expect(merging.text.contains("both.walkaway:") && merging.text.contains("1 new review"), "\(merging.text)")
    #expect(try audit.store.reviews().isEmpty)
    #expect(try AuditStore.open(at: fixture.path("both.walkaway")).reviews().map(\.reviewer) == ["lj"])
  }

  @Test func otherAuditsAreRefused() throws {
    let audit = try fixture.audit()
    try audit.store.save(
      Review(conversation: "c-1", turn: 3, simulator: "persona", reviewer: "mk", flag: true))
    let other = try DeskFixture(other: "third")
    let stranger = try other.audit()
    try FileManager.default.copyItem(atPath: fixture.bundle, toPath: fixture.path("changed"))
    for file in ["conversations.jsonl", "audit.json"] {
      let path = fixture.path("changed/\(file)")
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try text.replacing("turn 1-1", with: "other words").write(toFile: path, atomically: true, encoding: .utf8)
    }
    let environment = ["XDG_DATA_HOME": fixture.path("data"), "HOME": fixture.folder]
    let changed = try OpenAudit.open(fixture.path("changed"), environment: environment).store
    #expect(throws: CommandFailure.self) { try StoreMerging(audit.store, into: changed) }
    #expect(throws: CommandFailure.self) {
      try StoreMerging(audit.store, into: changed, as: fixture.path("new.walkaway"))
    }
    #expect(!FileManager.default.fileExists(atPath: fixture.path("new.walkaway")))
    // Another simulator does not make it another audit; its reviews are of the same conversations.
    _ = try StoreMerging(audit.store, into: stranger.store)
  }

  @Test func whatOnlyOneKindOfWriterLeavesIsTakenOff() {
    for (text, shown) in [
      ("“多少钱？”", "多少钱？"), ("Customer: too **dear** for me  ", "too dear for me"), ("**User:** no", "no"),
      ("# Well\n\n- fine\n\n- `ok`", "Well\nfine\nok"), ("5 * 3 is 15", "5 * 3 is 15"), ("2**3 and", "2**3 and"),
      ("时间：明天", "时间：明天"), ("客户：太贵了", "太贵了"), ("", ""), ("> quoted", "quoted"), ("a_b __init__", "a_b init"),
    ] {
      #expect(BlindText.text(text) == shown)
      #expect(BlindText.text(shown) == shown)
    }
  }
}
