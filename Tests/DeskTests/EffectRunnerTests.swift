import AuditStore
import Cases
import Desk
import Explorer
import Fidelity
import Foundation
import GRDB
import Interchange
import Synchronization
import Testing

@Suite struct EffectRunnerTests {
  private let fixture: DeskFixture
  private let runner: EffectRunner
  private var answers: AsyncStream<Action>.Iterator
  private let series = CaseTable.Series(simulator: "persona", instrument: "judge", draw: 0)

  init() throws {
    fixture = try DeskFixture()
    let (stream, continuation) = AsyncStream.makeStream(of: Action.self)
    runner = EffectRunner(reviewer: "mk") { continuation.yield($0) }
    answers = stream.makeAsyncIterator()
  }

  /// The first answer that is looked for; a failure ends the wait.
  private mutating func next<Answer>(_ find: (Action) -> Answer?) async throws -> Answer {
    while let action = await answers.next() {
      if let found = find(action) { return found }
      if case .failed(let words) = action { throw CommandFailure(.badData, words) }
    }
    throw CommandFailure(.badData, "no answer")
  }

  private mutating func open(filter: String? = nil) async throws -> CaseTable {
    let (bundle, data) = (fixture.bundle, fixture.path("data"))
    runner.open(try OpenAudit.open(bundle, environment: ["XDG_DATA_HOME": data]), startingWith: filter)
    return try await next { if case .tableLoaded(let table) = $0 { table } else { nil } }
  }

  private mutating func select(_ filter: String, in table: CaseTable) async throws -> CaseSelection {
    let filter = try table.filter(parsing: filter, in: FilterContext())
    runner.run(.select(CaseQuery(filter: filter, order: [], series: series), generation: 4))
    return try await next { if case .selected(let selection) = $0 { selection } else { nil } }
  }

  @Test mutating func openingRestoresTheSessionAndNamesTheImport() async throws {
    let (bundle, data) = (fixture.bundle, fixture.path("data"))
    runner.open(try OpenAudit.open(bundle, environment: ["XDG_DATA_HOME": data]), startingWith: "flag:yes")
    let session = try await next { if case .restored(let session) = $0 { session } else { nil } }
    #expect(session.filter == "flag:yes")
    let words = try await next { if case .noted(let words) = $0 { words } else { nil } }
    #expect(words.hasPrefix("imported 12 conversations"))
  }

  @Test mutating func aBlindLabelIsKeptWithTheTimeThatItsTurnWasInSight() async throws {
    let times = Mutex([100.0, 107.25])
    let (stream, continuation) = AsyncStream.makeStream(of: Action.self)
    let runner = EffectRunner(reviewer: "mk", clock: { times.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }) {
      continuation.yield($0)
    }
    answers = stream.makeAsyncIterator()
    let (bundle, data) = (fixture.bundle, fixture.path("data"))
    let opened = try OpenAudit.open(bundle, environment: ["XDG_DATA_HOME": data])
    runner.open(opened, startingWith: nil)
    _ = try await next { if case .tableLoaded(let table) = $0 { table } else { nil } }
    let request = BlindRequest(reviewer: "mk")
    runner.run(.openBlind(request))
    let refused = try await next { if case .blind(.refused(let why)) = $0 { why } else { nil } }
    #expect(refused.contains("--sample"))
    let round = try LoadedAudit(opened.store).makeRound(RoundRequest(size: 6))
    runner.run(.openBlind(request))
    let known = try await next { if case .blind(.opened(let round)) = $0 { round } else { nil } }
    #expect(known.standings.count == round.items.count && known.questions.map(\.kind) == [.stage])
    runner.run(.showBlind(place: 2))
    let item = try await next { if case .blind(.shown(let item)) = $0 { item } else { nil } }
    #expect(item.place == 2 && item.given == nil && item.remarks.isEmpty)
    runner.run(.saveBlind(BlindAnswer([.stage: "exploring"], note: "n"), place: 2))
    let saved = try await next { if case .reviewSaved(let review, _) = $0 { review } else { nil } }
    let label = try #require(saved.blindReal ?? saved.blindSimulated)
    #expect(label.stage == "exploring" && label.note == "n" && label.seconds == 7.3)
    #expect(label.drawn?.round == "round-1")
    try await DatabaseQueue(path: opened.store.path).write { db in
      try db.execute(sql: "UPDATE review_round SET json = replace(json, '\"probability\":', '\"probability\":-')")
    }
    runner.run(.openBlind(request))
    let damaged = try await next { if case .blind(.refused(let why)) = $0 { why } else { nil } }
    #expect(damaged.contains("review_round") && damaged.contains("cannot be read"))
  }

  @Test mutating func anAuditThatCannotBeReadIsAFailureOfItsOwn() async throws {
    let opened = try OpenAudit.open(fixture.bundle, environment: ["XDG_DATA_HOME": fixture.path("data")])
    try await DatabaseQueue(path: opened.store.path).write { db in
      try db.execute(sql: "DROP TABLE review_log; DROP TABLE review; UPDATE audit SET generation = generation + 1")
    }
    runner.open(opened, startingWith: nil)
    while let action = await answers.next() {
      if case .failed(let words) = action {
        #expect(runner.openingFailure?.message == words)
        return
      }
    }
  }

