internal import Cases
internal import Interchange
internal import JSON

/// Rasa trackers, lists of their events, and the rows of its table of events. A person's events hold several sessions,
/// each of which is a conversation; what was rewound was not said.
struct RasaTracker: LogFormat {
  let id = "rasa"
  let title = "Rasa trackers and events"
  let signature = "trackers or events with “sender_id”"
  let isTried = false

  func evidence(in sample: LogSample) -> String? {
    let objects = sample.objects()
    guard !objects.isEmpty else { return nil }
    if objects.allSatisfy({ $0["sender_id"] != nil && $0["events"]?.isList(of: "event") == true }) {
      return "its records are trackers with “sender_id” and “events”"
    }
    if objects.allSatisfy({ $0["type_name"] != nil && $0["sender_id"] != nil && $0["data"] != nil }) {
      return "its rows are events with “sender_id”, “type_name” and “data”"
    }
    if objects.allSatisfy({ $0["event"]?.string != nil && $0["timestamp"] != nil }),
      objects.contains(where: { RasaTracker.kinds.contains($0["event"]?.string ?? "") })
    {
      return "its records are events such as “user”, “bot” and “action”"
    }
    return nil
  }

  private static let kinds: Set<String> = ["user", "bot", "session_started", "action"]
  /// Events that say something, or take back what was said.
  private static let used: Set<String> = ["user", "bot", "session_started", "restart", "rewind"]

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    guard let file = input.files.first else { return }
    let spool = TurnSpool(file, size: input.files.reduce(0) { $0 + $1.size })
    try LogObjects(input: input, mapping: mapping).forEach(sink) { (object: LogObject) throws(ImportError) in
      let sender = object["sender_id"]?.words
      if let events = object["events"]?.elements {
        for event in events { try add(event, sender ?? object.file.stem, object, to: spool, sink) }
      } else if let event = RasaTracker.event(object.value) {
        try add(event, sender ?? object.file.stem, object, to: spool, sink)
      } else {
        try sink.refuse(.missingKey, file: object.file, line: object.line, key: "events", "is missing; it is no event")
      }
    }
    var session = LogConversation()
    try spool.forEachConversation { (conversation: inout LogConversation) throws(ImportError) in
      try split(conversation, into: &session, sink)
    }
  }

  /// The event that a record is, or that the column `data` of a row holds.
  private static func event(_ value: JSONValue) -> JSONValue? {
    if value.filled("event")?.string != nil { return value }
    guard let name = value.filled("type_name")?.string else { return nil }
    var event = value.filled("data")?.opened ?? .object([])
    if event.members == nil { event = .object([]) }
    if event.filled("event") == nil { event["event"] = .string(name) }
    if event.filled("timestamp") == nil { event["timestamp"] = value.filled("timestamp") }
    return event
  }

  private func add(
    _ event: JSONValue, _ sender: String, _ object: LogObject, to spool: TurnSpool, _ sink: LogSink
  ) throws(ImportError) {
    let kind = event.filled("event")?.string ?? "unknown"
    guard RasaTracker.used.contains(kind) else {
      sink.leaveOut("events of the type \(kind)")
      return
    }
    var text = event.filled("text")?.string ?? ""
    if kind == "bot", text.isEmpty {
      sink.leaveOut("bot events without a text")
      return
    }
    if kind == "user" {
      // What a channel sends in a person's name.
      if text.isEmpty || ["/session_start", "/restart"].contains(text.trimmed) {
        sink.leaveOut(text.isEmpty ? "user events without a text" : "commands of the channel")
        return
      }
    } else if kind != "bot" {
      text = ""
    }
    var row = TurnRow(conversation: sender, speaker: kind, text: text)
    row.order = event.filled("timestamp")?.scalar ?? ""
    row.at = row.order
    row.line = object.line
    try spool.add(row)
  }

  /// Gives every session of a person as a conversation.
  private func split(
    _ all: LogConversation, into session: inout LogConversation, _ sink: LogSink
  ) throws(ImportError) {
    var sessions: [[LogConversation.Turn]] = [[]]
    for turn in all.turns {
      switch turn.speaker {
      case "session_started", "restart": sessions.append([])
      case "rewind":
        let last = sessions.count - 1
        let place = sessions[last].lastIndex { $0.speaker == "user" } ?? sessions[last].count
        sink.leaveOut("turns that were rewound", sessions[last].count - place)
        sessions[last].removeSubrange(place...)
      default: sessions[sessions.count - 1].append(turn)
      }
    }
    sessions.removeAll(where: \.isEmpty)
    for (number, turns) in sessions.enumerated() {
      session.removeAll()
      session.file = all.file
      session.line = all.line
      session.id = sessions.count == 1 ? all.id : all.id.map { "\($0)-\(number + 1)" }
      session.customer = all.id
      for turn in turns { session.add(turn.speaker, all.texts[turn.text], at: turn.at) }
      try sink.take(&session)
    }
  }
}
