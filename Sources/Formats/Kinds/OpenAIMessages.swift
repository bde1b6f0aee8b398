internal import Interchange
internal import JSON

/// OpenAI chat messages: `{"messages": [{"role", "content"}], …}`, one a line, in an array, or one a file. What
/// Hugging Face and TRL call a conversational dataset is the same, also under other names of the list. A file may be the
/// list itself: then it is one conversation.
struct OpenAIMessages: LogFormat {
  let id = "openai-messages"
  let title = "OpenAI chat messages"
  let signature = "“messages”, a list with “role” and “content”"

  /// What the list of messages is called.
  static let lists = [
    "messages", "conversation", "transcript", "dialog", "dialogue", "history", "chat", "conversations",
  ]
  private static let ids = ["conversation_id", "conversationId", "session_id", "sessionId", "dialog_id", "id", "uuid"]
  private static let customers = ["user_id", "customer_id", "userId", "customer"]

  func evidence(in sample: LogSample) -> String? {
    guard sample.layout == .records || sample.layout == .object else { return nil }
    if sample.layout == .records, sample.all(Self.isMessage) {
      return "its records are messages with “role” and “content”, of one conversation"
    }
    guard let key = Self.lists.first(where: { ChatMessages.isList(sample.first[$0]) }),
      sample.all({ record in record[key] != nil && !Self.isOther(record) })
    else { return nil }
    return "its records hold “\(key)”, a list of messages with “role” and “content”"
  }

  /// Whether it is a message and nothing says of which conversation.
  private static func isMessage(_ value: JSONValue) -> Bool {
    guard value["role"]?.string.map({ Mapping.usual[$0.lowercased()] != nil }) == true,
      value["content"] != nil || value["tool_calls"] != nil
    else { return false }
    return MessageColumns(value.members?.map(\.key) ?? [], named: [:]).places[.conversation] == nil
  }

  private static func isList(_ value: JSONView?) -> Bool {
    guard let value else { return false }
    if let text = value.string { return text.utf8.first == 91 }
    return value.kind == .array || value.kind == .object
  }

  /// What has messages too, and more that says what it is.
  private static func isOther(_ record: JSONValue) -> Bool {
    record.has("task_id", "trial") || record.has("sample_id") || record.has("custom_id")
      || record.has("transcript_id", "source_type") || record["run_type"] != nil || record.has("task_context")
      || (record.has("epoch") && record.has("scores")) || record.has("inputs", "outputs")
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    var conversation = LogConversation()
    let messages = ChatMessages()
    for file in input.files {
      var records = try JSONRecords(file, of: input, sink: sink)
      // The messages of a file that is a list of them.
      var alone = LogConversation()
      while let record = try records.next() {
        guard let value = try sink.object(record, of: file) else { continue }
        if value["role"] != nil, Self.lists.allSatisfy({ value[$0] == nil }) {
          if alone.turns.isEmpty {
            alone.begin(file, line: record.line)
            alone.id = file.stem
          }
          messages.add(message: value, to: &alone, sink)
          continue
        }
        guard let key = Self.lists.first(where: { Self.isList(value[$0]) }), let list = value[key] else {
          let other = Self.lists.first { value[$0] != nil }
          try sink.refuse(
            other == nil ? .missingKey : .mistypedKey, file: file, line: record.line, key: other ?? "messages",
            other == nil ? "is missing" : "is no list of messages")
          continue
        }
        conversation.begin(file, line: record.line)
        messages.add(list, to: &conversation, sink)
        conversation.sides(of: value, but: [key])
        let own = value["metadata"]
        conversation.id = Self.ids.lazy.compactMap { (value[$0] ?? own?[$0])?.scalar }.first
        if mapping.customer == nil,
          let customer = Self.customers.lazy.compactMap({ (value[$0] ?? own?[$0])?.scalar }).first
        {
          conversation.customer = customer
        }
        try sink.take(&conversation)
      }
      if !alone.turns.isEmpty { try sink.take(&alone) }
    }
  }
}
