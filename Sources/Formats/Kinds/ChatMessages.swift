internal import JSON

/// A list of chat messages as OpenAI's API has them, which many formats hold: roles, texts that are a string or parts,
/// calls of tools without a word.
struct ChatMessages {
  /// The keys of the role and of the text, in the order in which they are tried.
  var roles = ["role"]
  var texts = ["content"]
  var times = ["timestamp", "created_at", "created", "time", "ts"]
  /// What stands where a text only refers to it; `nil` for a text that is meant as it stands.
  var target: ((JSONView) -> JSONView?)?

  /// Adds the turns; what is left out is told to `sink`.
  func add(_ messages: JSONView, to conversation: inout LogConversation, _ sink: LogSink) {
    for message in messages.elements { add(message: message, to: &conversation, sink) }
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
      let held = part.isString ? part : part["text"] ?? part["content"]
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

  /// Whether a list is of messages.
  static func isList(_ value: JSONValue?) -> Bool {
    guard let elements = value?.elements, let first = elements.first(where: { $0 != .null }) else { return false }
    return first["role"]?.string != nil && (first["content"] != nil || first["tool_calls"] != nil)
  }
}
