internal import JSON

/// What is wrong with the row at hand; the reader adds file and line.
struct RowProblem: Error {
  let reason: Refusal.Reason
  let key: String
  let explanation: String

  init(_ reason: Refusal.Reason, key: String = "", _ explanation: String) {
    self.reason = reason
    self.key = key
    self.explanation = explanation
  }

  static func missing(_ key: String) -> RowProblem { RowProblem(.missingKey, key: key, "is missing") }

  static func mistyped(_ key: String, _ value: JSONView, expected: String) -> RowProblem {
    RowProblem(.mistypedKey, key: key, "is \(value.kindName), not \(expected)")
  }
}

extension JSONSyntaxError {
  var reason: Refusal.Reason { isNul ? .nul : isBrokenText ? .brokenText : .brokenJSON }
}

extension JSONView {
  /// The text of the value for a message, cut to a readable length.
  var excerpt: String {
    let limit = 60
    let text = string ?? String(decoding: raw.prefix(4 * limit), as: UTF8.self)
    return text.count > limit ? "\(text.prefix(limit))…" : text
  }
}

/// A JSON object made of members that are kept as they were written.
struct RawObject {
  private(set) var bytes: [UInt8] = []

  var isEmpty: Bool { bytes.isEmpty }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func add(key: JSONView, value: JSONView) { add(key.raw, value: value) }

  /// - Parameter name: A key that needs no escapes.
  mutating func add(name: StaticString, value: JSONView) {
    add(Array("\"\(name)\"".utf8), value: value)
  }

  private mutating func add(_ key: some Collection<UInt8>, value: JSONView) {
    bytes.append(bytes.isEmpty ? 123 : 44)
    bytes.append(contentsOf: key)
    bytes.append(58)
    bytes.append(contentsOf: value.raw)
  }

  /// Closes the object; empty where it has no members.
  mutating func close() {
    if !bytes.isEmpty { bytes.append(125) }
  }
}
