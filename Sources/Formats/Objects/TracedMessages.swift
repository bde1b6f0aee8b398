internal import JSON

/// Messages in the shapes in which tools that trace models keep them: OpenAI's, LangChain's, and those with parts.
struct TracedMessage {
  var speaker: String
  /// `nil` where nothing was said.
  var text: String?
  var id: String?
  var at: String?

  /// - Parameter sink: Told what is left out.
  init(_ raw: JSONValue, _ sink: LogSink?) {
    let (message, name) = TracedMessage.core(raw)
    speaker = TracedMessage.speaker(message, name)
    id = message.filled("id")?.string
    at = message.first(of: "timestamp", "created_at")?.scalar
    let content = message.first(of: "content", "parts", "text")
    let words = content.flatMap { TracedMessage.words(of: $0, sink) } ?? message.filled("refusal")?.string
    let calls = message.first(of: "tool_calls", "function_call") ?? message.at("additional_kwargs", "tool_calls")
    let hasCalls = calls.map { !$0.isEmptyList } ?? content.map(TracedMessage.isCall) ?? false
    text = hasCalls && words?.isEmpty != false ? nil : words
    if text == nil { sink?.leaveOut(hasCalls ? "calls of tools without a word" : "messages without a text") }
  }

  /// The object that holds the content, and what its class is called where it is a serialized one.
  private static func core(_ raw: JSONValue) -> (JSONValue, String?) {
    if let inner = raw.filled("message"), inner.members != nil { return core(inner) }
    if let arguments = raw.filled("kwargs"), arguments.members != nil {
      return (arguments, raw.filled("id")?.elements?.last?.string)
    }
    if let data = raw.filled("data"), data.members != nil, raw.filled("content") == nil {
      return (data, raw.filled("type")?.string)
    }
    return (raw, nil)
  }

  private static func speaker(_ message: JSONValue, _ name: String?) -> String {
    if let role = message.filled("role")?.string { return role }
    let name = name ?? message.filled("type")?.string ?? ""
    for (start, speaker) in classes where name.lowercased().hasPrefix(start) { return speaker }
    // What a model generated without a message around it.
    return name.isEmpty ? "assistant" : name
  }

  private static let classes = [
    ("human", "human"), ("ai", "ai"), ("system", "system"), ("tool", "tool"), ("function", "function"),
  ]

  private static let calls: Set<String> = ["tool_call", "tool_use", "function_call"]

  /// Whether parts call a tool.
  private static func isCall(_ content: JSONValue) -> Bool {
    (content.elements ?? []).contains { $0.filled("type")?.string.map(calls.contains) == true }
  }

  /// The texts of parts, joined; thoughts, calls and pictures are left out.
  static func words(of content: JSONValue, _ sink: LogSink?) -> String? {
    if let text = content.string { return text }
    if let text = content.first(of: "text", "content")?.string { return text }
    guard let parts = content.elements else { return nil }
    var texts: [String] = []
    var silent: [String] = []
    for part in parts {
      let type = part.filled("type")?.string ?? "unknown"
      switch type {
      case "reasoning", "thinking", "redacted_thinking": silent.append(type)
      case _ where calls.contains(type):
        silent.append(type)
      case "tool_call_response":
        let answer = part.first(of: "response", "result")
        if let answer { texts.append(answer.string ?? answer.json(indented: false)) }
      default:
        if let text = part.string ?? part.first(of: "text", "content", "refusal")?.string {
          texts.append(text)
        } else {
          silent.append(type)
        }
      }
    }
    // A call alone is told of as a whole.
    if !texts.isEmpty || !isCall(content) {
      for type in silent { sink?.leaveOut("parts of the type \(type)") }
    }
    return texts.isEmpty ? nil : texts.joined(separator: "\n")
  }

  /// The messages that a value is or holds, as they stand there; `nil` where it is no such value.
  static func list(in value: JSONValue, depth: Int = 0) -> [JSONValue]? {
    if depth > 6 { return nil }
    let value = value.opened
    if let elements = value.elements {
      guard let first = elements.first(where: { $0 != .null }) else { return nil }
      if isMessage(first) { return elements.filter { $0 != .null } }
      return first.elements == nil ? nil : list(in: first, depth: depth + 1)
    }
    guard value.members != nil else { return nil }
    if isMessage(value) { return [value] }
    for key in holders {
      guard let held = value.filled(key), let messages = list(in: held, depth: depth + 1) else { continue }
      // Anthropic's system prompt stands beside the messages.
      guard let system = value.filled("system").flatMap({ words(of: $0, nil) }) else { return messages }
      return [["role": .string("system"), "content": .string(system)]] + messages
    }
    return nil
  }

  private static let holders = [
    "messages", "choices", "generations", "message", "output", "input", "outputs", "inputs", "chat_history", "history",
    "prompt", "kwargs",
  ]

  private static func isMessage(_ value: JSONValue) -> Bool {
    guard value.members != nil else { return false }
    if value.filled("role")?.string != nil { return value.first(of: "content", "parts", "tool_calls", "text") != nil }
    if let inner = value.filled("message"), inner.members != nil { return isMessage(inner) }
    if value.filled("id")?.elements?.last?.string?.contains("Message") == true { return value.filled("kwargs") != nil }
    guard let type = value.filled("type")?.string?.lowercased() else { return false }
    return classes.contains { type.hasPrefix($0.0) } && value.first(of: "content", "data") != nil
  }

  /// What a value says that is a text, or an object with one: a question or an answer without a role.
  static func plainText(_ value: JSONValue?) -> String? {
    guard let value = value?.opened else { return nil }
    if let text = value.string { return text.isEmpty ? nil : text }
    guard let members = value.members else { return nil }
    let keys = ["input", "question", "query", "prompt", "text", "content", "output", "answer", "response", "result"]
    if let text = keys.lazy.compactMap({ value.filled($0)?.string }).first { return text }
    return members.count == 1 ? members[0].value.string : nil
  }
}
