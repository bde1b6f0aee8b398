internal import Interchange
internal import JSON

/// The Agent Trajectory Interchange Format, versions 1.0 to 1.7: `{"schema_version": "ATIF-v1.7", "steps": [{"step_id",
/// "source", "message"}]}`.
struct ATIF: LogFormat {
  let id = "atif"
  let readsFilesTogether = true
  let title = "ATIF trajectories"
  let signature = "“schema_version”, which begins with ATIF-"
  let isTried = false

  var mapping: Mapping {
    var mapping = Mapping()
    mapping.profile = [
      FieldPath(known: "agent.name"), FieldPath(known: "agent.version"), FieldPath(known: "agent.model_name"),
    ]
    return mapping
  }

  func evidence(in sample: LogSample) -> String? {
    guard sample.layout == .records || sample.layout == .object,
      sample.all({ $0["schema_version"]?.string?.hasPrefix("ATIF-") == true && $0["steps"]?.elements != nil }),
      let version = sample.first["schema_version"]?.string
    else { return nil }
    return "it says that it is \(version)"
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    var conversation = LogConversation()
    let messages = ChatMessages(roles: ["source"], texts: ["message"])
    var taken: [String: Int] = [:]
    // What goes on comes after what it goes on with.
    let isContinuation = { (file: LogFile) in file.parts.last?.contains(".cont-") == true }
    for file in input.files.filter({ !isContinuation($0) }) + input.files.filter(isContinuation) {
      var records = try JSONRecords(file, of: input, sink: sink)
      while let record = try records.next() {
        guard let value = try sink.object(record, of: file) else { continue }
        guard value["schema_version"]?.string?.hasPrefix("ATIF-") == true else {
          sink.leaveOut("files that are no trajectories")
          continue
        }
        guard let list = value["steps"], list.kind == .array else {
          try sink.refuse(.missingKey, file: file, line: record.line, key: "steps", "is missing")
          continue
        }
        let steps = list.elements
        if let problem = Self.problem(of: steps) {
          try sink.refuse(.otherShape, file: file, line: record.line, key: "steps", problem)
          continue
        }
        conversation.begin(file, line: record.line)
        for step in steps { Self.add(step, messages, to: &conversation, sink) }
        conversation.sides(of: value, but: ["steps", "subagent_trajectories", "session_id"])
        if let id = (value["trajectory_id"] ?? value["session_id"])?.scalar {
          // A continuation may have the name of what it goes on with.
          let count = taken[id, default: 0] + 1
          taken[id] = count
          conversation.id = count == 1 ? id : "\(id)-\(count)"
        }
        conversation.customer = value["session_id"]?.scalar
        if value["continued_trajectory_ref"] != nil { sink.leaveOut("links to a file in which a trajectory goes on") }
        sink.leaveOut("trajectories of sub-agents", value["subagent_trajectories"]?.elements.count ?? 0)
        try sink.take(&conversation)
      }
    }
  }

  /// Steps are numbered from 1 without a gap: where they are not, some are missing.
  private static func problem(of steps: [JSONView]) -> String? {
    for (place, step) in steps.enumerated() {
      guard step.kind == .object else { return "step \(place + 1) is \(step.kindName)" }
      guard let number = step["step_id"] else { continue }
      if number.integer != place + 1 {
        return
          "the step in place \(place + 1) has the number \(number.scalar ?? "?"): steps are missing, or out of order"
      }
    }
    return nil
  }

  private static func add(
    _ step: JSONView, _ messages: ChatMessages, to conversation: inout LogConversation, _ sink: LogSink
  ) {
    if step["is_copied_context"]?.isTrue == true {
      sink.leaveOut("steps copied from an earlier trajectory")
      return
    }
    if step["reasoning_content"] != nil { sink.leaveOut("thoughts of the agent") }
    messages.add(message: step, to: &conversation, sink)
    for result in step["observation"]?["results"]?.elements ?? [] {
      if result["subagent_trajectory_ref"] != nil { sink.leaveOut("links to trajectories of sub-agents") }
      guard let content = result["content"] else { continue }
      if let words = ChatMessages.words(of: content, sink), !words.isEmpty { conversation.add("tool", words.utf8) }
    }
  }
}
