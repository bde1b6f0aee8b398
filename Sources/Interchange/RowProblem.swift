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
  var reason: Refusal.Reason { isNul ? .nul : isBrokenText ? .brokenText : isTooLarge ? .tooManyNodes : .brokenJSON }
}

extension JSONView {
  /// Whether it can be a name: a string, or a whole number, which is taken as its text.
  var isName: Bool {
    isString || (kind == .number && raw.allSatisfy { (48...57).contains($0) || $0 == 45 })
  }

  /// Calls `body` with the text of a name; `nil` where it is none.
  func withName<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    isString ? withString(body) : isName ? body(raw) : nil
  }

  /// The value for a message, a string told from a number.
  var described: String { isString ? "the string “\(excerpt)”" : excerpt }

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

  /// Whether a key stands in it, for messages: one further inside counts as well.
  func holds(_ key: String) -> Bool { bytes.firstRange(of: Array("\"\(key)\":".utf8)) != nil }

  /// Without its members and their memory.
  var emptied: RawObject {
    var object = RawObject()
    object.credentials = credentials
    return object
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Credentials that were left out.
  private(set) var credentials = 0

  /// Adds a member that the program does not know, without what is secret in it.
  mutating func add(key: JSONView, value: JSONView) {
    if CredentialName.isSecret(key.string ?? "", value) {
      credentials += 1
    } else if let cleaned = value.withoutCredentials() {
      credentials += cleaned.places.count
      add(key.raw, value: cleaned.text)
    } else {
      add(key.raw, value: value.raw)
    }
  }

  /// Adds a known member.
  ///
  /// - Parameter name: A key that needs no escapes.
  mutating func add(name: StaticString, value: JSONView) {
    add(Array("\"\(name)\"".utf8), value: value.raw)
  }

  private mutating func add(_ key: some Collection<UInt8>, value: some Collection<UInt8>) {
    bytes.append(bytes.isEmpty ? 123 : 44)
    bytes.append(contentsOf: key)
    bytes.append(58)
    bytes.append(contentsOf: value)
  }

  /// Closes the object; empty where it has no members.
  mutating func close() {
    if !bytes.isEmpty { bytes.append(125) }
  }
}
