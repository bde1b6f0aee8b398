internal import Interchange
internal import JSON

/// Batch files of OpenAI, vLLM and others: `{"custom_id", "method", "url", "body": {"messages"}}`, and their results.
struct OpenAIBatch: LogFormat {
  let id = "openai-batch"
  let readsFilesTogether = true
  let title = "OpenAI batch requests, with their results"
  let signature = "lines with “custom_id” and “body”, or “response”"
  let isTried = false

  func evidence(in sample: LogSample) -> String? {
    guard sample.layout == .records || sample.layout == .object, sample.all({ $0["custom_id"] != nil }) else {
      return nil
    }
    if sample.all({ $0["body"]?["messages"] != nil || $0["body"]?["input"] != nil }) {
      return "its lines hold “custom_id” and “body”, the request of a chat"
    }
    if sample.all({ $0.has("response", "error") || $0["response"]?["body"] != nil }) {
      return "its lines hold “custom_id” and “response”, the result of a request"
    }
    return nil
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    try BatchFiles(input: input) { line in
      if let body = line["body"] {
        // The second endpoint calls them so.
        guard let messages = body["messages"] ?? body["input"] else { return nil }
        return .request(messages, system: body["instructions"], sides: body)
      }
      guard line.has("response") || line.has("error") else { return nil }
      guard let response = line["response"], let body = response["body"], response["status_code"]?.integer ?? 200 < 400
      else { return .failure }
      sink.leaveOut("further choices of an answer", (body["choices"]?.elements.count ?? 1) - 1)
      if let choice = body["choices"]?.elements.first { return .answer(choice["message"]?["content"]) }
      let message = body["output"]?.elements.first { $0["type"]?.isText("message") == true }
      return .answer(message?["content"])
    }.read(into: sink)
  }
}

/// Message batches of Anthropic: `{"custom_id", "params": {"system", "messages"}}`, and their results.
struct AnthropicBatch: LogFormat {
  let id = "anthropic-batch"
  let readsFilesTogether = true
  let title = "Anthropic batch requests, with their results"
  let signature = "lines with “custom_id” and “params”, or “result”"
  let isTried = false

  func evidence(in sample: LogSample) -> String? {
    guard sample.layout == .records || sample.layout == .object, sample.all({ $0["custom_id"] != nil }) else {
      return nil
    }
    if sample.all({ $0["params"]?["messages"] != nil }) {
      return "its lines hold “custom_id” and “params”, the request of a message"
    }
    if sample.all({ $0["result"]?["type"] != nil }) {
      return "its lines hold “custom_id” and “result”, the result of a request"
    }
    return nil
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    try BatchFiles(input: input) { line in
      if let params = line["params"] {
        guard let messages = params["messages"] else { return nil }
        return .request(messages, system: params["system"], sides: params)
      }
      guard let result = line["result"] else { return nil }
      return result["type"]?.isText("succeeded") == true ? .answer(result["message"]?["content"]) : .failure
    }.read(into: sink)
  }
}
