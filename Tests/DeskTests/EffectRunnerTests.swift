import AuditStore
import Cases
import Desk
import Explorer
import Fidelity
import GRDB
import Testing

@Suite struct EffectRunnerTests {
  private let fixture: DeskFixture
  private let runner: EffectRunner
  private var answers: AsyncStream<Action>.Iterator
  private let series = CaseTable.Series(simulator: "persona", instrument: "judge", draw: 0)

  init() throws {
    fixture = try DeskFixture()
    let (stream, continuation) = AsyncStream.makeStream(of: Action.self)
    runner = EffectRunner { continuation.yield($0) }
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
    runner.finishWriting()
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
