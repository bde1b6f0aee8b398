internal import Interchange
internal import JSON
internal import Text

/// Spans of OpenTelemetry's conventions for generative AI: OTLP as JSON (`resourceSpans`, or `resourceLogs` with events), or spans
/// one by one with an object of attributes. Spans of a conversation mostly repeat the history.
struct OTelGenAI: LogFormat {
  let id = "otel-genai"
  let title = "OpenTelemetry spans of generative AI"
  let signature = "“resourceSpans”, “resourceLogs”, or spans, with attributes such as gen_ai.…"
  let isTried = false

  func evidence(in sample: LogSample) -> String? {
    let objects = sample.objects(under: "resourceSpans", "resource_spans", "resourceLogs", "resource_logs", "spans")
    guard !objects.isEmpty else { return nil }
    if objects.contains(where: { $0.first(of: "resourceSpans", "resource_spans", "scopeSpans", "scope_spans") != nil })
    {
      return "it holds “resourceSpans”, as OTLP has them in JSON"
    }
    if objects.contains(where: { !OTelEvents.calls(in: $0).isEmpty }) {
      return "it holds “resourceLogs” with events such as gen_ai.…, as OTLP has them in JSON"
    }
    let hasAttributes = objects.allSatisfy { $0["attributes"] != nil && OTelSpan.trace(of: $0) != nil }
    guard hasAttributes, objects.contains(where: { OTelSpan($0)?.isOfModel == true }) else { return nil }
    return "its records are spans with attributes such as gen_ai.…"
  }

  func read(_ input: LogInput, _ mapping: Mapping, into sink: LogSink) throws(ImportError) {
    let objects = LogObjects(input: input, mapping: mapping, lists: OTelGenAI.lists)
    var (spans, withWords) = (0, 0)
    try forEachSpan(objects, sink, isQuiet: true) { (_: LogObject, span: OTelSpan) throws(ImportError) in
      spans += 1
      if span.input != nil || span.output != nil { withWords += 1 }
    }
    guard let path = input.files.first?.path else { return }
    if withWords == 0 {
      throw .unmapped(
        path: path, explanation: spans == 0 ? "holds no span of a model (gen_ai.…)" : OTelGenAI.silence(spans))
    }
    let calls = TracedCalls { (body: (TracedCall) throws(ImportError) -> Void) throws(ImportError) in
      try forEachSpan(objects, sink, isQuiet: false) { (object: LogObject, span: OTelSpan) throws(ImportError) in
        var call = TracedCall(
          file: object.file, line: object.line,
          conversation: span.conversation ?? span.trace ?? "\(object.file.stem)-\(object.line)", order: span.order)
        call.at = span.end
        call.input = span.input
        call.output = span.output
        call.customer = span.customer
        call.name = span.agent
        call.sides = span.sides
        call.silence = .init("gen_ai.input.messages", OTelGenAI.remedy)
        try body(call)
      }
    }
    try calls.read(input, into: sink)
  }

  private static let lists: Set<String> = ["resourceSpans", "resource_spans", "resourceLogs", "resource_logs", "spans"]

  private static let remedy =
    "holds no word that was said: content is off unless it is asked for; set "
    + "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true where the program runs, and record again"

  private static func silence(_ spans: Int) -> String {
    "holds \(NumberText.counted(spans, "span")) of models and \(remedy.dropFirst("holds ".count))"
  }

  private func forEachSpan(
    _ objects: LogObjects, _ sink: LogSink, isQuiet: Bool, _ body: (LogObject, OTelSpan) throws(ImportError) -> Void
  ) throws(ImportError) {
    try objects.forEach(sink, isQuiet: isQuiet) { (object: LogObject) throws(ImportError) in
      for value in OTelGenAI.spans(in: object.value) {
        if let span = OTelSpan(value), span.isOfModel {
          try body(object, span)
        } else if !isQuiet {
          sink.leaveOut("spans that are no calls of a model")
        }
      }
    }
  }

  /// The spans of an export, of a resource, or the one that a record is.
  private static func spans(in value: JSONValue) -> [JSONValue] {
    if let resources = value.first(of: "resourceSpans", "resource_spans")?.elements {
      return resources.flatMap { spans(in: $0) }
    }
    if let scopes = value.first(of: "scopeSpans", "scope_spans", "instrumentationLibrarySpans")?.elements {
      return scopes.flatMap { $0.filled("spans")?.elements ?? [] }
    }
    if OTelEvents.isLog(value) { return OTelEvents.calls(in: value) }
    return value.filled("spans")?.elements ?? [value]
  }
}
