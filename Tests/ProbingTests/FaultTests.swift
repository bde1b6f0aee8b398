import AuditStore
import Cases
import Foundation
import GRDB
import JSON
import ModelEndpoint
import ScriptedEndpoint
import Synchronization
import Testing

@testable import Probing

/// What a server can do to a request, in the order of a seeded schedule.
private enum Fault: CaseIterable {
  case none, busy, busyAndSaysWhen, broken, halfBody, wrongJSON, page, closed, redirect, noChoice, noise, filtered

  func answer(_ request: ScriptedServer.Request) -> ScriptedServer.Answer {
    switch self {
    case .none: FakeModel.reply(request)
    case .busy: .reply(status: 429, body: Array(#"{"error":{"message":"slow down"}}"#.utf8))
    case .busyAndSaysWhen: .reply(status: 503, headers: ["Retry-After: 0"], body: [])
    case .broken: .reply(status: 500, body: Array("oops".utf8))
    case .halfBody: .halfBody(FakeModel.completion("half").canonicalBytes)
    case .wrongJSON: .reply(status: 200, body: Array(#"{"choices":["#.utf8))
    case .page: .reply(status: 502, body: Array("<html><body>Bad gateway</body></html>".utf8))
    case .closed: .close
    case .redirect: .reply(status: 408, headers: ["Location: http://127.0.0.1:1/"], body: [])
    case .noChoice: .reply(status: 200, body: Array(#"{"choices":[]}"#.utf8))
    case .noise: .raw(Array("SSH-2.0-nothing\r\n".utf8))
    case .filtered: .reply(status: 200, body: FakeModel.completion("", finish: "content_filter").canonicalBytes)
    }
  }
}

@Suite struct FaultTests {
  @Test func anAnswerThatCannotBeStoredTakesNoOtherWithIt() throws {
    let fixture = try ProbingFixture(conversations: 3)
    let work = try fixture.simulator()
    let client = try ChatClient(
      pool: HTTPPool(connections: 1), endpoint: Endpoint(baseURL: "http://127.0.0.1:1"), environment: [:])
    let live = LiveRun(work: work, client: client, limits: RunLimits(), stop: StopRequest(), now: { "" })
    let jobs = try fixture.session.jobs(of: work, at: try fixture.scope(), seed: 1).pending
    var records = try jobs.prefix(3).map { job in
      work.record(
        of: job, .simulation("words"), try work.compose(job), bytes: [], answer: ChatAnswer(text: "words"),
        at: "2026-01-01T00:00:00Z")
    }
    // Its conversation is gone.
    records[1].key = RecordKey.pack(conversation: 999, turn: 1, code: RecordKey.code(of: records[1].key))
    #expect(throws: StoreError.self) { try live.storeTogether(records) }
    #expect(try fixture.store.answerKeys(.simulation).stored == [records[0].key, records[2].key])
  }

  @Test(arguments: 0..<6) func storedIsWhatWasAcknowledgedForAnySchedule(_ seed: UInt64) async throws {
    let fixture = try ProbingFixture(conversations: 5)
    let schedule = Mutex(PlanGenerator(seed: seed))
    let server = try ScriptedServer { request in
      let dice = schedule.withLock { $0.next() }
      let fault = dice % 3 == 0 ? Fault.allCases[Int(dice >> 8) % Fault.allCases.count] : .none
      return fault.answer(request)
    }
    defer { server.stop() }
    var acknowledged = 0
    for work in [try fixture.simulator(), try fixture.instrument()] {
      // The instrument learns of the simulations when it is registered again.
      let work = work.definition.kind == .simulator ? work : try fixture.instrument()
      var stored = 0
      for _ in 0..<3 {
        let summary = try await fixture.run(work, against: server, tries: 2)
        stored += summary.stored
        #expect(summary.tally.done + summary.tally.failed + summary.tally.halted == summary.tally.started)
        #expect(summary.tally.done == summary.stored + summary.invalid + summary.duplicates)
      }
      let keys = try fixture.store.answerKeys(work.answerKind)
      #expect(keys.stored.count == stored)
      #expect(keys.stored.isDisjoint(with: keys.invalid))
      acknowledged += stored
    }
    let requests = try await DatabaseQueue(path: "\(fixture.folder)/audit.walkaway").read { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM request")
    }
    #expect(requests == acknowledged)
    // When the server has come to its senses, the rest comes in, and nothing is asked for that is there.
    let healthy = try ScriptedServer { FakeModel.reply($0) }
    defer { healthy.stop() }
    let work = try fixture.simulator()
    let missing = try fixture.session.jobs(of: work, at: try fixture.scope(), seed: 1, again: true).pending.count
    let last = try await fixture.run(work, against: healthy, again: true)
    #expect(last.stored == missing)
    #expect(healthy.received == missing)
    #expect(try fixture.store.answerKeys(.simulation).stored.count == (try fixture.points().count))
    #expect(try fixture.store.answerKeys(.simulation).invalid.isEmpty)
  }

  @Test func anEndpointThatCannotCountLosesNoAnswer() async throws {
    let fixture = try ProbingFixture(conversations: 2)
    let server = try ScriptedServer { request in
      .reply(
        status: 200,
        body: Array(
          #"{"choices":[{"message":{"content":"answer"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9223372036854775807}}"#
            .utf8))
    }
    defer { server.stop() }
    let summary = try await fixture.run(try fixture.simulator(), against: server)
    #expect(summary.stored == server.received && summary.stored > 0)
    #expect(summary.oddUsages == summary.stored && summary.promptTokens == 0)
  }

  @Test func aWrongAnswerIsAskedForAgainAndThenKeptAsInvalid() async throws {
    let fixture = try ProbingFixture(conversations: 2)
    let server = try ScriptedServer { _ in
      .reply(status: 200, body: FakeModel.completion(#"{"stage":"buying"}"#).canonicalBytes)
    }
    defer { server.stop() }
    let work = try fixture.instrument()
    let summary = try await fixture.run(work, against: server)
    let real = try fixture.points().count { !$0.isExit }
    #expect(summary.invalid == real)
    #expect(server.received == 3 * real)
    let kept = try fixture.store.invalidAnswers()
    #expect(kept.count == real)
    #expect(kept.allSatisfy { $0.raw == #"{"stage":"buying"}"# && $0.attempts == 3 && $0.why.contains("buying") })
    let reasons = kept.reasons()
    #expect(reasons.map(\.count) == [real] && reasons[0].why == kept[0].why)
    #expect(reasons[0].line.hasSuffix(#", such as {"stage":"buying"}"#))
    let counts = try fixture.store.invalidCounts()
    #expect(counts.map(\.invalid) == [real])
    #expect(counts.first?.labelled == 0)
    // They are not asked for again, unless that is wanted.
    let resumed = try await fixture.run(work, against: server)
    #expect(resumed.sent == 0)
    let healthy = try ScriptedServer { FakeModel.reply($0) }
    defer { healthy.stop() }
    let repaired = try await fixture.run(work, against: healthy, again: true)
    #expect(repaired.stored == real)
    #expect(try fixture.store.invalidAnswers().isEmpty)
  }

  @Test func stepsDownToWhatTheEndpointHas() async throws {
    let fixture = try ProbingFixture(conversations: 3)
    let formats = Mutex<[String: Int]>([:])
    let server = try ScriptedServer { request in
      let format = FakeModel.body(request)["response_format"]?["type"]?.string ?? "none"
      formats.withLock { $0[format, default: 0] += 1 }
      return format == "none"
        ? FakeModel.reply(request)
        : .reply(status: 400, body: Array(#"{"error":{"message":"response_format is not supported"}}"#.utf8))
    }
    defer { server.stop() }
    let summary = try await fixture.run(try fixture.instrument(), against: server)
    #expect(summary.tally.failed == 0)
    #expect(summary.stored == (try fixture.points().count { !$0.isExit }))
    let counts = formats.withLock { $0 }
    #expect(counts == ["none": summary.stored, "json_schema": 1, "json_object": 1])
    #expect(summary.format?.format == .text)
    #expect(summary.format?.refusal?.contains("response_format is not supported") == true)
  }

  @Test func aKeyThatIsRefusedEndsTheRunAtOnce() async throws {
    let fixture = try ProbingFixture(conversations: 20)
    let server = try ScriptedServer { _ in .reply(status: 401, body: Array(#"{"error":{"message":"no"}}"#.utf8)) }
    defer { server.stop() }
    let summary = try await fixture.run(try fixture.simulator(), against: server)
    #expect(summary.givenUp?.contains("401") == true)
    #expect(server.received <= 16)
    #expect(try fixture.store.answerKeys(.simulation).stored.isEmpty)
  }

  @Test func answersOfAnySizeAndSpellingAreReadWhole() async throws {
    let fixture = try ProbingFixture(conversations: 1)
    let server = try ScriptedServer { request in
      switch request.number {
      case 0: .reply(status: 200, body: FakeModel.completion(String(repeating: "长", count: 3_500_000)).canonicalBytes)
      case 1:
        // An emoji as two escapes, and Chinese as raw bytes.
        .reply(
          status: 200,
          body: Array(#"{"choices":[{"message":{"content":"\ud83d\ude42 好的"},"finish_reason":"length"}]}"#.utf8))
      case 2: .drip(FakeModel.completion("慢慢来🙂").canonicalBytes, pauseMilliseconds: 0)
      default: FakeModel.reply(request)
      }
    }
    defer { server.stop() }
    let work = try fixture.simulator {
      $0.noReply = nil; $0.template = "persona-en"
    }
    let summary = try await fixture.run(work, against: server, limits: RunLimits(concurrency: 1))
    // Ten megabytes are no turn of a conversation: asked for again.
    #expect(summary.stored == (try fixture.points().count))
    #expect(summary.cutOff == 1)
    let texts = try fixture.store.spokenSimulations().keys.map {
      try fixture.words(of: $0)
    }
    #expect(texts.contains("🙂 好的"))
    #expect(texts.contains("慢慢来🙂"))
  }

  @Test func budgetsAreKept() async throws {
    let fixture = try ProbingFixture(conversations: 8)
    let server = try ScriptedServer { FakeModel.reply($0) }
    defer { server.stop() }
    let work = try fixture.simulator()
    let first = try await fixture.run(
      work, against: server, limits: RunLimits(concurrency: 4, requestBudget: 7))
    #expect(first.tally.end == .requestBudget)
    #expect(first.stored == 7)
    #expect(server.received == 7)
    let second = try await fixture.run(work, against: server, limits: RunLimits(concurrency: 1, tokenBudget: 24))
    #expect(second.tally.end == .tokenBudget)
    #expect(second.stored == 2)
    #expect(try fixture.store.answerKeys(.simulation).stored.count == 9)
  }
}
