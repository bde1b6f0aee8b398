internal import Interchange
internal import JSON

/// Request files of batch engines, alone or with the files of their results: a request holds a conversation, its result
/// the answer to it.
struct BatchFiles {
  /// A line of either file.
  enum Line {
    /// The messages so far, what was said to the model before them, and what it was told beside them.
    case request(JSONView, system: JSONView?, sides: JSONView)
    case answer(JSONView?)
    case failure
  }

  let input: LogInput
  let line: (JSONView) -> Line?

  func read(into sink: LogSink) throws(ImportError) {
    guard let first = input.files.first else { return }
    let spool = TurnSpool(first, size: input.files.reduce(0) { $0 + $1.size })
    var counts = (requests: 0, answers: 0)
    for file in input.files { try read(file, into: spool, sink, &counts) }
    guard counts.requests > 0 else {
      throw .unmapped(
        path: first.path,
        explanation: "holds answers alone, and no conversation; name the file of the requests beside it, such as "
          + "walkaway import requests.jsonl results.jsonl; answers to requests of walkaway itself are read with "
          + "walkaway simulate --batch read, or walkaway label --batch read")
    }
    var conversation = LogConversation()
    try spool.forEachGroup { (rows: [TurnRow]) throws(ImportError) in
      let requests = Set(rows.compactMap(\.request))
      guard let line = rows.first(where: { $0.request != nil })?.line else {
        sink.leaveOut("answers without their request", rows.count)
        return
      }
      if requests.count > 1 {
        let words = "“\(rows[0].conversation.prefix(60))” is there \(requests.count) times"
        try sink.refuse(.duplicateConversation, file: first, line: line, key: "custom_id", words)
        return
      }
      conversation.begin(first, line: line)
      conversation.id = rows[0].conversation
      var answers = 0
      for row in rows {
        if row.request == nil {
          answers += 1
          if answers > 1 { continue }
        }
        conversation.add(row.speaker, row.text.utf8)
      }
      sink.leaveOut("further answers to a request", max(0, answers - 1))
      for (name, value) in rows.first(where: { $0.request != nil })?.sides ?? [] where name != TurnRow.requestMark {
        conversation.side(name, JSONValue.string(value))
      }
      try sink.take(&conversation)
    }
  }

  private func read(
    _ file: LogFile, into spool: TurnSpool, _ sink: LogSink, _ counts: inout (requests: Int, answers: Int)
  ) throws(ImportError) {
    var records = try JSONRecords(file, of: input, sink: sink)
    var scratch = LogConversation()
    let chat = ChatMessages()
    while let record = try records.next() {
      guard let value = try sink.object(record, of: file) else { continue }
      guard let id = value["custom_id"]?.scalar, !id.isEmpty, let line = line(value) else {
        try sink.refuse(.missingKey, file: file, line: record.line, key: "custom_id", "is no request and no result")
        continue
      }
      scratch.begin(file, line: record.line)
      var sides: [(name: String, value: String)] = []
      switch line {
      case .request(let messages, let system, let beside):
        counts.requests += 1
        if let system, let words = ChatMessages.words(of: system, sink) { scratch.add("system", words.utf8) }
        if messages.isString {
          scratch.add("user", messages)
        } else {
          chat.add(messages, to: &scratch, sink)
        }
        sides = [(TurnRow.requestMark, "\(file.name):\(record.line)")]
        if let model = beside["model"]?.scalar { sides.append(("model", model)) }
        beside["metadata"]?.forEachMember { name, value in
          if let text = value.scalar { sides.append((name, text)) }
        }
      case .answer(let content):
        counts.answers += 1
        if let content, let words = ChatMessages.words(of: content, sink) {
          scratch.add("assistant", words.utf8)
        } else {
          sink.leaveOut("answers without a text")
        }
      case .failure: sink.leaveOut("requests that failed")
      }
      for (place, turn) in scratch.turns.enumerated() {
        var row = TurnRow(
          conversation: id, speaker: turn.speaker, text: String(decoding: scratch.texts[turn.text], as: UTF8.self))
        // An answer comes last, wherever its line stands.
        row.order = sides.isEmpty ? "1e9" : String(place)
        row.sides = sides
        row.line = record.line
        try spool.add(row)
      }
    }
  }
}

extension TurnRow {
  fileprivate static let requestMark = "\0request"

  /// Where the request stands that the turn is of; `nil` of an answer.
  fileprivate var request: String? { sides.first { $0.name == TurnRow.requestMark }?.value }
}
