internal import JSON

/// A list of chat messages as OpenAI's API has them, which many formats hold: roles, texts that are a string or parts,
/// calls of tools without a word.
struct ChatMessages {
  /// The keys of the role and of the text, in the order in which they are tried.
  var roles: [String]
  var texts: [String]
  var times: [String]
  /// What stands where a text only refers to it; `nil` for a text that is meant as it stands.
  var target: ((JSONView) -> JSONView?)?

  private let nested = NestedJSON()

  init(
    roles: [String] = ["role"], texts: [String] = ["content"],
    times: [String] = ["timestamp", "created_at", "created", "time", "ts"],
    target: ((JSONView) -> JSONView?)? = nil
  ) {
    self.roles = roles
    self.texts = texts
    self.times = times
    self.target = target
  }

  /// Adds the turns; what is left out is told to `sink`. A list may stand in a string, as tables keep it, or be an object
  /// of lists, one for each key.
  func add(_ messages: JSONView, to conversation: inout LogConversation, _ sink: LogSink) {
    if let text = messages.string {
      if let list = nested.view(of: text) { add(list, to: &conversation, sink) }
      return
    }
    if messages.kind == .object { return addColumns(messages, to: &conversation, sink) }
    for message in messages.elements { add(message: message, to: &conversation, sink) }
  }

  private func addColumns(_ columns: JSONView, to conversation: inout LogConversation, _ sink: LogSink) {
    let speakers = roles.lazy.compactMap { columns[$0]?.elements }.first ?? []
    let words = texts.lazy.compactMap { columns[$0]?.elements }.first ?? []
    for (speaker, text) in zip(speakers, words) {
      if !conversation.add(speaker.scalar ?? "", text) { sink.leaveOut("messages without a text") }
    }
    sink.leaveOut("messages without a text", max(0, speakers.count - words.count))
  }

  func add(message: JSONView, to conversation: inout LogConversation, _ sink: LogSink) {
    guard message.kind == .object else {
      if !message.isNull { sink.leaveOut("messages that are no objects") }
      return
    }
    let speaker = roles.lazy.compactMap { message[$0]?.scalar }.first ?? ""
    let at = times.lazy.compactMap { message[$0]?.scalar }.first
    for key in texts {
      guard var text = message[key] else { continue }
      if let other = target?(text) { text = other }
      if text.isString {
        if isSaid(text, message, sink) { conversation.add(speaker, text, at: at) }
      } else if let words = ChatMessages.words(of: text, sink, target: target) {
        conversation.add(speaker, words.utf8, at: at)
      } else {
        sink.leaveOut("messages without a text")
      }
      return
    }
    // Instead of a text, a model may have said why it gives none.
    if let refusal = message["refusal"], conversation.add(speaker, refusal, at: at) {
      sink.note("refusals of the model, taken as what it said")
      return
    }
    sink.leaveOut(message.has("tool_calls") ? "calls of tools without a word" : "messages without a text")
  }

  /// An empty text beside a call of a tool says nothing; alone it is what was said.
  private func isSaid(_ text: JSONView, _ message: JSONView, _ sink: LogSink) -> Bool {
    guard text.raw.count == 2, message["tool_calls"]?.elements.isEmpty == false else { return true }
    sink.leaveOut("calls of tools without a word")
    return false
  }

  /// The texts of content parts, joined; `nil` where there is none. Pictures and sounds are left out.
  static func words(
    of parts: JSONView, _ sink: LogSink, target: ((JSONView) -> JSONView?)? = nil
  ) -> String? {
    if parts.isString { return parts.string }
    if parts.kind == .object { return parts["text"]?.string ?? parts["content"]?.string }
    var texts: [String] = []
    for part in parts.elements {
      let held = part.isString ? part : part["text"] ?? part["content"] ?? part["refusal"]
      if let text = (held.flatMap { target?($0) } ?? held)?.string {
        // Thoughts of a model are not said to anybody.
        if let type = part["type"]?.string, type == "reasoning" || type == "thinking" {
          sink.leaveOut("parts of the type \(type)")
        } else {
          texts.append(text)
        }
      } else {
        sink.leaveOut("parts of the type \(part["type"]?.string ?? "unknown")")
      }
    }
    return texts.isEmpty ? nil : texts.joined(separator: "\n")
  }

  /// Whether a value is a list of messages, a string that holds one, or an object of lists.
  static func isList(_ value: JSONValue?, _ role: String = "role", _ text: String = "content") -> Bool {
    if let string = value?.string, string.utf8.first == 91 {
      return isList(try? JSONValue(parsing: string), role, text)
    }
    if let value, value[role]?.elements?.first?.string != nil { return value[text]?.elements != nil }
    guard let elements = value?.elements, let first = elements.first(where: { $0 != .null }) else { return false }
    return first[role]?.string != nil && (first[text] != nil || first["tool_calls"] != nil)
  }
}
