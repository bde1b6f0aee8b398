import ScriptedEndpoint
import Testing

@testable import ModelEndpoint

@Suite struct ErrorWordsTests {
  @Test func whatAnEngineCachesIsAPartOfThePrompt() throws {
    let usage =
      #"{"input_tokens":100,"cache_read_input_tokens":250,"cache_creation_input_tokens":50,"output_tokens":7}"#
    let line = #"{"custom_id":"a","result":{"type":"succeeded","message":{"content":[],"usage":\#(usage)}}}"#
    guard case .answered(let answer) = try BatchResult(line: Array(line.utf8)).outcome else {
      Issue.record("no answer")
      return
    }
    #expect(answer.usage == ChatAnswer.Usage(promptTokens: 400, completionTokens: 7))
  }

  /// The forms in which endpoints and batch engines say what went wrong.
  @Test(arguments: [
    (#"{"response":{"status_code":400,"body":{"error":{"message":"too long"}}},"error":null}"#, "status 400: too long"),
    (
      #"{"response":{"status_code":400,"body":{"object":"error","message":"too long","code":400}}}"#,
      "status 400: too long"
    ),
    (
      #"{"response":{"status_code":400,"body":null},"error":{"error":{"message":"max_model_len","type":"BadRequestError"}}}"#,
      "status 400: max_model_len"
    ),
    (#"{"response":null,"error":"out of memory"}"#, "out of memory"),
    (#"{"response":null,"error":{"code":"batch_expired","message":null}}"#, "batch_expired"),
    (#"{"response":{"status_code":500,"body":{"error":"CUDA"}}}"#, "status 500: CUDA"),
    (
      #"{"response":{"status_code":422,"body":{"detail":[{"loc":["body","seed"],"msg":"extra fields"}]}}}"#,
      "status 422: body.seed: extra fields"
    ),
    (#"{"response":{"status_code":422,"body":{"detail":"no such route"}}}"#, "status 422: no such route"),
    (#"{"response":{"status_code":200,"body":{"error":{"message":"upstream"}}}}"#, "upstream"),
    (#"{"response":{"status_code":500,"body":{}}}"#, "status 500: no message"), (#"{}"#, "no response and no error"),
    (#"{"result":{"type":"errored","error":{"type":"error","error":{"type":"x","message":"required"}}}}"#, "required"),
    (#"{"result":{"type":"expired"}}"#, "the request expired"),
  ])
  func aFailureIsRead(_ line: String, _ words: String) throws {
    let whole = #"{"custom_id":"a","# + line.dropFirst()
    let result = try BatchResult(line: Array(whole.replacing(",}", with: "}").utf8))
    #expect(result.outcome == .failed(words))
  }

  @Test(arguments: [
    (#"{"error":{"message":"pay","type":"insufficient_quota","code":"insufficient_quota"}}"#, true),
    (#"{"error":{"message":"pay","code":"billing_hard_limit_reached"}}"#, true),
    (#"{"error":{"message":"pay","type":"exceeded_current_quota_error"}}"#, true),
    (#"{"error":{"message":"余额不足或无可用资源包,请充值。","code":"1113"}}"#, true),
    (#"{"error":{"message":"Your credit balance is too low to access the API."}}"#, true),
    (#"{"error":{"message":"slow down","type":"requests","code":"rate_limit_exceeded"}}"#, false),
    (#"{"status":429,"error":"INSUFFICIENT QUOTA","message":"limit of concurrent requests"}"#, false),
  ])
  func aQuotaThatIsGoneIsToldFromABusyEndpoint(_ body: String, _ isGone: Bool) async throws {
    let (answer, received) = try await ask { _ in .reply(status: 429, body: Array(body.utf8)) }
    #expect(failure(answer)?.isFatal == isGone)
    #expect(received == (isGone ? 1 : 4))
    #expect((failure(answer)?.description.contains("quota at the endpoint is used up") == true) == isGone)
  }
}
