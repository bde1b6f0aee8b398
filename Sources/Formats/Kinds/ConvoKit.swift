internal import Cases
internal import Interchange
internal import JSON

/// A corpus of ConvoKit: a folder with `utterances.jsonl`, `speakers.json` and `conversations.json`.
///
/// Speakers are people, not roles: who of them is the user, somebody has to say, by a field of the utterance
/// (`meta.role`), by one of the speaker (`speaker.meta.role`), or by name.
struct ConvoKit: LogFormat {
  let id = "convokit"
  let readsFilesTogether = true
  let title = "a ConvoKit corpus"
  let signature = "the files of a corpus, or utterances with a speaker and “reply-to”"

  private static let utterances = ["utterances.jsonl", "utterances.json"]
  private static let companions = ["speakers.json", "users.json", "conversations.json", "corpus.json", "index.json"]

  var mapping: Mapping {
    var mapping = Mapping()
    mapping.profile = [FieldPath(known: "speaker")]
    return mapping
  }

  func evidence(in sample: LogSample) -> String? {
    if let name = Self.utterances.first(where: sample.hasFile),
      let other = Self.companions.first(where: sample.hasFile),
      sample.layout == .object || sample.layout == .records
    {
      return "the folder holds “\(name)” and “\(other)”"
    }
    guard sample.layout == .records, sample.all(Self.isUtterance) else { return nil }
    return "its records are utterances: “text”, a speaker, a conversation and “reply-to”"
  }

  private static func isUtterance(_ record: JSONValue) -> Bool {
    record.has("id", "text") && record["meta"]?.members != nil && (record["speaker"] != nil || record["user"] != nil)
      && (record["conversation_id"] != nil || record["root"] != nil)
      && (record["reply-to"] != nil || record["reply_to"] != nil)
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    let named = input.files.filter { Self.utterances.contains($0.parts.last ?? "") }
    for file in named.isEmpty ? input.files : named {
      let folder = file.parts.dropLast()
      let others = named.isEmpty ? [] : input.files.filter { $0.parts.dropLast() == folder }
      let people = try CorpusFacts(in: others, named: ["speakers.json", "users.json"], input, sink)
      let facts = try CorpusFacts(in: others, named: ["conversations.json"], input, sink)
      let speakers = CorpusSpeakers(mapping: mapping, people: people)
      let spool = TurnSpool(file, size: file.size)
      try readUtterances(of: file, input, speakers, into: spool, sink)
      try speakers.check(file)
      try give(spool, of: file, speakers, people, facts, sink)
    }
  }

  private func readUtterances(
    of file: LogFile, _ input: LogInput, _ speakers: CorpusSpeakers, into spool: TurnSpool, _ sink: LogSink
  ) throws(ImportError) {
    var records = try JSONRecords(file, of: input, sink: sink)
    while let record = try records.next() {
      guard let value = try sink.object(record, of: file) else { continue }
      let id = value["id"]?.scalar ?? ""
      guard let conversation = (value["conversation_id"] ?? value["root"])?.scalar, !conversation.isEmpty else {
        try sink.refuse(.missingKey, file: file, line: record.line, key: "conversation_id", "is missing")
        continue
      }
      guard let text = value["text"]?.string else {
        sink.leaveOut("utterances without a text")
        continue
      }
      let person = (value["speaker"] ?? value["user"]).flatMap { $0.scalar ?? $0["id"]?.scalar } ?? ""
      guard let role = speakers.role(of: value, person), !role.isEmpty else {
        try sink.refuse(.missingKey, file: file, line: record.line, key: speakers.field, "does not say who speaks")
        continue
      }
      var row = TurnRow(conversation: conversation, speaker: role, text: text)
      // Null where nobody wrote the time down: then the file and the replies give the order.
      row.order = value["timestamp"]?.scalar ?? ""
      row.at = row.order
      row.line = record.line
      row.sides = [
        (CorpusThread.id, id), (CorpusThread.parent, (value["reply-to"] ?? value["reply_to"])?.scalar ?? ""),
        (CorpusThread.person, person),
      ]
      if value["meta"] != nil { sink.leaveOut("annotations of single utterances") }
      try spool.add(row)
    }
  }

  private func give(
    _ spool: TurnSpool, of file: LogFile, _ speakers: CorpusSpeakers, _ people: CorpusFacts, _ facts: CorpusFacts,
    _ sink: LogSink
  ) throws(ImportError) {
    var conversation = LogConversation()
    try spool.forEachGroup { (rows: [TurnRow]) throws(ImportError) in
      let thread = CorpusThread(rows)
      conversation.begin(file, line: rows.first?.line ?? 0)
      conversation.id = rows.first?.conversation
      for row in thread.rows {
        conversation.add(row.speaker, row.text.utf8, at: row.at.isEmpty ? nil : row.at)
      }
      let users = Set(
        thread.rows.filter { speakers.isUser($0.speaker) }.map { CorpusThread.value(CorpusThread.person, $0) })
      if let user = users.first, users.count == 1, !user.isEmpty {
        conversation.customer = user
        if let person = people[user] { conversation.side("speaker", person) }
      }
      if let id = conversation.id, let meta = facts[id] { conversation.side("meta", meta) }
      try sink.take(&conversation)
    }
  }
}
