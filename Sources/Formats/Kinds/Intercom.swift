internal import Cases
internal import Interchange
internal import JSON

/// Intercom conversations: the first message is the source, the others are parts; bodies are HTML.
struct Intercom: LogFormat {
  let id = "intercom"
  let title = "Intercom conversations"
  let signature = "conversations with “source” and “conversation_parts”"
  let isTried = false

  var mapping: Mapping {
    var mapping = Mapping()
    mapping.roles = ["team": .agent, "workflow": .agent, "fin": .agent]
    return mapping
  }

  /// The most parts that Intercom gives of a conversation.
  private static let mostParts = 500

  func evidence(in sample: LogSample) -> String? {
    let objects = sample.objects(under: "conversations", "data")
    guard !objects.isEmpty,
      objects.allSatisfy({
        $0["conversation_parts"] != nil || $0["type"]?.string == "conversation" && $0["source"] != nil
      })
    else { return nil }
    return "its records are conversations with “source” and “conversation_parts”"
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    var conversation = LogConversation()
    let objects = LogObjects(input: input, mapping: mapping, lists: ["conversations", "data"])
    try objects.forEach(sink) { (object: LogObject) throws(ImportError) in
      conversation.begin(object.file, line: object.line)
      conversation.id = object["id"]?.words
      if let source = object["source"] { add(source, at: object["created_at"], to: &conversation, sink) }
      addParts(object.value, to: &conversation, sink)
      addSides(object.value, to: &conversation)
      if conversation.turns.isEmpty {
        sink.leaveOut("conversations without a word")
        return
      }
      try sink.take(&conversation)
    }
  }

  private func addParts(_ value: JSONValue, to conversation: inout LogConversation, _ sink: LogSink) {
    guard let list = value.filled("conversation_parts") else {
      sink.leaveOut("conversations without their parts, which only a single retrieval gives")
      return
    }
    let parts = list.elements ?? list.filled("conversation_parts")?.elements ?? []
    if let total = list.filled("total_count")?.integer, total > parts.count {
      let most = "(\(Intercom.mostParts) at most)"
      sink.note("conversations that have more parts than are in the file \(most), in without them")
    }
    for part in parts {
      let type = part.filled("part_type")?.string ?? "comment"
      if part.filled("redacted")?.isTrue == true {
        sink.leaveOut("redacted parts")
      } else if ["comment", "quick_reply", "note"].contains(type) {
        add(part, at: part.filled("created_at"), isNote: type == "note", to: &conversation, sink)
      } else {
        sink.leaveOut("parts of the type \(type)")
      }
    }
  }

  private func add(
    _ message: JSONValue, at time: JSONValue?, isNote: Bool = false, to conversation: inout LogConversation,
    _ sink: LogSink
  ) {
    if message.filled("redacted")?.isTrue == true {
      sink.leaveOut("redacted parts")
      return
    }
    let text = message.filled("body")?.string.map(HTMLText.text) ?? ""
    guard !text.isEmpty else {
      sink.leaveOut("parts without a text")
      return
    }
    let author = message.filled("author")?.filled("type")?.string ?? ""
    conversation.add(author, text.utf8, at: time?.scalar, kind: isNote ? .note : .said)
  }

  private func addSides(_ value: JSONValue, to conversation: inout LogConversation) {
    let contacts = value.filled("contacts")
    let contact = (contacts?.elements ?? contacts?.filled("contacts")?.elements)?.first
    let author = value.at("source", "author")
    conversation.customer =
      contact?.filled("id")?.words
      ?? (author?.filled("type")?.string.map { ["user", "lead"].contains($0) } == true
        ? author?.filled("id")?.words : nil)
    conversation.sides(
      ["title", "state", "open", "priority", "created_at", "waiting_since", "snoozed_until", "statistics"], of: value)
    if let source = value.filled("source") {
      if let way = source.filled("delivered_as") { conversation.side("delivered_as", way) }
      if let type = source.filled("type") { conversation.side("source_type", type) }
    }
    if let rating = value.at("conversation_rating", "rating") { conversation.side("rating", rating) }
    if let attributes = value.filled("custom_attributes") { conversation.side("custom_attributes", attributes) }
    let tags = value.at("tags", "tags")?.elements?.compactMap { $0.filled("name")?.string } ?? []
    if !tags.isEmpty { conversation.side("tags", .string(tags.joined(separator: ", "))) }
  }
}
