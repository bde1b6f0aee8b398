internal import Interchange
internal import JSON

/// Transcripts of Inspect Scout: a row a transcript, whose messages are JSON, or JSON in a string as its data base has
/// them.
struct ScoutTranscripts: LogFormat {
  let id = "scout"
  let title = "Inspect Scout transcripts"
  let signature = "“transcript_id”, “source_type” and “messages”"
  let isTried = false

  var mapping: Mapping {
    var mapping = Mapping()
    mapping.profile = ["source_type", "task_set", "task_id", "task_repeat", "agent", "model", "metadata"].map {
      FieldPath(known: $0)
    }
    return mapping
  }

  func evidence(in sample: LogSample) -> String? {
    guard sample.layout == .records || sample.layout == .object,
      sample.all({ $0["transcript_id"] != nil && $0["source_type"] != nil && $0["messages"] != nil })
    else { return nil }
    return "its records hold “transcript_id”, “source_type” and “messages”"
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    var conversation = LogConversation()
    let nested = NestedJSON()
    let messages = ChatMessages()
    for file in input.files {
      var records = try JSONRecords(file, of: input, sink: sink)
      while let record = try records.next() {
        guard let value = try sink.object(record, of: file) else { continue }
        guard let held = value["messages"] else {
          try sink.refuse(.missingKey, file: file, line: record.line, key: "messages", "is missing")
          continue
        }
        guard let list = held.isString ? held.string.flatMap(nested.view(of:)) : held, list.kind == .array else {
          try sink.refuse(.mistypedKey, file: file, line: record.line, key: "messages", "is no list of messages")
          continue
        }
        conversation.begin(file, line: record.line)
        messages.add(list, to: &conversation, sink)
        conversation.sides(of: value, but: ["messages", "events", "timelines", "metadata", "agent_args"])
        if let metadata = value["metadata"] {
          // A copy, where it is a string: the next record is read into the same place.
          conversation.side(
            "metadata", JSONValue(metadata.isString ? metadata.string.flatMap(nested.view(of:)) ?? metadata : metadata))
        }
        conversation.id = value["transcript_id"]?.scalar
        conversation.customer = value["task_id"]?.scalar
        try sink.take(&conversation)
      }
    }
  }
}
