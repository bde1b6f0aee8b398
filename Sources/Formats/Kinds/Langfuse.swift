internal import Interchange
internal import JSON

/// Langfuse observations and traces: the blob export and tables in snake case, the interface and the API in camel case.
///
/// Generations mostly repeat the history: a conversation is put together from those of a session, or of the trace where
/// there is no session. Inputs and outputs are texts, JSON in texts, or values.
struct Langfuse: LogFormat {
  let id = "langfuse"
  let title = "Langfuse observations and traces"
  let signature = "observations with a trace, a type and a start, or traces with a session"
  let isTried = false
  let modelVerdicts = ["eval_scores"]

  func evidence(in sample: LogSample) -> String? {
    let objects = sample.objects(under: "data", "observations", "traces")
    guard !objects.isEmpty else { return nil }
    if objects.allSatisfy({ Langfuse.isObservation($0) || Langfuse.isTrace($0) }) {
      return Langfuse.isObservation(objects[0])
        ? "its records have a trace, a type such as GENERATION, and a start"
        : "its records are traces with an input, an output and a session"
    }
    return nil
  }

  private static func isObservation(_ value: JSONValue) -> Bool {
    (value["trace_id"] != nil || value["traceId"] != nil) && value["type"]?.string.map(types.contains) == true
      && (value["start_time"] != nil || value["startTime"] != nil) && value["resourceSpans"] == nil
  }

  private static func isTrace(_ value: JSONValue) -> Bool {
    value["id"] != nil && (value["input"] != nil || value["output"] != nil) && value["type"] == nil
      && value["run_type"] == nil && (value["timestamp"] != nil || value["scores"]?.elements != nil)
      && [
        "sessionId", "session_id", "projectId", "project_id", "htmlPath", "bookmarked", "userId", "user_id",
      ].contains { value[$0] != nil } && value["messages"] == nil
  }

  private static let types: Set<String> = [
    "SPAN", "GENERATION", "EVENT", "AGENT", "TOOL", "CHAIN", "RETRIEVER", "EVALUATOR", "EMBEDDING", "GUARDRAIL",
  ]

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    let objects = LogObjects(input: input, mapping: mapping, lists: ["data", "observations", "traces"])
    try check(objects, mapping, sink)
    let calls = TracedCalls { (body: (TracedCall) throws(ImportError) -> Void) throws(ImportError) in
      try objects.forEach(sink) { (object: LogObject) throws(ImportError) in
        if let type = object["type"]?.string, type != "GENERATION" {
          sink.leaveOut("observations of the type \(type)")
          return
        }
        guard let call = Langfuse.call(object) else {
          try sink.refuse(.missingKey, file: object.file, line: object.line, key: "trace_id", "is missing")
          return
        }
        try body(call)
      }
    }
    try calls.read(input, into: sink)
  }

  /// Refuses exports without the groups of fields that are needed.
  private func check(_ objects: LogObjects, _ mapping: Mapping, _ sink: LogSink) throws(ImportError) {
    var (hasWords, hasMetadata, hasAny, hasGeneration) = (false, false, false, false)
    try objects.forEach(sink, isQuiet: true) { (object: LogObject) throws(ImportError) in
      hasAny = true
      if object.value["input"] != nil || object.value["output"] != nil { hasWords = true }
      if object.value["metadata"] != nil { hasMetadata = true }
      if object["type"]?.string.map({ $0 == "GENERATION" }) ?? true { hasGeneration = true }
    }
    guard hasAny, let path = objects.input.files.first?.path else { return }
    if !hasWords {
      throw .unmapped(
        path: path,
        explanation: "holds no “input” and no “output”: the field group “io” was left out of the export; export again "
          + "with it")
    }
    if !hasGeneration {
      throw .unmapped(path: path, explanation: "holds no observation of the type GENERATION, which has what was said")
    }
    let fields = [mapping.outcome, mapping.customer, mapping.outcomeAt].compactMap(\.self) + (mapping.profile ?? [])
    if !hasMetadata, let field = fields.first(where: { $0.path.hasPrefix("metadata") }) {
      throw .unmapped(
        path: path,
        explanation:
          "holds no “metadata”, of which \(field.text) was named: the field group “metadata” was left out of "
          + "the export; export again with it")
    }
  }

  private static func call(_ object: LogObject) -> TracedCall? {
    let value = object.value
    // A trace is one call of the whole application; its own id is the trace's.
    let trace = value.first(of: "trace_id", "traceId")?.words ?? (value["type"] == nil ? value["id"]?.words : nil)
    guard let conversation = value.first(of: "session_id", "sessionId")?.words ?? trace else { return nil }
    let start = value.first(of: "start_time", "startTime", "timestamp")?.words ?? ""
    let end = value.first(of: "end_time", "endTime")?.words
    var call = TracedCall(
      file: object.file, line: object.line, conversation: conversation, order: LogTime.order(of: start))
    call.at = end ?? (start.isEmpty ? nil : start)
    call.input = value.filled("input")
    call.output = value.filled("output")
    call.customer = value.first(of: "user_id", "userId")?.words
    call.name = value.filled("name")?.words
    for (name, key) in sides {
      if let side = value.first(of: name, key) { call.sides.append(.init(name, side.opened)) }
    }
    if let scores = value.filled("scores")?.opened.elements { call.sides += Langfuse.sides(of: scores) }
    return call
  }

  private static let sides = [
    ("metadata", "metadata"), ("environment", "environment"), ("trace_name", "traceName"), ("name", "name"),
    ("release", "release"), ("version", "version"), ("tags", "tags"),
    ("provided_model_name", "providedModelName"), ("model", "model"), ("trace_id", "traceId"),
    ("prompt_name", "promptName"), ("prompt_version", "promptVersion"),
  ]

  /// Scores by their names; those that an evaluation of Langfuse's gave are a model's.
  private static func sides(of scores: [JSONValue]) -> [JSONValue.Member] {
    var (given, judged): ([JSONValue.Member], [JSONValue.Member]) = ([], [])
    for score in scores {
      guard let name = score.filled("name")?.string,
        let value = score.first(of: "stringValue", "string_value", "value")
      else { continue }
      if score.filled("source")?.string == "EVAL" {
        judged.append(.init(name, value))
      } else {
        given.append(.init(name, value))
      }
    }
    return [("scores", given), ("eval_scores", judged)].filter { !$0.1.isEmpty }.map { .init($0.0, .object($0.1)) }
  }
}
