import Foundation
import JSON
import ScriptedEndpoint
import Testing

@testable import ModelEndpoint

private func completion(_ text: String, finish: String = "stop") -> [UInt8] {
  ([
    "id": .string("cmpl-1"), "model": .string("m"),
    "choices": .array([
      [
        "index": .integer(0), "finish_reason": .string(finish),
        "message": ["role": .string("assistant"), "content": .string(text)],
      ]
    ]),
    "usage": ["prompt_tokens": .integer(3), "completion_tokens": .integer(2)],
  ] as JSONValue).canonicalBytes
}

let quick = RetryPolicy(tries: 4, first: .milliseconds(1), longest: .milliseconds(4))
private let request = ChatRequest(model: "m", messages: [ChatMessage(role: .user, content: "你好")])

func ask(
  tries: RetryPolicy = quick, timeout: Duration = .seconds(5), _ script: @escaping ScriptedServer.Script
) async throws -> (answer: Result<ChatAnswer, any Error>, received: Int) {
  let server = try ScriptedServer(script)
  defer { server.stop() }
  let pool = HTTPPool(connections: 4)
  let endpoint = Endpoint(baseURL: server.baseURL, totalTimeout: timeout)
  let client = try ChatClient(pool: pool, endpoint: endpoint, retries: tries)
  do {
    return (.success(try await client.complete(request)), server.received)
  } catch {
    return (.failure(error), server.received)
  }
}

func failure(_ result: Result<ChatAnswer, any Error>) -> ChatFailure? {
  if case .failure(let error) = result { error as? ChatFailure } else { nil }
}

@Suite struct ChatClientTests {
  @Test func readsAnAnswer() async throws {
    let (answer, received) = try await ask { _ in .reply(status: 200, body: completion("多少钱？")) }
    #expect(try answer.get().text == "多少钱？")
    #expect(try answer.get().usage == ChatAnswer.Usage(promptTokens: 3, completionTokens: 2))
    #expect(received == 1)
  }

  @Test(arguments: [
    #""many""#, "[]", "7", #"{"prompt_tokens": -1}"#, #"{"prompt_tokens": 9223372036854775807}"#,
    #"{"prompt_tokens": 1e300, "completion_tokens": 2}"#, #"{"prompt_tokens": 12.5}"#, #"{"completion_tokens": "12"}"#,
    #"{"prompt_tokens": 99999999999999999999999}"#, #"{"prompt_tokens": true}"#,
  ])
  func aUsageThatCannotBeIsNone(usage: String) async throws {
    let body = #"{"choices":[{"message":{"content":"hm"}}],"usage":\#(usage)}"#
    let (answer, received) = try await ask { _ in .reply(status: 200, body: Array(body.utf8)) }
    #expect(try answer.get().text == "hm" && answer.get().usage == nil && answer.get().hasOddUsage)
    #expect(received == 1)
    let other = usage.replacing("prompt", with: "input").replacing("completion", with: "output")
    let line = #"{"custom_id":"a","result":{"type":"succeeded","message":{"content":[],"usage":\#(other)}}}"#
    guard case .answered(let batched) = try BatchResult(line: Array(line.utf8)).outcome else {
      Issue.record("no answer")
      return
    }
    #expect(batched.usage == nil && batched.hasOddUsage)
  }

