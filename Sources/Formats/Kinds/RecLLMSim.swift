internal import Interchange
internal import JSON

/// RecLLMSim: one conversation a file, whose folders name the person and the task: `human/User_7/TASK/0.json`,
/// `simulated/TASK/0.json`. Simulated ones were written in English and translated: what is Chinese is preferred.
struct RecLLMSim: LogFormat {
  let id = "recllmsim"
  let readsFilesTogether = true
  let title = "RecLLMSim (a folder a person and a task)"
  let signature = "“history”, a list of messages, and “task_context”"
  let hasSimulators = true
  let modelVerdicts = ["rating", "conflict"]

  var mapping: Mapping {
    var mapping = Mapping()
    mapping.profile = ["half", "person", "task", "task_type", "chat_model", "preference_id"].map {
      FieldPath(known: $0)
    }
    return mapping
  }

  func evidence(in sample: LogSample) -> String? {
    guard sample.layout == .records || sample.layout == .object,
      sample.all({ $0["history"]?.isList(of: "role", "content") == true && $0["task_context"] != nil })
    else { return nil }
    return "its records hold “history”, a list of messages, and “task_context”"
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    var conversation = LogConversation()
    let (chinese, plain) = (ChatMessages(texts: ["content_zh"]), ChatMessages())
    for file in input.files {
      let place = Place(file)
      var records = try JSONRecords(file, of: input, sink: sink)
      while let record = try records.next() {
        guard let value = try sink.object(record, of: file) else { continue }
        guard let history = value["history"], history.kind == .array else {
          try sink.refuse(.missingKey, file: file, line: record.line, key: "history", "is missing")
          continue
        }
        conversation.begin(file, line: record.line)
        // Whoever was simulated was given a written persona.
        if place.half == "simulated" || value["preference_id"] != nil {
          conversation.simulated = .init(simulator: "recllmsim")
        }
        var ratings: [String] = []
        for message in history.elements {
          let hasChinese = message["content_zh"].map { $0.isString && $0.raw.count > 2 } ?? false
          (hasChinese ? chinese : plain).add(message: message, to: &conversation, sink)
          if let rating = message["satisfaction"]?.scalar, !rating.isEmpty { ratings.append(rating) }
        }
        conversation.id = record.line == 1 ? place.name : "\(place.name)-\(record.line)"
        // Whoever plays the same persona is the same customer.
        conversation.customer = place.person ?? value["preference_id"]?.scalar.map { "persona \($0)" }
        for (name, text) in [("half", place.half), ("person", place.person), ("task", place.task)] {
          if let text { conversation.side(name, JSONValue.string(text)) }
        }
        // A person's answers stand on the turns that they rate.
        if let last = ratings.last { conversation.side("satisfaction", JSONValue.string(last)) }
        if !ratings.isEmpty { conversation.side("satisfactions", .array(ratings.map { .string($0) })) }
        conversation.sides(of: value, but: place.task == nil ? ["history"] : ["history", "task"])
        try sink.take(&conversation)
      }
    }
  }

  /// What the folders of a file say.
  private struct Place {
    var name: String
    var half: String?
    var person: String?
    var task: String?

    init(_ file: LogFile) {
      let folders = file.parts.dropLast()
      name = (folders + [file.stem]).joined(separator: "/")
      task = folders.last
      person = folders.dropLast().last.flatMap { $0.hasPrefix("User_") ? $0 : nil }
      half = folders.first { $0 == "human" || $0 == "simulated" }
    }
  }
}
