internal import Interchange
internal import JSON

/// Zendesk: tickets with their comments or audits, audits and comments alone, ticket events of incremental exports, and
/// conversation logs. What is not public is a note; what comes again in an incremental export takes the place of what
/// came before.
struct Zendesk: LogFormat {
  let id = "zendesk"
  let title = "Zendesk tickets, audits and conversation logs"
  let signature = "tickets, or audits, events and comments of tickets"
  let isTried = false

  func evidence(in sample: LogSample) -> String? {
    let objects = sample.objects(under: "tickets", "ticket_events")
    guard !objects.isEmpty else { return nil }
    for (shape, words) in Zendesk.shapes where objects.allSatisfy({ shape($0) }) { return words }
    return nil
  }

  private static let shapes: [(@Sendable (JSONValue) -> Bool, String)] = [
    ({ isTicket($0.filled("ticket") ?? $0) }, "its records are tickets with their comments or audits"),
    ({ isAudit($0) }, "its records are audits of tickets"),
    ({ $0["child_events"] != nil && $0["ticket_id"] != nil }, "its records are events of tickets"),
    ({ isLogged($0) }, "its records are events of conversation logs"),
    ({ $0["ticket_id"] != nil && isComment($0) }, "its records are comments of tickets"),
    (
      { object in
        ZendeskRows.lists.contains { key in
          object[key]?.elements?.first.map { isAudit($0) || isLogged($0) || isComment($0) } == true
        }
      }, "it holds the comments, audits or events of a ticket"
    ),
  ]

  private static func isTicket(_ value: JSONValue) -> Bool {
    value["requester_id"] != nil && (value["subject"] != nil || value["status"] != nil || value["submitter_id"] != nil)
  }

  static func isAudit(_ value: JSONValue) -> Bool {
    value["ticket_id"] != nil && value["events"]?.elements != nil
  }

  static func isComment(_ value: JSONValue) -> Bool {
    value["author_id"] != nil && value["public"] != nil && (value["body"] != nil || value["html_body"] != nil)
  }

  static func isLogged(_ value: JSONValue) -> Bool {
    value["author"]?["type"] != nil && value["content"] != nil && value["reference"]?.string?.hasPrefix("zen:") == true
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    guard let file = input.files.first else { return }
    let spool = TurnSpool(
      file, size: input.files.reduce(0) { $0 + $1.size },
      latest: Set(ZendeskRows.fields + ["satisfaction_rating", LogConversation.Hidden.requester.rawValue]))
    var rows = ZendeskRows()
    let objects = LogObjects(input: input, mapping: mapping, lists: ["tickets", "ticket_events"], beside: ["users"])
    try objects.forEach(sink) { (object: LogObject) throws(ImportError) in
      if object.key == "users" { return rows.see(user: object.value) }
      rows.read(object, sink)
      if rows.made.isEmpty, !rows.isKnown {
        try sink.refuse(
          .missingKey, file: object.file, line: object.line, key: "ticket_id",
          "is missing, or it is no ticket, audit, comment or event")
      }
      for row in rows.made { try spool.add(row) }
      rows.made.removeAll(keepingCapacity: true)
    }
    try spool.forEachConversation { (conversation: inout LogConversation) throws(ImportError) in
      let requester = conversation.take(.requester)
      conversation.customer = requester
      conversation.renameSpeakers { rows.speaker($0, requester: requester) }
      if conversation.turns.isEmpty {
        sink.leaveOut("tickets without a comment, which an export of tickets alone does not hold")
        return
      }
      try sink.take(&conversation)
    }
    sink.leaveOut("comments that came again: the last one counts", spool.repeated)
    sink.leaveOut("tickets that came again: the last one counts", rows.repeatedTickets)
    for field in spool.changing.sorted() { sink.leaveOut("field “\(field)”, which changes from row to row") }
  }
}
