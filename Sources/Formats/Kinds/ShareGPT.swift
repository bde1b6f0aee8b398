internal import Interchange
internal import JSON

/// ShareGPT: `{"conversations": [{"from": "human", "value": "…"}]}`.
struct ShareGPT: LogFormat {
  let id = "sharegpt"
  let title = "ShareGPT"
  let signature = "“conversations”, a list with “from” and “value”"

  func evidence(in sample: LogSample) -> String? {
    guard sample.layout == .records || sample.layout == .object,
      ChatMessages.isList(sample.first["conversations"], "from", "value"),
      sample.all({ $0["conversations"] != nil })
    else { return nil }
    return "its records hold “conversations”, a list with “from” and “value”"
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    var conversation = LogConversation()
    let messages = ChatMessages(roles: ["from"], texts: ["value"])
    for file in input.files {
      var records = try JSONRecords(file, of: input, sink: sink)
      while let record = try records.next() {
        guard let value = try sink.object(record, of: file) else { continue }
        guard let list = value["conversations"] else {
          try sink.refuse(.missingKey, file: file, line: record.line, key: "conversations", "is missing")
          continue
        }
        conversation.begin(file, line: record.line)
        if let system = value["system"], system.isString, system.raw.count > 2 { conversation.add("system", system) }
        messages.add(list, to: &conversation, sink)
        conversation.sides(of: value, but: ["conversations", "system", "id"])
        conversation.id = value["id"]?.scalar
        try sink.take(&conversation)
      }
    }
  }
}
