extension JSONValue {
  /// Reads a text that is one JSON value (RFC 8259), nested at most ``JSONParser/maximumDepth`` levels.
  ///
  /// The members of one key are all kept. `\u0000` is a character like any other.
  /// - Throws: ``JSONProblem`` with the place, for NaN and Infinity as well.
  public init(parsing text: UnsafeRawBufferPointer) throws(JSONProblem) {
    self = try JSONParser().value(of: text)
  }

  public init(parsing text: some Sequence<UInt8>) throws(JSONProblem) {
    let result = Array(text).withUnsafeBytes { bytes -> Result<JSONValue, JSONProblem> in
      do throws(JSONProblem) { return .success(try JSONValue(parsing: bytes)) } catch { return .failure(error) }
    }
    self = try result.get()
  }

  public init(parsing text: String) throws(JSONProblem) { self = try JSONValue(parsing: text.utf8) }

  /// A copy of what `view` points to.
  public init(_ view: JSONView) {
    switch view.kind {
    case .object:
      var members: [Member] = []
      var children = view.firstChild
      while let key = children.next(), let value = children.next() {
        members.append(Member(key.string ?? "", JSONValue(value)))
      }
      self = .object(members)
    case .array:
      var elements: [JSONValue] = []
      var children = view.firstChild
      while let element = children.next() { elements.append(JSONValue(element)) }
      self = .array(elements)
    case .string: self = .string(view.string ?? "")
    case .number: self = .number(String(decoding: view.raw, as: UTF8.self))
    case .boolean: self = .bool(view.isTrue)
    case .null: self = .null
    }
  }
}

/// Why and where a text is no JSON.
public struct JSONProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// In bytes from the start of the text.
  public var offset: Int
  /// From 1.
  public var line: Int
  public var explanation: String

  public var description: String { "line \(line), byte \(offset): \(explanation)" }

  init(_ error: JSONSyntaxError, in text: UnsafeRawBufferPointer) {
    offset = min(error.offset, text.count)
    let before = UnsafeRawBufferPointer(rebasing: text[..<offset])
    line = before.count { $0 == 10 } + 1
    explanation = error.explanation
    let rest = text[offset...]
    for name in ["NaN", "Infinity", "-Infinity"] where rest.starts(with: name.utf8) {
      explanation = "\(name), which JSON does not know"
    }
  }
}
