import AuditStore
import JSON
import ModelEndpoint
import ScriptedEndpoint
import Synchronization
import Testing

@testable import Probing

/// Which format labels are asked for in, and what changes it.
@Suite struct FormatTests {
  private let fixture: ProbingFixture

  init() throws { fixture = try ProbingFixture(conversations: 4) }

  private func labels() throws -> Int { try fixture.points().count { !$0.isExit } }

  private static func refusal(_ words: String, status: Int = 400) -> ScriptedServer.Answer {
    .reply(status: status, body: (["error": ["message": .string(words)]] as JSONValue).canonicalBytes)
  }

  /// A server that notes the format of every request; `refuses` answers those that it will not take.
  private func run(
    _ work: ProbeWork, again: Bool = false,
    refuses: @escaping @Sendable (_ format: String, _ number: Int) -> ScriptedServer.Answer?
  ) async throws -> (summary: RunSummary, formats: [String]) {
    let formats = Mutex<[String]>([])
    let server = try ScriptedServer { request in
      let format = FakeModel.body(request)["response_format"]?["type"]?.string ?? "text"
      formats.withLock { $0.append(format) }
      return refuses(format, request.number) ?? FakeModel.reply(request)
    }
    defer { server.stop() }
    let summary = try await fixture.run(work, against: server, again: again)
    return (summary, formats.withLock { $0 })
  }

  @Test(arguments: [
    "This model's maximum context length is 8192 tokens", "The response was filtered due to the content policy",
  ])
  func whatOneConversationIsRefusedForChangesNoFormat(_ words: String) async throws {
    let (summary, formats) = try await run(try fixture.instrument()) { _, number in
      number < 3 ? FormatTests.refusal(words) : nil
    }
    #expect(Set(formats) == ["json_schema"] && summary.format == DefinitionFormat(.jsonSchema))
    // They have no answer, are of a kind of their own, and are not asked for for ever.
    let labels = try labels()
    #expect(summary.tally.failed == 0 && summary.invalid == 3 && summary.stored == labels - 3)
    let causes = Set(try fixture.store.invalidAnswers().map(\.cause))
    #expect(causes == [words.contains("context") ? .contextCut : .filtered])
  }

  @Test func aRefusalThatNamesNothingIsTriedWithoutTheFormat() async throws {
    let (summary, formats) = try await run(try fixture.instrument()) { format, _ in
      format == "json_schema" ? FormatTests.refusal("bad request", status: 422) : nil
    }
    let labels = try labels()
    #expect(formats.count { $0 == "json_schema" } == 1 && formats.count { $0 == "json_object" } == labels)
    #expect(summary.format?.format == .jsonObject && summary.format?.refusal?.contains("bad request") == true)
  }

  @Test func aRefusalOfEverythingIsNoneOfTheFormat() async throws {
    let (summary, formats) = try await run(try fixture.instrument()) { _, _ in FormatTests.refusal("bad request") }
    #expect(
      summary.format == nil && summary.stored == 0 && summary.failures.keys.first?.contains("bad request") == true)
    #expect(formats.prefix(3) == ["json_schema", "json_object", "text"])
  }

  @Test func aRefusalOfAnotherSettingIsNoneOfTheFormat() async throws {
    let (summary, formats) = try await run(try fixture.instrument()) { _, _ in
      FormatTests.refusal("Unsupported value: 'temperature' does not support 0 with this model.")
    }
    #expect(Set(formats) == ["json_schema"] && summary.format == nil)
  }

  @Test func whatWasFoundOutHoldsForLaterRunsAndBatches() async throws {
    _ = try await run(try fixture.instrument()) { format, number in
      format == "text" ? number > 6 ? .close : nil : FormatTests.refusal("response_format is not supported")
    }
    let stored = try fixture.store.answerKeys(.label).stored.count
    let labels = try labels()
    #expect(stored > 0 && stored < labels)
    let again = try fixture.instrument()
    #expect(again.format?.format == .text)
    let batched = try again.compose(
      try #require(try fixture.session.everything(of: again, at: try fixture.scope()).first))
    #expect(again.batchRequest(batched).format == .text)
    let (summary, formats) = try await run(again) { _, _ in nil }
    #expect(Set(formats) == ["text"] && summary.format?.refusal?.contains("not supported") == true)
    // The format is part of what was asked: another one is another instrument.
    #expect(throws: DefinitionConflict.self) { try fixture.instrument { $0.answers = .jsonObject } }
    _ = try fixture.instrument { $0.answers = .text }
  }

  @Test func aSimulatorHasNoFormatToGiveUp() async throws {
    let (summary, formats) = try await run(try fixture.simulator()) { _, number in
      number == 0 ? FormatTests.refusal("response_format is not supported") : nil
    }
    let points = try fixture.points().count
    #expect(Set(formats) == ["text"] && formats.count == points)
    #expect(summary.tally.failed == 1 && summary.format == nil)
  }
}

