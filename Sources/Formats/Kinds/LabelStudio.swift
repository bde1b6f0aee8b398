internal import Interchange
internal import JSON

/// Label Studio tasks with a dialogue: `{"data": {"dialogue": [{"author", "text"}]}}`.
struct LabelStudio: LogFormat {
  let id = "label-studio"
  let title = "Label Studio dialogues"
  let signature = "“data” with a list of “author” and “text”"
  let isTried = false

  func evidence(in sample: LogSample) -> String? {
    let objects = sample.objects()
    guard !objects.isEmpty, objects.allSatisfy({ LabelStudio.list(of: $0) != nil }) else { return nil }
    return "its records hold “data” with a list of “author” and “text”"
  }

  private static func list(of value: JSONValue) -> (String, [JSONValue])? {
    for member in value.filled("data")?.members ?? [] where member.value.isList(of: "author", "text") {
      return (member.key, member.value.elements ?? [])
    }
    return nil
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    var conversation = LogConversation()
    try LogObjects(input: input, mapping: mapping).forEach(sink) { (object: LogObject) throws(ImportError) in
      guard let (key, turns) = LabelStudio.list(of: object.value) else {
        try sink.refuse(
          .missingKey, file: object.file, line: object.line, key: "data", "holds no list of “author” and “text”")
        return
      }
      conversation.begin(object.file, line: object.line)
      conversation.id = object["id"]?.words
      for turn in turns {
        guard let text = turn.filled("text")?.string else {
          sink.leaveOut("messages without a text")
          continue
        }
        conversation.add(turn.filled("author")?.words ?? "", text.utf8)
      }
      for member in object["data"]?.members ?? [] where member.key != key {
        conversation.side(member.key, member.value)
      }
      if let meta = object["meta"] { conversation.side("meta", meta) }
      try sink.take(&conversation)
    }
  }
}
