import AuditStore
import JSON

/// The keys of definitions, and which of them mean something in which form.
enum DefinitionKeys {
  private static let sampling = [
    "temperature", "top_p", "max_tokens", "max_completion_tokens", "stop", "reasoning_effort", "seed", "extra_body",
  ]
  private static let connection = ["api_key_env", "headers", "query", "ca_file", "proxy", "timeout"]
  private static let drawing = ["profile_fields", "draws", "no_reply", "empty_is_no_reply", "form"]

  static let instrument =
    ["id", "model", "base_url", "prompt", "template", "system", "messages"] + sampling + connection
    + ["task", "response_format", "window"]

  static func simulator(_ form: ModelDefinition.Form) -> [String] {
    switch form {
    case .prompt:
      ["id", "model", "base_url", "prompt", "template", "system", "messages"] + sampling + connection + drawing
    case .chat: ["id", "model", "base_url", "system", "messages", "tool_turns"] + sampling + connection + drawing
    case .text:
      ["id", "model", "base_url", "prompt", "template", "speakers"] + sampling.filter { !reasoning.contains($0) }
        + connection + drawing
    case .command: ["id", "model", "command", "seed", "tool_turns", "timeout"] + drawing
    case .service:
      [
        "id", "model", "url", "request", "turn", "answer", "silence", "system", "messages", "speakers", "tool_turns",
        "seed",
      ]
        + connection + drawing
    }
  }

  /// What only chat endpoints know.
  private static let reasoning = ["max_completion_tokens", "reasoning_effort"]

  static func all(_ kind: DefinitionRecord.Kind) -> [String] {
    guard kind == .simulator else { return instrument }
    var all: [String] = []
    for form in ModelDefinition.Form.allCases {
      for key in simulator(form) where !all.contains(key) { all.append(key) }
    }
    return all
  }
}
