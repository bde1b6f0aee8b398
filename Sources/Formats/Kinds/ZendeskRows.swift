internal import JSON

/// Turns from what Zendesk calls tickets, audits, comments and events.
struct ZendeskRows {
  /// What an object came to.
  var made: [TurnRow] = []
  /// Whether the last object was one of Zendesk's.
  private(set) var isKnown = false
  private(set) var repeatedTickets = 0
  private var tickets: Set<String> = []
  /// The roles of people, by their ids, where a file holds them.
  private var people: [String: String] = [:]

  static let lists = ["comments", "audits", "events", "conversation_log"]
  static let fields = [
    "subject", "status", "priority", "type", "channel", "created_at", "updated_at", "group_id", "assignee_id",
    "brand_id",
    "organization_id",
  ]
  /// Words that are no comment: who said them stands elsewhere.
  private static let comments: Set<String> = ["Comment", "FacebookComment", "Tweet", "ChatMessage"]

  mutating func see(user: JSONValue) {
    guard let id = user.filled("id")?.words, let role = user.filled("role")?.string else { return }
    people[id] = role == "end-user" ? "user" : "agent"
  }

  /// What an author is: by what the file says of people, else by who asked.
  func speaker(_ name: String, requester: String?) -> String {
    if name == "user" || name == "agent" || name == "bot" { return name }
    if let known = people[name] { return known }
    guard let requester else { return name }
    return name == requester ? "user" : "agent"
  }

  mutating func read(_ object: LogObject, _ sink: LogSink) {
    isKnown = false
    for user in object["users"]?.elements ?? [] { see(user: user) }
    let ticket = object.value.filled("ticket") ?? object.value
    if let id = ticket.filled("id")?.words, ticket["requester_id"] != nil || object.value["ticket"] != nil {
      isKnown = true
      if !tickets.insert(id).inserted { repeatedTickets += 1 }
      addFields(of: ticket, id, object)
      addLists(of: ticket, id, object, sink)
      if object.value["ticket"] != nil { addLists(of: object.value, id, object, sink) }
    } else if object["ticket_id"] == nil, ZendeskRows.lists.contains(where: { object.value[$0]?.elements != nil }) {
      isKnown = true
      addLists(of: object.value, object.file.stem, object, sink)
    } else {
      let id = object["ticket_id"]?.words
      guard id != nil || Zendesk.isLogged(object.value) || Zendesk.isComment(object.value) else { return }
      isKnown = true
      add(object.value, id ?? object.file.stem, object, sink)
    }
  }

  private mutating func addLists(of holder: JSONValue, _ ticket: String, _ object: LogObject, _ sink: LogSink) {
    for key in ZendeskRows.lists {
      for element in holder.filled(key)?.elements ?? [] {
        add(element, element.filled("ticket_id")?.words ?? ticket, object, sink)
      }
      // Audits hold the comments once more.
      if holder.filled(key)?.elements?.isEmpty == false { return }
    }
  }

  /// Adds an audit, a ticket event, a comment or an event of a conversation log.
  private mutating func add(_ value: JSONValue, _ ticket: String, _ object: LogObject, _ sink: LogSink) {
    if let events = value.first(of: "events", "child_events")?.elements {
      for event in events {
        let type = event.first(of: "type", "event_type")?.string ?? "unknown"
        if type == "Create", event.filled("field_name")?.string == "requester_id",
          let requester = event.filled("value")?.words
        {
          addFact(.requester, requester, ticket, object)
        }
        guard ZendeskRows.comments.contains(type) else {
          sink.leaveOut("events of the type \(type)")
          continue
        }
        addComment(event, of: value, ticket, object, sink)
      }
    } else if Zendesk.isLogged(value) {
      addLogged(value, ticket, object, sink)
    } else {
      addComment(value, of: value, ticket, object, sink)
    }
  }

  private mutating func addComment(
    _ comment: JSONValue, of audit: JSONValue, _ ticket: String, _ object: LogObject, _ sink: LogSink
  ) {
    let plain = comment.first(of: "plain_body", "body")?.string
    guard let text = plain ?? comment.filled("html_body")?.string.map(HTMLText.text), !text.isEmpty else {
      sink.leaveOut("comments without a text")
      return
    }
    let author = comment.filled("author_id") ?? audit.first(of: "author_id", "updater_id")
    var row = TurnRow(conversation: ticket, speaker: author?.words ?? "", text: text)
    row.name = comment.filled("id")?.words ?? ""
    row.at = (comment.filled("created_at") ?? audit.first(of: "created_at", "timestamp"))?.scalar ?? ""
    row.order = row.at.isEmpty ? "" : LogTime.order(of: row.at)
    row.isNote = comment.filled("public").map { !$0.isTrue } ?? false
    row.line = object.line
    made.append(row)
  }

  private mutating func addLogged(_ event: JSONValue, _ ticket: String, _ object: LogObject, _ sink: LogSink) {
    let author = event.at("author", "type")?.string ?? ""
    let type = event.filled("type")?.string ?? "unknown"
    guard author != "system", type == "Messaging::ConversationMessage" || ZendeskRows.comments.contains(type) else {
      sink.leaveOut("events of the type \(type)")
      return
    }
    let content = event.filled("content") ?? .object([])
    let plain = content.first(of: "text", "plain_body", "body")?.string ?? content.string
    guard let text = plain ?? content.filled("html_body")?.string.map(HTMLText.text), !text.isEmpty else {
      sink.leaveOut("contents of the type \(content.filled("type")?.string ?? "unknown")")
      return
    }
    var row = TurnRow(conversation: ticket, speaker: author, text: text)
    row.name = event.filled("id")?.words ?? ""
    row.at = event.filled("created_at")?.scalar ?? ""
    row.order = row.at.isEmpty ? "" : LogTime.order(of: row.at)
    let isPublic = event.filled("public") ?? content.filled("public") ?? event.at("metadata", "public")
    row.isNote = isPublic.map { !$0.isTrue } ?? false
    row.line = object.line
    made.append(row)
  }

  private mutating func addFields(of ticket: JSONValue, _ id: String, _ object: LogObject) {
    var row = fact(id, object)
    for name in ZendeskRows.fields {
      if let value = ticket.filled(name)?.words { row.sides.append((name, value)) }
    }
    if let channel = ticket.at("via", "channel")?.words { row.sides.append(("channel", channel)) }
    if let score = ticket.at("satisfaction_rating", "score")?.words { row.sides.append(("satisfaction_rating", score)) }
    if let requester = ticket.first(of: "requester_id", "submitter_id")?.words {
      row.sides.append((LogConversation.Hidden.requester.rawValue, requester))
    }
    made.append(row)
  }

  private mutating func addFact(
    _ hidden: LogConversation.Hidden, _ value: String, _ ticket: String, _ object: LogObject
  ) {
    var row = fact(ticket, object)
    row.sides = [(hidden.rawValue, value)]
    made.append(row)
  }

  /// A row of which only the sides count.
  private func fact(_ ticket: String, _ object: LogObject) -> TurnRow {
    var row = TurnRow(conversation: ticket, speaker: "", text: "")
    row.isFact = true
    row.line = object.line
    return row
  }
}
