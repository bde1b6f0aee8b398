internal import JSON

/// The content of a message: a text, or parts of which some are words and others the model's thoughts.
struct MessageContent {
  /// `nil` where there is none.
  private(set) var text: String?
  private(set) var refusal: String?
  private(set) var toolCalls: [String] = []
  /// Why it is no text.
  private(set) var problem: String?

  private static let thoughts: Set<String> = [
    "thinking", "redacted_thinking", "reasoning", "reasoning_content", "reasoning_text", "thought", "summary_text",
  ]

  init(_ content: JSONValue?) {
    switch content {
    case nil, .null: break
    case .string(let words): text = words
    case .array(let parts): for part in parts { add(part) }
    case .object: if let content { add(content) }
    case .number, .bool: problem = "the content is neither text nor parts of one"
    }
  }

  private mutating func add(_ part: JSONValue) {
    if let words = part.string { return append(words) }
    let type = part["type"]?.string
    switch type {
    case "text", "output_text", nil:
      if let words = part["text"]?.string ?? part["text"]?["value"]?.string { return append(words) }
      problem = "a part of the content has no text"
    case "refusal": refusal = part["refusal"]?.string ?? part["text"]?.string ?? "a refusal"
    case "tool_use", "tool_call", "function_call": toolCalls.append(part["name"]?.string ?? "")
    case let type? where MessageContent.thoughts.contains(type): break
    case let type?: problem = "a part of the content is “\(type.prefix(40))”, which is no text"
    }
  }

  private mutating func append(_ words: String) { text = (text ?? "") + words }
}
