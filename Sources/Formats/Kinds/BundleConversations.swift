internal import Interchange
internal import JSON

/// The conversations of a Walkaway bundle without its audit: `{"id", "turns": [{"role", "text", "at"}], …}`. What an
/// outcome is, an audit would say: here somebody has to.
struct BundleConversations: LogFormat {
  let id = "bundle-conversations"
  let title = "conversations of a bundle without its audit.json"
  let signature = "records with “id” and “turns”, a list with “role” and “text”"

  var mapping: Mapping {
    var mapping = Mapping()
    mapping.outcomeAt = FieldPath(known: "outcome_at")
    mapping.profile = [FieldPath(known: "profile")]
    return mapping
  }

  func evidence(in sample: LogSample) -> String? {
    guard sample.layout == .records || sample.layout == .object,
      sample.records.contains(where: { $0["turns"]?.isList(of: "role", "text") == true })
        || sample.all({ $0["turns"] == .array([]) && $0["outcome"] != nil }),
      sample.all({ $0["id"] != nil && $0["turns"]?.elements != nil })
    else { return nil }
    return "its records hold “id” and “turns”, a list with “role” and “text”"
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    var conversation = LogConversation()
    let turns = ChatMessages(texts: ["text"], times: ["at"])
    for file in input.files {
      var records = try JSONRecords(file, of: input, sink: sink)
      while let record = try records.next() {
        guard let value = try sink.object(record, of: file) else { continue }
        if let simulator = value["simulator"]?.scalar {
          // Not among the real ones: the audit says that there are others, and who speaks.
          try sink.refuse(
            .simulatedInFormat1, file: file, line: record.line, key: "simulator",
            "“\(simulator.prefix(60))” spoke as the user, and no audit.json is beside it")
          continue
        }
        guard let list = value["turns"], list.kind == .array else {
          try sink.refuse(.missingKey, file: file, line: record.line, key: "turns", "is missing")
          continue
        }
        conversation.begin(file, line: record.line)
        turns.add(list, to: &conversation, sink)
        conversation.sides(of: value, but: ["turns", "id", "customer"])
        conversation.id = value["id"]?.scalar
        conversation.customer = value["customer"]?.scalar
        try sink.take(&conversation)
      }
    }
  }
}