/// How runs end whose answers cannot be used, and what is told of answers.
@Suite struct InvalidRunTests {
  private static func completion(_ text: String, _ finish: String = "stop") -> ScriptedServer.Answer {
    .reply(status: 200, body: FakeModel.completion(text, finish: finish).canonicalBytes)
  }

  @Test func invalidAnswersInARowEndARun() async throws {
    let fixture = try ProbingFixture(conversations: 12)
    let server = try ScriptedServer { _ in InvalidRunTests.completion("hm") }
    defer { server.stop() }
    let summary = try await fixture.run(
      try fixture.instrument(), against: server, limits: RunLimits(concurrency: 1), mostInvalid: 4)
    #expect(summary.isGivenUpAsInvalid && summary.givenUp == "4 answers in a row were invalid")
    #expect(summary.invalid == 4 && server.received == 12)
    // One valid answer begins the row anew.
    let mixed = try ScriptedServer { request in
      request.number % 8 == 7 ? FakeModel.reply(request) : InvalidRunTests.completion("hm")
    }
    defer { mixed.stop() }
    let other = try await fixture.run(
      try fixture.instrument("other"), against: mixed, limits: RunLimits(concurrency: 1), mostInvalid: 4)
    #expect(!other.isGivenUpAsInvalid && other.stored > 0 && other.invalid > 4)
  }

  @Test func kindsReasonsAndModelsAreCounted() async throws {
    let fixture = try ProbingFixture(conversations: 4)
    let ends = ["content_filter", "network_error", "length", "stop"]
    let server = try ScriptedServer { request in
      InvalidRunTests.completion("maybe \(request.number)", ends[request.number % 4])
    }
    defer { server.stop() }
    let work = try fixture.simulator()
    let jobs = try fixture.session.jobs(of: work, at: try fixture.scope(), seed: 1).pending.count
    let client = try ChatClient(pool: HTTPPool(connections: 1), endpoint: Endpoint(baseURL: server.baseURL))
    let live = LiveRun(
      work: work, client: client, limits: RunLimits(concurrency: 1), stop: StopRequest(), attempts: 1, mostInvalid: 9,
      now: { "2026-01-01T00:00:00Z" })
    let summary = try await live.run(try fixture.session.jobs(of: work, at: try fixture.scope(), seed: 1).pending) {
      _ in
    }
    #expect(summary.servedModels == ["served": jobs] && summary.cutOff == (jobs + 1) / 4)
    let reasons = try fixture.store.invalidAnswers().reasons(.simulator)
    #expect(
      Set(reasons.map(\.cause)) == [.filtered, .errored] && reasons.reduce(0) { $0 + $1.count } == summary.invalid)
    let filtered = try #require(reasons.first { $0.cause == .filtered })
    #expect(filtered.line.contains("answers, filtered: the answer ended with “content_filter”, such as maybe"))
    #expect(try fixture.store.invalidAnswers().reasons(.instrument).isEmpty)
    #expect(try fixture.store.servedModels(.simulator, id: "persona").map(\.answers) == [summary.stored])
    #expect(try fixture.store.answerCount(.simulator, id: "persona") == summary.stored)
  }

  @Test func whatComesTwiceOfASettledRequestIsNotAskedForAThirdTime() async throws {
    let fixture = try ProbingFixture(conversations: 1)
    let bodies = Mutex<[[UInt8]]>([])
    let server = try ScriptedServer { request in
      bodies.withLock { $0.append(request.body) }
      return InvalidRunTests.completion("hm")
    }
    defer { server.stop() }
    let settled = try fixture.instrument("settled") { $0.sampling.temperature = 0 }
    let labels = try fixture.points().count { !$0.isExit }
    let summary = try await fixture.run(settled, against: server)
    #expect(summary.invalid == labels && server.received == 2 * labels)
    // A seed is another one at the next attempt.
    bodies.withLock { $0 = [] }
    try await fixture.run(
      try fixture.instrument("seeded") { $0.sampling.seed = 7 }, against: server, limits: RunLimits(concurrency: 1))
    #expect(Set(bodies.withLock { $0 }).count == 3 * labels)
  }
}
