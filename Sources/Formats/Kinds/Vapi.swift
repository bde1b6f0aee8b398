internal import Cases
internal import Interchange
internal import JSON

/// Vapi's end-of-call reports, and its calls as the API has them. How a call ended is a field and no outcome; what its
/// analysis says is a model's verdict; phone numbers stay out.
struct Vapi: LogFormat {
  let id = "vapi"
  let title = "Vapi end-of-call reports"
  let signature = "reports of calls with “endedReason”"
  let isTried = false
  let modelVerdicts = ["analysis", "successEvaluation", "summary"]

  var mapping: Mapping {
    var mapping = Mapping()
    mapping.roles = ["tool_call_result": .tool, "function_result": .tool]
    return mapping
  }

  func evidence(in sample: LogSample) -> String? {
    let objects = sample.objects(under: "data", "calls", "results")
    guard !objects.isEmpty, objects.allSatisfy({ Vapi.isReport($0) || Vapi.isOtherEvent($0) }),
      objects.contains(where: Vapi.isReport)
    else { return nil }
    return "its records are reports of calls with “endedReason”"
  }

  private static func report(_ value: JSONValue) -> JSONValue {
    if let message = value.filled("message"), message.filled("type") != nil { return message }
    return value
  }

  private static func isReport(_ value: JSONValue) -> Bool {
    let report = report(value)
    return report.filled("type")?.string == "end-of-call-report"
      || report.filled("endedReason") != nil
        && report.first(of: "artifact", "messages", "transcript", "assistantId") != nil
  }

  /// A webhook is sent more than reports.
  private static func isOtherEvent(_ value: JSONValue) -> Bool {
    value.filled("message")?.filled("type")?.string != nil && value.filled("message")?.filled("call") != nil
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    var conversation = LogConversation()
    let objects = LogObjects(input: input, mapping: mapping, lists: ["data", "calls", "results"])
    try objects.forEach(sink) { (object: LogObject) throws(ImportError) in
      let report = Vapi.report(object.value)
      guard Vapi.isReport(object.value) else {
        sink.leaveOut("events of the type \(report.filled("type")?.words ?? "unknown")")
        return
      }
      conversation.begin(object.file, line: object.line)
      fill(&conversation, with: report, sink)
      if conversation.turns.isEmpty {
        sink.leaveOut("calls in which nobody spoke (\(report.filled("endedReason")?.words ?? "unknown"))")
        return
      }
      try sink.take(&conversation)
    }
  }

  private func fill(_ conversation: inout LogConversation, with report: JSONValue, _ sink: LogSink) {
    let call = report.filled("call") ?? .object([])
    let artifact = report.filled("artifact") ?? .object([])
    conversation.id = call.filled("id")?.words ?? report.filled("id")?.words
    conversation.customer = (report.filled("customerId") ?? call.filled("customerId"))?.words
    if let messages = (artifact.filled("messages") ?? report.filled("messages"))?.elements, !messages.isEmpty {
      for message in messages { add(message, to: &conversation, sink) }
    } else if let text = (artifact.filled("transcript") ?? report.filled("transcript"))?.string {
      conversation.add(SpokenTranscript(text))
    }
    conversation.sides(
      [
        "endedReason", "durationSeconds", "startedAt", "endedAt", "assistantId", "squadId", "status", "analysis",
        "successEvaluation", "summary", "cost", "metadata",
      ], of: report)
    for (name, key) in [("call_type", "type"), ("assistantId", "assistantId")]
    where report.filled(key) == nil || key == "type" {
      if let value = call.filled(key) { conversation.side(name, value) }
    }
    let numbers = [report, call].contains { $0.first(of: "customer", "phoneNumber") != nil }
    if numbers { sink.leaveOut("phone numbers", 1) }
  }

  private func add(_ message: JSONValue, to conversation: inout LogConversation, _ sink: LogSink) {
    let role = message.filled("role")?.words ?? ""
    let text = message.first(of: "message", "content", "result").flatMap { TracedMessage.words(of: $0, sink) }
    guard let text, role != "tool_calls" else {
      sink.leaveOut(
        role == "tool_calls" || message.has("toolCalls") ? "calls of tools without a word" : "messages without a text")
      return
    }
    conversation.add(role, text.utf8, at: message.filled("time")?.scalar)
  }
}
