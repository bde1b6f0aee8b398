internal import Interchange
internal import JSON

/// LangSmith runs. A thread is named in a run's metadata (`session_id` of the run itself is the project), and its
/// runs mostly repeat the history; `dotted_order` says how they follow each other, not the time.
struct LangSmith: LogFormat {
  let id = "langsmith"
  let title = "LangSmith runs"
  let signature = "runs with “run_type” and “dotted_order” or “trace_id”"
  let isTried = false

  func evidence(in sample: LogSample) -> String? {
    let objects = sample.objects(under: "runs", "data")
    guard !objects.isEmpty,
      objects.allSatisfy({ $0["run_type"] != nil && ($0["dotted_order"] != nil || $0["trace_id"] != nil) })
    else { return nil }
    return
      "its records are runs with “run_type” and “\(objects[0]["dotted_order"] == nil ? "trace_id" : "dotted_order")”"
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    let objects = LogObjects(input: input, mapping: mapping, lists: ["runs", "data"])
    let calls = TracedCalls { (body: (TracedCall) throws(ImportError) -> Void) throws(ImportError) in
      try objects.forEach(sink) { (object: LogObject) throws(ImportError) in
        guard let type = object["run_type"]?.string else {
          try sink.refuse(.missingKey, file: object.file, line: object.line, key: "run_type", "is missing")
          return
        }
        guard type == "llm" || type == "chain" else {
          sink.leaveOut("runs of the type \(type)")
          return
        }
        try body(LangSmith.call(object))
      }
    }
    try calls.read(input, into: sink)
  }

  private static func call(_ object: LogObject) -> TracedCall {
    let value = object.value
    let metadata = value.filled("extra")?.opened.filled("metadata")?.opened ?? .object([])
    let thread = metadata.first(of: "thread_id", "session_id", "conversation_id")?.words
    let trace = value.filled("trace_id")?.words ?? value.filled("id")?.words
    let start = value.filled("start_time")?.words ?? ""
    var call = TracedCall(
      file: object.file, line: object.line, conversation: thread ?? trace ?? "\(object.file.stem)-\(object.line)",
      order: value.filled("dotted_order")?.words ?? LogTime.order(of: start))
    let parents = value.filled("parent_run_ids")?.opened.elements ?? []
    call.rank = value.filled("parent_run_id")?.words == nil && parents.isEmpty ? 1 : 0
    call.at = value.filled("end_time")?.words ?? (start.isEmpty ? nil : start)
    call.input = value.filled("inputs")
    call.output = value.filled("outputs")
    call.customer = metadata.first(of: "user_id", "customer_id")?.words
    call.name = value.filled("name")?.words
    let stored = ["inputs", "outputs"].first { name in
      value.filled(name).map(\.opened.isEmptyList) ?? true
        && value.filled("\(name)_s3_urls").map { !$0.opened.isEmptyList && $0.words != "" } ?? false
    }
    if let stored {
      call.silence = .init(
        stored,
        "lie in S3 (\(stored)_s3_urls names where) and not in the file; export the runs with the API or the SDK, which "
          + "put them in")
    }
    for name in ["name", "status", "error", "session_name", "reference_example_id"] {
      if let side = value.filled(name) { call.sides.append(.init(name, side)) }
    }
    for name in ["tags", "feedback_stats"] {
      if let side = value.filled(name) { call.sides.append(.init(name, side.opened)) }
    }
    call.sides.append(.init("metadata", metadata))
    return call
  }
}
