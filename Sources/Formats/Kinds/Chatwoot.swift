internal import Cases
internal import Interchange
internal import JSON

/// Chatwoot: rows of its table of messages, and conversations that hold theirs. Activity and template rows are no turns;
/// the rating that a survey was answered with is a field, and an outcome only by name.
struct Chatwoot: LogFormat {
  let id = "chatwoot"
  let title = "Chatwoot messages and conversations"
  let signature = "“message_type” and “conversation_id”, in a header or in records"
  let isTried = false

  var mapping: Mapping {
    var mapping = Mapping()
    mapping.roles = ["incoming": .user, "outgoing": .agent]
    return mapping
  }

  func evidence(in sample: LogSample) -> String? {
    if sample.layout == .table {
      guard Chatwoot.isHeader(sample.header) else { return nil }
      return "its header has “message_type”, “content” and “conversation_id”"
    }
    let objects = sample.objects(under: "payload", "data", "conversations")
    guard !objects.isEmpty else { return nil }
    if objects.allSatisfy(Chatwoot.isMessage) {
      return "its records are messages with “message_type” and “conversation_id”"
    }
    guard
      objects.allSatisfy({ object in
        guard let first = Chatwoot.messages(of: object)?.first else { return false }
        // The answer for many conversations holds them under the key that messages of one stand under.
        return Chatwoot.isMessage(first) || first.filled("messages")?.elements?.first.map(Chatwoot.isMessage) == true
      })
    else { return nil }
    return "its records are conversations whose messages have a “message_type”"
  }

  /// Tables of messages whose columns are Chatwoot's.
  static func isHeader(_ header: [String]) -> Bool {
    ["message_type", "content", "conversation_id"].allSatisfy(header.contains)
  }

  private static func isMessage(_ value: JSONValue) -> Bool {
    value["message_type"] != nil && value["content"] != nil
      && (value["conversation_id"] != nil || value["private"] != nil || value["content_type"] != nil)
  }

  /// The messages of a conversation, or of the answer for one.
  private static func messages(of value: JSONValue) -> [JSONValue]? {
    if let messages = value.filled("messages")?.elements { return messages }
    if let payload = value.filled("payload")?.elements { return payload }
    return value.at("data", "payload")?.elements
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    guard let file = input.files.first else { return }
    let spool = TurnSpool(file, size: input.files.reduce(0) { $0 + $1.size }, latest: ["csat_rating", "csat_feedback"])
    let objects = LogObjects(input: input, mapping: mapping, lists: ["payload", "conversations", "data"])
    try objects.forEach(sink) { (object: LogObject) throws(ImportError) in
      try add(object.value, in: object, to: spool, sink)
    }
    try spool.forEachConversation { (conversation: inout LogConversation) throws(ImportError) in
      conversation.customer = conversation.take(.customer)
      if conversation.turns.isEmpty {
        sink.leaveOut("conversations without a message")
        return
      }
      try sink.take(&conversation)
    }
    sink.leaveOut("messages that came again: the last one counts", spool.repeated)
    for column in spool.changing.sorted() { sink.leaveOut("column “\(column)”, which changes from turn to turn") }
  }

  private func add(
    _ value: JSONValue, in object: LogObject, to spool: TurnSpool, _ sink: LogSink
  ) throws(ImportError) {
    if value["message_type"] == nil, let messages = Chatwoot.messages(of: value) {
      if messages.first.map({ $0["messages"] != nil }) == true {
        for conversation in messages { try add(conversation, in: object, to: spool, sink) }
        return
      }
      let id = value.filled("id")?.words ?? messages.lazy.compactMap { $0.filled("conversation_id")?.words }.first
      try addFields(of: value, id ?? object.file.stem, object, to: spool)
      for message in messages { try add(message, conversation: id ?? object.file.stem, object, to: spool, sink) }
      return
    }
    guard let id = value.filled("conversation_id")?.words ?? value.at("conversation", "id")?.words else {
      try sink.refuse(.missingKey, file: object.file, line: object.line, key: "conversation_id", "is missing")
      return
    }
    try add(value, conversation: id, object, to: spool, sink)
  }

  private static let types = ["0": "incoming", "1": "outgoing", "2": "activity", "3": "template"]
  private static let fields = ["status", "priority", "inbox_id", "account_id", "created_at", "channel", "labels"]

  private func addFields(
    of conversation: JSONValue, _ id: String, _ object: LogObject, to spool: TurnSpool
  ) throws(ImportError) {
    var row = TurnRow(conversation: id, speaker: "", text: "")
    row.isFact = true
    row.line = object.line
    for name in Chatwoot.fields {
      let value = conversation.filled(name)
      let list = value?.elements?.compactMap(\.scalar).joined(separator: ", ")
      if let words = list ?? value?.words, !words.isEmpty { row.sides.append((name, words)) }
    }
    for (key, value) in conversation.filled("custom_attributes")?.members?.map({ ($0.key, $0.value) }) ?? [] {
      if let words = value.words { row.sides.append(("custom_attributes.\(key)", words)) }
    }
    let contact = conversation.at("meta", "sender", "id") ?? conversation.at("meta", "contact", "id")
    if let contact = (contact ?? conversation.filled("contact_id"))?.words {
      row.sides.append((LogConversation.Hidden.customer.rawValue, contact))
    }
    try spool.add(row)
  }

  private func add(
    _ message: JSONValue, conversation: String, _ object: LogObject, to spool: TurnSpool, _ sink: LogSink
  ) throws(ImportError) {
    let number = message.filled("message_type")?.scalar ?? ""
    let type = Chatwoot.types[number] ?? number
    let attributes = message.filled("content_attributes")?.opened ?? .object([])
    var row = TurnRow(conversation: conversation, speaker: type, text: message.filled("content")?.string ?? "")
    row.name = message.filled("id")?.words ?? ""
    row.at = message.filled("created_at")?.scalar ?? ""
    row.order = row.at.isEmpty ? "" : LogTime.order(of: row.at)
    row.line = object.line
    row.isNote = message.filled("private")?.isTrue ?? false
    row.sides = Chatwoot.facts(of: message)
    let reason = Chatwoot.reason(type, message, attributes)
    if ["input_csat", "9"].contains(message.filled("content_type")?.scalar) {
      let answer = attributes.at("submitted_values", "csat_survey_response")
      if let rating = answer?.filled("rating")?.words { row.sides.append(("csat_rating", rating)) }
      if let words = answer?.filled("feedback_message")?.words { row.sides.append(("csat_feedback", words)) }
      row.isFact = true
    }
    if row.isFact {
      sink.leaveOut("surveys of satisfaction")
    } else if let reason {
      sink.leaveOut(reason)
      row.isFact = true
    }
    try spool.add(row)
  }

  /// Why a message is no turn.
  private static func reason(_ type: String, _ message: JSONValue, _ attributes: JSONValue) -> String? {
    if type != "incoming", type != "outgoing" { return "\(type.isEmpty ? "unknown" : type) rows" }
    if attributes.filled("deleted")?.isTrue == true { return "deleted messages" }
    if ["failed", "3"].contains(message.filled("status")?.scalar) { return "messages that were never sent" }
    return message.filled("content")?.string?.isEmpty == false ? nil : "messages without a text"
  }

  private static func facts(of message: JSONValue) -> [(name: String, value: String)] {
    ["inbox_id", "account_id"].compactMap { name in message.filled(name)?.words.map { (name, $0) } }
  }
}
