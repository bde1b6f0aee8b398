internal import Cases
internal import Interchange
internal import JSON

/// Retell calls: one, a list, or what its webhook was sent, one event after the other, of which the last one of a call
/// counts. What its analysis says of success and mood is a model's verdict, and `user_hangup` ends completed calls too.
struct Retell: LogFormat {
  let id = "retell"
  let title = "Retell calls"
  let signature = "calls with “call_id” and “agent_id” or “call_status”"
  let isTried = false
  let modelVerdicts = ["call_analysis"]

  var mapping: Mapping {
    var mapping = Mapping()
    mapping.roles = ["transfer_target": .agent]
    return mapping
  }

  func evidence(in sample: LogSample) -> String? {
    let calls = sample.objects(under: "data", "calls", "call").map(Retell.call)
    guard !calls.isEmpty,
      calls.allSatisfy({
        $0["call_id"] != nil && ($0["agent_id"] != nil || $0["call_status"] != nil) && $0["artifact"] == nil
      })
    else { return nil }
    return "its records are calls with “call_id” and “\(calls[0]["agent_id"] == nil ? "call_status" : "agent_id")”"
  }

  /// The call in what may be an event about it.
  private static func call(_ value: JSONValue) -> JSONValue {
    if let call = value.filled("call"), call.members != nil { return call }
    if let data = value.filled("data"), data.members != nil { return call(data) }
    return value
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    let objects = LogObjects(input: input, mapping: mapping, lists: ["data", "calls"])
    var last = LastRecords()
    var number = 0
    try objects.forEach(sink, isQuiet: true) { (object: LogObject) throws(ImportError) in
      let call = Retell.call(object.value)
      if let id = call.filled("call_id")?.words { last.see(id, rank: Retell.rank(call), number: number) }
      number += 1
    }
    number = 0
    var conversation = LogConversation()
    try objects.forEach(sink) { (object: LogObject) throws(ImportError) in
      defer { number += 1 }
      let call = Retell.call(object.value)
      guard let id = call.filled("call_id")?.words else {
        try sink.refuse(.missingKey, file: object.file, line: object.line, key: "call_id", "is missing")
        return
      }
      guard last.isLast(number, of: id) else {
        sink.leaveOut("earlier events of the same call")
        return
      }
      conversation.begin(object.file, line: object.line)
      conversation.id = id
      fill(&conversation, with: call, sink)
      if conversation.turns.isEmpty {
        let status = call.first(of: "disconnection_reason", "call_status")?.words ?? "unknown"
        sink.leaveOut("calls in which nobody spoke (\(status))")
        return
      }
      try sink.take(&conversation)
    }
  }

  /// What was analysed says more than what only ended.
  private static func rank(_ call: JSONValue) -> Int {
    if call.first(of: "transcript_object", "transcript") == nil { return 0 }
    return call.filled("call_analysis") == nil ? 1 : 2
  }

  private func fill(_ conversation: inout LogConversation, with call: JSONValue, _ sink: LogSink) {
    let start = call.filled("start_timestamp")?.double
    if let turns = call.filled("transcript_object")?.opened.elements, !turns.isEmpty {
      for turn in turns {
        guard let text = turn.filled("content")?.string else {
          sink.leaveOut("messages without a text")
          continue
        }
        conversation.add(turn.filled("role")?.words ?? "", text.utf8, at: Retell.time(of: turn, start))
      }
    } else if let text = call.filled("transcript")?.string {
      conversation.add(SpokenTranscript(text))
    }
    conversation.sides(
      [
        "agent_id", "agent_name", "agent_version", "call_type", "direction", "call_status", "disconnection_reason",
        "duration_ms", "start_timestamp", "end_timestamp", "call_analysis", "metadata", "retell_llm_dynamic_variables",
      ], of: call)
    if call.first(of: "from_number", "to_number") != nil { sink.leaveOut("phone numbers", 1) }
  }

  /// The start of the first word, which counts seconds from the start of the call.
  private static func time(of turn: JSONValue, _ start: Double?) -> String? {
    guard let start, start > 1e11, let word = turn.filled("words")?[0]?.filled("start")?.double else { return nil }
    return JSONValue.number((start + word * 1000).rounded()).scalar
  }
}
