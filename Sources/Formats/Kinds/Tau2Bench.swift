internal import Cases
internal import Interchange
internal import JSON

/// τ²-bench: `{"info", "tasks", "simulations": [{"id", "task_id", "reward_info", "messages"}]}`, the bare list of
/// simulations, or one of them a file. A simulator speaks as the user. The reward is the benchmark's outcome. How the models
/// were called is not taken: what was passed to them may hold credentials.
struct Tau2Bench: LogFormat {
  let id = "tau2-bench"
  let readsFilesTogether = true
  let title = "τ²-bench results"
  let signature = "“simulations”, or records that say how the simulation ended"
  let hasSimulators = true
  let modelVerdicts = ["review", "user_only_review", "auth_classification", "hallucination_check"]

  var mapping: Mapping {
    var mapping = Mapping()
    mapping.outcome = FieldPath(known: "reward_info.reward", .atLeast, 1)
    mapping.outcomeName = "task reward"
    mapping.committed = [FieldPath.answers.yes]
    mapping.profile = ["domain", "agent", "termination_reason", "trial", "mode"].map { FieldPath(known: $0) }
    mapping.controlWords = ["###STOP###", "###TRANSFER###", "###OUT-OF-SCOPE###"]
    return mapping
  }

  func evidence(in sample: LogSample) -> String? {
    if sample.layout == .object, let first = sample.first["simulations"]?.elements?.first, Self.isSimulation(first) {
      return "it holds “simulations”, a list with “task_id” and “messages”; a reward of 1 is the outcome"
    }
    guard sample.layout == .records || sample.layout == .object, sample.all(Self.isSimulation) else { return nil }
    return "its records hold “task_id”, “messages” and how the simulation ended; a reward of 1 is the outcome"
  }

  private static func isSimulation(_ record: JSONValue) -> Bool {
    record.has("id", "task_id", "messages") && (record["reward_info"] != nil || record["termination_reason"] != nil)
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    var conversation = LogConversation()
    let messages = ChatMessages()
    for file in input.files {
      let isWhole = try JSONRecords.firstKey(["simulations", "messages"], of: file, input) != "simulations"
      var records = try JSONRecords(file, of: input, expanding: isWhole ? [] : ["simulations", "tasks"], sink: sink)
      var run = Run()
      while let record = try records.next() {
        if let key = record.key, key != "simulations" {
          if key == "info", case .success(let info) = record.value { run = Run(info) }
          continue
        }
        guard let value = try sink.object(record, of: file) else { continue }
        guard let list = value["messages"], list.kind == .array else {
          if isWhole, value["task_id"] == nil {
            sink.leaveOut("records that are no simulations")
          } else {
            try sink.refuse(.missingKey, file: file, line: record.line, key: "messages", "is missing")
          }
          continue
        }
        conversation.begin(file, line: record.line)
        for message in Self.sorted(list.elements) { messages.add(message: message, to: &conversation, sink) }
        conversation.sides(of: value, but: ["messages", "id", "info", "ticks", "effect_timeline"])
        let own = value["info"].map(Run.init) ?? Run()
        let domain = run.domain ?? own.domain
        if let domain { conversation.side("domain", JSONValue.string(domain)) }
        if let agent = run.agent ?? own.agent { conversation.side("agent", JSONValue.string(agent)) }
        conversation.simulated = .init(
          simulator: run.user ?? own.user ?? LogConversation.Simulated.unnamed,
          endedBy: value["termination_reason"]?.scalar.map(Self.endedBy))
        conversation.id = value["id"]?.scalar
        // The tasks of each domain are numbered anew.
        let scope = input.files.count > 1 ? domain.map { "\($0)-" } ?? "" : ""
        conversation.customer = value["task_id"]?.scalar.map { scope + $0 }
        try sink.take(&conversation)
      }
    }
  }

  /// What a file says of all its simulations.
  private struct Run {
    var domain: String?
    /// The models.
    var agent: String?
    var user: String?

    init() {}

    init(_ info: JSONView) {
      domain = info["environment_info"]?["domain_name"]?.scalar
      agent = info["agent_info"]?["llm"]?.scalar
      user = info["user_info"]?["llm"]?.scalar
    }
  }

  private static func endedBy(_ reason: String) -> EndedBy {
    switch reason {
    case "user_stop": .user
    case "agent_stop": .agent
    case "max_steps", "timeout": .limit
    case let reason where reason.hasSuffix("error") || reason.hasSuffix("errors"): .error
    default: .unknown
    }
  }

  /// By their number, where all have one.
  private static func sorted(_ messages: [JSONView]) -> [JSONView] {
    let places = messages.compactMap { $0["turn_idx"]?.number }
    guard places.count == messages.count else { return messages }
    return messages.indices.sorted { (places[$0], $0) < (places[$1], $1) }.map { messages[$0] }
  }
}
