internal import JSON

/// Events of generative AI among the logs of OTLP: what a call said stands in one event, or, before version 1.37 of the
/// conventions, every message in one of its own.
enum OTelEvents {
  /// Whether a value is an export of logs, or a part of one.
  static func isLog(_ value: JSONValue) -> Bool {
    value.first(of: "resourceLogs", "resource_logs", "scopeLogs", "scope_logs", "logRecords", "log_records") != nil
  }

  /// The calls that the events of a value tell of, as spans with these events.
  static func calls(in value: JSONValue) -> [JSONValue] {
    var (spans, places): ([JSONValue], [String: Int]) = ([], [:])
    for record in records(in: value) {
      let attributes = OTelSpan.attributes(record.filled("attributes") ?? .object([]))
      let name = record.first(of: "eventName", "event_name")?.string ?? attributes.filled("event.name")?.string ?? ""
      guard name.hasPrefix("gen_ai.") else { continue }
      let isWhole = name == "gen_ai.client.inference.operation.details"
      let span = record.first(of: "spanId", "span_id")?.words
      let trace = OTelSpan.trace(of: record)
      var event = record
      event["name"] = .string(name)
      // Messages of one span are those of one call; what stands in one event is a call of its own.
      let key = isWhole ? nil : span.map { "\(trace ?? "")\n\($0)" }
      if let key, let place = places[key] {
        spans[place]["events"] = .array((spans[place]["events"]?.elements ?? []) + [event])
        continue
      }
      let kept = (attributes.members ?? []).filter { $0.key.hasPrefix("gen_ai.") || $0.key.hasSuffix("user.id") }
      var made: JSONValue = ["attributes": .object(kept), "events": .array([event])]
      if made["attributes"]?["gen_ai.operation.name"] == nil {
        made["attributes"]?["gen_ai.operation.name"] = .string("chat")
      }
      if let trace { made["traceId"] = .string(trace) }
      if let time = record.first(of: "timeUnixNano", "time_unix_nano", "observedTimeUnixNano")?.words {
        made["startTimeUnixNano"] = .string(time)
        made["endTimeUnixNano"] = .string(time)
      }
      if let key { places[key] = spans.count }
      spans.append(made)
    }
    return spans
  }

  private static func records(in value: JSONValue) -> [JSONValue] {
    if let resources = value.first(of: "resourceLogs", "resource_logs")?.elements {
      return resources.flatMap { records(in: $0) }
    }
    if let scopes = value.first(of: "scopeLogs", "scope_logs")?.elements { return scopes.flatMap { records(in: $0) } }
    return value.first(of: "logRecords", "log_records")?.elements ?? []
  }
}
