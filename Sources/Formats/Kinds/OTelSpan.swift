internal import JSON

/// A span of OpenTelemetry with what it says of a call of a model.
struct OTelSpan {
  let trace: String?
  let conversation: String?
  let customer: String?
  let agent: String?
  let order: String
  let end: String?
  private(set) var input: JSONValue?
  private(set) var output: JSONValue?
  private(set) var sides: [JSONValue.Member] = []
  /// Whether it is a call of a model, not of a tool and not of a whole workflow.
  let isOfModel: Bool

  init?(_ span: JSONValue) {
    guard span.members != nil else { return nil }
    let attributes = OTelSpan.attributes(span.filled("attributes") ?? .object([]))
    trace = OTelSpan.trace(of: span)
    conversation = attributes.filled("gen_ai.conversation.id")?.words
    customer = attributes.first(of: "enduser.id", "user.id")?.words
    agent = attributes.filled("gen_ai.agent.name")?.words
    let start = span.first(of: "startTimeUnixNano", "start_time_unix_nano", "start_time", "startTime")?.words ?? ""
    order = OTelSpan.padded(start)
    end = (span.first(of: "endTimeUnixNano", "end_time_unix_nano", "end_time", "endTime")?.words).map(OTelSpan.micro)
    input = attributes.filled("gen_ai.input.messages")?.opened
    output = attributes.filled("gen_ai.output.messages")?.opened
    let operation = attributes.filled("gen_ai.operation.name")?.string
    let isCall = operation.map(["chat", "text_completion", "generate_content", "invoke_agent"].contains)
    let events = span.filled("events")?.elements ?? []
    isOfModel =
      isCall
      ?? (attributes.first(of: "gen_ai.system", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.input.messages")
        != nil && attributes["gen_ai.tool.name"] == nil)
    readEvents(events)
    input = input ?? OTelSpan.numbered("gen_ai.prompt", attributes) ?? attributes.filled("gen_ai.prompt")?.opened
    output =
      output ?? OTelSpan.numbered("gen_ai.completion", attributes) ?? attributes.filled("gen_ai.completion")?.opened
    if let instructions = attributes.filled("gen_ai.system_instructions")?.opened,
      let text = TracedMessage.words(of: instructions, nil), let messages = input?.elements
    {
      input = .array([["role": .string("system"), "content": .string(text)]] + messages)
    }
    for member in attributes.members ?? [] where OTelSpan.sideNames.contains(member.key) { sides.append(member) }
    if let trace { sides.append(.init("trace_id", .string(trace))) }
  }

  private static let sideNames: Set<String> = [
    "gen_ai.system", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.response.model", "gen_ai.agent.name",
    "gen_ai.operation.name", "gen_ai.response.finish_reasons", "error.type", "service.name",
  ]

  /// Before version 1.37 of the conventions every message was an event of its own.
  private mutating func readEvents(_ events: [JSONValue]) {
    var (asked, answered): ([JSONValue], [JSONValue]) = ([], [])
    for event in events {
      guard let name = event.filled("name")?.string else { continue }
      let values = OTelSpan.attributes(event.filled("attributes") ?? .object([]))
      if name == "gen_ai.client.inference.operation.details" {
        // They may be the event's body as well.
        let body = OTelSpan.body(event, values)
        input = input ?? (values.filled("gen_ai.input.messages") ?? body.filled("gen_ai.input.messages"))?.opened
        output = output ?? (values.filled("gen_ai.output.messages") ?? body.filled("gen_ai.output.messages"))?.opened
        continue
      }
      guard let role = OTelSpan.roles[name] else { continue }
      let body = OTelSpan.body(event, values)
      // A choice holds a message, or the text of one beside it.
      let message = name == "gen_ai.choice" ? body.filled("message")?.opened ?? body : body
      var content = message.members == nil ? message : message.first(of: "content", "gen_ai.event.content")?.opened
      if let inner = content, inner.members != nil { content = inner.filled("content") }
      var made: JSONValue = ["role": .string(message.filled("role")?.string ?? role)]
      if let content { made["content"] = content }
      if let calls = message.filled("tool_calls") { made["tool_calls"] = calls.opened }
      if made["content"] == nil, made["tool_calls"] == nil { continue }
      if name == "gen_ai.choice" { answered.append(made) } else { asked.append(made) }
    }
    if input == nil, !asked.isEmpty { input = .array(asked) }
    if output == nil, !answered.isEmpty { output = .array(answered) }
  }

  /// Messages whose parts are attributes of their own: `gen_ai.prompt.0.role`, `gen_ai.prompt.0.content`.
  private static func numbered(_ name: String, _ attributes: JSONValue) -> JSONValue? {
    var messages: [JSONValue] = []
    while let content = attributes.filled("\(name).\(messages.count).content") {
      let role = attributes.filled("\(name).\(messages.count).role")?.string ?? "assistant"
      messages.append(["role": .string(role), "content": content.opened])
    }
    return messages.isEmpty ? nil : .array(messages)
  }

  private static let roles = [
    "gen_ai.system.message": "system", "gen_ai.user.message": "user", "gen_ai.assistant.message": "assistant",
    "gen_ai.tool.message": "tool", "gen_ai.choice": "assistant",
  ]

  private static func body(_ event: JSONValue, _ attributes: JSONValue) -> JSONValue {
    guard let body = event.filled("body") else { return attributes }
    return plain(body).opened
  }

  static func trace(of span: JSONValue) -> String? {
    span.first(of: "traceId", "trace_id")?.words ?? span.at("context", "trace_id")?.words
  }

  /// Attributes as an object, whether they are one or OTLP's list of keys and values.
  static func attributes(_ value: JSONValue) -> JSONValue {
    let value = value.opened
    guard let pairs = value.elements else { return value }
    return .object(
      pairs.compactMap { pair in
        guard let key = pair.filled("key")?.string, let value = pair.filled("value") else { return nil }
        return .init(key, plain(value))
      })
  }

  /// A value without the name of its kind, which OTLP wraps around it.
  private static func plain(_ value: JSONValue, depth: Int = 0) -> JSONValue {
    guard depth < 32, let member = value.members?.first, value.members?.count == 1 else { return value }
    switch member.key {
    case "stringValue", "string_value", "boolValue", "bool_value", "doubleValue", "double_value", "intValue",
      "int_value", "bytesValue":
      return member.value
    case "arrayValue", "array_value":
      return .array((member.value.filled("values")?.elements ?? []).map { plain($0, depth: depth + 1) })
    case "kvlistValue", "kvlist_value":
      return .object(
        (member.value.filled("values")?.elements ?? []).compactMap { pair in
          guard let key = pair.filled("key")?.string else { return nil }
          return .init(key, pair.filled("value").map { plain($0, depth: depth + 1) } ?? .null)
        })
    default: return value
    }
  }

  /// Nanoseconds sort as texts of one length; other times as times.
  private static func padded(_ time: String) -> String {
    guard !time.isEmpty, time.allSatisfy({ $0.isASCII && $0.isNumber }) else { return LogTime.order(of: time) }
    return String(repeating: "0", count: max(0, 24 - time.count)) + time
  }

  /// Nanoseconds are more than what a time is told by; microseconds are enough.
  private static func micro(_ time: String) -> String {
    time.count == 19 && time.allSatisfy { $0.isASCII && $0.isNumber } ? String(time.dropLast(3)) : time
  }
}
