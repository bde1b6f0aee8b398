/// Which columns of a table of messages hold what: as they were named, else by what they are usually called.
struct MessageColumns {
  let places: [Mapping.Column: Int]

  private static let usual: [(Mapping.Column, [String])] = [
    (
      .conversation,
      [
        "conversation_id", "conversation", "dialogue_id", "dialog_id", "chat_id", "session_id", "thread_id", "call_id",
        "conversationid", "会话id", "对话id", "会话",
      ]
    ),
    (.role, ["role", "speaker", "sender", "author", "from", "sender_type", "author_role", "角色", "发送人"]),
    (.text, ["text", "content", "message", "utterance", "body", "内容", "消息"]),
    (
      .order,
      ["turn", "order", "turn_index", "turn_id", "message_index", "seq", "index", "position", "轮次", "序号"]
    ),
    (.at, ["timestamp", "time", "created_at", "at", "sent_at", "date", "时间"]),
  ]

  init(_ names: [String], named: [Mapping.Column: String]) {
    let names = names.map { $0.lowercased().trimmed }
    var places: [Mapping.Column: Int] = [:]
    for (column, name) in named { places[column] = names.firstIndex(of: name.lowercased().trimmed) }
    for (column, candidates) in MessageColumns.usual where named[column] == nil {
      let taken = Set(places.values)
      places[column] = candidates.lazy.compactMap { names.firstIndex(of: $0) }.first { !taken.contains($0) }
    }
    self.places = places
  }

  static func isTrue(_ text: String?) -> Bool { ["true", "1", "yes", "t"].contains(text?.lowercased() ?? "") }
}
