internal import Interchange
internal import JSON

/// One object whose members are dialogues, each under its name: `{"17": {"messages": [{"role", "content"}]}}`, as
/// CrossWOZ has it.
struct DialoguesByID: LogFormat {
  let id = "dialogues-by-id"
  let title = "an object of dialogues, each under its id"
  let signature = "one object, of which every member holds a list of messages"

  private static let lists = [
    "messages", "turns", "dialogue", "dialog", "utterances", "conversation", "log", "history",
  ]
  private static var messages: ChatMessages {
    ChatMessages(
      roles: ["role", "speaker", "from", "sender"], texts: ["content", "text", "utterance", "value", "message"])
  }
  /// Keys under which other formats wrap one conversation.
  private static let wrappers: Set<String> = ["call", "message", "data", "conversation", "payload", "event", "result"]

  func evidence(in sample: LogSample) -> String? {
    guard sample.layout == .object, let members = sample.first.members, !members.isEmpty,
      !members.contains(where: { Self.wrappers.contains($0.key) }),
      let list = members.first.flatMap({ Self.list(in: $0.value) }), members.allSatisfy({ $0.value[list] != nil })
    else { return nil }
    return "every member of its object holds “\(list)”, a list of messages"
  }

  private static func list(in dialogue: JSONValue) -> String? {
    lists.first { key in
      guard let first = dialogue[key]?.elements?.first(where: { $0 != .null }) else { return false }
      return messages.roles.contains { first[$0]?.string != nil } && messages.texts.contains { first[$0] != nil }
    }
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    var conversation = LogConversation()
    for file in input.files {
      var records = try JSONRecords(file, of: input, expanding: JSONRecords.members, sink: sink)
      while let record = try records.next() {
        guard let value = try sink.object(record, of: file) else { continue }
        guard let key = Self.lists.first(where: { value[$0]?.kind == .array }), let list = value[key] else {
          try sink.refuse(.missingKey, file: file, line: record.line, key: "messages", "is missing")
          continue
        }
        conversation.begin(file, line: record.line)
        Self.messages.add(list, to: &conversation, sink)
        conversation.sides(of: value, but: [key])
        conversation.id = record.key
        try sink.take(&conversation)
      }
    }
  }
}