  @Test(arguments: ["null", "{}", #"{"prompt_tokens": null, "completion_tokens": 0}"#])
  func aUsageThatIsNotThereIsNotOdd(usage: String) async throws {
    let body = #"{"choices":[{"message":{"content":"hm"}}],"usage":\#(usage)}"#
    let (answer, _) = try await ask { _ in .reply(status: 200, body: Array(body.utf8)) }
    #expect(try !answer.get().hasOddUsage)
  }

  @Test func aLongErrorIsCut() async throws {
    let words = String(repeating: "long ", count: 1_000) + "\u{1B}[2J"
    let body = try JSONSerialization.data(withJSONObject: ["error": ["message": "\u{1B}]0;x " + words]])
    let (answer, _) = try await ask { _ in .reply(status: 400, body: Array(body)) }
    let told = try #require(failure(answer)).description
    #expect(told.count < 400 && told.hasSuffix("…") && !told.contains("\u{1B}"))
  }

  @Test(arguments: [408, 409, 429, 500, 502, 503, 529])
  func asksAgainAfter(_ status: Int) async throws {
    let (answer, received) = try await ask { request in
      request.number < 2 ? .reply(status: status, body: []) : .reply(status: 200, body: completion("ok"))
    }
    #expect(try answer.get().text == "ok")
    #expect(received == 3)
  }

  @Test(arguments: [400, 401, 403, 404, 422])
  func doesNotAskAgainAfter(_ status: Int) async throws {
    let (answer, received) = try await ask { _ in
      .reply(
        status: status, headers: ["Location: http://127.0.0.1:1/"], body: Array(#"{"error":{"message":"no"}}"#.utf8))
    }
    #expect(failure(answer) == .status(status, message: "no", retryAfter: nil))
    #expect(received == 1)
  }

  /// It is not followed, and where it leads is told without what the query holds.
  @Test(arguments: [301, 302, 307, 308]) func aRedirectSaysWhereItLeads(_ status: Int) async throws {
    let (answer, received) = try await ask { _ in
      .reply(
        status: status, headers: ["Location: https://127.0.0.1:1/v1/chat/completions?token=secret"],
        body: Array("<html>moved</html>".utf8))
    }
    #expect(
      failure(answer)
        == .status(
          status, message: "it leads to https://127.0.0.1:1/v1; make that the base_url, if you know it", retryAfter: nil
        ))
    #expect(received == 1)
  }

  @Test func givesUpAfterItsTries() async throws {
    let (answer, received) = try await ask { _ in .reply(status: 500, body: Array("<html>oops</html>".utf8)) }
    #expect(failure(answer) == .status(500, message: "<html>oops</html>", retryAfter: nil))
    #expect(received == 4)
  }

  @Test func asksAgainAfterHalfABodyAndAClosedSocket() async throws {
    let (answer, received) = try await ask { request in
      switch request.number {
      case 0: .halfBody(completion("half"))
      case 1: .close
      case 2: .raw(Array("not http at all\r\n\r\n".utf8))
      default: .reply(status: 200, body: completion("whole"))
      }
    }
    #expect(try answer.get().text == "whole")
    #expect(received == 4)
  }

  @Test func asksAgainAfterWrongJSONAndAnEmptyChoice() async throws {
    let (answer, received) = try await ask { request in
      switch request.number {
      case 0: .reply(status: 200, body: Array("{\"choices\":".utf8))
      case 1: .reply(status: 200, body: Array("{\"choices\":[]}".utf8))
      default: .reply(status: 200, body: completion("ok", finish: "length"))
      }
    }
    #expect(try answer.get().finishReason == "length")
    #expect(received == 3)
  }

  @Test func aSlowDripRunsIntoTheTotalTimeout() async throws {
    let (answer, _) = try await ask(tries: RetryPolicy(tries: 1), timeout: .milliseconds(150)) { _ in
      .drip(completion("slow"), pauseMilliseconds: 50)
    }
    guard case .transport(.timeout)? = failure(answer) else {
      Issue.record("\(answer)")
      return
    }
  }

  @Test func refusesAnAnswerBeyondItsLimit() async throws {
    let server = try ScriptedServer { _ in .reply(status: 200, body: Array(repeating: 0x20, count: 10 << 20)) }
    defer { server.stop() }
    let pool = HTTPPool(connections: 1)
    await #expect(throws: HTTPFailure.tooLarge(limit: 1 << 20)) {
      try await pool.post([], along: HTTPRoute(url: server.baseURL, largestResponse: 1 << 20))
    }
    let whole = try await pool.post([], along: HTTPRoute(url: server.baseURL))
    #expect(whole.body.count == 10 << 20)
  }

  @Test func neverNamesTheKey() async throws {
    let server = try ScriptedServer { request in
      .reply(status: 401, body: Array(#"{"error":{"message":"bad key"}}"#.utf8))
    }
    defer { server.stop() }
    let endpoint = Endpoint(baseURL: server.baseURL, keyVariable: "SOME_KEY")
    let client = try ChatClient(
      pool: HTTPPool(connections: 1), endpoint: endpoint, retries: quick, environment: ["SOME_KEY": "sk-secret"])
    do {
      _ = try await client.complete(request)
      Issue.record("a 401 is no answer")
    } catch {
      #expect(!"\(error)".contains("sk-secret"))
      #expect(!String(reflecting: error).contains("sk-secret"))
    }
    #expect(throws: ChatFailure.noKey(variable: "SOME_KEY")) {
      try ChatClient(pool: HTTPPool(connections: 1), endpoint: endpoint, environment: [:])
    }
  }

  @Test func aCancelledTaskEndsAtOnce() async throws {
    let server = try ScriptedServer { _ in .drip(completion("never"), pauseMilliseconds: 60_000) }
    defer { server.stop() }
    let pool = HTTPPool(connections: 8)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<64 {
        group.addTask {
          do {
            _ = try await pool.post([], along: HTTPRoute(url: server.baseURL))
            return false
          } catch {
            return error is CancellationError
          }
        }
      }
      group.cancelAll()
      for await ended in group { #expect(ended) }
    }
  }

  @Test func keepsManyRequestsUnderWay() async throws {
    let server = try ScriptedServer { _ in .reply(status: 200, body: completion("ok")) }
    defer { server.stop() }
    let client = try ChatClient(pool: HTTPPool(connections: 32), endpoint: Endpoint(baseURL: server.baseURL))
    let answered = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<200 { group.addTask { (try? await client.complete(request))?.text == "ok" } }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(answered == 200)
    #expect(server.received == 200)
  }
}

@Suite struct RetryPolicyTests {
  private let policy = RetryPolicy(tries: 5, first: .seconds(1), longest: .seconds(10))

  @Test func backsOffExponentiallyUpToItsLongest() {
    let busy = ChatFailure.status(503, message: "", retryAfter: nil)
    let delays = (1...4).map { policy.delay(after: busy, failed: $0, jitter: 0.5, now: Date()) }
    #expect(delays == [.milliseconds(500), .seconds(1), .seconds(2), .seconds(4)])
    #expect(policy.delay(after: busy, failed: 5, jitter: 0.5, now: Date()) == nil)
  }

  @Test func neverAsksSoonerThanTheEndpointSaid() {
    let told = ChatFailure.status(429, message: "", retryAfter: "7")
    #expect(policy.delay(after: told, failed: 1, jitter: 0.1, now: Date()) == .seconds(7))
    let now = Date(timeIntervalSince1970: 1_445_412_470)
    let dated = ChatFailure.status(429, message: "", retryAfter: "Wed, 21 Oct 2015 07:28:00 GMT")
    #expect(policy.delay(after: dated, failed: 1, jitter: 0, now: now) == .seconds(10))
    let nonsense = ChatFailure.status(429, message: "", retryAfter: "soon")
    #expect(policy.delay(after: nonsense, failed: 1, jitter: 1, now: now) == .seconds(1))
  }
}

extension RetryPolicyTests {
  /// Nothing that an endpoint says makes a run wait for hours, or go wrong.
  @Test(arguments: [
    ("99999999999999999999", 300), ("3600", 300), ("301", 300), ("1e999", 300), ("-5", 0), ("-1e999", 0), ("nan", 0),
    ("", 0),
    (" 12 ", 12), ("0x10", 16), ("12 minutes", 0), ("Fri, 31 Dec 9999 23:59:59 GMT", 300),
    ("Fri, 31 Dec 999999999 23:59:59 GMT", 0), ("Wed, 21 Oct 2015 07:28:00 GMT", 0), ("\u{1B}[2J", 0),
  ])
  func whatAnEndpointAsksForIsBounded(header: String, seconds: Int) {
    let told = ChatFailure.status(429, message: "", retryAfter: header)
    let now = Date(timeIntervalSince1970: 1_900_000_000)
    let delay = RetryPolicy().delay(after: told, failed: 1, jitter: 0, now: now)
    #expect(delay == .seconds(seconds))
  }
}

@Suite struct RateLimitTests {
  @Test func spacesRequestsOverTheMinute() {
    var limit = RateLimit(requestsPerMinute: 120, now: 0)
    let waits = (0..<5).map { _ in limit.reserve(tokens: 0, now: 0) }
    #expect(waits == [0, 0, 0.5, 1, 1.5])
    #expect(limit.reserve(tokens: 0, now: 2) == 0)
  }

  @Test func aLargeRequestWaitsForItsTokens() {
    var limit = RateLimit(tokensPerMinute: 600, now: 0)
    #expect(limit.reserve(tokens: 10, now: 0) == 0)
    #expect(limit.reserve(tokens: 30, now: 0) == 3)
  }
}
