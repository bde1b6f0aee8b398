import Foundation
import JSON
import ScriptedEndpoint
import Testing

@testable import ModelEndpoint

/// Good answers with something odd beside them, and errors that look like answers.
@Suite struct OddAnswerTests {
  private func read(_ body: String) throws -> ChatAnswer { try ChatAnswer(completion: Array(body.utf8)) }

  @Test(arguments: [
    #"{"id":12345,"model":7,"created":"x","choices":[{"message":{"content":"hm"},"finish_reason":"stop"}]}"#,
    #"{"choices":[{"index":1,"message":{"content":"other"}},{"index":0,"message":{"content":"hm"},"finish_reason":"stop"}]}"#,
    #"{"choices":[{"message":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"x"}]},{"type":"text","text":"h"},"m"]},"finish_reason":"stop"}]}"#,
    #"{"choices":[{"message":{"content":{"type":"output_text","text":"hm"},"refusal":""},"finish_reason":"stop"}],"error":null}"#,
    #"{"choices":[{"message":{"content":"hm","reasoning_content":"x","tool_calls":[]},"finish_reason":"stop"}],"usage":7}"#,
    #"{"choices":[{"text":"hm","finish_reason":"stop"}]}"#, "\n\n {\"choices\":[{\"message\":{\"content\":\"hm\"}}]}",
    "\u{FEFF}{\"choices\":[{\"message\":{\"content\":\"hm\"}}]}",
  ])
  func areTaken(_ body: String) throws {
    let answer = try read(body)
    #expect(answer.text == "hm" && answer.refusal == nil && answer.problem == nil && answer.toolCalls.isEmpty)
    #expect(["stop", nil].contains(answer.finishReason))
  }

  @Test(arguments: [200, 201, 203]) func everyGoodStatusIsTaken(_ status: Int) async throws {
    let server = try ScriptedServer { _ in
      .reply(status: status, body: Array(#"{"choices":[{"message":{"content":"hm"}}]}"#.utf8))
    }
    defer { server.stop() }
    let client = try ChatClient(pool: HTTPPool(connections: 1), endpoint: Endpoint(baseURL: server.baseURL))
    let answer = try await client.complete(ChatRequest(model: "m", messages: []))
    #expect(answer.text == "hm")
  }

  @Test func whatNoTextHoldsIsReplacedAndCounted() throws {
    let answer = try read(#"{"choices":[{"message":{"content":"a\u0000b\ud83d c\\u0000 \ud83d\ude42"}}]}"#)
    #expect(answer.text == "a\u{FFFD}b\u{FFFD} c\\u0000 🙂" && answer.replaced == 2)
    let body = Array(#"{"choices":[{"message":{"content":"a"#.utf8) + [0xED, 0xA0, 0xBD] + Array(#"b"}}]}"#.utf8)
    let broken = try ChatAnswer(completion: body)
    #expect(broken.text?.first == "a" && broken.text?.last == "b" && broken.replaced > 0)
  }

  @Test func callsPartsAndErrorsAreNoWords() throws {
    let call = try read(
      #"{"choices":[{"message":{"content":null,"tool_calls":[{"function":{"name":"end_call","arguments":"{}"}}]}}]}"#)
    #expect(call.toolCalls == ["end_call"] && call.text == nil)
    let error = try read(#"{"choices":[{"message":{"content":"I"},"error":{"code":502,"message":"upstream died"}}]}"#)
    #expect(error.problem == "upstream died")
    #expect(
      try read(#"{"choices":[{"message":{"content":[{"type":"image_url"}]}}]}"#).problem?.contains("image_url") == true)
    #expect(try read(#"{"choices":[{"message":{"content":7}}]}"#).problem != nil)
    #expect(try read(#"{"choices":[{"message":{"content":[{"type":"refusal","refusal":"no"}]}}]}"#).refusal == "no")
    #expect(try read(#"{"choices":[{"message":{"content":"x"},"finish_reason":{"a":1}}]}"#).finishReason == #"{"a":1}"#)
  }

  @Test(arguments: [
    (
      #"{"error":{"message":"Invalid API key","code":401}}"#,
      ChatFailure.status(401, message: "Invalid API key", retryAfter: nil)
    ),
    (#"{"choices":[],"error":{"message":"busy","code":"429"}}"#, .status(429, message: "busy (429)", retryAfter: nil)),
    (#"{"error":"no"}"#, .malformed("the answer is an error: no")),
  ])
  func anErrorWithAGoodStatusIsAnError(_ body: String, _ failure: ChatFailure) {
    #expect(throws: failure) { try read(body) }
  }

  @Test(arguments: [
    (#"{"error":{"message":"no","code":"content_filter"}}"#, "no (content_filter)"),
    (
      #"{"error":{"message":"Provider returned error","metadata":{"raw":"loading"}}}"#,
      "Provider returned error (loading)"
    ),
    (#"{"object":"error","message":"Grammar error","code":400}"#, "Grammar error"), (#"{"error":"plain"}"#, "plain"),
    (#"{"detail":[{"loc":["body","seed"],"msg":"not permitted"}]}"#, "body.seed: not permitted"),
    (#"{"detail":"gone"}"#, "gone"), ("", "an empty body"), ("<html>", "<html>"),
  ])
  func whatAnErrorSaysIsTold(_ body: String, _ words: String) {
    let failure = ChatFailure.reading(HTTPResponse(status: 400, body: Array(body.utf8), retryAfter: nil))
    #expect(failure == .status(400, message: words, retryAfter: nil))
  }

  private func ask(key: String, status: Int, _ body: String) async throws -> Result<ChatAnswer, any Error> {
    let server = try ScriptedServer { _ in .reply(status: status, body: Array(body.utf8)) }
    defer { server.stop() }
    let client = try ChatClient(
      pool: HTTPPool(connections: 1), endpoint: Endpoint(baseURL: server.baseURL, keyVariable: "K"),
      retries: RetryPolicy(tries: 1), environment: ["K": key])
    do {
      return .success(try await client.complete(ChatRequest(model: "m", messages: [])))
    } catch {
      return .failure(error)
    }
  }

  @Test(arguments: ["x", "none", "EMPTY", "ollama", "test", "e"]) func aPlaceholderBlotsNothing(_ key: String)
    async throws
  {
    let words = "exploring none EMPTY ollama test"
    let body = #"{"choices":[{"message":{"content":"\#(words)"}}]}"#
    #expect(try await ask(key: key, status: 200, body).get().text == words)
    guard case .failure(let error) = try await ask(key: key, status: 400, words) else { throw CancellationError() }
    #expect("\(error)".hasSuffix(words))
  }

  @Test func aKeyIsBlottedFromErrorsAndAnAnswerThatHoldsItIsThrownAway() async throws {
    let key = "sk-\"odd/secret-0123"
    for body in ["you sent \(key)", JSONValue.string(key).canonical] {
      guard case .failure(let error) = try await ask(key: key, status: 400, body) else { throw CancellationError() }
      #expect("\(error)".contains("****") && !"\(error)".contains("secret"))
      guard case .failure(let odd) = try await ask(key: key, status: 200, body) else { throw CancellationError() }
      #expect(!"\(odd)".contains("secret"))
    }
    let escaped = JSONValue.string("I was told \(key)").canonical
    let body = #"{"model":"m","choices":[{"message":{"content":\#(escaped)},"finish_reason":"stop"}]}"#
    let answer = try await ask(key: key, status: 200, body).get()
    #expect(answer.heldKey && answer.text == nil && answer.model == nil && answer.finishReason == nil)
  }
}
