internal import Cases
internal import Interchange
internal import JSON

/// Logs of Inspect: `.json` with all samples in it, or `.eval`, an archive with a file a sample. What `user` says there
/// is the task, or what another model says in the user's place. Scores are values beside the turns.
struct InspectLog: LogFormat {
  let id = "inspect"
  let title = "Inspect logs (.eval and .json)"
  let signature = "“eval” and “samples”, or the files of an .eval archive"
  let hasSimulators = true
  let modelVerdicts = ["scores.model_graded_"]

  var mapping: Mapping {
    var mapping = Mapping()
    mapping.profile = ["task", "model", "epoch", "metadata"].map { FieldPath(known: $0) }
    return mapping
  }

  func evidence(in sample: LogSample) -> String? {
    guard sample.layout == .object || sample.layout == .records else { return nil }
    let first = sample.first
    if first["eval"]?.members != nil, first["samples"]?.isList(of: "messages", "epoch") == true {
      return "it holds “eval” and “samples”, a list with “messages”"
    }
    if first.has("eval", "plan") || first.has("eval", "version", "status"), sample.names.contains(where: Self.isSample)
    {
      return "its files are those of an .eval archive: “eval” and its status, and a file a sample"
    }
    if sample.all({ $0.has("id", "epoch", "messages") && ($0["scores"] != nil || $0["model_usage"] != nil) }) {
      return "its records are samples: “epoch”, “messages” and “scores”"
    }
    return nil
  }

  static func isSample(_ name: String) -> Bool {
    name.hasSuffix(".json") && name.split(separator: "/").dropLast().last == "samples"
  }

  /// What a log says of all its samples.
  private struct Header {
    var task: String?
    var model: String?
    var run: String?
    /// The model that plays the user, where the log names one.
    var user: String?

    init() {}

    init(_ eval: JSONView) {
      task = eval["task"]?.scalar
      model = eval["model"]?.scalar
      run = (eval["eval_id"] ?? eval["run_id"])?.scalar
      let roles = eval["model_roles"]
      user = ["user", "user_simulator", "simulator"].lazy.compactMap { roles?[$0] }.first.flatMap {
        $0["model"]?.scalar ?? $0.scalar
      }
    }
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    var conversation = LogConversation()
    let headers = input.files.count { ["header.json", "start.json"].contains($0.parts.last) }
    let hasSamples = input.files.contains { Self.isSample($0.name) }
    // A log is a file, or an archive with many.
    let logs = Set(input.files.map { file in if case .archive(let name) = file.origin { name } else { file.name } })
    let isUnpacked = hasSamples && input.files.allSatisfy { if case .archive = $0.origin { false } else { true } }
    let isSeveral = isUnpacked ? headers > 2 : logs.count > 1
    var header = Header()
    for file in input.files {
      let key = try JSONRecords.firstKey(["samples", "messages"], of: file, input)
      // The rest of an archive, with what its first file says of the log.
      let isRest = hasSamples && !Self.isSample(file.name) && key != "samples"
      var records = try JSONRecords(file, of: input, expanding: key == "messages" ? [] : ["samples"], sink: sink)
      var isLog = isRest || hasSamples
      while let record = try records.next() {
        if let key = record.key, key != "samples" {
          if key == "eval" { isLog = true }
          if key == "eval", case .success(let eval) = record.value { header = Header(eval) }
          continue
        }
        if isRest { break }
        isLog = true
        guard let value = try sink.object(record, of: file) else { continue }
        guard let list = value["messages"], list.kind == .array else {
          if value["epoch"] == nil {
            sink.leaveOut("records that are no samples")
          } else {
            try sink.refuse(.missingKey, file: file, line: record.line, key: "messages", "is missing")
          }
          continue
        }
        conversation.begin(file, line: record.line)
        if let user = header.user {
          conversation.simulated = .init(
            simulator: user, endedBy: value["limit"].flatMap { $0.isNull ? nil : EndedBy.limit })
        }
        Self.messages(of: value).add(list, to: &conversation, sink)
        let name = "\(value["id"]?.scalar ?? String(record.line))_epoch_\(value["epoch"]?.scalar ?? "1")"
        conversation.id = isSeveral ? "\(header.run ?? file.stem)/\(name)" : name
        // The epochs of a sample are tries of one task.
        conversation.customer = value["id"]?.scalar
        if let task = header.task { conversation.side("task", JSONValue.string(task)) }
        if let model = header.model { conversation.side("model", JSONValue.string(model)) }
        conversation.sides(of: value, but: Self.bulky)
        try sink.take(&conversation)
      }
      if !isLog { sink.leaveOut("files without “eval” and “samples”, which are no logs of Inspect", of: file, line: 1) }
    }
  }

  /// What a sample holds beside its conversation: how it came about.
  private static let bulky: Set<String> = [
    "messages", "events", "attachments", "transcript", "output", "store", "model_usage", "role_usage", "input", "files",
    "sandbox", "setup", "events_data", "timelines",
  ]

  /// Long texts stand among the attachments, under a name that stands in their place.
  private static func messages(of sample: JSONView) -> ChatMessages {
    let attachments = sample["attachments"]
    // What logs called them before 2024.
    let contents = sample["transcript"]?["content"]
    return ChatMessages(target: { text in
      guard let name = text.reference else { return nil }
      return attachments?[name] ?? contents?[name]
    })
  }
}

extension JSONView {
  /// The name in `attachment://NAME`; `nil` where the text is no such reference.
  fileprivate var reference: String? {
    guard isString, raw.count < 200, let text = string else { return nil }
    for scheme in ["attachment://", "tc://"] where text.hasPrefix(scheme) {
      return String(text.dropFirst(scheme.count))
    }
    return nil
  }
}