  @Test mutating func aReviewIsTimedStoredAndFoundAtOnce() async throws {
    let table = try await open()
    #expect(try await select("flag:yes", in: table).rows.isEmpty)
    runner.run(.saveReview(DeskFixture.review(7), replacing: DeskFixture.review(7, flag: false)))
    let saved = try await next { if case .reviewSaved(let review, of: _) = $0 { review } else { nil } }
    #expect(saved.at?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
    try runner.finishWriting(within: 10, else: fixture.path("left"))
    let found = try await select("flag:yes", in: table)
    #expect(found.generation == 4 && found.total == 12)
    #expect(found.rows.map { table.pairs.conversation[Int($0)] } == [7])
    #expect(try fixture.audit().store.reviews() == [saved])
  }

  @Test mutating func anAnalysisAndAReceiptAreOfWhatTheQueryShows() async throws {
    let table = try await open()
    let query = CaseQuery(
      filter: try table.filter(parsing: "outcome:bought", in: FilterContext()), order: [], series: series)
    runner.run(.analyse(query, parts: [.strata], generation: 2))
    let report = try await next { if case .analysed(let report, 2) = $0 { report } else { nil } }
    #expect(report.account.total == 6 && report.filterText == "outcome:bought")
    runner.run(.writeReceipt(query, generation: 3))
    let receipt = try await next { if case .receiptWritten(let text, 3) = $0 { text } else { nil } }
    #expect(receipt.contains("outcome:bought") && receipt.contains("20260620"))
  }

  @Test mutating func whatCannotBeDoneIsSaid() async throws {
    _ = try await open()
    runner.run(
      .export(ExportRequest(scope: .flagged, format: .html, path: fixture.path("report.html"))))
    let words = try await next { if case .failed(let words) = $0 { words } else { nil } }
    #expect(words == "nothing is flagged")
  }
}

/// A store that is no longer what it was.
@Suite struct LostStoreTests {
  private let fixture: DeskFixture
  private let runner: EffectRunner
  private var answers: AsyncStream<Action>.Iterator

  init() throws {
    fixture = try DeskFixture()
    let (stream, continuation) = AsyncStream.makeStream(of: Action.self)
    runner = EffectRunner(reviewer: "mk", pause: 0.01) { continuation.yield($0) }
    answers = stream.makeAsyncIterator()
  }

  private mutating func next<Answer>(_ find: (Action) -> Answer?) async throws -> Answer {
    while let action = await answers.next() {
      if let found = find(action) { return found }
    }
    throw CommandFailure(.badData, "no answer")
  }

  private mutating func opened() async throws -> String {
    let opened = try OpenAudit.open(fixture.bundle, environment: ["XDG_DATA_HOME": fixture.path("data")])
    runner.open(opened, startingWith: nil)
    _ = try await next { if case .tableLoaded = $0 { true } else { nil } }
    return opened.store.path
  }

  @Test(.timeLimit(.minutes(1)))
  mutating func isToldBeforeAReviewIsSaidToBeKeptAndAnotherPlaceTakesIt() async throws {
    let path = try await opened()
    try FileManager.default.copyItem(atPath: path, toPath: path + ".copy")
    try FileManager.default.removeItem(atPath: path)
    runner.run(.saveReview(DeskFixture.review(7), replacing: DeskFixture.review(7, flag: false)))
    let obstacle = try await next { action -> ReviewObstacle? in
      if case .reviewSaved = action { Issue.record("said to be kept") }
      return if case .reviewsWait(let obstacle) = action { obstacle } else { nil }
    }
    #expect(obstacle.isLasting && obstacle.count == 1 && obstacle.why.contains("deleted or moved"))
    #expect(runner.hasWaitingReviews)
    let folder = fixture.path("elsewhere")
    runner.run(.keepReviews(path: folder))
    let kept = try await next { if case .reviewsKept(let kept, folder) = $0 { kept } else { nil } }
    #expect(kept.map(\.conversation) == ["c-7"])
    try runner.finishWriting(within: 5, else: fixture.path("left"))
    let report = try BundleImport.take(folder, into: path + ".copy", options: ImportOptions(isStrict: true)) { _ in }
    #expect(report.reviews.stored == 1)
  }

  @Test(.timeLimit(.minutes(1))) mutating func takesWhatWaitsWhenItIsBack() async throws {
    let path = try await opened()
    try FileManager.default.moveItem(atPath: path, toPath: path + ".away")
    runner.run(.saveReview(DeskFixture.review(7), replacing: DeskFixture.review(7, flag: false)))
    _ = try await next { if case .reviewsWait = $0 { true } else { nil } }
    try FileManager.default.moveItem(atPath: path + ".away", toPath: path)
    let saved = try await next { if case .reviewSaved(let review, of: _) = $0 { review } else { nil } }
    #expect(saved.conversation == "c-7" && saved.flag)
  }

  @Test(.timeLimit(.minutes(1))) mutating func whatWaitsAtTheEndLiesInAFolderThatIsNamed() async throws {
    let path = try await opened()
    try FileManager.default.removeItem(atPath: path)
    runner.run(.saveReview(DeskFixture.review(7), replacing: DeskFixture.review(7, flag: false)))
    let folder = fixture.path("state/left")
    let failure = #expect(throws: CommandFailure.self) { try runner.finishWriting(within: 5, else: folder) }
    #expect(failure?.status == .inputOutput && failure?.remedy?.contains(folder) == true)
    let lines = try String(contentsOfFile: folder + "/reviews.jsonl", encoding: .utf8)
    #expect(lines.split(separator: "\n").count == 1 && lines.contains("c-7"))
  }

  @Test(.timeLimit(.minutes(1))) mutating func isSeenWithoutAKey() async throws {
    let path = try await opened()
    try FileManager.default.removeItem(atPath: path)
    runner.lookForReviews()
    let words = try await next { if case .failed(let words) = $0 { words } else { nil } }
    #expect(words.contains("deleted or moved"))
  }
}
