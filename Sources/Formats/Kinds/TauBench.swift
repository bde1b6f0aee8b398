internal import Interchange
internal import JSON

/// τ-bench: `[{"task_id", "reward", "info", "traj": [messages], "trial"}]`. Its reward is the outcome of the benchmark:
/// whether the data base was left as the task wants it, not what a model says of it. A simulator speaks as the user.
struct TauBench: LogFormat {
  let id = "tau-bench"
  let title = "τ-bench trajectories"
  let signature = "“task_id” and “traj”, a list of messages"
  let hasSimulators = true

  var mapping: Mapping {
    var mapping = Mapping()
    mapping.outcome = FieldPath(known: "reward", .atLeast, 1)
    mapping.outcomeName = "task reward"
    mapping.committed = [FieldPath.answers.yes]
    mapping.profile = [FieldPath(known: "trial"), FieldPath(known: "info.task.user_id")]
    mapping.controlWords = ["###STOP###"]
    return mapping
  }

  func evidence(in sample: LogSample) -> String? {
    guard sample.layout == .records || sample.layout == .object,
      sample.all({ $0["task_id"] != nil && $0["traj"]?.elements != nil })
    else { return nil }
    return "its records hold “task_id” and “traj”, a list of messages; a reward of 1 is the outcome"
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    var conversation = LogConversation()
    let messages = ChatMessages()
    for file in input.files {
      var records = try JSONRecords(file, of: input, sink: sink)
      while let record = try records.next() {
        guard let value = try sink.object(record, of: file) else { continue }
        guard let list = value["traj"], list.kind == .array else {
          try sink.refuse(.missingKey, file: file, line: record.line, key: "traj", "is missing")
          continue
        }
        conversation.begin(file, line: record.line)
        conversation.simulated = .init(simulator: LogConversation.Simulated.unnamed)
        messages.add(list, to: &conversation, sink)
        conversation.sides(of: value, but: ["traj"])
        if let task = value["task_id"]?.scalar {
          // Files of several models have the same tasks.
          let run = input.files.count > 1 ? "\(file.stem)-" : ""
          conversation.id = "\(run)\(task)-\(value["trial"]?.scalar ?? String(record.line))"
          conversation.customer = task
        }
        try sink.take(&conversation)
      }
    }
  }
}
