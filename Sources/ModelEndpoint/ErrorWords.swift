package import JSON

/// The words of an error, in any of the forms that endpoints and batch engines give it.
///
/// OpenAI: `{"error": {"message"}}`; vLLM: `{"object": "error", "message"}`, and that once more inside `error`; SGLang:
/// `{"error": "…"}` or `{"message", "code"}`; FastAPI: `{"detail": "…"}` or `{"detail": [{"loc", "msg"}]}`.
package enum ErrorWords {
  /// - Returns: `nil` where `value` says nothing in words.
  package static func reading(_ value: JSONValue?) -> String? { reading(value, depth: 0) }

  private static func reading(_ value: JSONValue?, depth: Int) -> String? {
    guard let value, depth < 4 else { return nil }
    if let text = value.string { return text.isEmpty ? nil : text }
    if let elements = value.elements {
      let words = elements.prefix(3).compactMap { reading($0, depth: depth + 1) }
      return words.isEmpty ? nil : words.joined(separator: "; ")
    }
    for key in ["error", "message", "detail", "msg", "errors"] {
      guard var words = reading(value[key], depth: depth + 1) else { continue }
      let place = (value["loc"]?.elements ?? []).compactMap { $0.string ?? $0.integer.map(String.init) }
      if !place.isEmpty { words = place.joined(separator: ".") + ": " + words }
      // What the provider behind a gateway said, and the code where the message does not have it.
      for more in [value["metadata"]?["raw"]?.string, value["code"]?.string] {
        if let more, !more.isEmpty, !words.contains(more) { words += " (\(more))" }
      }
      return words
    }
    return value["code"]?.string ?? value["type"]?.string
  }
}
