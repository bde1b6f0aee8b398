import ScriptedEndpoint

/// The model at `$ENDPOINT`: what it answers depends on the request alone.
enum ScriptedModel {
  @Sendable static func answer(_ request: ScriptedServer.Request) -> ScriptedServer.Answer {
    let text = String(decoding: request.body, as: UTF8.self)
    if text.contains(#""model":"nobody""#) {
      return .reply(status: 404, body: Array(#"{"error":{"message":"no model nobody"}}"#.utf8))
    }
    let number = request.body.reduce(UInt64(5381)) { $0 &* 33 &+ UInt64($1) }
    let stages = ["resisting", "exploring", "engaging", "considering", "deciding"]
    let content =
      text.contains(#""model":"mumbler""#)
      ? "hm"
      : text.contains("response_format")
        ? #"{\"rationale\":\"\",\"signal\":\"\",\"stage\":\"\#(stages[Int(number % 5)])\",\"emotion\":\"neutral\","#
          + #"\"blocker\":\"none\",\"exit\":\"none\",\"convergence\":0}"#
        : "answer \(number % 1000)"
    let body =
      #"{"model":"served","choices":[{"message":{"content":"\#(content)"},"finish_reason":"stop"}],"#
      + #""usage":{"prompt_tokens":10,"completion_tokens":2}}"#
    return .reply(status: 200, body: Array(body.utf8))
  }
}
